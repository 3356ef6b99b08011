"""What somebody is shown of the commands that wait for a second signature: those that they may sign."""

from collections.abc import Iterable
from datetime import datetime

from biaochi.common.v1.common_pb2 import (
    AwaitingSignature,
    CommandField,
    ListAwaitingSignaturesAnswer,
    ListAwaitingSignaturesRequest,
)
from google.protobuf.descriptor import FileDescriptor
from sqlalchemy import Connection

from biaochi_chassis.event.call import Call
from biaochi_chassis.identity.policy import Policy, access_table
from biaochi_chassis.store.signatures import FirstSignature, awaiting

MOST = 200


def policies_of_commands(contract: FileDescriptor) -> dict[str, Policy]:
    """Return who may give each command of a contract, by its name. Raises NoPolicy when a method of it has none."""
    (service,) = contract.services_by_name.values()
    policies = access_table().methods_of(service.full_name, service.methods_by_name)
    sent = {name: method.input_type.fields_by_name.get("deeds") for name, method in service.methods_by_name.items()}
    return {field.message_type.name: policies[name] for name, field in sent.items() if field and field.message_type}


class AwaitingSignatures:
    """The commands of one contract, and who may sign each: whoever may give it."""

    def __init__(self, contract: FileDescriptor) -> None:
        """Raises NoPolicy when a method of the contract has none."""
        self._policies = policies_of_commands(contract)

    def list(
        self, connection: Connection, request: ListAwaitingSignaturesRequest, call: Call, at: datetime
    ) -> ListAwaitingSignaturesAnswer:
        """What waits at an instant in a city for whoever holds the caller's roles in all of it, in order of signing."""
        shown = [one for one in awaiting(connection, request.city, at) if self._may_sign(one, call.roles)]
        return ListAwaitingSignaturesAnswer(awaiting=map(_message, shown[:MOST]), has_more=len(shown) > MOST)

    def _may_sign(self, one: FirstSignature, roles: Iterable[str]) -> bool:
        policy = self._policies.get(one.command)
        return policy is not None and policy.allows(roles)


def _message(one: FirstSignature) -> AwaitingSignature:
    return AwaitingSignature(
        command=one.command,
        idempotency_key=one.idempotency_key,
        fields=[CommandField(name=name, text=text) for name, text in one.fields.items()],
        signer=one.signer,
        at=one.at.isoformat(),
        until=one.until.isoformat(),
    )
