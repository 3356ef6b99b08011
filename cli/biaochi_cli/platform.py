"""The whole platform on one log: services and gateway in one event loop, scoring apart where that is faster."""

from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.log.opening import log_of
from biaochi_chassis.runtime.ending import end_after
from biaochi_chassis.runtime.metrics_page import metrics_page
from biaochi_chassis.runtime.process import listen_for_metrics, serve_by_environment
from biaochi_chassis.runtime.service import Endpoint, listen, serve

from biaochi_cli.record import kept
from biaochi_cli.serving.apart import begun

LOOPBACK = "127.0.0.1"


async def run(settings: Settings) -> int:
    """Serve until told to stop; the exit code says whether a part of it died."""
    with (
        listen(LOOPBACK, 0) as methods,
        kept(settings, methods.getsockname()[1]),
        listen(settings.host, settings.port) as public,
        listen_for_metrics(settings, "gateway") as scraped,
        begun(settings) as scoring,
    ):
        # Loaded while scoring's process loads what it needs.
        from biaochi_cli.serving.whole import build  # noqa: PLC0415

        log = log_of(settings)
        services, app = build(settings, log)
        *_, gateway = services
        gateway.loops = (*gateway.loops, *scoring)
        async with log:
            endpoints = (
                Endpoint(public, gateway.app),
                Endpoint(methods, app),
                Endpoint(scraped, metrics_page(services, log)),
            )
            return await serve(services, *endpoints)


def main() -> int:
    """Serve the platform of the environment's settings."""
    return serve_by_environment(run, "plain")


if __name__ == "__main__":
    end_after(main)
