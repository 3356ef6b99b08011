"""Values as the cells that the importer reads them from."""

from collections.abc import Mapping
from typing import Any

from biaochi_cli.importing.columns import SHEET, WORK_FIELD, Column, IndicatorOf, Named, NumberOf, OneOf
from biaochi_cli.importing.vocabulary import Vocabulary

Fields = Mapping[str, Any]


def cell(column: Column, fields: Fields, vocabulary: Vocabulary) -> str:
    """The text of a column: a title where there is one that means the value alone, else its key."""
    value = _value(column.field, fields)
    if not value:
        return ""
    if isinstance(value, list):
        texts = [_title(column, text, fields, vocabulary) for text in value]
        return "、".join(texts)
    return _title(column, value, fields, vocabulary)


def _value(name: str, fields: Fields) -> Any:  # noqa: ANN401 - whatever a field of a command holds
    if name == SHEET:
        return fields.get("fact")
    if name.startswith(WORK_FIELD):
        key = name.removeprefix(WORK_FIELD)
        return next((one["values"] for one in fields.get("fields", ()) if one["key"] == key), "")
    return fields.get(name)


def _title(column: Column, value: Any, fields: Fields, vocabulary: Vocabulary) -> str:  # noqa: ANN401 - as above
    subject = str(fields.get("subject", ""))
    match column.read:
        case NumberOf(sheets=sheets):
            return str(value).removeprefix(f"{sheets.get(_sheet(sheets, value), '')}-")
        case OneOf(choices=choices) if column.field == SHEET:
            return _sheet({title: str(prefix) for title, prefix in choices.items()}, value)
        case OneOf(choices=choices):
            return next((title for title, key in choices.items() if key == value), str(value))
        case IndicatorOf(kind=kind):
            titles = {one.title for one in vocabulary.indicators if (one.kind, one.key) == (kind, value)}
            alone = (
                title for title in titles if {one.key for one in vocabulary.meant(kind, title, subject)} == {value}
            )
            return next(alone, str(value))
        case Named(kind=kind, what=what):
            meant = vocabulary.meant(kind, str(fields.get("indicator", "")), subject)
            named = {title: key for one in meant for title, key in getattr(one, what).items()}
            return next((title for title, key in named.items() if key == value), str(value))
    return str(value)


def _sheet(sheets: Mapping[str, str], number: object) -> str:
    """The title of the sheet that a number is of; empty where no sheet gave it."""
    found = [title for title, prefix in sheets.items() if str(number).startswith(f"{prefix}-")]
    return max(found, key=lambda title: len(sheets[title]), default="")
