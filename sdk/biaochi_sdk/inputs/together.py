"""By what facts of one input are judged next to each other and to those of other inputs: what intake has to know."""

from collections.abc import Mapping
from dataclasses import dataclass

from biaochi_sdk.terms.terms import Term


@dataclass(frozen=True, slots=True)
class Together:
    """The rules of an input over several facts of one subject; they hold within each evaluated period by itself.

    evaluated: the cadences of these periods. once: what counts once in a sum: each, case, case_and_department.
    limited: a sum above the highest is refused. apart_from: the inputs under which none of its cases may stand, too.
    waives: the inputs of which it waives a case. no_overlap: its spans of days must not overlap.
    """

    evaluated: tuple[str, ...]
    once: str = "each"
    limited: bool = False
    apart_from: tuple[str, ...] = ()
    waives: tuple[str, ...] = ()
    no_overlap: bool = False

    @property
    def binds(self) -> bool:
        """Whether any of it can refuse a fact."""
        return self.limited or self.no_overlap or bool(self.apart_from or self.waives)


def together_of(inputs: Mapping[str, Term]) -> dict[str, Together]:
    """By input the rules over several of its facts; an input without any has none."""
    found = {key: _together(key, term, inputs) for key, term in inputs.items()}
    return {key: one for key, one in found.items() if one.binds}


def _together(key: str, term: Term, inputs: Mapping[str, Term]) -> Together:
    return Together(
        evaluated=term.texts("at"),
        once=term.maybe("once") or "each",
        limited="surplus" in term.data,
        apart_from=tuple(
            other
            for other in inputs
            if other in term.maybe_texts("unique") or key in inputs[other].maybe_texts("unique")
        ),
        waives=tuple(other for other in inputs if inputs[other].maybe("waived") == key),
        no_overlap=term.text("how") == "spans",
    )
