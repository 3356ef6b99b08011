"""One part of the platform as a process of its own."""

from enum import StrEnum

import biaochi_assessment.app
import biaochi_gateway.app
import biaochi_org.app
import biaochi_scoring.app
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.runtime.process import Build, serve_alone

from biaochi_cli.record import next_to


class Part(StrEnum):
    """A part that can be served alone."""

    ORG = "org"
    ASSESSMENT = "assessment"
    SCORING = "scoring"
    GATEWAY = "gateway"


BUILD: dict[Part, Build] = {
    Part.ORG: biaochi_org.app.build,
    Part.ASSESSMENT: biaochi_assessment.app.build,
    Part.SCORING: biaochi_scoring.app.build,
    Part.GATEWAY: biaochi_gateway.app.build,
}


async def serve_part(part: Part, settings: Settings) -> int:
    """Serve until told to stop; answers the exit code. The gateway finds the services by their addresses.

    Raises SettingsRefused when the port is taken or the whole platform serves this home.
    """
    with next_to(settings):
        return await serve_alone(part, BUILD[part], settings)
