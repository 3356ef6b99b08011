"""Granting roles, taking them back, and saying who holds which."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from biaochi_chassis.foundation.clock import SHANGHAI
from biaochi_chassis.identity.granted import GrantChanged, RoleGranted
from biaochi_chassis.identity.policy import access_table
from biaochi_chassis.store.batch import Batch
from biaochi_chassis.store.database import Connection, UnitOfWork
from biaochi_chassis.store.grants import granted_to, grants_in, keep_grants

from biaochi_org.domain.commands import Command, GrantRole, RevokeGrant
from biaochi_org.domain.grants import Granter, Grants, grant_role, revoke_grant
from biaochi_org.domain.refusals import UnknownCity
from biaochi_org.events.encode import encode
from biaochi_org.store.cities import city_is_known
from biaochi_org.use_cases.context import CommandContext

C = TypeVar("C", bound=Command)


def grant_roles(sent: CommandContext, tx: UnitOfWork, batch: Batch[GrantRole]) -> None:
    """Grant roles (授予角色); each answers with the code of its grant. Raises UnknownCity."""
    by = Granter(sent.call.caller, not sent.call.token, sent.at.astimezone(SHANGHAI).date())
    roles = access_table().roles
    _execute(sent, tx, batch, lambda grants, command: grant_role(grants, by, roles, command))


def revoke_grants(sent: CommandContext, tx: UnitOfWork, batch: Batch[RevokeGrant]) -> None:
    """Take grants back (收回授权). Raises UnknownCity."""
    _execute(sent, tx, batch, revoke_grant)


def list_grants(connection: Connection, city: str, holder: str) -> list[RoleGranted]:
    """Return what stands in a city, of one holder or of all, in order of holder and code. Raises UnknownCity."""
    if not city_is_known(connection, city):
        raise UnknownCity(city)
    return [one for one in grants_in(connection, city) if holder in ("", one.holder)]


def list_own_grants(connection: Connection, holder: str, day: date) -> list[tuple[str, RoleGranted]]:
    """Return what a holder holds on a day, with the city of each."""
    return [(city, one) for city, one in granted_to(connection, holder) if one.holds_on(day)]


def _execute(
    sent: CommandContext, tx: UnitOfWork, batch: Batch[C], decide: Callable[[Grants, C], GrantChanged]
) -> None:
    if not city_is_known(tx.connection, sent.city):
        raise UnknownCity(sent.city)
    grants, happened = Grants(grants_in(tx.connection, sent.city)), list[GrantChanged]()
    for index, command in batch.fresh:
        with batch.refusing(index):
            event = decide(grants, command)
            grants.apply(event)
            happened.append(event)
            batch.done(index, event.code)
    keep_grants(tx.connection, sent.city, happened)
    tx.publish(encode(sent.city, sent.call, sent.at, happened))
