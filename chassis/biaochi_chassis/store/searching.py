"""A text that is searched for within columns, as a parameter: a statement is the same whatever is searched for."""

from sqlalchemy import ColumnElement, String, bindparam

_ESCAPE = "/"


def contains(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """Whether a column has in it, in whatever case, the text that is given, `escaped`, under this name."""
    return column.icontains(bindparam(name, type_=String()), escape=_ESCAPE)


def escaped(text: str) -> str:
    """The text as it is given: what would stand for other texts stands for itself."""
    for special in (_ESCAPE, "%", "_"):
        text = text.replace(special, _ESCAPE + special)
    return text
