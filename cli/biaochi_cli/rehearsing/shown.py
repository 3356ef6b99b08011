"""What the rehearsal cannot judge, since a kind of work promised it to others than who imports."""

from collections.abc import Collection

from biaochi_assessment.domain.work.commands import AdvanceWorkItem
from biaochi_assessment.domain.work_kinds import Kind
from biaochi_chassis.foundation.refusal import Refused


class NotShown(Refused):
    """A step rests on what an item keeps from who imports it, so that nobody can say before whether it is taken."""

    code = "NOT_SHOWN"

    def __init__(self, kind: Kind, item: str, fields: Collection[str]) -> None:
        """`fields`: those of the item that are kept."""
        of_kind = {one.key: one.title for step in kind.by_key.values() for one in step.fields}
        titles = "、".join(of_kind[field] for field in sorted(fields))
        roles = "、".join(sorted({role for field in fields for role in kind.sealed[field]}))
        sentence = f"{item} 的{titles}不给您看，这一步由它而定：请由看得到的角色（{roles}）导入这一行。"
        super().__init__(sentence, field="item")


def needed(kind: Kind, command: AdvanceWorkItem) -> set[str]:
    """The sealed fields that decide what follows from a step, what stands in its way, or who may not take it.

    What the command fills in itself is known.
    """
    step, filled = command.step, {one.key for one in command.fields}
    follows = kind.at_step(step)
    used = {one.field for follow in follows for one in follow.says}
    used |= {name for follow in follows for name in (follow.subject, follow.only)}
    for gate in (gate for gate in kind.gates if gate.at == step):
        used |= {gate.field, gate.own, *gate.alike}
    apart = step in kind.by_key and bool(kind.by_key[step].apart_from)
    return set(kind.sealed) if apart else used & kind.sealed.keys() - filled
