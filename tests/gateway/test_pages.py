"""Pages of a list: in both directions, with cursors that say which list they belong to."""

import base64

import pytest

from tests.gateway.conftest import Gateway
from tests.gateway.town import ORDER

PAGE = """query ($first: Int, $after: String, $last: Int, $before: String) {
  organizations(city: "yangcheng", first: $first, after: $after, last: $last, before: $before) { ...page }
} fragment page on OrganizationConnection {
  edges { node { code } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }"""
STANDINGS = (
    PAGE.replace('organizations(city: "yangcheng",', 'standings(city: "yangcheng", cycle: "2020", index: "branch",')
    .replace("OrganizationConnection", "StandingConnection")
    .replace("node { code }", "node { subject { code } }")
)
CITIES = PAGE.replace('organizations(city: "yangcheng",', "cities(").replace("OrganizationConnection", "CityConnection")


def cursor(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


async def test_a_list_is_read_backwards_to_its_beginning(gateway: Gateway) -> None:
    onwards = (await gateway.execute(PAGE))["organizations"]
    before: str | None = None
    codes: list[str] = []
    while True:
        page = (await gateway.execute(PAGE, last=2, before=before))["organizations"]
        codes = [edge["node"]["code"] for edge in page["edges"]] + codes
        before = page["pageInfo"]["startCursor"]
        if not page["pageInfo"]["hasPreviousPage"]:
            break
        assert page["pageInfo"]["hasNextPage"] == (len(codes) > 2)
    assert codes == [edge["node"]["code"] for edge in onwards["edges"]]
    assert (onwards["pageInfo"]["hasNextPage"], onwards["pageInfo"]["hasPreviousPage"]) == (False, False)


async def test_before_a_cursor_alone_are_those_right_before_it(gateway: Gateway) -> None:
    whole = (await gateway.execute(STANDINGS))["standings"]
    before = (await gateway.execute(STANDINGS, before=whole["pageInfo"]["endCursor"]))["standings"]
    assert before["edges"] == whole["edges"][:-1]
    assert before["pageInfo"]["hasNextPage"]


async def test_a_cursor_of_standings_carries_the_order_it_belongs_to(gateway: Gateway) -> None:
    first = (await gateway.execute(STANDINGS, first=1))["standings"]["pageInfo"]
    await gateway.execute(STANDINGS, first=1, after=first["endCursor"])
    first_request, next_request = gateway.recorder.of("ListStandings")
    assert (first_request.position, next_request.position, next_request.after) == ("", ORDER, "B1")


async def test_a_cursor_of_an_earlier_build_goes_on_in_the_list_as_it_is(gateway: Gateway) -> None:
    found = (await gateway.execute(STANDINGS, after=cursor("B1")))["standings"]
    assert [edge["node"]["subject"]["code"] for edge in found["edges"]] == ["B2", "B3"]
    (request,) = gateway.recorder.of("ListStandings")
    assert request.position == ""


@pytest.mark.parametrize(
    ("query", "given", "field"),
    [
        (PAGE, {"first": 1, "last": 1}, "last"),
        (PAGE, {"last": 0}, "last"),
        (PAGE, {"after": cursor("@x@B1")}, "after"),
        (PAGE, {"before": cursor("@x@B1")}, "before"),
        (STANDINGS, {"after": cursor("@x@B1"), "before": cursor("@y@B3")}, "before"),
        (CITIES, {"after": cursor("anjing")}, "after"),
        (CITIES, {"last": 1, "before": cursor("anjing")}, "before"),
    ],
)
async def test_what_no_page_can_be_is_refused(
    gateway: Gateway, query: str, given: dict[str, object], field: str
) -> None:
    extensions = (await gateway.error(query.replace("{ code }", "{ __typename }"), **given))["extensions"]
    assert (extensions["code"], extensions["field"]) == ("BAD_REQUEST", field)


async def test_a_page_too_large_backwards_is_refused_with_its_size(gateway: Gateway) -> None:
    error = await gateway.error(PAGE, last=201)
    assert error["extensions"]["code"] == "REQUEST_TOO_LARGE"
    assert "201" in error["message"]


async def test_half_a_cursor_is_refused(gateway: Gateway) -> None:
    assert (await gateway.error(STANDINGS, after=cursor("@x")))["extensions"]["code"] == "BAD_REQUEST"
