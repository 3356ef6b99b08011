"""One part of the platform as a process of its own."""

from enum import StrEnum

import biaochi_assessment.app
import biaochi_gateway.app
import biaochi_org.app
import biaochi_scoring.app
from biaochi_chassis.log.opening import log_of
from biaochi_chassis.service import serve
from biaochi_chassis.settings import Settings


class Part(StrEnum):
    """A part that can be served alone."""

    ORG = "org"
    ASSESSMENT = "assessment"
    SCORING = "scoring"
    GATEWAY = "gateway"


PACKAGES = {Part.ORG: biaochi_org, Part.ASSESSMENT: biaochi_assessment, Part.SCORING: biaochi_scoring}


async def serve_part(part: Part, settings: Settings) -> int:
    """Serve until told to stop; answers the exit code. The gateway finds the services by their addresses."""
    log = log_of(settings)
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
