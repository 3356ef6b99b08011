"""Which rows an export writes: those whose content is remembered, as they were brought; what is hidden is counted."""

from pathlib import Path

from biaochi.assessment.v1 import events_pb2 as facts
from biaochi.assessment.v1 import service_pb2 as assessment
from biaochi.common.v1.common_pb2 import ProcessedCommand
from biaochi.org.v1 import events_pb2 as registry
from biaochi.org.v1 import service_pb2 as org
from biaochi_chassis.store.content import hashes
from biaochi_cli.exporting.matching import match
from biaochi_cli.exporting.records import Records
from biaochi_cli.exporting.workbook import write_workbooks
from biaochi_cli.importing.forms import FORMS
from biaochi_cli.importing.rows import recognise
from biaochi_cli.importing.tables import read
from biaochi_cli.importing.vocabulary import Indicator, Vocabulary
from biaochi_cli.rehearsing.commands import command_of

WORDS = Vocabulary((Indicator("check", "政治理论学习", "study", "BRANCH"),))


def remembered(records: Records, command: str, wrote: str, **said: str) -> None:
    """Let a command have been done: its key and the hash of its content are remembered."""
    done = command_of(command, said)
    key = said["idempotency_key"]
    records.done[key] = ProcessedCommand(idempotency_key=key, content_hash=hashes(done)[0], code=wrote)


def renamed_branch() -> Records:
    """A branch whose name was put right, a check that was taken back, and a cycle."""
    records = Records()
    branch = {"code": "X1", "kind": "BRANCH", "parent": "W"}
    began = {"name": "样例支部误", "on": "2019-03-01"}
    remembered(records, "EstablishOrganization", "X1", idempotency_key="organization-1", **branch, **began)
    right = {"code": "X1", "name": "样例支部正", "on": "2019-03-01", "reason": "登记有误"}
    remembered(records, "CorrectOrganizationName", "X1", idempotency_key="organization-name-1", **right)
    day = "2019-03-01"
    state = registry.OrganizationState(
        code="X1", name="样例支部正", kind="BRANCH", parent="W", since=day, established_on=day
    )
    records.histories["X1"] = [state]
    put_right = {"what": "NAME", "before": "样例支部误", "after": "样例支部正", "reason": "登记有误"}
    records.corrections["X1"] = [org.Correction(number="organization-name-1", subject="X1", **put_right)]
    said = {"subject": "X1", "indicator": "study", "period": "2020-Q1", "amount": "2.5", "note": "=1+1"}
    remembered(records, "RecordCheck", "check-7", idempotency_key="check-7", **said)
    fact = facts.Fact(
        number="check-7", kind="check", subject="X1", indicator="study", period="2020-Q1", amount="2.5", note="=1+1"
    )
    records.facts = [assessment.StoredFact(fact=fact, reversed_by="reversal-3", reversal_reason="重复登记")]
    remembered(records, "ReverseFact", "reversal-3", idempotency_key="reversal-3", fact="check-7", reason="重复登记")
    remembered(records, "OpenCycle", "2020", idempotency_key="cycle-1", code="2020")
    return records


def test_each_row_is_read_back_as_the_command_that_was_done(tmp_path: Path) -> None:
    records = renamed_branch()
    path = tmp_path / "样例市.xlsx"

    write_workbooks(path, match(records, FORMS, ()), FORMS, WORDS)

    sheets = [recognise(table, WORDS) for table in read(path).tables]
    rows = [row for sheet in sheets for row in sheet.good]
    assert [sheet.table.title for sheet in sheets] == ["组织", "名称更正", "考核周期", "冲销", "考核验收"]
    assert {row.command.idempotency_key: hashes(row.command)[0] for row in rows} == {
        key: done.content_hash for key, done in records.done.items()
    }


def test_what_is_more_than_the_import_takes_of_one_workbook_follows_in_others(tmp_path: Path) -> None:
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    whole.mkdir()
    parts.mkdir()
    exported = match(renamed_branch(), FORMS, ())

    write_workbooks(whole / "样例市.xlsx", exported, FORMS, WORDS)
    files = write_workbooks(parts / "样例市.xlsx", exported, FORMS, WORDS, most=1)

    rows = [sorted(str(row.cells) for table in read(folder).tables for row in table.rows) for folder in (whole, parts)]
    assert rows[0] == rows[1]
    assert [file.name for file in files] == ["样例市.xlsx", *(f"样例市-{place}.xlsx" for place in range(2, 6))]


def test_what_a_role_does_not_see_whole_is_left_out_and_counted() -> None:
    records = Records()
    remembered(records, "RegisterPerson", "P1", idempotency_key="person-1", code="P1", name="样例党员00017")
    records.names["P1"] = "样**"
    remembered(records, "RecordVeto", "5f1c", idempotency_key="5f1c", subject="X1", indicator="bars", period="2020")

    exported = match(records, FORMS, ())

    assert (dict(exported.rows), dict(exported.hidden), exported.others) == ({}, {"person": 1}, 1)
