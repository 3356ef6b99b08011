"""What an operator is called for: a real Prometheus watches the platform with the alerts of production.

Nothing fires while nothing is broken; then each alert fires while its fault lasts, and no longer. A minute of the rules
is taken as MINUTE seconds, whether they wait that long or look that far back; what they compare with stays.
"""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import yaml
from biaochi_chassis.foundation.settings import METRICS_AFTER

from tests.faults.cases import lasting, planted
from tests.faults.cases.lasting import Fault
from tests.faults.platform.deployment import Deployment, Files, Need
from tests.faults.platform.system import System
from tests.running import PARTS
from tests.servers.prometheus import Prometheus, watching

RULES = Path(__file__).parents[3] / "k8s" / "components" / "watching" / "alerts.yaml"
MINUTE = 2
SCRAPE = 3
"""Seconds between two scrapes: a part whose log is away takes two to say so."""
HEALTHY = 30.0
PATIENCE = 90.0
"""Seconds until an alert must fire, and until it must have ended."""


def every_alert(system: System, dice: Random) -> None:
    """Be silent while all is well; then break and heal one thing after the other, in any order but for the last."""
    ports = {part: system.running.port_of(part) + METRICS_AFTER for part in PARTS}
    with watching(ports, hurried(yaml.safe_load(RULES.read_text())["spec"]), SCRAPE) as prometheus:
        _until(lambda: len(prometheus.query("biaochi_ready == 1")) == len(PARTS), "not every part was scraped")
        _until(lambda: not prometheus.firing(), "an alert fires before anything was broken")
        time.sleep(HEALTHY)
        if fired := prometheus.fired(round(HEALTHY)):
            system.object("A1", f"fired though nothing was wrong: {', '.join(sorted(fired))}")
        faults = list(_faults(system.deployment))
        dice.shuffle(faults)
        for fault, alerts in faults:
            _play(system, prometheus, fault, alerts)
        planted.poison(system, dice)
        _await(system, prometheus, {"BiaochiEventsSetAside"}, fires=True)


def hurried(rules: dict[str, Any]) -> dict[str, Any]:
    """Return rules with seconds for their minutes."""
    hurry = re.compile(r"(?<=\[)\d+(?=m\])|^\d+(?=m$)")

    def quick(text: str) -> str:
        return hurry.sub(lambda found: str(int(found[0]) * MINUTE), text).replace("m]", "s]")

    groups = [
        {
            **group,
            "rules": [
                {**rule, "expr": quick(rule["expr"])}
                | ({"for": quick(rule["for"])[:-1] + "s"} if "for" in rule else {})
                for rule in group["rules"]
            ],
        }
        for group in rules["groups"]
    ]
    return {"groups": groups}


def _faults(deployment: Deployment) -> Iterator[tuple[Fault, set[str]]]:
    """What can be broken here, and which alerts must fire."""
    yield lasting.a_part_gone, {"BiaochiPartGone", "BiaochiPartNotReady"}
    yield lasting.writers_turn_kept, {"BiaochiConsumerBehind", "BiaochiNotJudged"}
    yield lasting.a_table_gone, {"BiaochiFailing"}
    yield lasting.services_slow, {"BiaochiSlow"}
    if Need.DISK in deployment.has:
        yield lasting.disk_full, {"BiaochiFailing"}
    if not isinstance(deployment, Files):
        yield lasting.log_away, {"BiaochiLogAway", "BiaochiOutboxWaits"}
        yield lasting.database_killed, {"BiaochiDatabaseAway"}


def _play(system: System, prometheus: Prometheus, fault: Fault, alerts: set[str]) -> None:
    with fault(system):
        _await(system, prometheus, alerts, fires=True)
    _await(system, prometheus, alerts, fires=False)
    system.note(f"{fault.__name__}: {', '.join(sorted(alerts))}")


def _await(system: System, prometheus: Prometheus, alerts: set[str], *, fires: bool) -> None:
    end = time.monotonic() + PATIENCE
    while left := (alerts - prometheus.firing() if fires else alerts & prometheus.firing()):
        if time.monotonic() > end:
            system.object("A2", f"{', '.join(sorted(left))} did not {'fire' if fires else 'end'} in {PATIENCE:.0f} s")
            return
        time.sleep(0.5)


def _until(true: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, otherwise
        time.sleep(0.5)
