"""How much of a sheet a query asks for, read from its selection: what nobody asks for is not opened."""

from strawberry.types.nodes import SelectedField

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Place
from biaochi_gateway.schema.common.selection import everything, fields

EXPLANATIONS = {"explanation": "TOTAL", "gradeExplanation": "GRADE", "rungExplanation": "RUNG"}
OTHERS = {"nodes": "VALUES", "facts": "FACTS"}


def as_selected(info: Info, place: Place) -> Place:
    """The place with what the field that is being resolved asks of the sheet there."""
    selected = [one for field in info.selected_fields for one in field.selections]
    named = {one.name for one in everything(selected)}
    explained = [one for one in fields(selected) if one.name in EXPLANATIONS]
    without = [part for name, part in (*EXPLANATIONS.items(), *OTHERS.items()) if name not in named]
    return place._replace(levels=max(map(_levels, explained), default=1), without=tuple(without))


def _levels(explained: SelectedField) -> int:
    below = [one for one in fields(explained.selections) if one.name == "children"]
    return 1 + max(map(_levels, below), default=0)
