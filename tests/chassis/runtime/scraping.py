"""One scrape of services in this process, read as Prometheus reads it."""

from collections.abc import Sequence

from biaochi_chassis.foundation.metrics import REGISTRY
from biaochi_chassis.log.contract import EventLog
from biaochi_chassis.runtime.metrics_page import metrics_page
from biaochi_chassis.runtime.service import Service
from prometheus_client.parser import text_string_to_metric_families
from pyqwest import Client
from pyqwest.testing import ASGITransport


class Scrape:
    """The samples of one scrape."""

    def __init__(self, text: str) -> None:
        """Read the page."""
        self._samples = {
            (sample.name, frozenset(sample.labels.items())): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }

    def value(self, name: str, **labels: str) -> float | None:
        """The value of a series; None when the page has none."""
        return self._samples.get((name, frozenset(labels.items())))


async def scrape(services: Sequence[Service], log: EventLog) -> Scrape:
    """Ask for the page as Prometheus does."""
    answer = await Client(ASGITransport(metrics_page(services, log))).get("http://inside/metrics")
    assert answer.status == 200
    return Scrape(answer.text())


def counted(name: str, **labels: str) -> float:
    """The value of a series of this process by now; 0 when there is none yet."""
    return REGISTRY.get_sample_value(name, labels) or 0.0
