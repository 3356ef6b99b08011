"""Every kind of work of every installed city is a state machine: a step is taken where it is declared, or not."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_assessment.domain.registry import RegistryState
from biaochi_assessment.domain.work.commands import AdvanceWorkItem, OpenWorkItem, WithdrawWorkItem
from biaochi_assessment.domain.work.context import WorkContext
from biaochi_assessment.domain.work.steps import advance_item, open_item, withdraw_item
from biaochi_assessment.domain.work_kinds import WITHDRAW, WITHDRAWN, Kind, Step
from biaochi_assessment.events.decode import kinds_of
from biaochi_chassis.foundation.refusal import Refused
from google.protobuf.json_format import ParseDict
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.assessment.town import DEVELOPER, context
from tests.cities import INSTALLED, release

OPENED = date(2020, 1, 6)
UNKNOWN = "no_such_step"


def bare(step: Step) -> Step:
    """A step without what is filled in, signed, waited for or asked of its parent."""
    return replace(step, fields=(), signatures=0, under=(), apart_from="", replaces=(), exception=False, waits=0)


def machine(kind: Kind) -> Kind:
    """The kind with its states and steps, and nothing besides that refuses or records."""
    return Kind(
        kind.key,
        kind.title,
        kind.noun,
        kind.provenance,
        kind.source,
        kind.subjects,
        bare(kind.opening),
        tuple(bare(step) for step in kind.steps),
    )


@cache
def machines() -> Sequence[Kind]:
    """Those of every installed city."""
    return [
        machine(kind)
        for city in INSTALLED
        for kind in kinds_of(ParseDict(one, scoring.WorkKind()) for one in json.loads(release(city).work)).values()
    ]


@st.composite
def courses(draw: st.DrawFn) -> tuple[Kind, list[str]]:
    """A kind, and steps of it in any order, possible or not, with a withdrawal or a step that there is not."""
    kind = draw(st.sampled_from(machines()))
    keys = [*(step.key for step in kind.steps), WITHDRAW, UNKNOWN]
    return kind, draw(st.lists(st.sampled_from(keys), max_size=8))


def after(kind: Kind, state: str, key: str) -> Step | None:
    """The declared step that leads on from a state."""
    return next((step for step in kind.steps if step.key == key and state in step.origins), None)


def refusal_of(work: WorkContext, key: str, on: date) -> str:
    """The code with which a step is refused; empty where it is taken."""
    try:
        if key == WITHDRAW:
            gone = WithdrawWorkItem(idempotency_key=str(on), item="I1", on=str(on), reason="样例")
            withdraw_item(work, DEVELOPER, gone)
        else:
            advance_item(work, DEVELOPER, AdvanceWorkItem(idempotency_key=str(on), item="I1", step=key, on=str(on)))
    except Refused as refused:
        return refused.code
    return ""


@settings(max_examples=300, deadline=None)
@given(courses())
def test_an_item_is_in_the_state_its_steps_declare_and_a_refused_step_changes_nothing(
    course: tuple[Kind, list[str]],
) -> None:
    kind, keys = course
    there = RegistryState("U1", kind.subjects[0], date(2018, 1, 1), None)
    work = WorkContext(context(states=(there,)), {kind.key: kind}, ())
    item = open_item(
        work, DEVELOPER, OpenWorkItem(idempotency_key="0", kind=kind.key, code="I1", organization="U1", on=str(OPENED))
    ).item
    for place, key in enumerate(keys, start=1):
        on = OPENED + timedelta(days=place)
        declared, taken = after(kind, item.state, key), len(work.steps("I1"))
        possible = item.state != WITHDRAWN if key == WITHDRAW else declared is not None
        refused = refusal_of(work, key, on)

        assert refused == ("" if possible else "STEP_NOT_POSSIBLE")
        assert len(work.steps("I1")) == taken + possible
        if possible:
            closed_on = on if not declared or declared.closes else None
            item = replace(item, state=declared.to if declared else WITHDRAWN, closed_on=closed_on)
        assert work.item("I1") == item


def test_every_state_of_every_kind_can_be_reached() -> None:
    for kind in machines():
        reached = {kind.opening.to}
        for _ in kind.steps:
            reached |= {step.to for step in kind.steps if reached & set(step.origins)}
        assert reached >= {step.to for step in kind.steps}, kind.key
