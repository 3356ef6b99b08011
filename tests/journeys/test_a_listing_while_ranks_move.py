"""Somebody pages through the standings while others record: everybody is there once, in the order of the first page."""

from typing import Any

from tests.journeys.test_back_to_back import check
from tests.running import Running
from tests.small_city import BRANCHES, RECORD_CHECK, found

PAGE = """query ($after: String, $before: String, $first: Int, $last: Int) {
  standings(city: "lanzhou", cycle: "2020", index: "branch", period: "2020-Q3",
            first: $first, after: $after, last: $last, before: $before) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { node { subject { code } } } } }"""


def codes(page: dict[str, Any]) -> list[str]:
    return [edge["node"]["subject"]["code"] for edge in page["edges"]]


def test_pages_follow_each_other_while_the_last_become_the_first_even_across_a_rebuild(empty: Running) -> None:
    found(empty)
    whole = codes(empty.execute(PAGE, {"first": 100})["standings"])
    assert len(whole) == len(BRANCHES)

    seen: list[str] = []
    last = whole.copy()
    after, more = None, True
    while more:
        page = empty.execute(PAGE, {"first": 3, "after": after})["standings"]
        seen += codes(page)
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        assert (page["totalCount"], page["pageInfo"]["hasPreviousPage"]) == (len(BRANCHES), len(seen) > 3)
        # Somebody of a page yet to come overtakes those of the pages before.
        empty.execute(RECORD_CHECK, {"input": check(f"check-{len(seen)}", last.pop())})
        if len(seen) == 6:
            assert "equal" in empty.command("rebuild").stdout

    assert seen == whole
    moved = codes(empty.execute(PAGE, {"first": 100})["standings"])
    assert moved != whole
    backwards = empty.execute(PAGE, {"last": 2, "before": after})["standings"]
    assert codes(backwards) == whole[-3:-1]
