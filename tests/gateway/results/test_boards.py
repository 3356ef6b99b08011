"""Boards in the graph: what was frozen, with lights, in a page of its own."""

from tests.gateway.conftest import Gateway
from tests.gateway.town import TOWN

BOARD = """{ board(city: "%s", cycle: "2020", index: "branch", first: 2) { version resultsHash to ordered
  entries { totalCount edges { node { code total grade rung rank subject { code }
    lights { node title light called } } } } } }"""


async def test_a_board_says_which_results_it_shows_and_of_whom(gateway: Gateway) -> None:
    board = (await gateway.execute(BOARD % TOWN))["board"]
    first, second = (edge["node"] for edge in board["entries"]["edges"])
    assert (board["version"], board["resultsHash"], board["to"], board["ordered"]) == (2, "hash-2", "public", True)
    assert (first["rank"], first["total"], first["subject"]) == (1, "90", {"code": "B1"})
    assert first["lights"] == [{"node": "pace", "title": "进度", "light": "green", "called": "绿牌"}]
    assert (second["rank"], second["total"], second["lights"]) == (None, None, [])
    (request,) = gateway.recorder.of("ListBoard")
    assert (request.index, request.period, request.first) == ("branch", "", 2)
