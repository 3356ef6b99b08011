"""A scale is the ordered steps a grade or a ladder knows, lowest first, each with a title and its provenance."""

from dataclasses import dataclass

from biaochi_sdk.errors import ModelRefused
from biaochi_sdk.marks import Mark, default, marked


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """Named steps, lowest first."""

    name: str
    steps: dict[str, Mark]

    def __post_init__(self) -> None:
        """Refuse fewer than two steps, unmarked titles and keys that are not plain ASCII names."""
        if len(self.steps) < 2:
            raise ModelRefused(f"the scale {self.name} has {len(self.steps)} step: give it at least two")
        for key, title in self.steps.items():
            if not (key.isascii() and key.isidentifier()):
                raise ModelRefused(f"the step {key!r} of {self.name} is no ASCII name: put the Chinese in its title")
            marked(title, f"the title of step {key}").title()

    def position(self, step: str) -> int:
        """The place of a step counted from the lowest, which is 0."""
        if step not in self.steps:
            known = ", ".join(self.steps)
            raise ModelRefused(f"the scale {self.name} has no step {step!r}: write one of {known}")
        return list(self.steps).index(step)


SEATS = Scale(
    "seat",
    {
        "outside": default("未入选"),
        "meeting": default("提交会议研究"),
        "admitted": default("入选"),
        "holder": default("保留"),
    },
)
