"""Reports: asked of scoring in one batch, shown as data, and written as documents that name no person."""

import pytest
from biaochi_gateway.execution.context import Viewer
from biaochi_gateway.execution.loaders import Dated
from biaochi_gateway.schema.registry.people import Person
from biaochi_gateway.schema.reports.documents import plain
from biaochi_gateway.schema.reports.queries import written_name

from tests.callers import caller
from tests.gateway.conftest import Gateway
from tests.gateway.request_contexts import seen_by
from tests.gateway.town import PERSON

CIRCULAR = """{ circular(city: "yangcheng", cycle: "2020", index: "branch", period: "2020-Q3", first: 2) {
  title source { document } text
  entries { totalCount pageInfo { hasNextPage } edges { node {
    standing { rank total subject { name } }
    losses { key under value max lost provenance rectifyBy facts { number clause } }
    findings { code words dueOn state }
  } } } } }"""
CLEARANCE = """{ clearance(city: "yangcheng", subject: "B1", asOf: "2021-02-01") {
  answer opinion cycle period model asOf subject { name }
  grounds { key shown facts { number } } explanation { key } text } }"""
CLEARANCES = """query ($subjects: [String!] = ["B1", "B2"], $after: String) { clearances(city: "yangcheng",
  subjects: $subjects, asOf: "2021-02-01", answer: ADVERSE, first: 1, after: $after) {
  pageInfo { endCursor } edges { node { answer subject { code } } } } }"""
CONCORDANCE = """{ concordance(city: "yangcheng", one: { cycle: "2020", index: "branch", values: ["reached"] },
  other: { cycle: "2020", index: "branch", period: "2020-Q3", node: "rated", values: ["excellent"] }) {
  both firstOnly secondOnly unknown entries { edges { node { code side subject { name } } } } } }"""
RATERS = """{ raters(city: "yangcheng", cycle: "2020", indicator: "mutual", topShare: "1/3") {
  totalCount edges { cursor node { place code marks above same tooManyTop subject { name } } } } }"""
MOVEMENT = """{ tierMovement(city: "yangcheng", before: { cycle: "2020", index: "branch", period: "2020-Q2" },
  later: { cycle: "2020", index: "branch", period: "2020-Q3" }, aspect: RUNG, direction: UP) {
  flows { aspect before after subjects }
  moves { edges { node { code changed gradeDirection rungDirection
    before { total } after { rung } subject { name } } } } } }"""
BOTH = """{ circular(city: "yangcheng", cycle: "2020", index: "branch") { title }
  raters(city: "yangcheng", cycle: "2020", indicator: "mutual") { totalCount } }"""

DOCUMENT = """# 样城督查通报（2020-Q3）

规则：支部\\|考核（样例办法，第三条）。

标有〔默认，可调整〕的是标尺的默认值，〔我们的理解〕由原文推知，二者都不是本市公布的规则。

## 名次

| 名次 | 考核对象 | 季度得分 | 等次 | 梯级 |
| --- | --- | --- | --- | --- |
| 1 | 市直单位01党支部 | 97.5 | 达标 | 标准化 |
| 2 | 市直单位02党支部 | 90 | 达标 | — |

## 失分与整改

### 市直单位01党支部

- **三会一课**（组织生活），2020-Q3：得 4.5 分，可得 6 分，失 1.5 分〔默认，可调整〕。依据：样例办法，第三条。
  - 事实 check-1：2020-Q3，数值 4.5，条款 第三条。
  - 由其于 2020-12-31 前整改。

### 市直单位02党支部

本期无失分。

## 查出的问题

### 市直单位02党支部

- 问题 W1（2020-07-10）：会议记录\\*不全 责任人：P17；期限 2020-08-09；现状：已印发，2020-08-01 办结。
"""
OPINION = """# 党建查核意见

查核对象：市直单位01党支部（B1）

截至：2021-02-01

意见：**履职不到位（不良意见）**

依据：2020-Q3 的评判；样例办法，第三条。

标有〔默认，可调整〕的是标尺的默认值，〔我们的理解〕由原文推知，二者都不是本市公布的规则。

## 事实与依据

- 排名靠后：是〔公布〕。依据：样例办法，第三条。
  - 倒数名次：1〔默认，可调整〕。
  - 名次：78〔默认，可调整〕。
  - 履职得分（DZ01，2020-Q3）：45.5〔公布〕。
  - 事实 check-1：2020-Q3，数值 4.5，条款 第三条。
"""


async def test_a_circular_is_data_and_a_document(gateway: Gateway) -> None:
    message = (await gateway.execute(CIRCULAR))["circular"]

    first, second = (edge["node"] for edge in message["entries"]["edges"])
    assert (message["entries"]["totalCount"], message["entries"]["pageInfo"]["hasNextPage"]) == (3, True)
    assert (first["standing"]["rank"], first["standing"]["subject"]["name"]) == (1, "市直单位01党支部")
    (loss,) = first["losses"]
    assert (loss["lost"], loss["provenance"], loss["rectifyBy"], loss["under"]) == (
        "1.5",
        "DEFAULT",
        "2020-12-31",
        ["组织生活"],
    )
    assert loss["facts"] == [{"number": "check-1", "clause": "第三条"}]
    assert (first["findings"], second["losses"]) == ([], [])
    assert second["findings"] == [{"code": "W1", "words": "会议记录*不全", "dueOn": "2020-08-09", "state": "printed"}]
    assert message["text"] == DOCUMENT
    assert all(request.organizations == ["B1", "B2"] for request in gateway.recorder.of("BatchListWorkItems"))


async def test_a_clearance_is_data_and_a_document(gateway: Gateway) -> None:
    message = (await gateway.execute(CLEARANCE))["clearance"]

    assert (message["answer"], message["opinion"], message["period"]) == ("ADVERSE", "履职不到位", "2020-Q3")
    assert message["grounds"] == [{"key": "low", "shown": "是", "facts": [{"number": "check-1"}]}]
    assert message["explanation"] == {"key": "answer"}
    assert message["text"] == OPINION


async def test_nobody_is_cleared_whom_the_registry_does_not_know(gateway: Gateway) -> None:
    error = await gateway.error(CLEARANCE.replace("B1", "B9"))

    assert error["extensions"]["code"] == "UNKNOWN_ORGANIZATION"
    assert gateway.recorder.of("BatchReport") == []


async def test_two_ratings_are_compared(gateway: Gateway) -> None:
    message = (await gateway.execute(CONCORDANCE))["concordance"]

    assert (message["both"], message["firstOnly"], message["secondOnly"], message["unknown"]) == (1, 0, 1, 0)
    assert [(edge["node"]["side"], edge["node"]["subject"]["name"]) for edge in message["entries"]["edges"]] == [
        ("BOTH", "市直单位01党支部"),
        ("SECOND_ONLY", "市直单位02党支部"),
    ]
    (request,) = gateway.recorder.of("BatchReport")
    question = request.questions[0].concordance
    assert (question.first.node, list(question.first.values)) == ("", ["reached"])
    assert (question.second.of.period, question.second.node) == ("2020-Q3", "rated")


async def test_raters_are_named_to_those_who_may_know(gateway: Gateway) -> None:
    message = (await gateway.execute(RATERS))["raters"]

    assert [edge["node"] for edge in message["edges"]] == [
        {"place": 1, "code": "B2", "marks": 3, "above": "-13.33", "same": True, "tooManyTop": False}
        | {"subject": {"name": "市直单位02党支部"}},
        {"place": 2, "code": "P1", "marks": 3, "above": "6.67", "same": False, "tooManyTop": True}
        | {"subject": {"name": "样甲"}},
    ]
    (request,) = gateway.recorder.of("BatchReport")
    assert (request.questions[0].raters.same_from, request.questions[0].raters.top_share) == (3, "1/3")


@pytest.mark.parametrize(("role", "seen"), [("scheme_owner", ["B2", "P1"]), ("registry", [None, None])])
async def test_to_everybody_else_raters_have_no_name(role: str, seen: list[str | None]) -> None:
    message = (await seen_by(RATERS, role))["raters"]

    assert [edge["node"]["code"] for edge in message["edges"]] == seen


async def test_who_moved_between_tiers_is_shown_with_both_standings(gateway: Gateway) -> None:
    message = (await gateway.execute(MOVEMENT))["tierMovement"]

    assert message["flows"] == [{"aspect": "RUNG", "before": None, "after": "standardised", "subjects": 1}]
    (move,) = (edge["node"] for edge in message["moves"]["edges"])
    assert (move["before"], move["after"], move["subject"]["name"]) == (
        {"total": "90"},
        {"rung": "standardised"},
        "市直单位02党支部",
    )
    assert (move["gradeDirection"], move["rungDirection"]) == (None, "UP")
    (request,) = gateway.recorder.of("BatchReport")
    question = request.questions[0].movement
    assert (question.aspect, question.direction, question.opening) == ("RUNG", "UP", False)


async def test_many_are_cleared_in_pages_and_only_those_with_one_answer(gateway: Gateway) -> None:
    message = (await gateway.execute(CLEARANCES))["clearances"]
    await gateway.execute(CLEARANCES, after=message["pageInfo"]["endCursor"])

    assert [edge["node"] for edge in message["edges"]] == [{"answer": "ADVERSE", "subject": {"code": "B1"}}]
    _, request = gateway.recorder.of("BatchReport")
    question = request.questions[0].clearances
    assert (list(question.subjects), question.as_of, question.answer) == (["B1", "B2"], "2021-02-01", "ADVERSE")
    assert (question.page.after, question.page.listing) == ("B1", "as-it-was")


async def test_more_than_can_be_cleared_at_once_are_refused(gateway: Gateway) -> None:
    error = await gateway.error(CLEARANCES, subjects=["B1"] * 201)

    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("REQUEST_TOO_LARGE", "subjects")


async def test_all_reports_of_an_operation_are_one_question(gateway: Gateway) -> None:
    await gateway.execute(BOTH)

    (request,) = gateway.recorder.of("BatchReport")
    assert len(request.questions) == 2


def test_a_document_calls_a_person_by_the_code() -> None:
    whole = Viewer(caller())

    assert written_name(Person(whole, Dated("yangcheng", "P1"), PERSON)) == "P1"


@pytest.mark.parametrize(
    ("given", "shown"), [("甲|乙", "甲\\|乙"), ("一\n# 二", "一 \\# 二"), ("<b>*粗*</b>", "\\<b\\>\\*粗\\*\\</b\\>")]
)
def test_what_somebody_wrote_cannot_change_a_document(given: str, shown: str) -> None:
    assert plain(given) == shown
