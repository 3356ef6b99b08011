"""Random work of a city in an office's folder: items of every kind it declares, and steps on them, possible or not."""

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from biaochi.scoring.v1.events_pb2 import WorkField, WorkKind
from biaochi_cli.importing.columns import AMOUNT, DAY, SEVERAL, WORK_FIELD, Column, OneOf
from biaochi_cli.importing.form import Form
from biaochi_cli.importing.work_forms import WITHDRAWAL, work_forms
from google.protobuf.json_format import ParseDict

from tests.cities import release
from tests.cli.made_cases import write_csv

PLACES = {
    "WORK_COMMITTEE": ["LZ"],
    "ORGAN_COMMITTEE": [f"{number:02}" for number in range(1, 9)],
    "BRANCH": ["01-01", "01-02", "02-01"],
}
ITEMS = 4


def kinds_of(city: str) -> list[WorkKind]:
    """The kinds of work that an installed city declares."""
    return [ParseDict(kind, WorkKind()) for kind in json.loads(release(city).work)]


def plant_work(folder: Path, seed: int, kinds: Sequence[WorkKind], people: Sequence[str]) -> list[str]:
    """Write the sheets of a seed, all about 2020; answers their titles in the order of writing."""
    made = _Made(random.Random(seed), f"W{seed}", kinds, people)
    forms = work_forms(kinds)
    for form in forms:
        headers = tuple(column.header for column in form.columns)
        write_csv(folder / f"{form.title}.csv", headers, list(made.rows(form)))
    return [form.title for form in forms]


class _Made:
    def __init__(self, chance: random.Random, mark: str, kinds: Sequence[WorkKind], people: Sequence[str]) -> None:
        self._chance, self._mark, self._people = chance, mark, people
        self._kinds = {kind.key: kind for kind in kinds}
        self._fields = {
            (f"work-{kind.key}{suffix}", one.key): one
            for kind in kinds
            for suffix, step in (("", kind.opening), *((f"-{step.key}", step) for step in kind.steps))
            for one in step.fields
        }

    def rows(self, form: Form) -> Iterator[tuple[str, ...]]:
        mine = (one for one in self._kinds.values() if form.prefix in (f"work-{one.key}", *self._steps(one)))
        kind = next(mine, None)
        count = 3 if form is WITHDRAWAL else ITEMS
        for place in range(count):
            yield tuple(self._cell(form, kind, column, place) for column in form.columns)

    def _steps(self, kind: WorkKind) -> list[str]:
        return [f"work-{kind.key}-{step.key}" for step in kind.steps]

    def _some(self, *choices: str) -> str:
        return self._chance.choice(choices)

    def _cell(self, form: Form, kind: WorkKind | None, column: Column, place: int) -> str:
        name = column.field
        if name.startswith(WORK_FIELD):
            return self._field(self._fields[form.prefix, name.removeprefix(WORK_FIELD)], column)
        match name:
            case "idempotency_key":
                return f"{self._mark}-{self._some(*[str(place)] * 9, '0')}"
            case "code":
                return self._item(kind, place)
            case "item":
                return self._item(kind, int(self._some(*[str(place)] * 5, "9")))
            case "parent":
                return self._item(self._kinds.get(kind.parent) if kind else None, int(self._some("0", "1", "2", "9")))
            case "organization":
                subjects = kind.subjects if kind else ()
                right = [code for subject in subjects for code in PLACES.get(subject, [])]
                return self._some(*right, *right, "NONE", "01")
            case "on":
                return f"2020-{self._some('03', '04', '05')}-0{place + 1}" if kind else "2020-06-01"
            case "signed":
                return self._some("样例主任甲、样例主任乙", "样例主任甲、样例主任乙、样例主任丙", "")
            case "reason":
                return self._some("重复登记", "重复登记", "")
        return self._some("", "样例内容") if column.read is not DAY else self._some("", "", "2020-12-01", "2020-13-01")

    def _item(self, kind: WorkKind | None, place: int) -> str:
        return f"{self._mark}-{kind.key if kind else self._some(*self._kinds)}-{place}"

    def _field(self, field: WorkField, column: Column) -> str:
        if isinstance(column.read, OneOf):
            return self._some(*column.read.choices, *column.read.choices, "没有这一类")
        if field.takes in ("person", "people"):
            some = self._chance.sample(list(self._people), 2)
            return "、".join(some) if column.read is SEVERAL else some[0]
        if field.takes in ("organization", "organizations"):
            return self._some("01", "02", "01-01", "NONE")
        if column.read is AMOUNT:
            return self._some("1", "2", "0.5", "-1")
        return self._some("2020-11-30", "2020-05-31") if column.read is DAY else self._some("样例内容", "样例内容", "")
