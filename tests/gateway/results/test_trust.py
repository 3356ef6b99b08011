"""The figures of trust in the graph: two services' counts, with their shares exact."""

from tests.gateway.conftest import Gateway
from tests.gateway.town import TOWN

TRUST = """{ trust(city: "%s", cycle: "2020") { cycle
  objections { raised upheld refused open medianDays } opened { subjects opened share }
  reasoned { indicator title count reasons }
  burdens { key total units perUnit totalBefore unitsBefore perUnitBefore }
  agreements { indicator step pairs agreeing share } } }"""


async def test_one_query_says_how_far_results_can_be_trusted(gateway: Gateway) -> None:
    found = (await gateway.execute(TRUST % TOWN))["trust"]
    assert found["objections"] == {"raised": 3, "upheld": 1, "refused": 1, "open": 1, "medianDays": "4.5"}
    assert found["opened"] == {"subjects": 3, "opened": 2, "share": "2/3"}
    assert found["reasoned"][0]["reasons"] == ["因抗洪"]
    (request,) = gateway.recorder.of("GetTrustFigures")
    assert (request.city, request.cycle) == (TOWN, "2020")


async def test_the_figures_are_shown_where_results_are(gateway: Gateway) -> None:
    query = """{ resultLife(city: "%s", cycle: "2020") { state trust { objections { raised } } } }"""
    life = (await gateway.execute(query % TOWN))["resultLife"]
    assert life["trust"] == {"objections": {"raised": 3}}


async def test_shares_are_exact_and_absent_where_there_is_nothing_to_share(gateway: Gateway) -> None:
    found = (await gateway.execute(TRUST % TOWN))["trust"]
    checks, hours = found["burdens"]
    assert (checks["perUnit"], checks["perUnitBefore"], hours["perUnit"]) == ("3.5", "10/3", None)
    marks, votes = found["agreements"]
    assert (marks["step"], marks["share"]) == ("0.5", "0.75")
    assert (votes["step"], votes["share"]) == (None, None)
