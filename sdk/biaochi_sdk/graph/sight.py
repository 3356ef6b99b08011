"""What a cohort's values rest on beside their own sheets: other subjects, earlier periods, other models."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from biaochi_sdk.terms.columns import Column, texts
from biaochi_sdk.terms.past import Past
from biaochi_sdk.terms.shapes import Shape
from biaochi_sdk.terms.steps import Step
from biaochi_sdk.words.explanation import Seen


@dataclass(frozen=True)
class Sight:
    """One period of a cohort, computed once; of() says what one subject's explanations show of it.

    columns: by step what it gave. over: by step that looks back the node it looks at. shares: by step that shares out
    seats, of each subject how many count for it and how many seats that makes.
    """

    past: Past
    subjects: Sequence[str]
    shapes: Sequence[Shape]
    scales: Mapping[str, Sequence[str]]
    columns: Mapping[Step, Column]
    over: Mapping[Step, str]
    shares: Mapping[Step, Sequence[tuple[int, ...]]]

    def of(self, subject: str) -> Seen:
        """What one subject's values were made of that does not stand on its sheet."""
        at = list(self.subjects).index(subject)
        values = {id(step.term): self._text(step, column, at) for step, column in self.columns.items()}
        earlier = {
            id(step.term): self.past.dated(subject, step.term.text("over"), key) for step, key in self.over.items()
        }
        return Seen(values, earlier, {id(step.term): shares[at] for step, shares in self.shares.items()})

    def _text(self, step: Step, column: Column, at: int) -> str | None:
        shape, parts = self.shapes[step.place], (column.top, column.divisor, column.judged)
        one = Column(*(None if part is None else part[at : at + 1] for part in parts))  # type: ignore[arg-type]
        return texts(one, shape, self.scales.get(shape.scale or "", ()))[0]
