"""One part of the platform as a process of its own."""

from enum import StrEnum

import biaochi_assessment.app
import biaochi_gateway.app
import biaochi_org.app
import biaochi_scoring.app
from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_chassis.service import serve
from biaochi_chassis.settings import Settings

from biaochi_cli.record import beside


class Part(StrEnum):
    """A part that can be served alone."""

    ORG = "org"
    ASSESSMENT = "assessment"
    SCORING = "scoring"
    GATEWAY = "gateway"


PACKAGES = {Part.ORG: biaochi_org, Part.ASSESSMENT: biaochi_assessment, Part.SCORING: biaochi_scoring}


async def serve_part(part: Part, settings: Settings) -> int:
    """Serve until told to stop; answers the exit code. The gateway finds the services by their addresses.

    Raises SettingsRefused when the port is taken or the whole platform serves this home.
    """
    with beside(settings):
        return await _serve(part, settings)


async def _serve(part: Part, settings: Settings) -> int:
    log = EmbeddedLog(settings.log_file)
    await log.start()
    try:
        if part is Part.GATEWAY:
            service, port = biaochi_gateway.app.build(settings, log, settings.clock()), settings.port
        else:
            service = PACKAGES[part].app.build(settings, log, settings.clock())
            port = settings.service_port(part)
        return await serve([service], service.app, settings.host, port)
    finally:
        await log.close()
