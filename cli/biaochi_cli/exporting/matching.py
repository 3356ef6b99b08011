"""Which command was done under which key: the one whose content is remembered; a row that says it is there already."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from biaochi.scoring.v1.events_pb2 import WorkKind
from biaochi_chassis.store.content import hashes
from biaochi_chassis.store.idempotency import is_same

from biaochi_cli.exporting.facts import fact_commands, work_commands
from biaochi_cli.exporting.records import Records
from biaochi_cli.exporting.registry import registry_commands
from biaochi_cli.importing.columns import WORK_FIELD
from biaochi_cli.importing.form import Form
from biaochi_cli.rehearsing.commands import command_of

_NUMBERS = re.compile(r"(\d+)")
Fields = Mapping[str, Any]


@dataclass
class Exported:
    """Rows by the prefix of their sheet, each with its number; how many of a sheet could not be told; how many others.

    `hidden`: of these a field is not shown to the caller, or cannot be told any more. `others`: what no sheet brought.
    """

    rows: dict[str, list[tuple[str, Fields]]] = field(default_factory=lambda: defaultdict(list))
    hidden: Counter[str] = field(default_factory=Counter)
    others: int = 0


def match(records: Records, forms: Sequence[Form], kinds: Iterable[WorkKind]) -> Exported:
    """Find for each command that a sheet brought the fields it was done with."""
    by_prefix = {form.prefix: form for form in forms}
    made: defaultdict[str, list[tuple[str, Fields]]] = defaultdict(list)
    for key, prefix, fields in _of_assessment(records, by_prefix, kinds):
        made[key].append((prefix, fields))
    exported = Exported()
    for key, done in sorted(records.done.items(), key=_natural):
        prefixes = sorted((one for one in by_prefix if key.startswith(f"{one}-")), key=len, reverse=True)
        if not prefixes:
            exported.others += 1
            continue
        candidates = [*made.get(key, ()), *registry_commands(records, key, done.code)]
        found = (
            (prefix, fields)
            for prefix, fields in candidates
            if prefix in prefixes and _same(by_prefix[prefix], key, fields, done.content_hash)
        )
        prefix, fields = next(found, (prefixes[0], {}))
        if fields:
            exported.rows[prefix].append((key.removeprefix(f"{prefix}-"), fields))
        else:
            exported.hidden[prefix] += 1
    return exported


def _of_assessment(
    records: Records, by_prefix: Mapping[str, Form], kinds: Iterable[WorkKind]
) -> Iterator[tuple[str, str, Fields]]:
    fields = {prefix: tuple(column.field for column in form.columns[1:]) for prefix, form in by_prefix.items()}
    for stored in records.facts:
        yield from fact_commands(stored, fields)
    yield from work_commands(records, {kind.key: kind for kind in kinds})


def _same(form: Form, key: str, fields: Fields, remembered: str) -> bool:
    """Whether this is what was done; of what came back from the log nothing but the key is remembered."""
    known = {name: value for name, value in fields.items() if not name.startswith(WORK_FIELD)}
    command = command_of(form.command.DESCRIPTOR.name, {**known, "idempotency_key": key, **form.fixed})
    return is_same(remembered, hashes(command))


def _natural(one: tuple[str, object]) -> list[tuple[int, str]]:
    """Numbers within a key in order of their size."""
    parts = _NUMBERS.split(one[0])
    return [(int(part), "") if part.isdigit() else (-1, part) for part in parts]
