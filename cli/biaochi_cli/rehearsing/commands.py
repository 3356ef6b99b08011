"""Rows as the services' own commands: what a row leaves out is empty, as it is on the wire."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from biaochi_assessment.domain import commands as assessment
from biaochi_assessment.domain.work import commands as work
from biaochi_chassis.foundation.making import make
from biaochi_chassis.store.batch import Command
from biaochi_org.domain import commands as org

_KINDS: Mapping[str, tuple[type, Mapping[str, str]]] = {
    name: (kind, {one.name: "" for one in fields(kind) if one.type is str and one.default is MISSING})
    for module in (org, assessment, work)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and is_dataclass(kind)
}


def command_of(name: str, given: Mapping[str, Any]) -> Command:
    """Return the command of this name that has the given fields."""
    kind, empty = _KINDS[name]
    values = {field: _several(value) if isinstance(value, list) else value for field, value in given.items()}
    command: Command = make(kind, {**empty, **values})
    return command


def _several(given: list[Any]) -> tuple[object, ...]:
    """What a field of a command holds that has several: texts, or the fields that are filled in."""
    return tuple([work.FieldValue(one["key"], tuple(one["values"])) if isinstance(one, dict) else one for one in given])
