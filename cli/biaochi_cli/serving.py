"""One part of the platform as a process of its own."""

import asyncio
from enum import StrEnum

import biaochi_assessment.app
import biaochi_gateway.app
import biaochi_org.app
import biaochi_scoring.app
from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_chassis.service import serve
from biaochi_chassis.settings import Settings


class Part(StrEnum):
    """A part that can be served alone."""

    ORG = "org"
    ASSESSMENT = "assessment"
    SCORING = "scoring"
    GATEWAY = "gateway"


PACKAGES = {Part.ORG: biaochi_org, Part.ASSESSMENT: biaochi_assessment, Part.SCORING: biaochi_scoring}


def serve_part(part: Part, settings: Settings) -> int:
    """Serve until told to stop; answers the exit code. The gateway finds the services by their addresses."""
    log = EmbeddedLog(settings.log_file)
    if part is Part.GATEWAY:
        gateway = biaochi_gateway.app.build(settings, log, None)
        return asyncio.run(serve([gateway], gateway.app, settings.host, settings.port))
    service = PACKAGES[part].app.build(settings, log)
    return asyncio.run(serve([service], service.app, settings.host, settings.service_port(part)))
