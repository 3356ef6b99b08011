"""Work items and their steps as messages of a response, without what their kind promised to others than the caller."""

from collections.abc import Collection, Mapping, MutableSequence
from typing import Any

from biaochi.assessment.v1 import events_pb2 as pb
from biaochi_chassis.event.call import Call
from biaochi_chassis.identity.disclosure import disclosed

from biaochi_assessment.domain.work.items import WorkItem, WorkStep
from biaochi_assessment.domain.work_kinds import Kind
from biaochi_assessment.events.encode import item_message, step_message


def shown_item(kinds: Mapping[str, Kind], item: WorkItem, call: Call) -> pb.WorkItem:
    """Return a work item, without what its kind promised to others than the caller."""
    message, hidden = item_message(item), _hidden(kinds, item.kind, call.about(item.organization))
    if hidden:
        _hide(message.fields, hidden)
        message.ClearField("opened_by")
    return message


def shown_step(kinds: Mapping[str, Kind], item: WorkItem, step: WorkStep, call: Call) -> pb.WorkStep:
    """Return a step of an item, without what its kind promised to others than the caller."""
    message, hidden = step_message(step), _hidden(kinds, item.kind, call.about(item.organization))
    if hidden:
        _hide(message.fields, hidden)
        message.ClearField("taken_by")
        message.ClearField("signed")
    return message


def _hidden(kinds: Mapping[str, Kind], kind: str, call: Call) -> set[str]:
    sealed = kinds[kind].sealed if kind in kinds else {}
    return {field for field, seen_by in sealed.items() if not disclosed(call.roles, seen_by, sealed=True)}


def _hide(fields: MutableSequence[Any], hidden: Collection[str]) -> None:
    shown = [one for one in fields if one.key not in hidden]
    del fields[:]
    fields.extend(shown)
