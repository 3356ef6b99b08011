"""How much of a sheet a query asks for, read from its selection: what nobody asks for is not opened."""

from collections.abc import Iterator, Sequence

from strawberry.types.nodes import SelectedField, Selection

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Place

EXPLANATIONS = {"explanation": "TOTAL", "gradeExplanation": "GRADE", "rungExplanation": "RUNG"}
OTHERS = {"nodes": "VALUES", "facts": "FACTS"}


def as_selected(info: Info, place: Place) -> Place:
    """The place with what the field that is being resolved asks of the sheet there."""
    selected = [one for field in info.selected_fields for one in field.selections]
    named = {one.name for one in _everything(selected)}
    explained = [one for one in _fields(selected) if one.name in EXPLANATIONS]
    without = [part for name, part in (*EXPLANATIONS.items(), *OTHERS.items()) if name not in named]
    return place._replace(levels=max(map(_levels, explained), default=1), without=tuple(without))


def _levels(explained: SelectedField) -> int:
    below = [one for one in _fields(explained.selections) if one.name == "children"]
    return 1 + max(map(_levels, below), default=0)


def _fields(selected: Sequence[Selection]) -> Iterator[SelectedField]:
    """The fields of one level, through fragments."""
    for one in selected:
        if isinstance(one, SelectedField):
            yield one
        else:
            yield from _fields(one.selections)


def _everything(selected: Sequence[Selection]) -> Iterator[SelectedField]:
    """The fields of all levels."""
    for field in _fields(selected):
        yield field
        yield from _everything(field.selections)
