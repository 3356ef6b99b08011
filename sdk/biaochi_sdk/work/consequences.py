"""What follows from a final result for whom it is about: praise, a talk, rectification, removal (结果运用)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.provenance import Mark, marked
from biaochi_sdk.work.checks import known, named, once


@dataclass(frozen=True, slots=True)
class Consequence:
    """Whoever a year's final result puts on one of these steps of a node has this coming; `by`: the role that does it.

    ModelRefused for a key that is no plain name, and for no step or one that is named twice.
    """

    key: str
    title: Mark
    model: str
    node: str
    steps: tuple[str, ...]
    by: str = "work_committee"

    def __post_init__(self) -> None:
        """Refuse what leads nowhere."""
        named(self.key, "a consequence")
        named(self.by, "the role that carries a consequence out")
        marked(self.title, "the title of a consequence").title()
        if not self.steps:
            raise ModelRefused(f"the consequence {self.key} follows from no step of {self.node}: name one in steps")
        once(f"the consequence {self.key}", "step", self.steps)

    def data(self) -> dict[str, Any]:
        """The consequence as it is published."""
        source = self.title.source
        return {
            "key": self.key,
            "title": self.title.title(),
            "model": self.model,
            "node": self.node,
            "steps": list(self.steps),
            "by": self.by,
            "provenance": str(self.title.provenance),
            "source": f"{source.document}，{source.place}" if source else "",
        }


Steps = Mapping[str, Collection[str]]
"""Of a version of a model, the steps that each node may come to; none where it is no step."""


def check_consequences(consequences: Sequence[Consequence], models: Mapping[str, Sequence[Steps]]) -> None:
    """Refuse a key that is there twice, and a model, node or step that a version of the city's models lacks."""
    once("the city", "consequence", [one.key for one in consequences])
    for one in consequences:
        where = f"the consequence {one.key}"
        known(where, "its model", (one.model,), models)
        for steps in models[one.model]:
            known(where, "its node", (one.node,), steps)
            known(where, "a step", one.steps, steps[one.node])
