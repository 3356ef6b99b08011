"""Scales and levels: the ordered steps of a grade or a ladder, and what a fact may name; each with a marked title."""

from collections.abc import Mapping
from dataclasses import dataclass

from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.provenance import Mark, default, marked

NOT_JUDGED = "not_judged"


def by_name(value: object, use: str, instead: str) -> None:
    """Refuse what gives something by name or by part and is no mapping, with what to write instead."""
    if not isinstance(value, Mapping):
        raise ModelRefused(f"{use} with a {type(value).__name__} where each name has its own: write {instead}")


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """Named steps, lowest first."""

    name: str
    steps: dict[str, Mark]

    def __post_init__(self) -> None:
        """Refuse fewer than two steps, unmarked titles and keys that are not plain ASCII names."""
        by_name(self.steps, f"Scale({self.name!r})", "{step: default('title'), …}, the lowest first")
        if len(self.steps) < 2:
            raise ModelRefused(f"the scale {self.name} has {len(self.steps)} step: give it at least two")
        for key, title in self.steps.items():
            if not (key.isascii() and key.isidentifier()) or key == NOT_JUDGED:
                raise ModelRefused(
                    f"the step {key!r} of {self.name} is no ASCII name, or the word for not judged: choose another"
                )
            marked(title, f"the title of step {key}").title()

    def position(self, step: str) -> int:
        """The place of a step counted from the lowest, which is 0."""
        if step not in self.steps:
            known = ", ".join(self.steps)
            raise ModelRefused(f"the scale {self.name} has no step {step!r}: write one of {known}")
        return list(self.steps).index(step)


Titled = Mapping[str, tuple[Mark, Mark]]
"""By key a title and a number: levels={"city": (published("市级"), published(4)), …}."""
Ranged = Mapping[str, tuple[Mark, Mark | tuple[Mark, Mark]]]
"""The same, or for a number the least and the most that whoever records it may choose, each marked."""


@dataclass(frozen=True, slots=True)
class Levels:
    """Levels a fact may name, by key, as a rule keeps them: what each is called, and what each is worth."""

    titles: dict[str, Mark]
    worth: dict[str, Mark]
    ranges: dict[str, tuple[Mark, Mark]]

    @classmethod
    def read(cls, levels: Ranged, use: str) -> "Levels":
        """The levels of a rule as an author writes them, a title and a number or a range each."""
        by_name(levels, use, "{level: (default('title'), default(3)), …}")
        for key, pair in levels.items():
            if not isinstance(pair, tuple) or len(pair) != 2:
                raise ModelRefused(f"{use}: the level {key} is {pair!r}: write its title and its number, in brackets")
            marked(pair[0], f"{use}: the title of the level {key}").title()
            if isinstance(pair[1], tuple) and (len(pair[1]) != 2 or pair[1][0].number() >= pair[1][1].number()):
                raise ModelRefused(f"{use}: the level {key} goes from {pair[1]!r}: write the least and then the most")
        return cls(
            {key: title for key, (title, _) in levels.items()},
            {key: worth for key, (_, worth) in levels.items() if isinstance(worth, Mark)},
            {key: worth for key, (_, worth) in levels.items() if isinstance(worth, tuple)},
        )


SEATS = Scale(
    "seat",
    {
        "outside": default("未入选"),
        "meeting": default("提交会议研究"),
        "admitted": default("入选"),
        "holder": default("保留"),
    },
)
