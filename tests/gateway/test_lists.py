"""Lists are filtered, searched and ordered by the services; a cursor belongs to the order that gave it."""

from typing import Any

import pytest

from tests.gateway.conftest import Gateway

FACTS = """query ($order: FactOrder!, $after: String) { facts(city: "yangcheng", cycle: "2020", recordedBy: "developer",
  recordedFrom: "2020-09-01", recordedUntil: "2020-09-30", occurredFrom: "2020-01-01", occurredUntil: "2020-12-31",
  order: $order, descending: true, first: 1, after: $after) { pageInfo { endCursor } edges { node { number } } } }"""
FOUND_BY = {
    "tasks": ("ListTasks", 'cycle: "2020", indicator: "tasks", dueFrom: "2020-09-01", dueUntil: "2020-09-30"', "DUE"),
    "workItems": ("ListWorkItems", 'search: "记录"', "OPENED"),
    "organizations": ("ListOrganizations", 'search: "01"', "ESTABLISHED"),
    "standings": ("ListStandings", 'cycle: "2020", index: "branch", parent: "W", search: "01"', "CODE"),
    "honours": ("ListHonours", 'cycle: "2020", search: "先进"', "GRANTED"),
}


async def test_facts_of_one_recorder_on_some_days_are_requested_as_they_are_wanted(gateway: Gateway) -> None:
    await gateway.execute(FACTS, order="OCCURRED")

    (request,) = gateway.recorder.of("ListFacts")
    assert (request.recorded_by, request.recorded_from, request.recorded_until) == (
        "developer",
        "2020-09-01",
        "2020-09-30",
    )
    assert (request.occurred_from, request.occurred_until, request.order, request.descending) == (
        "2020-01-01",
        "2020-12-31",
        "OCCURRED",
        True,
    )


async def test_a_cursor_leads_on_in_its_own_order_and_in_no_other(gateway: Gateway) -> None:
    cursor = (await gateway.execute(FACTS, order="RECORDED"))["facts"]["pageInfo"]["endCursor"]
    error = await gateway.error(FACTS, order="NUMBER", after=cursor)
    await gateway.answer(FACTS, order="RECORDED", after=cursor)

    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("BAD_REQUEST", "after")
    assert gateway.recorder.of("ListFacts")[-1].after == "2020-09-30T02:00:00Z check-1"


@pytest.mark.parametrize("name", FOUND_BY)
async def test_a_list_is_requested_in_the_order_that_is_wanted(gateway: Gateway, name: str) -> None:
    method, wanted, order = FOUND_BY[name]
    query = f'{{ {name}(city: "yangcheng", {wanted}, order: {order}) {{ totalCount edges {{ cursor }} }} }}'
    await gateway.execute(query)

    assert gateway.recorder.of(method)[-1].order == {"GRANTED": "OCCURRED"}.get(order, order)


DAYS = {
    "objections": ("ListObjections", 'cycle: "2020", outcome: UPHELD', "raised"),
    "documents": ("ListDocuments", 'search: "通报"', "drafted"),
    "workNotices": ("ListWorkNotices", 'period: "2020-Q3"', "said"),
}


@pytest.mark.parametrize("name", DAYS)
async def test_a_list_of_some_days_is_requested_as_it_is_wanted(gateway: Gateway, name: str) -> None:
    method, wanted, done = DAYS[name]
    days = f'{done}From: "2021-01-04", {done}Until: "2021-01-06"'
    await gateway.execute(f'{{ {name}(city: "yangcheng", {wanted}, {days}, descending: true) {{ totalCount }} }}')

    request = gateway.recorder.of(method)[-1]
    assert (getattr(request, f"{done}_from"), getattr(request, f"{done}_until")) == ("2021-01-04", "2021-01-06")
    assert request.descending


async def test_short_lists_are_searched_here(gateway: Gateway) -> None:
    query = """{ cities(search: "yang") { totalCount } none: cities(search: "x") { totalCount }
      open: cycles(city: "yangcheng", closed: false, descending: true) { totalCount }
      closed: cycles(city: "yangcheng", closed: true) { totalCount }
      organization(city: "yangcheng", code: "W") { branches: children(kind: BRANCH, search: "01") { totalCount }
        departments: children(kind: DEPARTMENT) { totalCount } } }"""
    found = await gateway.execute(query)

    assert (found["cities"]["totalCount"], found["none"]["totalCount"]) == (1, 0)
    assert {found["open"]["totalCount"], found["closed"]["totalCount"]} == {0, 1}
    assert (found["organization"]["branches"]["totalCount"], found["organization"]["departments"]["totalCount"]) == (
        1,
        0,
    )


async def test_standings_are_requested_by_total_and_by_movement_and_backwards(gateway: Gateway) -> None:
    query = """query ($order: StandingOrder!, $after: String) { standings(city: "yangcheng", cycle: "2020",
      index: "branch", order: $order, descending: true, after: $after, first: 1) { pageInfo { endCursor } } }"""
    for order in ("TOTAL", "MOVEMENT"):
        cursor = (await gateway.execute(query, order=order))["standings"]["pageInfo"]["endCursor"]
        await gateway.execute(query, order=order, after=cursor)
        first, second = gateway.recorder.of("ListStandings")[-2:]
        assert (first.order, first.descending, first.position) == (order, True, "")
        assert (second.order, second.after, bool(second.position)) == (order, "B1", True)


async def test_standings_are_searched_by_the_names_of_the_day(gateway: Gateway) -> None:
    query = """{ standings(city: "yangcheng", cycle: "2020", index: "branch", period: "2020-Q3", search: "01党") {
      totalCount } }"""
    await gateway.execute(query)

    (named,) = gateway.recorder.of("ListOrganizations")
    (listed,) = gateway.recorder.of("ListStandings")
    assert (named.search, named.as_of) == ("01党", "2020-09-30")
    assert (listed.search, list(listed.subjects)) == ("01党", ["B1"])


async def test_a_cursor_by_code_is_none_by_place(gateway: Gateway) -> None:
    query = """query ($order: StandingOrder!, $after: String) { standings(city: "yangcheng", cycle: "2020",
      index: "branch", order: $order, after: $after, first: 1) { pageInfo { endCursor } } }"""
    cursor = (await gateway.execute(query, order="CODE"))["standings"]["pageInfo"]["endCursor"]

    assert (await gateway.error(query, order="RANK", after=cursor))["extensions"]["code"] == "BAD_REQUEST"
    assert "errors" not in await gateway.answer(query, order="CODE", after=cursor)


async def test_a_parent_that_never_was_is_refused(gateway: Gateway) -> None:
    query = '{ standings(city: "yangcheng", cycle: "2020", index: "branch", parent: "nobody") { totalCount } }'

    assert (await gateway.error(query))["extensions"]["code"] == "UNKNOWN_ORGANIZATION"


async def test_one_index_of_one_subject_over_time_is_one_field(gateway: Gateway) -> None:
    query = """{ organization(city: "yangcheng", code: "B1") { standings(index: "branch", period: "2020-Q3") {
      totalCount } } }"""

    assert (await gateway.execute(query))["organization"]["standings"]["totalCount"] == 1


async def test_an_index_of_one_subject_that_nothing_publishes_is_refused(gateway: Gateway) -> None:
    query = '{ organization(city: "yangcheng", code: "B1") { standings(index: "brunch") { totalCount } } }'

    assert (await gateway.error(query))["extensions"]["code"] == "UNKNOWN_INDEX"


async def test_every_subject_has_a_parent(gateway: Gateway) -> None:
    query = """{ person(city: "yangcheng", code: "P1") { ...above } organization(city: "yangcheng", code: "B1") {
      ...above } } fragment above on Subject { parent { code } }"""
    found: dict[str, Any] = await gateway.execute(query)

    assert (found["person"]["parent"], found["organization"]["parent"]) == ({"code": "B1"}, {"code": "W"})
