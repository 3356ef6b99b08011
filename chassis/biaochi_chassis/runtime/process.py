"""One service as a process of its own: what an image starts and what `biaochi serve` does."""

import os
import socket
import sys
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

import uvloop

from biaochi_chassis.foundation import process_log
from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.foundation.settings import SERVICES, Settings, SettingsRefused
from biaochi_chassis.log.contract import EventLog
from biaochi_chassis.log.opening import log_of
from biaochi_chassis.rpc.mutual_tls import MutualTls
from biaochi_chassis.runtime.metrics_page import metrics_page
from biaochi_chassis.runtime.service import Endpoint, Service, listen, serve

Build = Callable[[Settings, EventLog, Clock], Service]


async def serve_alone(name: str, build: Build, settings: Settings) -> int:
    """Serve until a signal ends it, on the part's port and that of its metrics. Answers the exit code.

    A service answers over mutual TLS where the settings bring certificates, with its probes on the port of the metrics.
    Raises SettingsRefused, before anything starts, when one of the ports is taken.
    """
    log = log_of(settings)
    tls = MutualTls.of(settings) if name in SERVICES else None
    # Before anything is opened: a setting that is missing is all there is to say.
    service = build(settings, log, settings.clock())
    settings.check_rpc()
    with listen(settings.host, settings.part_port(name)) as listener, listen_for_metrics(settings, name) as scraped:
        endpoints = (Endpoint(listener, service.app, tls), Endpoint(scraped, metrics_page([service], log)))
        async with log:
            return await serve([service], *endpoints)


def listen_for_metrics(settings: Settings, name: str) -> socket.socket:
    """Take the port on which Prometheus scrapes a part. Raises SettingsRefused when somebody else has it."""
    return listen(settings.host, settings.metrics_port(name), "BIAOCHI_METRICS_PORT")


def main(name: str, build: Build, log_form: str = "") -> int:
    """Serve one part by the environment's settings."""
    return serve_by_environment(partial(serve_alone, name, build), log_form)


def serve_by_environment(serving: Callable[[Settings], Coroutine[Any, Any, int]], log_form: str = "") -> int:
    """Serve by the environment's settings; a setting that cannot be used is said in one sentence.

    `log_form`: as `process_log.start` takes it. Answers the exit code.
    """
    process_log.start(log_form)
    try:
        return uvloop.run(serving(Settings.read(os.environ)))
    except SettingsRefused as refused:
        sys.stderr.write(f"{refused}\n")
        return 1
