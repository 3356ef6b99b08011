"""What if and versions: asked whole of scoring, answered without ids, and with the subjects joined in one batch."""

from typing import Any

import pytest

from tests.gateway.conftest import Gateway

SIMULATE = """query ($suppose: SuppositionInput!, $only: [Aspect!], $opened: [String!], $first: Int, $against: String) {
  simulate(city: "yangcheng", cycle: "2020", index: "branch", period: "2020-Q3",
           suppose: $suppose, against: $against, only: $only, opened: $opened, first: $first) {
    period modelHashBefore modelHashAfter subjects movers totalsChanged gradesChanged rungsChanged rose fell leftOut
    flows { aspect before after subjects }
    rules { key title before after }
    moves { totalCount pageInfo { hasNextPage } edges { node {
      code changed subject { name } before { total rank rung } after { total rank grade marks }
      values { key before after }
    } } }
    sheets { code standing { total } receipt { modelHash } explanation { children { facts { number } } }
             gradeExplanation { key } }
  }
}"""
SUPPOSED: dict[str, Any] = {
    "added": [
        {"subject": "B1", "indicator": "meetings", "period": "2020-Q3", "amount": "4.5"},
        {"subject": "B2", "indicator": "tasks", "period": "2020-Q3", "task": "T-8", "points": "10", "amount": "8"},
    ],
    "reversed": ["check-1"],
    "parameters": [{"node": "reached", "value": "85"}, {"node": "meetings", "place": 2, "value": "2/3"}],
}


async def test_a_supposition_crosses_whole_and_its_answer_comes_back_whole(gateway: Gateway) -> None:
    found = (await gateway.execute(SIMULATE, suppose=SUPPOSED, only=["RANK"], opened=["B1"], first=2, against="h0"))[
        "simulate"
    ]
    (request,) = gateway.recorder.of("Simulate")
    assert [(one.subject, one.amount, one.task, one.points) for one in request.added] == [
        ("B1", "4.5", "", ""),
        ("B2", "8", "T-8", "10"),
    ]
    assert [(one.node, one.place, one.value) for one in request.parameters] == [
        ("reached", 0, "85"),
        ("meetings", 2, "2/3"),
    ]
    assert request.against_hash == "h0"
    assert (list(request.reversed), list(request.only), list(request.open), request.first) == (
        ["check-1"],
        ["RANK"],
        ["B1"],
        2,
    )
    first, second = (edge["node"] for edge in found["moves"]["edges"])
    assert (first["subject"]["name"], first["changed"]) == ("市直单位02党支部", ["TOTAL", "RANK"])
    assert (first["before"], first["after"]["total"]) == ({"total": "90", "rank": 2, "rung": None}, "97.5")
    assert first["values"] == [{"key": "meetings", "before": None, "after": "4.5"}]
    assert (second["before"], second["after"]["rank"]) == (None, None)
    assert found["flows"] == [{"aspect": "RUNG", "before": None, "after": "standardised", "subjects": 1}]
    assert found["sheets"][0]["explanation"]["children"][0]["facts"] == [{"number": "check-1"}]
    assert found["sheets"][0]["gradeExplanation"] is None


async def test_the_subjects_of_all_movers_are_fetched_in_one_batch(gateway: Gateway) -> None:
    await gateway.execute(SIMULATE, suppose={})
    steps = [name for name, _, _ in gateway.recorder.requests]
    assert steps == ["Simulate", "ListCycles", "BatchGetOrganizations"]


@pytest.mark.parametrize(
    ("suppose", "code"),
    [
        ({"parameters": [{"node": "reached", "place": 0, "value": "85"}]}, "BAD_REQUEST"),
        ({"added": [{"subject": "B1", "indicator": "m", "period": "2020", "amount": 4.5}]}, "NOT_A_NUMBER"),
    ],
)
async def test_what_cannot_be_sent_on_is_refused_before_any_call(
    gateway: Gateway, suppose: dict[str, Any], code: str
) -> None:
    error = await gateway.error(SIMULATE, suppose=suppose)
    assert error["extensions"]["code"] == code
    assert gateway.recorder.requests == []


async def test_the_versions_of_a_model_say_what_took_their_place_and_who_pinned_them(gateway: Gateway) -> None:
    query = """{ modelVersions(city: "yangcheng", code: "branch", first: 1) {
      totalCount pageInfo { hasNextPage } edges { node { hash since until supersededBy cycles ruleBook } } } }"""
    found = (await gateway.execute(query))["modelVersions"]
    assert (found["totalCount"], found["pageInfo"]["hasNextPage"]) == (2, True)
    assert found["edges"][0]["node"] == {
        "hash": "h",
        "since": "2020-01-01",
        "until": None,
        "supersededBy": "h2",
        "cycles": ["2020"],
        "ruleBook": "第一条 ……",
    }
