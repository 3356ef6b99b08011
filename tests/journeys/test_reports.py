"""Reports over a real year: what everybody lost, who moved, how raters mark, who was chosen twice, who is cleared."""

import base64
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

from tests.conftest import started
from tests.journeys.years.working_year import waited
from tests.running import Running
from tests.servers.deployments import Deployment

CIRCULAR = """query ($after: String) {
  circular(city: "lanzhou", cycle: "2020", index: "branch", period: "2020-Q3", first: 100, after: $after) {
    text
    entries { totalCount pageInfo { hasNextPage endCursor } edges { node {
      standing { rank total subject { name } }
      losses { title lost value max rectifyBy provenance facts { number kind evidence } }
    } } } } }"""
RATERS = """{ raters(city: "lanzhou", cycle: "2020", indicator: "mutual", period: "2020-Q3", first: 200) {
  totalCount edges { node { code marks above same subject { ... on Organization { kind } } } } } }"""
MOVEMENT = """{ tierMovement(city: "lanzhou", before: { cycle: "2020", index: "branch", period: "2020-Q4" },
  later: { cycle: "2020", index: "branch" }) {
  flows { aspect before after subjects } moves { totalCount edges { node { changed after { rung } } } } } }"""
CONCORDANCE = """{ concordance(city: "lanzhou",
  one: { cycle: "2020", index: "branch", node: "year_rung", values: ["demonstration"] },
  other: { cycle: "2020", index: "branch", values: ["reached"] }) {
  both firstOnly secondOnly unknown entries { totalCount } } }"""
TOTALS = """query ($index: String!) {
  standings(city: "lanzhou", cycle: "2020", index: $index, first: 200) { totalCount edges { node { total } } } }"""
ESTABLISH = "mutation E($input: EstablishOrganizationInput!) { establishOrganization(input: $input) { already } }"
OPEN = "mutation O($input: OpenCycleInput!) { openCycle(input: $input) { already } }"
FIND = "mutation F($input: OpenWorkItemInput!) { openWorkItem(input: $input) { already } }"
CLEARANCE = """query ($code: String!, $asOf: Date!) {
  clearance(city: "dazhou", subject: $code, asOf: $asOf) {
    answer opinion period model text grounds { key shown facts { number clause } } } }"""


def test_the_circular_accounts_for_every_point_a_branch_lost(lanzhou: Running) -> None:
    entries, after, text = [], None, ""
    while True:
        found = lanzhou.execute(CIRCULAR, {"after": after})["circular"]
        text = text or found["text"]
        entries += [edge["node"] for edge in found["entries"]["edges"]]
        after = found["entries"]["pageInfo"]["endCursor"]
        if not found["entries"]["pageInfo"]["hasNextPage"]:
            break

    assert len(entries) == found["entries"]["totalCount"] == 545
    for entry in entries:
        lost = sum((Fraction(loss["lost"]) for loss in entry["losses"]), Fraction(0))
        assert Fraction(entry["standing"]["total"]) + lost == 100
    losses = [loss for entry in entries for loss in entry["losses"]]
    assert {loss["rectifyBy"] for loss in losses} == {"2020-12-31"}
    assert all(loss["facts"] for loss in losses)
    assert text.startswith("# 兰州市督查通报（2020-Q3）")
    assert "样例党员" not in text
    assert "〔默认，可调整〕" in text


def test_raters_of_the_mutual_round_are_reported_by_how_they_mark(lanzhou: Running) -> None:
    found = lanzhou.execute(RATERS)["raters"]
    raters = [edge["node"] for edge in found["edges"]]

    assert found["totalCount"] == 86
    assert {(one["marks"], one["subject"]["kind"]) for one in raters} == {(3, "ORGAN_COMMITTEE")}
    above = [Fraction(one["above"]) for one in raters]
    assert above == sorted(above)


def test_at_the_years_close_108_branches_moved_up_to_demonstration(lanzhou: Running) -> None:
    found = lanzhou.execute(MOVEMENT)["tierMovement"]

    assert {"aspect": "RUNG", "before": "standardized", "after": "demonstration", "subjects": 108} in found["flows"]


def test_all_108_demonstration_branches_reached_the_standard(lanzhou: Running) -> None:
    found = lanzhou.execute(CONCORDANCE)["concordance"]

    assert (found["both"], found["firstOnly"], found["secondOnly"], found["unknown"]) == (108, 0, 437, 0)
    assert found["entries"]["totalCount"] == 545


@pytest.mark.parametrize(
    ("index", "subjects"),
    [
        ("branch_duty", 545),
        ("committee_duty", 86),
        ("leading_duty", 86),
        ("work_duty", 1),
        ("review", 631),
        ("team", 86),
        ("model_organ", 86),
    ],
)
def test_every_party_list_every_review_and_the_campaign_are_judged(lanzhou: Running, index: str, subjects: int) -> None:
    found = lanzhou.execute(TOTALS, {"index": index})["standings"]

    assert found["totalCount"] == subjects
    assert all(edge["node"]["total"] is not None for edge in found["edges"])


@pytest.fixture(scope="module")
def dazhou(tmp_path_factory: pytest.TempPathFactory, deployment: Deployment) -> Iterator[Running]:
    """A platform with Dazhou's rules, two departments and the cycle 2020."""
    with started(tmp_path_factory.mktemp("dazhou"), {"BIAOCHI_PLUGINS": "dazhou", **deployment()}) as running:
        for code, kind, parent in (
            ("W", "WORK_COMMITTEE", None),
            ("D1", "DEPARTMENT", "W"),
            ("D2", "DEPARTMENT", "W"),
        ):
            place = {"city": "dazhou", "code": code, "name": f"市直单位{code}", "kind": kind, "on": "2018-06-01"}
            above = parent and _id("Organization", parent)
            running.execute(ESTABLISH, {"input": {"idempotencyKey": code, "parent": above, **place}})
        running.execute(OPEN, {"input": {"idempotencyKey": "open", "city": "dazhou", "code": "2020"}})
        yield running


def _id(kind: str, code: str) -> str:
    return base64.b64encode(f"{kind}:dazhou:{code}".encode()).decode()


def test_a_department_with_a_veto_gets_the_opinion_duties_not_fulfilled_and_the_fact(dazhou: Running) -> None:
    found = {
        "idempotencyKey": "relief-1",
        "organization": _id("Organization", "D1"),
        "kind": "poor_relief",
        "code": "relief-1",
        "on": "2020-07-15",
        "words": "样例：任务未按期完成",
        "signed": ["样例复核人"],
        "fields": [{"key": "clause", "values": ["三（一）"]}],
    }
    dazhou.execute(FIND, {"input": found})
    assert dazhou.execute(CLEARANCE, {"code": "D1", "asOf": "2021-03-01"})["clearance"]["answer"] != "ADVERSE"
    dazhou.execute(FIND, {"input": found}, authorization=f"Bearer {dazhou.token('work_committee')}")

    def cleared() -> dict[str, Any]:
        answer: dict[str, Any] = dazhou.execute(CLEARANCE, {"code": "D1", "asOf": "2021-03-01"})["clearance"]
        return answer

    adverse = waited(cleared, lambda one: one["answer"] == "ADVERSE")
    too_early = dazhou.execute(CLEARANCE, {"code": "D1", "asOf": "2020-08-01"})["clearance"]
    other = dazhou.execute(CLEARANCE, {"code": "D2", "asOf": "2021-03-01"})["clearance"]

    assert (adverse["answer"], adverse["opinion"], adverse["period"]) == ("ADVERSE", "履职不到位", "2020")
    grounds = {each["key"]: each for each in adverse["grounds"]}
    assert grounds["poor_relief"]["shown"] == "是"
    assert grounds["poor_relief"]["facts"] == [{"number": "relief-1#poor_relief", "clause": "三（一）"}]
    assert "**履职不到位（不良意见）**" in adverse["text"]
    assert "事实 relief-1\\#poor\\_relief" in adverse["text"]
    assert (too_early["answer"], too_early["model"]) == ("NOT_JUDGED", None)
    assert (other["answer"], other["opinion"]) == ("NOT_JUDGED", None)
    assert "尚无可据以答复的评判" in other["text"]
