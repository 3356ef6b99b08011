"""What an author reads: the total written first, the facts behind an input, a table that fits 80 columns."""

from biaochi_cli.authoring.showing import grid, tree
from biaochi_sdk import Fact, Publish, Scale, allowed, chosen, default
from biaochi_sdk.bench.judging import Judged, Known, judge
from biaochi_sdk.page.model import first_total
from rich.console import Console

from tests.sdk.models import ANY, model, points

KINDS = Scale("kind", {"lead": default("牵头"), "other": default("其他")})


def printed(shown: object) -> str:
    console = Console(width=80)
    with console.capture() as caught:
        console.print(shown)
    return caught.get()


def many(count: int) -> Judged:
    """A judged model of one subject with so many totals."""
    nodes = {f"part_{at}": points() for at in range(count)}
    page = model({**nodes, "at_year": Publish("year", nodes)})
    facts = [Fact(key, "check", "样例单位07", key, "2020", "9.5") for key in nodes]
    return judge([page.graph], {"made": Known({"样例单位07": facts})}, "2020")["made"]


def test_the_first_total_is_the_one_written_first() -> None:
    zebra, ape = points(), points()
    page = model({"zebra": zebra, "ape": ape, "at_year": Publish("year", {"z": zebra, "a": ape})})

    assert first_total(page, "year") == "zebra"
    assert first_total(page, "month") is None


def test_twelve_totals_are_read_at_80_columns() -> None:
    shown = printed(grid(many(12), "2020"))

    assert shown.count("9.5") == 12
    assert "样例单位07" in shown
    assert "…" not in shown


def test_columns_that_nobody_fills_are_left_out() -> None:
    shown = printed(grid(many(1), "2020"))

    assert "9.5" in shown
    assert "rung" not in shown
    assert "meeting" not in shown


def test_an_explanation_shows_facts_with_their_reason_and_signers_and_a_choice_by_its_title() -> None:
    kind = chosen(KINDS, ANY, missing="not_judged")(default("类别"))
    let_off = allowed(ANY, default(1))(default("例外"))
    total = points()
    page = model(
        {
            "kind": kind,
            "let_off": let_off,
            "total": total,
            "at_year": Publish("year", {"t": total}, exports={"k": kind}),
        }
    )
    facts = [
        Fact("1", "choice", "A", "kind", "2020", choice="lead"),
        Fact("2", "decision", "A", "let_off", "2020-03", reason="因灾停工", signed=("甲", "乙")),
    ]
    judged = judge([page.graph], {"made": Known({"A": facts})}, "2020")["made"]

    assert "类别 = 牵头" in printed(tree(judged.explain("A", "2020", "kind"), facts))
    assert "2020-03 甲、乙 签署 因灾停工" in printed(tree(judged.explain("A", "2020", "let_off"), facts))
