"""What a query selects below a field, read through fragments."""

from collections.abc import Iterator, Sequence

from strawberry.types.nodes import SelectedField, Selection


def fields(selected: Sequence[Selection]) -> Iterator[SelectedField]:
    """The fields of one level."""
    for one in selected:
        if isinstance(one, SelectedField):
            yield one
        else:
            yield from fields(one.selections)


def everything(selected: Sequence[Selection]) -> Iterator[SelectedField]:
    """The fields of all levels."""
    for field in fields(selected):
        yield field
        yield from everything(field.selections)
