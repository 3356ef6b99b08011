"""Organizations are merged and abolished by spreadsheet, judged before anything is written as the registry judges."""

from pathlib import Path

from tests.cli.brought import bring_into
from tests.cli.made_cases import write_csv
from tests.running import Running
from tests.small_city import organization_id

ORGANIZATIONS = ("编号", "组织编码", "名称", "类别", "上级编码", "成立日期")
MERGED = ("编号", "被并组织编码", "并入组织编码", "新组织名称", "合并日期")
ABOLISHED = ("编号", "组织编码", "撤销日期")
FOUND = """
query Found($id: ID!) { node(id: $id) { ... on Organization { predecessors { edges { node { code } } } } } }"""


def branches(folder: Path, *codes: str) -> None:
    """A sheet of branches of the first committee."""
    rows = [(f"G-{code}", code, f"样例党支部{code}", "党支部", "01", "2018-06-01") for code in codes]
    write_csv(folder / "组织.csv", ORGANIZATIONS, rows)


def test_branches_are_merged_and_abolished_in_one_folder_with_their_establishment(
    city: Running, tmp_path: Path
) -> None:
    branches(tmp_path, "H1", "H2", "H3", "H4", "H5")
    write_csv(
        tmp_path / "合并.csv",
        MERGED,
        [("1", "H1、H2", "H12", "样例合并党支部", "2020-05-01"), ("2", "H3", "H4", "", "2020-05-01")],
    )
    write_csv(tmp_path / "撤销.csv", ABOLISHED, [("1", "H5", "2020-05-01")])

    tried, done, again = (
        bring_into(city, tmp_path, dry_run=True),
        bring_into(city, tmp_path),
        bring_into(city, tmp_path),
    )

    assert (tried.bad, tried.good, done.bad, done.written) == ([], 8, [], 8)
    assert (again.bad, again.already) == ([], 8)
    merged = city.execute(FOUND, {"id": organization_id("H12")})["node"]
    assert [edge["node"]["code"] for edge in merged["predecessors"]["edges"]] == ["H1", "H2"]


def test_what_cannot_be_merged_or_abolished_is_said_before_anything_is_written(city: Running, tmp_path: Path) -> None:
    branches(tmp_path, "H6")
    write_csv(
        tmp_path / "合并.csv",
        MERGED,
        [
            ("11", "H6", "H6", "", "2020-05-01"),
            ("12", "H6", "01", "", "2020-05-01"),
            ("13", "没有", "H6", "", "2020-05-01"),
        ],
    )
    write_csv(tmp_path / "撤销.csv", ABOLISHED, [("11", "01", "2020-05-01"), ("12", "H6", "2018-01-01")])

    tried = bring_into(city, tmp_path, dry_run=True, skip_bad_rows=True)
    done = bring_into(city, tmp_path)

    assert [(bad.sheet, bad.row, bad.column, bad.rule) for bad in tried.bad] == [
        ("合并", 2, "被并组织编码", "BAD_REQUEST"),
        ("合并", 3, "被并组织编码", "WRONG_KIND"),
        ("合并", 4, "被并组织编码", "UNKNOWN_ORGANIZATION"),
        ("撤销", 2, "组织编码", "STILL_IN_USE"),
        ("撤销", 3, "撤销日期", "DATE_BEFORE_HISTORY"),
    ]
    assert (done.written, len(done.bad)) == (0, 5)
