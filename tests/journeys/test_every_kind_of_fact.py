"""Every kind of fact, from its mutation to a changed standing; what does not fit is refused with its code."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import started
from tests.running import Running
from tests.servers.deployments import Deployment

ROOT = Path(__file__).parents[2]
ESTABLISH = "mutation E($input: EstablishOrganizationInput!) { establishOrganization(input: $input) { already } }"
OPEN = "mutation O($input: OpenCycleInput!) { openCycle(input: $input) { already } }"
REVERSE = "mutation R($input: ReverseFactInput!) { reverseFact(input: $input) { already } }"
STANDING = """
{ standings(city: "kinds", cycle: "2020", index: "review", period: "2020") {
    edges { node { total subject { code } } } } }"""
FACTS = """
{ facts(city: "kinds", cycle: "2020", subject: "B1") { edges { node {
    number kind level choice panel department owners raised reason signed raterCode rater { code } reversal { reason }
} } } }"""
ACCEPTS = """
{ model(city: "kinds", code: "review", asOf: "2020-12-31") { accepts {
    indicator kind how levels { key title } choices { key title } panels { key title } signatures reasoned may
    privacy { names seenBy comments } lowest highest } } }"""
ENTRIES = """编号,组织编码,指标,期间,数量,案号
1,B1,优秀案例,2020,1,丙事
2,B1,优秀案例,2020,1,丁事
3,B1,驻点天数,2020,,2020-02-01/2020-03-01
4,B1,一般案例,2020,1,丁事
"""
BALLOTS = "编号,组织编码,指标,期间,投票人编码,投票人类别,所投,评语\n1,B2,民主评议,2020,B3,党员,好,抓得紧\n"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, deployment: Deployment) -> Iterator[Running]:
    """A platform with the city, three branches and the cycle 2020."""
    home = tmp_path_factory.mktemp("kinds")
    installed = home / "plugin" / "kinds-1.dist-info"
    installed.mkdir(parents=True)
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: kinds\nVersion: 1\n")
    (installed / "entry_points.txt").write_text("[biaochi]\nkinds = tests.journeys.town_of_kinds\n")
    path = {"PYTHONPATH": f"{installed.parent}:{ROOT}", "BIAOCHI_PLUGINS": "kinds"}
    with started(home, {**path, **deployment()}) as running:
        for code, kind, parent in (
            ("R", "WORK_COMMITTEE", None),
            ("G", "ORGAN_COMMITTEE", "R"),
            *((f"B{number}", "BRANCH", "G") for number in (1, 2, 3)),
        ):
            place = {"city": "kinds", "code": code, "name": f"组织{code}", "kind": kind, "on": "2018-06-01"}
            running.execute(
                ESTABLISH, {"input": {"idempotencyKey": code, "parent": parent and organization(parent), **place}}
            )
        running.execute(OPEN, {"input": {"idempotencyKey": "open", "city": "kinds", "code": "2020"}})
        yield running


def organization(code: str) -> str:
    """The global id of an organization."""
    return base64.b64encode(f"Organization:kinds:{code}".encode()).decode()


def mutation(name: str) -> str:
    """The mutation of a name."""
    return (
        f"mutation Do($input: {name[0].upper()}{name[1:]}Input!) {{ {name}(input: $input) {{ id already position }} }}"
    )


def command(key: str, indicator: str, **more: object) -> dict[str, Any]:
    """What is said of the first branch."""
    about = {"idempotencyKey": key, "subject": organization("B1"), "indicator": indicator, "period": "2020"}
    return {"input": {**about, **more}}


def total(town: Running, code: str = "B1", position: str = "") -> str:
    """The year's total of a branch, once it is read up to a position."""
    after = {"biaochi-position": position} if position else {}
    edges = town.execute(STANDING, None, **after)["standings"]["edges"]
    return next(str(edge["node"]["total"]) for edge in edges if edge["node"]["subject"]["code"] == code)


def test_each_command_ends_in_a_changed_standing(town: Running) -> None:
    def done(name: str, key: str, indicator: str, **more: object) -> str:
        town.execute(mutation(name), command(key, indicator, **more))
        return total(town)

    def done_by_two(name: str, key: str, indicator: str, before: str, **more: object) -> str:
        assert done(name, key, indicator, **more) == before
        second = f"Bearer {town.token('work_committee')}"
        written = town.execute(mutation(name), command(key, indicator, **more), authorization=second)[name]
        return total(town, position=written["position"])

    voter = {"rater": organization("B2"), "reason": "评语"}
    assert total(town) == "20"
    assert done("recordChoice", "k1", "kind", choice="pilot") == "21"
    assert done("recordLedgerEntry", "k2", "found", level="warning", case="C1") == "18"
    assert done("recordLedgerEntry", "k3", "found", level="warning", case="C1", raised=True) == "15"
    assert done("recordBonus", "k4", "honours", level="city", case="H1", department="甲") == "19"
    assert done("recordBonus", "k5", "honours", level="city", case="H1", department="甲") == "19"
    assert done("recordBonus", "k6", "honours", level="city", case="H1", department="乙", owners=2) == "21"
    assert done_by_two("recordDecision", "k7", "excused", "21", reason="会议研究", signed=["甲"]) == "27"
    assert done_by_two("recordDecision", "k8", "settled", "27", amount="3", reason="会议研究", signed=["甲"]) == "30"
    assert done("castBallot", "k9", "cast", panel="leaders", choice="poor", **voter) == "30"
    assert done("castBallot", "k10", "cast", panel="leaders", choice="good", **voter) == "35"
    town.execute(REVERSE, {"input": {"idempotencyKey": "r1", "fact": fact_id("k1"), "reason": "录错"}})
    assert total(town) == "34"

    facts = {edge["node"]["number"]: edge["node"] for edge in town.execute(FACTS)["facts"]["edges"]}
    assert len(facts) == 10
    found = {name: facts["k6"][name] for name in ("kind", "level", "department", "owners")}
    assert found == {"kind": "BONUS", "level": "city", "department": "乙", "owners": 2}
    assert (facts["k7"]["signed"], facts["k7"]["reason"]) == (["甲"], "会议研究")
    assert (facts["k9"]["choice"], facts["k9"]["raterCode"], facts["k9"]["rater"]) == ("poor", "B2", {"code": "B2"})


@pytest.mark.parametrize(
    ("name", "indicator", "more", "code", "field"),
    [
        ("recordChoice", "kind", {"choice": "best"}, "UNKNOWN_CHOICE", "choice"),
        ("recordBonus", "honours", {"level": "county"}, "UNKNOWN_LEVEL", "level"),
        ("recordBonus", "honours", {"level": "city", "owners": 100}, "NOT_SHARED", "owners"),
        ("recordBonus", "honours", {"level": "city", "owners": -1}, "BAD_REQUEST", "owners"),
        ("recordBonus", "honours", {"level": "city", "raised": True}, "NOT_RAISED", "raised"),
        ("recordBonus", "found", {"level": "warning"}, "WRONG_KIND", "indicator"),
        ("recordDecision", "excused", {"reason": "会议研究"}, "NOT_SIGNED", "signed"),
        ("recordDecision", "excused", {"signed": ["甲"]}, "NO_REASON", "reason"),
        ("recordDecision", "settled", {"amount": "11", "signed": ["甲"]}, "AMOUNT_OUT_OF_RANGE", "amount"),
        ("castBallot", "cast", {"rater": "B2", "panel": "masses", "choice": "good"}, "UNKNOWN_PANEL", "panel"),
        ("castBallot", "cast", {"rater": "B1", "panel": "leaders", "choice": "good"}, "SELF_RATING", "subject"),
        ("castBallot", "cast", {"rater": "X", "panel": "leaders", "choice": "good"}, "UNKNOWN_ORGANIZATION", "rater"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_code(
    town: Running, name: str, indicator: str, more: dict[str, Any], code: str, field: str
) -> None:
    if "rater" in more:
        more = {**more, "rater": organization(more["rater"])}

    answer = json.loads(town.post(mutation(name), command(f"no-{code}-{field}", indicator, **more)))

    assert answer["errors"][0]["extensions"]["code"] == code
    assert answer["errors"][0]["extensions"]["field"] == field


def test_the_model_says_what_may_be_recorded(town: Running) -> None:
    accepts = {one["indicator"]: one for one in town.execute(ACCEPTS)["model"]["accepts"]}

    assert accepts["honours"]["levels"] == [{"key": "city", "title": "市级"}]
    assert (accepts["honours"]["may"], accepts["honours"]["lowest"]) == (["shared"], None)
    assert accepts["cast"]["choices"][-1] == {"key": "invalid", "title": "无效票"}
    assert accepts["cast"]["panels"][0] == {"key": "leaders", "title": "领导班子"}
    assert accepts["cast"]["privacy"] == {"names": "real_name", "seenBy": ["scheme_owner"], "comments": "required"}
    assert (accepts["settled"]["signatures"], accepts["settled"]["reasoned"]) == (1, True)


def test_ballots_come_in_from_a_sheet_in_the_words_of_the_model(town: Running, tmp_path: Path) -> None:
    (tmp_path / "投票.csv").write_text(BALLOTS, encoding="utf-8")

    brought = town.command("import", str(tmp_path), "--city", "kinds")

    assert brought.returncode == 0, brought.stdout + brought.stderr
    assert total(town, "B2") == "25"


def test_what_does_not_fit_next_to_what_stands_is_refused_when_it_is_recorded(town: Running, tmp_path: Path) -> None:
    def refusal(key: str, indicator: str, **more: object) -> str:
        answer = json.loads(town.post(mutation("recordLedgerEntry"), command(key, indicator, **more)))
        return str(answer["errors"][0]["extensions"]["code"])

    town.execute(mutation("recordLedgerEntry"), command("s1", "good", amount="2", case="甲事"))
    town.execute(mutation("recordLedgerEntry"), command("s2", "held", case="2020-03-01/2020-03-31"))
    assert refusal("s3", "good", amount="2", case="乙事") == "ABOVE_LIMIT"
    assert refusal("s4", "other", amount="1", case="甲事") == "CASE_TWICE"
    assert refusal("s5", "held", case="2020-03-31/2020-04-30") == "SPANS_OVERLAP"

    (tmp_path / "台账.csv").write_text(ENTRIES, encoding="utf-8")
    for more in (("--dry-run",), ()):
        said = town.command("import", str(tmp_path), "--city", "kinds", "--skip-bad-rows", *more).stdout
        assert "第 3 行" in said
        assert said.count("合计超过 3") == said.count("重叠") == 1
        assert said.count("第 2 行") == said.count("第 5 行") == 0
    town.execute(REVERSE, {"input": {"idempotencyKey": "r2", "fact": fact_id("s1"), "reason": "录错"}})
    town.execute(mutation("recordLedgerEntry"), command("s6", "other", amount="1", case="甲事"))


def fact_id(number: str) -> str:
    """The global id of a fact."""
    return base64.b64encode(f"Fact:kinds:{number}".encode()).decode()
