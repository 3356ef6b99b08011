"""Who takes a file out of the platform, or puts one into it, is one entry of the audit trail, and not everybody may."""

from dataclasses import replace

import pytest
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.common.v1.common_pb2 import ListAuditTrailRequest
from biaochi_chassis.foundation.refusal import Refused

from tests.assessment.office import Office
from tests.assessment.town import CITY
from tests.callers import caller

EXPORT, FILE = "export:standings-yangcheng-branch-2020.csv", f"file:{'0' * 64}"
TAKEN, PUT = pb.AuditFileAccessRequest, pb.AuditFileUploadRequest


async def test_it_is_written_with_who_and_which_file(office: Office) -> None:
    await office.invoke(office.client.audit_file_access, TAKEN(city=CITY.slug, files=[EXPORT]))
    await office.invoke(office.client.audit_file_upload, PUT(city=CITY.slug, files=[FILE]))

    answer = await office.invoke(office.client.list_audit_trail, ListAuditTrailRequest(city=CITY.slug, first=50))
    written = [(one.action, one.outcome, one.subjects) for one in answer.entries if one.action.startswith("AuditFile")]
    assert written == [("AuditFileAccess", "READ", EXPORT), ("AuditFileUpload", "READ", FILE)]


@pytest.mark.parametrize("role", ["viewer", "auditor", "supervisor", "security_administrator"])
async def test_whoever_may_record_nothing_puts_nothing_in(office: Office, role: str) -> None:
    other = replace(office, call=caller(role, CITY.slug))

    with pytest.raises(Refused) as refused:
        await other.invoke(other.client.audit_file_upload, PUT(city=CITY.slug, files=[FILE]))
    assert refused.value.code == "FORBIDDEN"


@pytest.mark.parametrize("role", ["security_administrator", "system_administrator"])
async def test_whoever_sees_no_scores_takes_nothing_out(office: Office, role: str) -> None:
    other = replace(office, call=caller(role, CITY.slug))

    with pytest.raises(Refused) as refused:
        await other.invoke(other.client.audit_file_access, TAKEN(city=CITY.slug, files=[EXPORT]))
    assert refused.value.code == "FORBIDDEN"
