"""The golden cases of committees, leaders, temporary organizations and the running of departments."""

from biaochi_sdk import Case, Linked

from biaochi_laixi.committees import Committee, Temporary, WorkCommittee
from biaochi_laixi.leader import Leader
from biaochi_laixi.operation import Operation
from biaochi_laixi.recorded import counted, got, named, task

CONTACTED = Case(
    "联系、督导与整改销号",
    Committee,
    ("2021",),
    (
        *got("A", "2021", "ledger", assigned="1", sat_in="1", problems="7", told="7", closed="5"),
        task("A", "duty", "2021", "30", "9.5"),
        *got("B", "2021", "ledger", sat_in="366", inspected="366", exchanged="366", problems="3", told="2", closed="4"),
        task("B", "duty", "2021", "100", "100"),
        *got("C", "2021", "ledger", assigned="99"),
        *got("D", "2021", "ledger", assigned="2", inspected="1", problems="999", told="999", closed="999"),
        *got("E", "2021", "ledger", assigned="1", exchanged="1"),
    ),
    {
        "A": {"visits": "1", "contacted": "1", "contacted_one": "1"}
        | {"all_told": "1", "rectified": "71.43", "duty_rate": "31.67", "inspected_one": "0"},
        "B": {"assigned": "0", "visits": "1098", "contacted": "0", "contacted_one": "0", "all_told": "0"}
        | {"inspected_one": "1", "rectified": "100", "duty_rate": "100"},
        "C": {"visits": "0", "contacted": "0", "rectified": None, "all_told": "1"},
        "D": {"contacted": "1", "inspected_one": "1", "rectified": "100"},
        "E": {"contacted": "1", "visits": "1"},
    },
    refused=(
        *got("A", "2021", "ledger", assigned="100", sat_in="367", inspected="367", exchanged="367"),
        *got("A", "2021", "ledger", problems="1000", told="1000", closed="1000"),
        task("A", "duty", "2021", "100.5", "0"),
    ),
)

TASK_FORCES = Case(
    "临时党组织同步成立、工作覆盖、组织关系留在原支部",
    Temporary,
    ("2023",),
    (
        *got("A", "2023", late="0"),
        *got("A", "2023", "ledger", activities="1"),
        *got("B", "2023", late="1"),
        *got("B", "2023", "ledger", activities="366"),
        *got("C", "2023", late="0"),
        *got("D", "2023", late="366"),
        *got("E", "2023", late="0"),
        *got("E", "2023", "ledger", activities="2"),
        *counted("E", "2023", moved_away="1"),
        *got("F", "2023", "ledger", activities="3"),
        *counted("F", "2023", moved_away="999"),
        *named("F", "2023", body="functional"),
    ),
    {
        "A": {"together": "1", "at_work": "1", "covered_one": "1", "regular": "1", "grade": "regular"},
        "B": {"together": "0", "at_work": "1", "regular": "0", "grade": "irregular", "activities": "366"},
        "C": {"at_work": "0", "covered_one": "0", "regular": "0"},
        "D": {"late": "366", "together": "0"},
        "E": {"regular": "0", "moved_away": "1"},
        "F": {"body": "functional", "together": "0", "covered_one": "1", "moved_away": "999"},
    },
    refused=(
        *got("A", "2023", late="367"),
        *got("B", "2023", late="-1"),
        *got("A", "2023", "ledger", activities="367"),
    ),
)


def outcome(contacted: str = "1", **other: str) -> dict[str, str | None]:
    """What one organ committee got."""
    known = {"visits": contacted, "contacted_one": contacted, "inspected_one": "1", "problems": "0", "closed": "0"}
    return {**known, "all_told": "1", **other}


def under_all(values: dict[str, dict[str, str | None]]) -> Linked:
    """What the organizations under the work committee found."""
    return Linked.of(values, dict.fromkeys(values, "工委"))


FULL = {
    "committee": under_all(
        {
            "一": outcome(problems="4", closed="3"),
            "二": outcome(problems="3", closed="2"),
            "三": outcome(),
            "四": outcome(),
            "五": outcome(),
            "六": outcome(problems="2"),
        }
    ),
    "leader": under_all({f"成员{n}": {"contacting_one": "1"} for n in range(5)}),
    "temporary": under_all({"甲": {"covered_one": "1"}, "乙": {"covered_one": "0"}}),
}
GAPS = {
    "committee": under_all(
        {
            "一": outcome(),
            "二": outcome(),
            "三": outcome(),
            "四": outcome(),
            "五": outcome("0", inspected_one="0"),
            "六": outcome("0", inspected_one="0", problems="1", closed="2", all_told="0"),
        }
    ),
    "leader": under_all({f"成员{n}": {"contacting_one": "1" if n < 4 else "0"} for n in range(5)}),
    "temporary": under_all({"甲": {"covered_one": "1"}, "乙": {"covered_one": "1"}}),
}
COVERED = Case(
    "五名成员联系全部党组织，三个机构里有一个没有党组织",
    WorkCommittee,
    ("2021",),
    (
        *got("工委", "2021", "ledger", task_forces="2", functional="1", sessions="13"),
        task("工委", "duty", "2021", "30", "9.5"),
        *got("另一工委", "2021", "ledger", task_forces="999", functional="999", sessions="366"),
        task("另一工委", "duty", "2021", "100", "100"),
    ),
    {
        # 5 of 9 problems closed is 55.56; 2 of 3 bodies is 66.67, 1 of 3 is 33.33
        "工委": {"organizations": "6", "contacted": "6", "contact_coverage": "100", "contact_complete": "1"}
        | {"leaders": "5", "leaders_complete": "1", "inspection_coverage": "100", "problems": "9", "told": "1"}
        | {"rectified": "55.56", "bodies": "3", "organization_coverage": "66.67", "work_coverage": "33.33"}
        | {"without": "1", "sessions": "13", "duty_rate": "31.67"},
        "另一工委": {"organizations": "0", "contact_coverage": None, "leaders": "0", "without": "1998"},
    },
    refused=(
        *got("工委", "2021", "ledger", task_forces="1000", functional="1000", sessions="367"),
        task("工委", "duty", "2021", "100.5", "0"),
    ),
    linked=FULL,
)

UNCOVERED = Case(
    "四名成员只联系了六个里的四个",
    WorkCommittee,
    ("2021",),
    got("工委", "2021", "ledger", task_forces="1"),
    {
        "工委": {"contacted": "4", "contact_coverage": "66.67", "contact_complete": "0", "leaders": "4"}
        | {"leaders_complete": "0", "inspection_coverage": "66.67", "told": "0", "rectified": "100"}
        | {"bodies": "1", "without": "0", "organization_coverage": "100", "work_coverage": "100"},
    },
    linked=GAPS,
)

RUNNING = Case(
    "党建与业务同步、攻坚克难、月报",
    Operation,
    ("2023-01", "2023-02", "2023"),
    (
        *got("A", "2023", "ledger", key_tasks="9", joined="7"),
        *got("A", "2023", "ledger", hard_owned="30", hard_closed="10", lines="3"),
        *counted("A", "2023", branches="3", sections="7", groups="6"),
        task("A", "duty", "2023", "60", "9.5"),
        *got("A", "2023-01", research="1"),
        *got("B", "2023", "ledger", key_tasks="998", joined="999"),
        *got("B", "2023-01", research="1"),
        *got("B", "2023-02", research="1"),
        *got("B", "2023", "ledger", hard_owned="999", hard_closed="999", lines="99"),
        *counted("B", "2023", branches="98", sections="5", groups="5"),
        task("B", "duty", "2023", "100", "100"),
        *got("C", "2023", "ledger", key_tasks="999"),
        *got("C", "2023-01", research="0"),
    ),
    {
        "A": {"together": "77.78", "old_closed": "33.33", "duty_rate": "15.83", "months_reported": "1"}
        | {"on_lines": "1", "on_sections": "0"},
        "B": {"together": "100", "old_closed": "100", "months_reported": "2", "on_lines": "0", "on_sections": "1"},
        "C": {"together": "0", "old_closed": None, "months_reported": "0"},
    },
    refused=(
        *got("A", "2023", "ledger", key_tasks="1000", joined="1000"),
        *got("A", "2023-01", research="2"),
        *got("A", "2023", "ledger", hard_owned="1000", hard_closed="1000", lines="100"),
        task("A", "duty", "2023", "100.5", "0"),
    ),
)

LED = Case(
    "领导班子成员的联系与领办",
    Leader,
    ("2023-Q1", "2023"),
    (
        *got("A", "2023-02", "ledger", contacts="13", contacts_made="26", owned="3", solved="2"),
        *got("B", "2023-Q1", "ledger", contacts="999", contacts_made="999", owned="999", solved="999"),
        *got("C", "2023-Q1", "ledger", contacts="1"),
        *got("D", "2023-Q1", "ledger", owned="1"),
    ),
    {
        "A": {"contacts": "13", "contacts_made": "26", "contacting_one": "1", "close_rate": "66.67"},
        "B": {"contacting_one": "1", "close_rate": "100"},
        "C": {"contacting_one": "1", "contacts_made": "0", "close_rate": None},
        "D": {"contacting_one": "0", "close_rate": "0"},
    },
    refused=got("A", "2023", "ledger", contacts="1000", contacts_made="1000", owned="1000", solved="1000"),
)

CASES: tuple[Case, ...] = (CONTACTED, TASK_FORCES, COVERED, UNCOVERED, RUNNING, LED)
