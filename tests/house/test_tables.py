"""No service calls a table of its own as the chassis calls one: they lie in one database."""

from biaochi_assessment.store.tables import tables as assessment
from biaochi_chassis.store.tables import chassis_tables
from biaochi_org.store.tables import registry_tables
from biaochi_scoring.store.tables import metadata as scoring


def test_every_table_of_a_service_has_a_name_that_the_chassis_has_not() -> None:
    for tables in (registry_tables, assessment, scoring):
        assert tables.tables.keys() & chassis_tables.tables.keys() == set()
