"""What if, through a running platform's gateway: a supposition, a draft rule, and then the same command in earnest."""

import json
from typing import Any

from biaochi_lanzhou.branch import Branch

from tests.running import Running
from tests.small_city import RECORD_CHECK, organization_id

SIMULATE = """
query If($suppose: SuppositionInput!, $period: String, $opened: [String!], $only: [Aspect!]) {
  simulate(city: "lanzhou", cycle: "2020", index: "branch", period: $period, suppose: $suppose, opened: $opened,
           only: $only, first: 200) {
    period modelHashBefore modelHashAfter subjects movers totalsChanged gradesChanged rungsChanged rose fell leftOut
    rules { key before after }
    flows { aspect before after subjects }
    moves { totalCount edges { node {
      code changed subject { name } before { total grade rung rank } after { total grade rung rank }
      values { key before after }
    } } }
    sheets { code standing { total rank } receipt { modelHash }
             explanation { value children { key value children { key value facts { number recordedBy } } } } }
  }
}"""
STANDINGS = """
{ standings(city: "lanzhou", cycle: "2020", index: "branch", period: "2020-Q3", first: 200) {
    edges { node { total grade rank subject { code } } } } }"""
VERSIONS = """
{ modelVersions(city: "lanzhou", code: "branch") { edges { node { hash since supersededBy cycles } } }
  model(city: "lanzhou", code: "branch", asOf: "2020-12-31") { hash nodes { key numbers { value } } } }"""
SUPPOSED = {"subject": "01-01", "indicator": "theory_study", "period": "2020-Q3", "amount": "4"}


def simulated(running: Running, suppose: dict[str, Any], **more: object) -> dict[str, Any]:
    """The answer to a supposition about the third quarter."""
    variables = {"suppose": suppose, "period": "2020-Q3", **more}
    return dict(running.execute(SIMULATE, variables)["simulate"])


def standings(running: Running) -> dict[str, tuple[Any, ...]]:
    """Total, grade and rank of every branch in the third quarter."""
    edges = running.execute(STANDINGS)["standings"]["edges"]
    return {
        one["node"]["subject"]["code"]: tuple(one["node"][name] for name in ("total", "grade", "rank")) for one in edges
    }


def test_what_is_supposed_comes_true_when_it_is_recorded(small: Running) -> None:
    before = standings(small)

    answer = simulated(small, {"added": [SUPPOSED]}, opened=["01-01"])

    assert standings(small) == before
    command = {**SUPPOSED, "idempotencyKey": "c-1", "subject": organization_id("01-01")}
    small.execute(RECORD_CHECK, {"input": command})
    after = standings(small)
    moved = {node["code"]: node["after"] for node in (edge["node"] for edge in answer["moves"]["edges"])}
    assert moved.keys() == {code for code in after if after[code] != before[code]}
    assert all(after[code] == (one["total"], one["grade"], one["rank"]) for code, one in moved.items())
    (sheet,) = answer["sheets"]
    facts = [fact for top in sheet["explanation"]["children"] for leaf in top["children"] for fact in leaf["facts"]]
    assert facts == [{"number": "试算-1", "recordedBy": "试算"}]


def test_a_year_of_a_city_is_judged_under_a_rule_that_nobody_has_published(lanzhou: Running) -> None:
    stored = lanzhou.post(STANDINGS)
    draft = json.loads(Branch.graph.text)
    (reached,) = [node for node in draft["nodes"] if node["key"] == "reached"]
    (threshold,) = [number for number in numbers(reached["term"]) if number["value"] == "80"]
    threshold["value"] = "90"
    text = json.dumps(draft, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    by_draft = simulated(lanzhou, {"graph": text})
    by_number = simulated(lanzhou, {"parameters": [{"node": "reached", "value": "90"}]})
    of_grade = simulated(lanzhou, {"graph": text}, only=["GRADE"])

    assert by_draft["subjects"] > 500
    assert by_draft["gradesChanged"] > 0
    assert by_draft["totalsChanged"] == 0
    assert [rule["key"] for rule in by_draft["rules"]] == ["reached"]
    assert [flow for flow in by_draft["flows"] if flow["aspect"] == "GRADE"] == [
        {"aspect": "GRADE", "before": "reached", "after": "not_reached", "subjects": by_draft["gradesChanged"]}
    ]
    assert {name: by_number[name] for name in ("moves", "flows")} == {
        name: by_draft[name] for name in ("moves", "flows")
    }
    assert of_grade["moves"]["totalCount"] == by_draft["gradesChanged"]
    assert lanzhou.post(STANDINGS) == stored


def numbers(term: dict[str, Any]) -> list[dict[str, Any]]:
    """The numbers of a rule."""
    own = [term] if term["op"] == "number" else []
    return own + [number for arg in term["args"] for number in numbers(arg)]


def test_the_pinned_version_is_listed_with_its_cycle_and_is_the_model_of_the_day(lanzhou: Running) -> None:
    answer = lanzhou.execute(VERSIONS)
    (version,) = [edge["node"] for edge in answer["modelVersions"]["edges"]]

    assert version["hash"] == answer["model"]["hash"] == Branch.graph.hash
    assert (version["cycles"], version["supersededBy"]) == (["2020"], None)
    (reached,) = [node for node in answer["model"]["nodes"] if node["key"] == "reached"]
    assert reached["numbers"] == [{"value": "80"}]


def test_a_bad_supposition_is_refused_as_the_command_would_be(small: Running) -> None:
    for changed, code in (
        ({"subject": "09-99"}, "UNKNOWN_SUBJECT"),
        ({"indicator": "nothing"}, "UNKNOWN_INDICATOR"),
        ({"period": "2021-Q1"}, "UNKNOWN_PERIOD"),
        ({"amount": "5"}, "AMOUNT_OUT_OF_RANGE"),
        ({"amount": "3.5"}, "AMOUNT_OFF_STEP"),
        ({"amount": "four"}, "NOT_A_NUMBER"),
    ):
        (error,) = small.answer(SIMULATE, {"suppose": {"added": [{**SUPPOSED, **changed}]}})["errors"]
        assert (error["extensions"]["code"], error["extensions"]["index"]) == (code, 0)
