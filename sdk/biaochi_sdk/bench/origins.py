"""Where each input of a city comes from: typed by whom, counted in the registry, or following from which work."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.facts import Accept
from biaochi_sdk.work.declared import may_be_about
from biaochi_sdk.work.pace import EXCUSED, LATE

REGISTERED = "registered"
Published = Mapping[str, Any]
"""A kind of work as a plugin publishes it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One input of a model. Exactly one of the three says where it comes from.

    counted: in the registry; steps: of the work it follows from, with their titles; typed_by: the role that records it.
    judged, elsewhere: why somebody may type it: it says what a person thinks, or stands in this record elsewhere.
    """

    model: str
    indicator: str
    title: str
    kind: str
    counted: bool = False
    steps: tuple[str, ...] = ()
    typed_by: str = ""
    judged: bool = False
    elsewhere: str = ""

    @property
    def unfounded(self) -> bool:
        """Whether somebody types what is neither judged nor written elsewhere: it should follow from records."""
        return bool(self.typed_by) and not (self.judged or self.elsewhere)


def check_founded(graphs: Sequence[Graph], work: Sequence[Published]) -> None:
    """Refuse an input that is typed though it follows from what was done: from work, if the city does its work here."""
    unfounded = [one for one in origins(graphs, work) if one.unfounded]
    if work and unfounded:
        named = ", ".join(f"{one.model}.{one.indicator}" for one in unfounded)
        raise ModelRefused(
            f"{named}: nothing they follow from is recorded. Let a kind of work follow to them, or say on Recorded "
            "that they are judged=True or in which record they stand, elsewhere=Source(…)"
        )


def origins(graphs: Sequence[Graph], work: Sequence[Published]) -> list[Origin]:
    """Every input of these models, in their order, under the city's kinds of work."""
    return [_origin(graph, accept, work) for graph in graphs for accept in graph.accepts]


def _origin(graph: Graph, accept: Accept, work: Sequence[Published]) -> Origin:
    about = (graph.code, accept.indicator, accept.title, accept.kind)
    if accept.kind == REGISTERED:
        return Origin(*about, counted=True)
    steps = tuple(dict.fromkeys(_steps(graph.subject_kind, accept.indicator, work)))
    if steps:
        return Origin(*about, steps=steps)
    return Origin(*about, typed_by=accept.who, judged=accept.judged, elsewhere=accept.elsewhere)


def _steps(subject: str, indicator: str, work: Sequence[Published]) -> Iterator[str]:
    for kind in work:
        titles = {step["key"]: step["title"] for step in (kind["opening"], *kind.get("steps", ()))} | {
            LATE: "逾期",
            EXCUSED: "免办",
        }
        for follow in kind.get("follows", ()):
            if follow["indicator"] == indicator and _may_be_about(subject, kind, follow):
                yield f"{kind['title']}·{titles[follow['step']]}"


def _may_be_about(judged: str, kind: Published, follow: Published) -> bool:
    steps = (kind["opening"], *kind.get("steps", ()))
    fields = {one["key"]: one["takes"] for step in steps for one in step.get("fields", ())}
    return may_be_about(judged, fields.get(follow.get("subject", ""), ""), list(kind["subjects"]))
