"""One service as a process of its own: what an image starts and what `biaochi serve` does."""

import os
import sys
from collections.abc import Callable

import uvloop

from biaochi_chassis.foundation import process_log
from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.foundation.settings import SERVICES, Settings, SettingsRefused
from biaochi_chassis.log.contract import EventLog
from biaochi_chassis.log.opening import log_of
from biaochi_chassis.runtime.service import Service, serve

Build = Callable[[Settings, EventLog, Clock], Service]


async def serve_alone(name: str, build: Build, settings: Settings) -> int:
    """Serve until a signal ends it, on the service's port; the gateway has the first one. Answers the exit code."""
    port = settings.service_port(name) if name in SERVICES else settings.port
    log = log_of(settings)
    # Before anything is opened: a setting that is missing is all there is to say.
    service = build(settings, log, settings.clock())
    async with log:
        return await serve([service], service.app, settings.host, port)


def main(name: str, build: Build) -> int:
    """Serve by the environment's settings; a setting that cannot be used is said in one sentence."""
    process_log.start("plain" if sys.stderr.isatty() else "json")
    try:
        return uvloop.run(serve_alone(name, build, Settings.read(os.environ)))
    except SettingsRefused as refused:
        sys.stderr.write(f"{refused}\n")
        return 1
