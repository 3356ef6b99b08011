"""Twelve alerts: Prometheus takes them, each fires by its fault and by nothing healthy, and each has its paragraph."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from biaochi_chassis.foundation.metrics import REGISTRY

from tests.deployment.rendering import ROOT, Resource, of_kind
from tests.running import PARTS
from tests.servers import prometheus
from tests.servers.missing import ServerMissing, give_up

RULES: dict[str, Any] = yaml.safe_load((ROOT / "k8s/components/watching/alerts.yaml").read_text())["spec"]
ALERTS = {rule["alert"]: rule for group in RULES["groups"] for rule in group["rules"]}
PAGE = (ROOT / "docs" / "operations" / "alerts.md").read_text()

# What a healthy platform says over half an hour, a sample every 30 s.
HEALTHY = {
    **{f'biaochi_ready{{service="{part}"}}': "1x60" for part in PARTS},
    **{f'biaochi_log_up{{service="{part}"}}': "1x60" for part in PARTS},
    **{f'biaochi_database_up{{service="{part}"}}': "1x60" for part in PARTS[:3]},
    'biaochi_consumer_lag_events{service="scoring", topic="t"}': "0 40 0 900 0 12x55",
    'biaochi_outbox_age_seconds{service="org"}': "0 3 0 7 0 1x55",
    'biaochi_unjudged_age_seconds{service="scoring"}': "0 3 0 30 0 2x55",
    'biaochi_dead_letters{service="org"}': "0x60",
    'biaochi_webhook_failing_age_seconds{service="assessment"}': "0+30x60",
    'biaochi_notification_tries_total{service="assessment", channel="email", outcome="dead"}': "2x60",
    'biaochi_parked_subjects{service="org"}': "0 1 0x58",
    'biaochi_refusals_total{service="org", code="INTERNAL"}': "7x60",
    'biaochi_refusals_total{service="org", code="STORAGE_FULL"}': "3x60",
    'biaochi_refusals_total{service="org", code="WORD_FORBIDDEN"}': "0+5x60",
    'biaochi_request_seconds_bucket{service="org", le="10"}': "0+101x60",
    'biaochi_request_seconds_bucket{service="org", le="2.5"}': "0+100x60",
    'biaochi_request_seconds_bucket{service="org", le="+Inf"}': "0+101x60",
}
# What is other when something is wrong, and whom the alert names.
FAULTS = {
    "BiaochiPartGone": ('biaochi_ready{service="org"}', "1x2 stale", {"service": "org"}),
    "BiaochiPartNotReady": ('biaochi_ready{service="org"}', "1 0x60", {"service": "org"}),
    "BiaochiDatabaseAway": ('biaochi_database_up{service="org"}', "1 0x60", {"service": "org"}),
    "BiaochiLogAway": ('biaochi_log_up{service="gateway"}', "1 0x60", {"service": "gateway"}),
    "BiaochiOutboxWaits": ('biaochi_outbox_age_seconds{service="org"}', "0+30x60", {"service": "org"}),
    "BiaochiConsumerBehind": (
        'biaochi_consumer_lag_events{service="scoring", topic="t"}',
        "0 60x60",
        {"service": "scoring", "topic": "t"},
    ),
    "BiaochiEventsSetAside": ('biaochi_dead_letters{service="org"}', "0 1x60", {"service": "org"}),
    "BiaochiNotJudged": ('biaochi_unjudged_age_seconds{service="scoring"}', "0+30x60", {"service": "scoring"}),
    "BiaochiWebhookFails": (
        'biaochi_webhook_failing_age_seconds{service="assessment"}',
        "3601+30x60",
        {"service": "assessment"},
    ),
    "BiaochiNotificationGivenUp": (
        'biaochi_notification_tries_total{service="assessment", channel="email", outcome="dead"}',
        "0x20 1x40",
        {"service": "assessment", "channel": "email"},
    ),
    "BiaochiFailing": (
        'biaochi_refusals_total{service="org", code="INTERNAL"}',
        "0x20 1x40",
        {"service": "org", "code": "INTERNAL"},
    ),
    "BiaochiSlow": ('biaochi_request_seconds_bucket{service="org", le="2.5"}', "0+90x60", {"service": "org"}),
}
# Minutes: BiaochiFailing looks five back, the others have waited by then.
AT = "13m"


def promtool(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run it in a folder."""
    try:
        command = [str(prometheus.program("promtool")), *arguments]
    except ServerMissing as missing:
        give_up(missing)
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def judged(folder: Path, series: dict[str, str], expected: dict[str, dict[str, str]]) -> str:
    """What promtool objects when these series should fire these alerts, with these labels, and no other."""
    # What an alert tells a person is no matter of samples.
    rules = [{key: rule[key] for key in rule if key != "annotations"} for rule in ALERTS.values()]
    (folder / "rules.yaml").write_text(yaml.safe_dump({"groups": [{"name": "biaochi", "rules": rules}]}))
    wanted = [
        {
            "alertname": name,
            "eval_time": AT,
            "exp_alerts": [{"exp_labels": {**expected[name], **rule["labels"]}}] if name in expected else [],
        }
        for name, rule in ALERTS.items()
    ]
    given = [{"series": name, "values": values} for name, values in series.items()]
    test = {"interval": "30s", "input_series": given, "alert_rule_test": wanted}
    (folder / "test.yaml").write_text(yaml.safe_dump({"rule_files": ["rules.yaml"], "tests": [test]}))
    done = promtool(folder, "test", "rules", "test.yaml")
    return done.stdout + done.stderr if done.returncode else ""


def test_prometheus_takes_the_rules(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(yaml.safe_dump(RULES))

    done = promtool(tmp_path, "check", "rules", "rules.yaml")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "12 rules found" in done.stdout


def test_a_healthy_platform_fires_none(tmp_path: Path) -> None:
    assert judged(tmp_path, HEALTHY, {}) == ""


@pytest.mark.parametrize("alert", FAULTS)
def test_its_fault_fires_it_and_names_the_part(alert: str, tmp_path: Path) -> None:
    series, values, labels = FAULTS[alert]
    assert series in HEALTHY
    assert judged(tmp_path, {**HEALTHY, series: values}, {alert: labels}) == ""


def test_a_full_disk_fires_the_alert_of_what_is_no_callers_fault(tmp_path: Path) -> None:
    full = {'biaochi_refusals_total{service="org", code="STORAGE_FULL"}': "0x20 1x40"}
    wanted = {"BiaochiFailing": {"service": "org", "code": "STORAGE_FULL"}}
    assert judged(tmp_path, {**HEALTHY, **full}, wanted) == ""


def test_each_has_a_fault_a_severity_a_summary_and_a_paragraph() -> None:
    assert set(ALERTS) == set(FAULTS)
    paragraphs = dict(re.findall(r"^### (\w+)\n(\*.*)$", PAGE, re.MULTILINE))
    assert list(paragraphs) == list(ALERTS)
    for name, rule in ALERTS.items():
        minutes = f"after {rule['for'].removesuffix('m')} minutes" if "for" in rule else "at once"
        assert paragraphs[name].startswith(f"*{rule['labels']['severity'].capitalize()}, {minutes}.* "), name
        assert rule["annotations"]["runbook"] == f"docs/operations/alerts.md#{name.lower()}"
        assert rule["annotations"]["summary"].endswith(".")


def test_they_look_at_metrics_that_there_are() -> None:
    declared = {family.name for family in REGISTRY.collect()}
    for name, rule in ALERTS.items():
        used = {re.sub(r"_(bucket|total|count|sum)$", "", one) for one in re.findall(r"biaochi_\w+", rule["expr"])}
        assert used, name
        assert used <= declared


def test_the_cluster_gets_these_rules_and_scrapes_every_part(production: list[Resource]) -> None:
    assert of_kind(production, "PrometheusRule")["biaochi"]["spec"] == RULES
    spec = of_kind(production, "PodMonitor")["biaochi"]["spec"]
    (chosen,) = spec["selector"]["matchExpressions"]
    assert (chosen["key"], chosen["operator"], set(chosen["values"])) == ("app.kubernetes.io/name", "In", set(PARTS))
    (endpoint,) = spec["podMetricsEndpoints"]
    for part in PARTS:
        pod = of_kind(production, "Deployment")[part]["spec"]["template"]["spec"]
        assert endpoint["port"] in {port["name"] for port in pod["containers"][0]["ports"]}
