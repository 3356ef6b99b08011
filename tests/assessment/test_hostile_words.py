"""Whatever is searched, filtered or named in the assessment is a value in a statement and never a part of it."""

from biaochi.assessment.v1 import service_pb2 as wire
from biaochi_chassis.foundation.refusal import Refused

from tests.assessment.office import Office
from tests.assessment.test_lists import numbers, three
from tests.assessment.town import CITY
from tests.hostile_words import called, hostile_requests, reading_methods


async def test_words_that_would_be_sql_break_nothing_and_change_nothing(office: Office) -> None:
    await three(office)
    tried = 0
    (service,) = wire.DESCRIPTOR.services_by_name.values()
    for method in reading_methods(service):
        call = getattr(office.client, called(method))
        for request in hostile_requests(method.input_type, CITY.slug):
            tried += 1
            try:
                await call(request, headers=office.call.headers())
            except Refused as refused:
                assert refused.code != "INTERNAL", (method.name, request)  # noqa: PT017 - an answer is right as well

    assert tried > 500
    assert await numbers(office) == ["a", "b", "c"]
