"""Whatever is searched, filtered or named in the registry is a value in a statement and never a part of it."""

from biaochi.org.v1 import service_pb2 as wire
from biaochi_chassis.foundation.refusal import Refused

from tests.hostile_words import called, hostile_requests, reading_methods
from tests.org.office import CITY, Office


async def codes(office: Office) -> list[str]:
    """Everybody there is."""
    answer = await office.client.list_organizations(wire.ListOrganizationsRequest(city=CITY), headers=office.headers)
    return [one.code for one in answer.organizations]


async def test_words_that_would_be_sql_break_nothing_and_change_nothing(office: Office) -> None:
    await office.establish(("W01", "WORK_COMMITTEE", ""))
    before, tried = await codes(office), 0
    (service,) = wire.DESCRIPTOR.services_by_name.values()
    for method in reading_methods(service):
        call = getattr(office.client, called(method))
        for request in hostile_requests(method.input_type, CITY):
            tried += 1
            try:
                await call(request, headers=office.headers)
            except Refused as refused:
                assert refused.code != "INTERNAL", (method.name, request)  # noqa: PT017 - an answer is right as well

    assert tried > 200
    assert before == await codes(office) == ["W01"]
