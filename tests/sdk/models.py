"""Small models made on the spot, and the inputs they are made of."""

from collections.abc import Mapping
from types import new_class
from typing import cast

from biaochi_sdk import (
    Expression,
    Model,
    Publish,
    Recorded,
    Scale,
    Source,
    check,
    deductions,
    default,
    every_over,
    held_rung,
    ladder,
    mean_over,
    quota,
    rank,
    ratings,
    streak,
    tasks,
    veto,
)
from biaochi_sdk.graph.graph import Graph
from hypothesis import settings

FIXED = settings(derandomize=True, max_examples=60, deadline=None)
SOURCE, DEFAULTS = Source("考核办法", "第一条"), Source("默认值", "可调整")
ANY = Recorded(who="work_committee", cadences=("month", "quarter", "year"))
GRADES = Scale("grade", {"poor": default("差"), "fair": default("中"), "good": default("好")})
RUNGS = Scale("rung", {"low": default("低"), "middle": default("中"), "high": default("高")})


def points(full: str = "10", step: str = "0.5", missing: str = "zero", at: str | None = None) -> Expression:
    """A check worth that many points."""
    return check(default(full), default(step), ANY, at=at, missing=missing)(default("得分"))


def ledger(full: str = "5", step: str = "0.5") -> Expression:
    """A ledger norm worth that many points."""
    return deductions(default(full), default(step), ANY, missing="full")(default("台账"))


def share(name: str = "COMMON") -> Expression:
    """A ratio of task points."""
    return tasks(name, default(20), default("0.5"), ANY, missing="not_judged")(default("任务"))


def marks() -> Expression:
    """A ratio of ratings."""
    return ratings(default(0), default(100), default("0.5"), ANY, missing="not_judged")(default("评分"))


def vetoed() -> Expression:
    """A veto."""
    return veto(ANY)(default("否决"))


def made(
    nodes: Mapping[str, Expression],
    *,
    cadences: tuple[str, ...] = ("year",),
    total: str = "total",
    place: str | None = None,
    grade: str | None = None,
    rung: str | None = None,
    **settings_of: str | None,
) -> Graph:
    """The graph of a model of these nodes, which publishes the named ones at each cadence."""
    shown = {
        f"at_{cadence}": Publish(
            cadence,
            totals={"made": nodes[total]},
            ranks={"made": nodes[place]} if place else {},
            grade=nodes[grade] if grade else None,
            rung=nodes[rung] if rung else None,
        )
        for cadence in cadences
    }
    return model({**nodes, **shown}, **settings_of).graph


def model(body: Mapping[str, object], **settings_of: object) -> type[Model]:
    """A model with this class body."""
    known = {"code": "made", "subject": "BRANCH", "since": "2020-01-01", **settings_of}
    sources = {"title": default("模型"), "source": SOURCE, "defaults": DEFAULTS}
    return cast("type[Model]", new_class("Made", (Model,), {**known, **sources}, lambda space: space.update(body)))


def climbing() -> Graph:
    """A ladder with streaks, a mean, a quota and a rank over a year of quarters."""
    total = points("4", "1", at="quarter")
    passed = (total >= default(3))(default("达标"))
    running = streak(passed)(default("连续达标"))
    held = held_rung(RUNGS)(default("期初"))
    moves = (("low", "middle", running >= default(2)), ("middle", "low", ~passed))
    rung = ladder(held, *moves)(default("期末"))
    mean = mean_over("quarter", total)(default("平均"))
    kept = every_over("quarter", passed)(default("全年达标"))
    barred, holder = vetoed(), held.is_("high")(default("在任"))
    wanted = ((mean >= default(2)).or_no() & ~barred & held.is_("middle"))(default("人选"))
    seat = quota(default("0.4"), holder, wanted, mean, ties="meeting", of="all", rounding="floor")(default("名额"))
    top = ladder(held, ("middle", "high", seat.is_("admitted")))(default("年末"))
    place = rank(mean, ties="competition")(default("名次"))
    quarter = {"total": total, "passed": passed, "running": running, "held": held, "rung": rung}
    year = {"mean": mean, "kept": kept, "barred": barred, "holder": holder, "wanted": wanted, "seat": seat, "top": top}
    shown = {
        "at_quarter": Publish("quarter", totals={"made": total}, rung=rung),
        "at_year": Publish("year", totals={"made": mean}, ranks={"made": place}, rung=top),
    }
    return model({**quarter, **year, "place": place, **shown}).graph
