"""What the role that serves may do in a database that another role owns: rows of tables, and of the audit only add."""

from sqlalchemy import Connection, text

from biaochi_chassis.foundation.settings import SettingsRefused
from biaochi_chassis.store.tables import audit, audit_witness

_IS_THERE = text("select 1 from pg_roles where rolname = :role")


def let_serve(connection: Connection, role: str) -> None:
    """Grant a role what serving needs, and take everything else from it: no table is made, altered or emptied by it.

    Rows of the audit it adds and reads; of what others said of theirs it changes the signature alone. Said again after
    every migration, so that new tables are among them. Raises SettingsRefused for a role that is not there.
    """
    if connection.execute(_IS_THERE, {"role": role}).first() is None:
        raise SettingsRefused(
            f"The database {connection.engine.url.database} has no role {role} to serve with: let its administrator "
            "create it (docs/operations/install.md)."
        )
    quoted = connection.dialect.identifier_preparer.quote(role)
    for statement in (
        f"revoke all on all tables in schema public from {quoted}",
        f"revoke create on schema public from public, {quoted}",
        f"grant usage on schema public to {quoted}",
        f"grant usage on all sequences in schema public to {quoted}",
        f"grant select, insert, update, delete on all tables in schema public to {quoted}",
        f"revoke update, delete on {audit.name}, {audit_witness.name} from {quoted}",
        f"grant update (signed_by, signature) on {audit_witness.name} to {quoted}",
        f"revoke insert, update, delete on alembic_version from {quoted}",
    ):
        connection.exec_driver_sql(statement)
