"""The story of the platform: a recorded check reaches a subscriber as a changed standing with its explanation."""

from typing import Any

from tests.running import Running, Subscription
from tests.small_city import RECORD_CHECK, found, organization_id

STANDINGS_CHANGED = """
subscription {
  standingsChanged(city: "lanzhou", cycle: "2020", index: "branch", period: "2020-Q3") {
    caller traceId position
    changed { total rank subject { code }
      sheet { explanation { title value formula children { key value formula children { key title value max provenance
        source { document place } facts { number amount recordedBy recordedAt } } } } } }
  }
}"""
TRACE = "0af7651916cd43dd8448eb211c80319c"
CHECK = {
    "idempotencyKey": "check-1",
    "subject": organization_id("03-02"),
    "indicator": "three_meetings",
    "period": "2020-Q3",
    "amount": "5.5",
    "evidence": "验收对照表 03-02",
}


def test_a_recorded_check_reaches_a_subscriber_as_a_changed_standing_with_its_explanation(empty: Running) -> None:
    found(empty)
    empty.execute('{ standings(city: "lanzhou", cycle: "2020", index: "branch", period: "2020-Q3") { totalCount } }')
    subscription = Subscription(empty, STANDINGS_CHANGED)

    written = empty.execute(RECORD_CHECK, {"input": CHECK}, traceparent=f"00-{TRACE}-b7ad6b7169203331-01")[
        "recordCheck"
    ]

    change = subscription.next()["standingsChanged"]
    while change["traceId"] != TRACE:
        # What the founding has changed may still have been on its way.
        change = subscription.next()["standingsChanged"]
    subscription.close()
    standing = next(each for each in change["changed"] if each["subject"]["code"] == "03-02")
    assert (standing["total"], standing["rank"]) == ("17.5", 1)
    norm = node(standing["sheet"]["explanation"], "three_meetings")
    assert (norm["value"], norm["max"]) == ("5.5", "6")
    assert "《党建》2021年第5期" in norm["source"]["document"] or norm["provenance"] == "DEFAULT"
    assert [(fact["number"], fact["amount"], fact["recordedBy"]) for fact in norm["facts"]] == [
        ("check-1", "5.5", "developer")
    ]
    assert norm["facts"][0]["recordedAt"].startswith("2021-02-01T00:00:00")
    assert (written["already"], change["caller"], change["traceId"]) == (False, "developer", TRACE)


def node(explanation: dict[str, Any], key: str) -> dict[str, Any]:
    """The node of this key, wherever it is in the tree."""
    pending = [explanation]
    while pending:
        here = pending.pop()
        if here.get("key") == key:
            return here
        pending += here.get("children") or []
    raise AssertionError(f"no node {key} in the explanation")
