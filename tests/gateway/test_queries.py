"""Queries: joined over three services, in batches, by page, and again by id."""

import pytest
from biaochi_chassis.foundation.refusal import BadRequest
from biaochi_gateway.execution.errors import refusal
from biaochi_gateway.schema.common.ids import GlobalId

from tests.gateway.conftest import Gateway
from tests.gateway.town import TOWN

STANDINGS = """query ($first: Int, $after: String) {
  standings(city: "yangcheng", cycle: "2020", index: "branch", period: "2020-Q3", first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { id total grade rung rank movement period
      subject { code name ... on Organization { kind parent { name } } } } }
  }
}"""


async def test_standings_name_their_subjects_as_of_the_last_day_of_the_period(gateway: Gateway) -> None:
    found = (await gateway.execute(STANDINGS))["standings"]
    first = found["edges"][0]["node"]
    assert (first["total"], first["rank"], first["movement"], first["rung"]) == ("97.5", 1, -1, "standardised")
    assert first["subject"] == {
        "code": "B1",
        "name": "市直单位01党支部",
        "kind": "BRANCH",
        "parent": {"name": "市直机关工委"},
    }
    request = gateway.recorder.of("BatchGetOrganizations")[0]
    assert (request.as_of, request.last_known) == ("2020-09-30", True)


async def test_what_is_not_judged_is_null_and_not_empty(gateway: Gateway) -> None:
    last = (await gateway.execute(STANDINGS))["standings"]["edges"][2]["node"]
    assert (last["total"], last["grade"], last["rank"], last["movement"]) == (None, None, None, None)


async def test_a_list_calls_each_service_once_a_step_however_long_it_is(gateway: Gateway) -> None:
    await gateway.execute(STANDINGS)
    steps = [name for name, _, _ in gateway.recorder.requests]
    assert steps == ["ListStandings", "ListCycles", "BatchGetOrganizations", "BatchGetOrganizations"]


async def test_facts_of_several_periods_name_their_subjects_by_one_question(gateway: Gateway) -> None:
    await gateway.execute('{ facts(city: "yangcheng", cycle: "2020") { edges { node { subject { name } } } } }')
    steps = [name for name, _, _ in gateway.recorder.requests]
    assert steps == ["ListFacts", "ListCycles", "BatchGetOrganizations"]
    (request,) = gateway.recorder.of("BatchGetOrganizations")
    assert [request.as_of, *(each.as_of for each in request.also)] == ["2020-09-30", "2020-12-31"]


async def test_a_registry_of_the_build_before_gets_a_request_a_day(gateway: Gateway) -> None:
    gateway.recorder.earlier = True
    found = await gateway.execute('{ facts(city: "yangcheng", cycle: "2020") { edges { node { subject { name } } } } }')
    assert [edge["node"]["subject"]["name"] for edge in found["facts"]["edges"]] == ["市直单位01党支部"] * 2
    requests = gateway.recorder.of("BatchGetOrganizations")
    assert [each.as_of for each in requests] == ["2020-09-30", "2020-12-31"]


SHEETS = """query {
  standings(city: "yangcheng", cycle: "2020", index: "branch", period: "2020-Q3") { edges { node { total sheet {
    total %s } } } } }"""
LEVELS = """explanation { title ...below }
  } } } } }
fragment below on Explanation { children { value children { value } } } #"""


@pytest.mark.parametrize(
    ("selected", "levels", "without"),
    [
        ("", 1, {"TOTAL", "GRADE", "RUNG", "VALUES", "FACTS"}),
        ("nodes { key value }", 1, {"TOTAL", "GRADE", "RUNG", "FACTS"}),
        ("explanation { children { children { value } } }", 3, {"GRADE", "RUNG", "VALUES", "FACTS"}),
        ("gradeExplanation { facts { number } } explanation { children { value } }", 2, {"RUNG", "VALUES"}),
        (LEVELS, 3, {"GRADE", "RUNG", "VALUES", "FACTS"}),
    ],
)
async def test_the_sheets_of_a_page_are_opened_once_and_as_far_as_is_selected(
    gateway: Gateway, selected: str, levels: int, without: set[str]
) -> None:
    found = (await gateway.execute(SHEETS % selected))["standings"]["edges"]

    assert [one["node"]["sheet"]["total"] for one in found] == [one["node"]["total"] for one in found]
    (request,) = gateway.recorder.of("BatchGetSheets")
    assert (request.levels, set(request.without), len(request.subjects)) == (levels, without, 3)


async def test_pages_lead_from_one_to_the_next_without_gap_or_repeat(gateway: Gateway) -> None:
    first = (await gateway.execute(STANDINGS, first=2))["standings"]
    assert first["pageInfo"]["hasNextPage"]
    assert not first["pageInfo"]["hasPreviousPage"]
    then = (await gateway.execute(STANDINGS, first=2, after=first["pageInfo"]["endCursor"]))["standings"]
    codes = [edge["node"]["subject"]["code"] for edge in first["edges"] + then["edges"]]
    assert codes == ["B1", "B2", "B3"]
    assert not then["pageInfo"]["hasNextPage"]
    assert then["pageInfo"]["hasPreviousPage"]
    assert first["totalCount"] == then["totalCount"] == 3


@pytest.mark.parametrize(("first", "code"), [(201, "REQUEST_TOO_LARGE"), (0, "BAD_REQUEST"), (-1, "BAD_REQUEST")])
async def test_a_page_of_no_sensible_size_is_refused(gateway: Gateway, first: int, code: str) -> None:
    error = await gateway.error(STANDINGS, first=first)
    assert error["extensions"]["code"] == code
    assert str(first) in error["message"]


async def test_a_cursor_that_is_none_of_ours_is_refused(gateway: Gateway) -> None:
    error = await gateway.error(STANDINGS, after="///")
    assert error["extensions"]["code"] == "BAD_REQUEST"


async def test_a_sheet_opens_down_to_sources_and_facts(gateway: Gateway) -> None:
    sheet = (
        await gateway.execute(
            """{ sheet(city: "yangcheng", cycle: "2020", index: "branch", subject: "B1", period: "2020-Q3") {
              total subject { code } receipt { modelHash inputHash versions { name version } }
              explanation { key max children {
                key value formula provenance source { document place }
                facts { number amount recordedBy recordedAt subject { code } kind } } } } }"""
        )
    )["sheet"]
    assert sheet["receipt"]["versions"][0] == {"name": "plugin", "version": "0.2"}
    (node,) = sheet["explanation"]["children"]
    assert (node["provenance"], node["source"]) == ("PUBLISHED", {"document": "样例办法", "place": "第三条"})
    assert node["facts"][0]["amount"] == "4.5"
    assert node["facts"][0]["subject"]["code"] == "B1"


async def test_any_node_of_a_sheet_opens_and_leads_to_the_sheet_it_was_made_of(gateway: Gateway) -> None:
    query = """{ sheet(city: "yangcheng", cycle: "2020", index: "branch", subject: "B1", period: "2020-Q3") {
      nodes { key title value flag }
      node(key: "place") { key related { model } children { related { subject { code } sheet { id period } } } } } }"""
    sheet = (await gateway.execute(query))["sheet"]
    assert sheet["nodes"] == [
        {"key": "meetings", "title": "三会一课", "value": "4.5", "flag": None},
        {"key": "criticized", "title": "通报批评", "value": "0", "flag": False},
        {"key": "unjudged", "title": "尚未评判", "value": None, "flag": None},
    ]
    assert (sheet["node"]["key"], sheet["node"]["related"]) == ("place", None)
    (child,) = sheet["node"]["children"]
    assert child["related"]["subject"]["code"] == "B2"
    assert child["related"]["sheet"]["period"] == "2020-Q3"


async def test_a_sheet_that_is_not_there_is_null(gateway: Gateway) -> None:
    query = '{ sheet(city: "yangcheng", cycle: "2020", index: "branch", subject: "B9") { total } }'
    assert (await gateway.execute(query))["sheet"] is None


async def test_an_organization_leads_to_everything_that_belongs_to_it(gateway: Gateway) -> None:
    found = (
        await gateway.execute(
            """{ organization(city: "yangcheng", code: "B1", asOf: "2020-12-31") {
              predecessors { edges { node { code until } } } successors { totalCount }
              members { totalCount edges { node { kind person { code } } } }
              posts { edges { node { role person { code } } } }
              rungs { edges { node { rung title since period } } }
              standings(cycle: "2020") { edges { node { total period sheet { total } } } } } }"""
        )
    )["organization"]
    assert found["predecessors"]["edges"][0]["node"] == {"code": "B0", "until": "2019-01-01"}
    assert found["members"]["totalCount"] == 2
    assert found["posts"]["edges"][0]["node"]["role"] == "SECRETARY"
    assert found["rungs"]["edges"][0]["node"]["period"] is None
    assert found["standings"]["edges"][0]["node"]["sheet"]["total"] == "97.5"
    assert gateway.recorder.of("BatchListMemberships")[0].as_of == "2020-12-31"


async def test_children_of_many_parents_are_one_question(gateway: Gateway) -> None:
    query = """{ organizations(city: "yangcheng") { edges { node { code
      children(first: 2) { totalCount pageInfo { hasNextPage } edges { node { code } } } } } } }"""
    found = (await gateway.execute(query))["organizations"]["edges"]
    work = next(edge["node"] for edge in found if edge["node"]["code"] == "W")
    assert work["children"]["totalCount"] == 3
    assert work["children"]["pageInfo"]["hasNextPage"]
    assert [edge["node"]["code"] for edge in work["children"]["edges"]] == ["B1", "B2"]
    assert len(gateway.recorder.of("ListOrganizations")) == 2


async def test_the_other_lists_answer_with_pages_too(gateway: Gateway) -> None:
    found = await gateway.execute(
        """{ cities { edges { node { slug models { indexes } } } }
          cycles(city: "yangcheng") { edges { node { code closed periods { code } results { frozen } } } }
          facts(city: "yangcheng", cycle: "2020") { totalCount edges { node { number kind reversal { reason } } } }
          honours(city: "yangcheng", cycle: "2020") { edges { node { title organization { code } fact { note } } } }
          tasks(city: "yangcheng", cycle: "2020") { edges { node { number share earned subject { code } } } }
          ratingsDue(city: "yangcheng", cycle: "2020") { edges { node { rater { code } subject { code } } } } }"""
    )
    assert found["cities"]["edges"][0]["node"] == {"slug": TOWN, "models": [{"indexes": ["branch"]}]}
    assert found["cycles"]["edges"][0]["node"]["results"] == {"frozen": False}
    assert [edge["node"]["reversal"] for edge in found["facts"]["edges"]] == [None, {"reason": "重复"}]
    assert found["honours"]["edges"][0]["node"]["organization"]["code"] == "B1"
    assert found["tasks"]["edges"][0]["node"]["subject"]["code"] == "B2"
    assert found["ratingsDue"]["edges"][0]["node"] == {"rater": {"code": "B1"}, "subject": {"code": "B2"}}


async def test_a_calendar_says_what_is_owed_with_its_kind_and_what_was_done_for_it(gateway: Gateway) -> None:
    found = await gateway.execute(
        """{ calendar(city: "yangcheng", asOf: "2020-07-01", organization: "B1") {
          period deadline provisional state doneOn item { code state } kind { title every dueWorkingDays exempt } } }"""
    )
    first, second = found["calendar"]
    assert first["kind"] == {"title": "季度通报", "every": "quarter", "dueWorkingDays": 3, "exempt": ["B9"]}
    assert (first["state"], first["doneOn"], first["item"]) == (
        "DONE",
        "2020-04-01",
        {"code": "T1", "state": "printed"},
    )
    assert (second["period"], second["deadline"], second["state"], second["item"]) == (
        "2020-Q2",
        "2020-07-03",
        "DUE",
        None,
    )
    (request,) = gateway.recorder.of("ListWorkDue")
    assert (request.organization, request.as_of) == ("B1", "2020-07-01")


async def test_what_was_said_of_the_calendar_is_a_list_with_whom_it_concerned(gateway: Gateway) -> None:
    found = await gateway.execute(
        """{ workNotices(city: "yangcheng", stage: LATE, organization: "B1") { totalCount edges { node {
          period stage deadline saidOn kind { title } organizations { code } } } } }"""
    )
    (edge,) = found["workNotices"]["edges"]
    assert edge["node"] == {
        "period": "2020-Q2",
        "stage": "LATE",
        "deadline": "2020-07-03",
        "saidOn": "2020-07-06",
        "kind": {"title": "季度通报"},
        "organizations": [{"code": "B1"}],
    }
    (request,) = gateway.recorder.of("ListWorkNotices")
    assert (request.stage, request.organization) == ("LATE", "B1")


async def test_burdens_stand_with_the_year_before_and_their_limit(gateway: Gateway) -> None:
    found = await gateway.execute(
        """{ burdens(city: "yangcheng", asOf: "2020-07-06", organization: "B1") {
          key title required done aYearBefore most per period choice choiceTitle } }"""
    )
    checks, hours = found["burdens"]
    amounts = {"required": "2", "done": "1", "aYearBefore": "3", "most": "4"}
    counted = {"per": "quarter", "period": "2020-Q3", "choice": "review", "choiceTitle": "述职评议"}
    assert checks == {"key": "checks", "title": "检查", **amounts, **counted}
    assert (hours["required"], hours["most"], hours["choice"]) == ("1.5", None, None)


async def test_quotas_stand_with_who_is_in_them_and_the_exceptions(gateway: Gateway) -> None:
    found = await gateway.execute(
        """{ workQuotas(city: "yangcheng", cycle: "2020", asOf: "2020-07-06") { kind { key } key percent of listCycle
          most nominated selected commended exceptions { reason item { code } } } }"""
    )
    (request,) = gateway.recorder.of("ListWorkQuotas")
    share, number = found["workQuotas"]

    assert (request.cycle, request.as_of) == ("2020", "2020-07-06")
    assert (share["listCycle"], number["listCycle"]) == ("2019", None)
    assert share["exceptions"] == [{"reason": "因抗洪", "item": {"code": "T1"}}]
    assert [share[name] for name in ("percent", "of", "most", "nominated", "selected", "commended")] == [
        *(20, 12, 2),
        *(3, 2, 1),
    ]
    assert (number["percent"], number["of"], number["most"], number["exceptions"]) == (None, None, 21, [])


async def test_a_model_shows_its_rules_with_their_provenance(gateway: Gateway) -> None:
    query = """{ model(city: "yangcheng", code: "branch") { ruleBook nodes { key provenance
      accept { kind lowest highest step cadences choices { title } } numbers { value provenance } } } }"""
    first, second = (await gateway.execute(query))["model"]["nodes"]
    assert first["accept"]["cadences"] == ["quarter"]
    assert first["numbers"] == [{"value": "5", "provenance": "DEFAULT"}]
    assert second["accept"]["choices"] == [{"title": "标准化"}]


IDS = """{ cities { edges { node { id } } } cycles(city: "yangcheng") { edges { node { id } } }
  organizations(city: "yangcheng", first: 1) { edges { node { id } } }
  facts(city: "yangcheng", cycle: "2020", first: 1) { edges { node { id } } }
  honours(city: "yangcheng", cycle: "2020") { edges { node { id } } }
  standings(city: "yangcheng", cycle: "2020", index: "branch", first: 1) { edges { node { id sheet { id } } } }
  model(city: "yangcheng", code: "branch") { id } }"""


async def test_every_id_leads_back_to_its_object(gateway: Gateway) -> None:
    found = await gateway.execute(IDS)
    model = found.pop("model")["id"]
    nodes = [edge["node"] for connection in found.values() for edge in connection["edges"]]
    ids = [model, *(node["id"] for node in nodes), *(node["sheet"]["id"] for node in nodes if "sheet" in node)]
    seen = [
        (await gateway.execute("query ($id: ID!) { node(id: $id) { id __typename } }", id=each))["node"] for each in ids
    ]
    assert [node["id"] for node in seen] == ids
    assert {node["__typename"] for node in seen} == {
        "Model",
        "City",
        "Cycle",
        "Organization",
        "Fact",
        "Honour",
        "Standing",
        "Sheet",
    }


@pytest.mark.parametrize("text", ["", "x", "T3JnYW5pemF0aW9uOg==", "Tm9ib2R5OmE6Yg=="])
async def test_an_id_that_is_none_of_ours_is_refused(gateway: Gateway, text: str) -> None:
    error = await gateway.error("query ($id: ID!) { node(id: $id) { id } }", id=text)
    assert error["extensions"]["code"] == "BAD_REQUEST"


async def test_a_fact_that_is_no_honour_is_not_shown_as_one(gateway: Gateway) -> None:
    honour = str(GlobalId("Honour", TOWN, "check-1"))
    assert (await gateway.execute("query ($id: ID!) { node(id: $id) { id } }", id=honour))["node"] is None


def test_the_field_of_a_refusal_has_its_name_in_the_graph() -> None:
    _, extensions = refusal(BadRequest("不行。", field="idempotency_key"))
    assert extensions["field"] == "idempotencyKey"
