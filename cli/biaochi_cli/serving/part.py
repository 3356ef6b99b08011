"""One part of the platform as a process of its own: it loads that part alone."""

from enum import StrEnum
from importlib import import_module

from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.runtime.process import Build, serve_alone

from biaochi_cli.record import next_to


class Part(StrEnum):
    """A part that can be served alone."""

    ORG = "org"
    ASSESSMENT = "assessment"
    SCORING = "scoring"
    GATEWAY = "gateway"


async def serve_part(part: Part, settings: Settings) -> int:
    """Serve until told to stop; answers the exit code. The gateway finds the services by their addresses.

    Raises SettingsRefused when the port is taken or the whole platform serves this home.
    """
    build: Build = import_module(f"biaochi_{part}.app").build
    with next_to(settings):
        return await serve_alone(part, build, settings)
