"""Who of the scored opened what they were given: counted from the audit trail, each once."""

import pytest
from biaochi.common.v1.common_pb2 import ListAuditTrailRequest
from biaochi.scoring.v1 import service_pb2 as wire
from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.refusal import Refused
from biaochi_scoring.domain.results.opened import opened

from tests.callers import caller
from tests.scoring.test_service import CITY, Home, Office, open_office, small_year


async def open_sheets(office: Office, call: Call, *subjects: str) -> None:
    request = wire.BatchGetSheetsRequest(city=CITY, cycle="2020", index="branch", subjects=subjects)
    await office.client.batch_get_sheets(request, headers=call.after(office.call.positions).headers())


async def counted(office: Office, cycle: str = "2020") -> tuple[int, int]:
    request = wire.CountOpenedSheetsRequest(city=CITY, cycle=cycle)
    answer = await office.client.count_opened_sheets(request, headers=office.call.headers())
    return answer.subjects, answer.opened


async def test_a_sheet_counts_once_it_was_opened_for_whom_it_is_about(home: Home) -> None:
    async with open_office(home) as office:
        await small_year(office)
        await open_sheets(office, caller("branch", CITY, "01-02"), "01-02", "01-03")
        await open_sheets(office, caller("member", CITY, "01-02"), "01-02")
        assert await counted(office) == (3, 1)

        request = ListAuditTrailRequest(city=CITY, action="BatchGetSheets")
        trail = await office.client.list_audit_trail(request, headers=caller("auditor").headers())
        assert [(one.caller, one.subjects) for one in trail.entries] == [
            ("branch", "2020/01-02"),
            ("member", "2020/01-02"),
        ]


async def test_what_the_committee_or_a_checker_opens_is_not_opened_by_the_scored(home: Home) -> None:
    async with open_office(home) as office:
        await small_year(office)
        await open_sheets(office, caller("work_committee", CITY), "01-01", "01-02")
        await open_sheets(office, caller("branch", CITY), "01-01")
        await open_sheets(office, caller("checker", CITY, "01-01"), "01-01")
        assert await counted(office) == (3, 0)


async def test_an_unknown_cycle_is_refused(home: Home) -> None:
    async with open_office(home) as office:
        await small_year(office)
        with pytest.raises(Refused) as refused:
            await counted(office, "2031")
        assert refused.value.code == "UNKNOWN_CYCLE"


def test_sheets_of_other_cycles_and_of_nobody_are_not_counted() -> None:
    found = opened("2020", ["01-01", "01-02"], {"2019/01-01", "2020/01-02", "2020/99"})
    assert (found.subjects, found.opened) == (2, 1)
