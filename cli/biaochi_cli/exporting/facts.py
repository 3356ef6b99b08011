"""The commands that recorded facts and work: a fact says what its command said."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from biaochi.assessment.v1 import events_pb2, service_pb2
from biaochi.scoring.v1.events_pb2 import WorkKind
from biaochi_assessment.domain.work.items import WorkItem, WorkStep
from biaochi_assessment.domain.work_kinds import OF_THE_CALENDAR

from biaochi_cli.exporting.records import Records

Fields = Mapping[str, Any]
Made = Iterator[tuple[str, str, Fields]]
_HONOUR = {"organization": "subject", "granted_on": "occurred_on"}
_LISTS = ("signed",)


def fact_commands(stored: service_pb2.StoredFact, fields: Mapping[str, tuple[str, ...]]) -> Made:
    """Key, prefix of the sheet and fields of what recorded a fact, and of what took it back.

    `fields`: which ones the command of each sheet has, by its prefix.
    """
    fact = stored.fact
    kind = "completion" if fact.kind == "task" and fact.amount else fact.kind
    if kind in fields:
        said = {name: _value(fact, _HONOUR.get(name, name)) for name in fields[kind]}
        yield fact.number, kind, said
        if said.get("clause"):  # the model's own, where the row named none
            yield fact.number, kind, {**said, "clause": ""}
    if stored.reversed_by:
        yield stored.reversed_by, "reversal", {"fact": fact.number, "reason": stored.reversal_reason}


def work_commands(records: Records, kinds: Mapping[str, WorkKind]) -> Made:
    """Key, prefix of the sheet and fields of what opened items, took steps and withdrew them."""
    for step in records.steps:
        item = records.items[step.item]
        kind = kinds.get(item.kind)
        if kind is None:
            continue
        if step.step == kind.opening.key:
            opened = {**_opened(item), **_filled(kind, step)}
            # An item whose row named no title has its kind's, and one without a day has it from the rule.
            titles = dict.fromkeys((item.title, "" if item.title == kind.title else item.title))
            for title, due in product(titles, dict.fromkeys((str(item.due_on or ""), ""))):
                yield step.number, f"work-{kind.key}", {**opened, "title": title, "due_on": due}
        elif step.step in OF_THE_CALENDAR:
            continue
        elif step.step == "withdraw":
            yield step.number, "work-withdrawal", {"item": item.code, "on": str(step.on), "reason": step.words}
        else:
            said = {"item": item.code, "step": step.step, "on": str(step.on), "words": step.words}
            for due in dict.fromkeys(("", str(item.due_on or ""))):
                yield step.number, f"work-{kind.key}-{step.step}", {**said, **_filled(kind, step), "due_on": due}


def _opened(item: WorkItem) -> Fields:
    names = ("kind", "code", "title", "words", "parent")
    organization = item.fields.get("handed_from", (item.organization,))[0]
    return {**{name: getattr(item, name) for name in names}, "organization": organization, "on": str(item.opened_on)}


def _filled(kind: WorkKind, step: WorkStep) -> Fields:
    """The fields in the order of the sheet's columns."""
    taken = next(one for one in (kind.opening, *kind.steps) if one.key == step.step)
    fields = [
        {"key": one.key, "values": list(step.fields[one.key])} for one in taken.fields if step.fields.get(one.key)
    ]
    return {"fields": fields, "signed": list(step.signed)}


def _value(fact: events_pb2.Fact, name: str) -> Any:  # noqa: ANN401 - a text, a number, a flag or several of them
    value = getattr(fact, name)
    return list(value) if name in _LISTS else value
