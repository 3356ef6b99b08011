"""Who imports, as the services will see them: the roles in which each of their commands is admitted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from biaochi.assessment.v1 import service_pb2 as assessment
from biaochi.org.v1 import service_pb2 as org
from biaochi_assessment.domain.decision import Recorder
from biaochi_assessment.domain.work_kinds import Kind
from biaochi_chassis.foundation.refusal import Forbidden, shown
from biaochi_chassis.identity.disclosure import disclosed
from biaochi_chassis.identity.policy import Policy
from biaochi_chassis.identity.user import EVERYTHING
from biaochi_chassis.runtime.awaiting import policies_of_commands
from biaochi_chassis.store.batch import Command

POLICIES: Mapping[str, Policy] = {**policies_of_commands(org.DESCRIPTOR), **policies_of_commands(assessment.DESCRIPTOR)}


@dataclass
class Importer:
    """`roles`: those held for the whole of the city; `at`: when they import."""

    name: str
    roles: frozenset[str] = frozenset({EVERYTHING})
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    _recorders: dict[type[Command], Recorder] = field(default_factory=dict)

    def recorder(self, command: Command) -> Recorder:
        """Whoever imports, in the roles in which a command of this kind is admitted. Raises Forbidden for none."""
        kind = type(command)
        if kind not in self._recorders:
            policy = POLICIES[kind.__name__]
            admitted = frozenset(role for role in self.roles if policy.allows([role]))
            self._recorders[kind] = Recorder(self.name, admitted, self.at)
        if not self._recorders[kind].roles:
            raise Forbidden(f"{shown(self.name)} 没有办这件事所需的角色：请向安全管理员申请，或由有权的人导入这张表。")
        return self._recorders[kind]

    def hidden(self, kind: Kind) -> set[str]:
        """The fields of a kind of work that whoever imports is not shown."""
        return {field for field, seen_by in kind.sealed.items() if not disclosed(self.roles, seen_by, sealed=True)}
