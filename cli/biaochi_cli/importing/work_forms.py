"""The sheets of a city's work (工作事项): one a kind for what is opened, and one a step for what is done to it then."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from biaochi.assessment.v1 import service_pb2 as assessment
from biaochi.scoring.v1.events_pb2 import WorkField, WorkKind, WorkStepKind

from biaochi_cli.importing.columns import (
    AMOUNT,
    CODE,
    DAY,
    NUMBER,
    REASON,
    SEVERAL,
    SUBJECT,
    TEXT,
    WORK_FIELD,
    Column,
    OneOf,
    Read,
    signed,
)
from biaochi_cli.importing.form import Form
from biaochi_cli.importing.forms import FORMS

ITEM = Column("事项编号", "item", CODE)
WHEN = Column("日期", "on", DAY)
WORDS = Column("内容", "words", TEXT, required=False)
TITLE = Column("名称", "title", TEXT, required=False)
PARENT = Column("所属事项", "parent", CODE, required=False)
DUE = Column("期限", "due_on", DAY, required=False)
WHOSE = replace(SUBJECT, field="organization")
WITHDRAWAL = Form(
    "撤回", "work-withdrawal", assessment.WithdrawWorkItem, (NUMBER, ITEM, WHEN, replace(REASON, required=True))
)
"""Ends an item that should not be there, with what followed from it."""
_READ: dict[str, Read] = {
    "number": AMOUNT,
    "day": DAY,
    "organization": CODE,
    "person": CODE,
    "people": SEVERAL,
    "organizations": SEVERAL,
    "item": CODE,
}


def all_forms(kinds: Sequence[WorkKind]) -> tuple[Form, ...]:
    """Every sheet that a city with these kinds of work may bring, in the order in which they are written."""
    return (*FORMS, *work_forms(kinds))


def work_forms(kinds: Sequence[WorkKind]) -> tuple[Form, ...]:
    """The sheets of these kinds: what is opened, parents before what hangs on them; then the steps, as declared."""
    opened = [_opening(kind) for kind in sorted(kinds, key=lambda kind: _depth(kind, kinds))]
    steps = (_step(kind, step) for kind in kinds for step in kind.steps)
    return (*opened, *steps, *([WITHDRAWAL] if kinds else []))


def _depth(kind: WorkKind, kinds: Iterable[WorkKind]) -> int:
    above = next((one for one in kinds if one.key == kind.parent and one.key != kind.key), None)
    return 0 if above is None else 1 + _depth(above, kinds)


def _opening(kind: WorkKind) -> Form:
    columns = (NUMBER, replace(ITEM, field="code"), WHOSE, WHEN, TITLE, WORDS)
    parent = (replace(PARENT, required=True),) if kind.parent else ()
    also = (*parent, DUE, *_signatures(kind.opening), *_fields(kind.opening))
    fixed = {"kind": kind.key}
    return Form(kind.title, f"work-{kind.key}", assessment.OpenWorkItem, (*columns, *also), fixed)


def _step(kind: WorkKind, step: WorkStepKind) -> Form:
    columns = (NUMBER, ITEM, WHEN, WORDS, DUE, *_signatures(step), *_fields(step))
    prefix, fixed = f"work-{kind.key}-{step.key}", {"step": step.key}
    return Form(f"{kind.title}·{step.title}", prefix, assessment.AdvanceWorkItem, columns, fixed)


def _signatures(step: WorkStepKind) -> tuple[Column, ...]:
    return (signed("签署", required=True),) if step.signatures else ()


def _fields(step: WorkStepKind) -> Iterable[Column]:
    return (Column(one.title, f"{WORK_FIELD}{one.key}", _read(one), not one.optional) for one in step.fields)


def _read(field: WorkField) -> Read:
    if field.choices:
        return OneOf({choice.title: choice.key for choice in field.choices})
    return _READ.get(field.takes, TEXT)
