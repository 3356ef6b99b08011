"""Small models of what papers say in a word, with the edges their rules name."""

from biaochi_sdk import (
    Panel,
    Recorded,
    Scale,
    ballots,
    bands,
    cases,
    chosen,
    clauses,
    count,
    days_held,
    days_of_period,
    default,
    interpolated,
    just_below,
    merged,
    months_held,
    months_of_period,
    moves,
    profile,
    quota,
    rank,
    running_total,
    share_of_pool,
    share_of_votes,
    waiver,
    when,
)

from tests.sdk.models import ANY, GRADES, points
from tests.sdk.models import vetoed as veto_fact
from tests.sdk.primitive_models import ONE, TWO, VOTERS, VOTES, Nodes, kind_of, named


def no_holders() -> Nodes:
    """Seats that nobody holds yet."""
    value = points(missing="not_judged")
    seat = quota(default("0.4"), None, value.judged(), value, ties="meeting", of="judged", rounding="ceil")
    return {"got": value, "seat": named("名额", seat), "total": named("得分", value + value)}


def not_judged_on_purpose() -> Nodes:
    """A total and a grade that only some have."""
    value, barred = points(), veto_fact()
    total, rest = named("得分", when(~barred, value, None)), named("其余", when(barred, None, default(3)))
    rows = (((value >= default(8)) & ~barred, "good"), (value >= default(5), "fair"), (value >= default(2), "poor"))
    grade = named("等次", clauses(GRADES, *rows, otherwise=None))
    return {"got": value, "barred": barred, "total": total, "rest": rest, "grade": grade}


def shares_of_votes() -> Nodes:
    """Grades by shares of votes that are never rounded."""
    cast = named("评议票", ballots(VOTES, VOTERS, ANY, Panel("real_name", ("scheme_owner",), "required")))
    bad, worse = share_of_votes(cast, "poor", "fair"), share_of_votes(cast, "poor", panel="members")
    rows = ((bad > default("1/3"), "poor"), (worse >= default("1/3"), "fair"))
    grade = named("等次", clauses(GRADES, *((one.or_no(), step) for one, step in rows), otherwise="good"))
    return {"cast": cast, "grade": grade, "total": named("得分", (bad + worse).round(TWO))}


def below_the_next() -> Nodes:
    """A score that a veto holds just below the next step, wherever that begins, and points inside the bands."""
    value, barred, low = points(), veto_fact(), default(3)
    grade = named("等次", bands(value, GRADES, (low + default(5), "good"), (low, "fair"), otherwise="poor"))
    held = named("限后", when(barred, value.cap(just_below(grade, "good", default("0.01"))), value))
    inside = interpolated(value, (low, default(60)), (low + default(5), default(90)), (default(10), default(100)))
    return {"got": value, "barred": barred, "grade": grade, "held": held, "total": named("得分", inside)}


def profiles(rounding: str) -> Nodes:
    """Three values as whole per cent of their sum."""
    values = {"a": points(), "b": points(missing="not_judged"), "c": points("3", "0.25")}
    shares = profile(values, default(100), ONE, rounding=rounding)
    nodes = {f"{key}_share": named(f"{key}占比", share) for key, share in shares.items()}
    return {**values, **nodes, "total": named("得分", values["a"] + values["c"])}


def pooled_by_ratios() -> Nodes:
    """A pool of a class split by ratios of divisors that differ."""
    kind, left, right = kind_of(), points(), points(missing="not_judged")
    pool = named("奖金池", when(kind.is_("lead"), default("100.5"), default(1)))
    rate = named("完成率", left / right.floor(ONE))
    return {
        "kind": kind, "left": left, "right": right, "pool": pool, "rate": rate,
        "total": named("应得", share_of_pool(pool, rate, kind, TWO, ties="code")),
    }  # fmt: skip


def served() -> Nodes:
    """Days of service in a period and a total that never leaves its bounds."""
    held = named("在岗天数", days_held(Recorded("work_committee", ("year",)), gaps="forfeit", missing="not_judged"))
    changed = named("增减", moves(default(-3), default(5), default("0.5"), ANY, reasoned=True))
    begin = points()
    share = named("在岗比例", held / days_of_period())
    total = named("累计", running_total(changed, begin, default(0), default("10.25")))
    return {"held": held, "changed": changed, "begin": begin, "share": share, "total": total}


def months_served(whole: str) -> Nodes:
    """Whole months of service as a share of those of the period, and whether they are enough."""
    yearly = Recorded("work_committee", ("year",))
    held = named("任职月数", months_held(yearly, whole=whole, gaps="add_up", missing="zero"))
    enough = named("够半年", held >= default(6))
    share = named("任职比例", held / months_of_period())
    return {"held": held, "enough": enough, "share": share, "total": named("得分", (share * default(10)).round(TWO))}


def as_one(ties: str, weigh: bool) -> Nodes:
    """Units of one entry judged and placed as one, inside classes."""
    value, size, kind = points(missing="not_judged"), points("3", "1"), kind_of()
    entry = named(
        "合并单位", chosen(Scale("entry", {"x": default("甲组"), "y": default("乙组")}), ANY, missing="not_judged")
    )
    one = named("合并得分", merged(value, entry, ONE, size if weigh else None))
    place = named("名次", rank(one, ties, (size,) if ties == "ordinal" else (), kind, entries=entry))
    return {"got": value, "size": size, "kind": kind, "entry": entry, "total": one, "place": place}


def refused_together() -> Nodes:
    """Counts whose surplus is refused, and whose cases stand under one of them only."""
    first = named("甲项", count(default(3), ONE, ANY, once="case", surplus="refused"))
    second = named("乙项", count(default(9), ONE, ANY, once="case", unique_across=[first]))
    return {"first": first, "second": second, "total": named("得分", first + second)}


def excused(reduces: bool) -> Nodes:
    """Deductions of which some are waived, or cost no more than is left."""
    left = (default(2), default("0.25")) if reduces else ()
    waivers = named("减免", waiver(ANY, ONE, *left))
    levels = {"late": (default("迟"), default("0.5")), "undone": (default("未完成"), default(3))}
    losses = cases(default(10), ANY, levels=levels, once="case", factor=TWO, zero_at=default(4), waived_by=waivers)
    lost = named("扣分", losses)
    return {"waivers": waivers, "losses": lost, "total": named("得分", lost + waivers)}
