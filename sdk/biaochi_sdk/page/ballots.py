"""Inputs made of raters' marks and votes, who may see them, and the tally of a vote by class."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from biaochi_sdk.page.expressions import Expression, add_up, operand
from biaochi_sdk.page.scales import Scale, by_name
from biaochi_sdk.page.vocabulary import Recorded, evaluated_at, given, weighted
from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.facts import INVALID
from biaochi_sdk.values.provenance import Mark, marked


@dataclass(frozen=True, slots=True)
class Panel:
    """Whose names stand behind marks or votes (real_name, anonymous), which roles see them, whether to comment."""

    names: str
    seen_by: tuple[str, ...]
    comments: str = "optional"

    def __post_init__(self) -> None:
        """Refuse a policy nobody knows."""
        if self.names not in ("real_name", "anonymous") or self.comments not in ("required", "optional", "none"):
            raise ModelRefused(
                f"a panel with names={self.names!r}, comments={self.comments!r}: write real_name or anonymous, and "
                "required, optional or none"
            )
        if self.names == "anonymous" and self.seen_by:
            raise ModelRefused(f"an anonymous panel whose names {', '.join(self.seen_by)} see: leave seen_by empty")

    @property
    def privacy(self) -> dict[str, str]:
        """The policy as the graph keeps it."""
        return {"names": self.names, "seen_by": ",".join(self.seen_by), "comments": self.comments}


def marks(
    low: Mark,
    high: Mark,
    step: Mark,
    by: Recorded,
    least: Mark,
    average: str = "mean",
    trim: Mark | None = None,
    trim_from: Mark | None = None,
    panel: Panel | None = None,
    at: str | None = None,
) -> Expression:
    """The mean, median or trimmed mean of raters' marks, an unrounded ratio; fewer than least are not judged.

    Nobody marks itself; of one rater and period the latest counts. trim: how many are left out at each end, from
    trim_from marks on.
    """
    if average not in ("mean", "median", "trimmed") or (average == "trimmed") != (
        trim is not None and trim_from is not None
    ):
        raise ModelRefused(f"marks(average={average!r}): write mean, median, or trimmed with trim= and trim_from=")
    ends = {"trim": trim, "trim_from": trim_from} if average == "trimmed" else {}
    named = {"least": least, **{name: value for name, value in ends.items() if value is not None}}
    privacy = {"privacy": panel.privacy} if panel else {}
    parts = {"parts": list(named), "average": average, **privacy, **evaluated_at(at)}
    return given("marks", "rating", "not_judged", by, (low, high, step, *named.values()), **parts)


def ballots(
    scale: Scale, panels: Mapping[str, Mark], by: Recorded, panel: Panel | None = None, at: str | None = None
) -> Expression:
    """Votes for the steps of a scale by classes of voters, each with its title; the node counts the valid votes.

    Of one voter and period the latest counts; the choice "invalid" is kept and never counted as valid.
    """
    by_name(panels, "ballots()", "{class_of_voters: default('title'), …}")
    if not panels or INVALID in scale.steps or set(panels) & {INVALID, *scale.steps}:
        raise ModelRefused(
            f"ballots over {scale.name}: name the classes of voters, and call no two steps or classes alike "
            f"and none {INVALID}"
        )
    for key, title in panels.items():
        marked(title, f"the title of the class of voters {key}").title()
    privacy = {"privacy": panel.privacy} if panel else {}
    settings = {
        "panels": list(panels),
        "titles": dict(panels),
        "grades": list(scale.steps),
        **privacy,
        **evaluated_at(at),
    }
    made = given("ballots", "ballot", "zero", by, (), **settings)
    made.scale = scale
    return made


def votes(of: Expression, panel: str | None = None, grade: str | None = None, cast: bool = False) -> Expression:
    """How many valid votes: of one class of voters or all, for one step or all; cast counts invalid ones too."""
    if of.key is None and of.titled is None:
        raise ModelRefused("votes() of ballots without a name: make the ballots an attribute first")
    panels = of.data.get("panels")
    if not isinstance(panels, list) or (panel is not None and panel not in panels):
        raise ModelRefused(f"votes() of panel {panel!r}: name one of the classes of these ballots")
    if grade is not None and of.scale is not None:
        of.scale.position(grade)
    said: dict[str, Any] = {
        name: value for name, value in (("panel", panel), ("grade", grade), ("cast", "yes" if cast else None)) if value
    }
    return Expression("votes", of_node=of, **said)


def share_of_votes(of: Expression, *grades: str, panel: str | None = None) -> Expression:
    """The share of valid votes for these steps, of one class of voters or of all: an unrounded ratio from 0 to 1."""
    if not grades or len(set(grades)) < len(grades):
        raise ModelRefused(f"share_of_votes() for {'、'.join(grades) or 'no step'}: name each step once")
    counted = votes(of, panel, grades[0])
    for grade in grades[1:]:
        counted = counted + votes(of, panel, grade)
    return counted / votes(of, panel)


def tally(
    of: Expression,
    points: Mapping[str, Mark],
    weights: Mapping[str, Mark],
    places: Mark,
    empty: str | None = None,
    least: Mark | None = None,
    quorum: tuple[Expression, Mark] | None = None,
) -> Expression:
    """Votes times points over valid votes, class by class, rounded, then weighted by class.

    empty: a class without a valid vote is zero, makes the whole not judged, or is left out (renormalize). least: fewer
    valid votes are not published. quorum: (how many were invited, the share that must
    have voted, invalid votes among them).
    """
    if empty not in ("zero", "not_judged", "renormalize"):
        raise ModelRefused(
            f"tally(empty={empty!r}): say what a class without votes means: zero, not_judged, renormalize"
        )
    by_name(points, "tally(points=)", "{grade: default(90), …}")
    by_name(weights, "tally(weights=)", "{class_of_voters: default('0.6'), …}")
    add_up({votes(of, panel): weight for panel, weight in weights.items()}, Fraction(1))
    parts = {_score(of, panel, points).round(places): weight for panel, weight in weights.items()}
    found = weighted(parts, empty, places if empty == "renormalize" else None)
    if least is not None:
        found = found.only_if(operand(least) <= votes(of))
    if quorum is not None:
        invited, share = quorum
        found = found.only_if(votes(of, cast=True) >= invited * share)
    return found


def _score(of: Expression, panel: str, points: Mapping[str, Mark]) -> Expression:
    if of.scale is None or set(points) != set(of.scale.steps):
        raise ModelRefused(f"tally() with points for {'、'.join(points)}: give points to every grade of the ballots")
    pairs = ((worth, votes(of, panel, grade)) for grade, worth in points.items())
    return Expression("weighted_mean", *(one for pair in pairs for one in pair))
