"""What was written wrongly in the registry is put right by a spreadsheet, with a reason, once, and kept as it was."""

from pathlib import Path

from tests.cli.brought import bring_into
from tests.cli.made_cases import write_csv
from tests.running import Running

PERSON = '{ person(city: "lanzhou", code: "PC1") { name corrections { what before after reason } } }'
ORGANIZATION = """{
  organization(city: "lanzhou", code: "C1", asOf: "2020-01-01") {
    name
    establishedOn
    corrections { before after reason }
  }
}"""
REASON = "登记有误"


def registered(folder: Path) -> Path:
    """A branch, its member and secretary, each with a fault."""
    folder.mkdir()
    branch = ("C-1", "C1", "样例单位C1", "党支部", "LZ", "2019-03-01")
    write_csv(folder / "组织.csv", ("编号", "组织编码", "名称", "类别", "上级编码", "成立日期"), [branch])
    write_csv(folder / "人员.csv", ("编号", "人员编码", "姓名"), [("C-1", "PC1", "样例党员00071")])
    member = ("C-1", "PC1", "C1", "正式党员", "2020-05-10")
    write_csv(folder / "党员关系.csv", ("编号", "人员编码", "组织编码", "类别", "起始日期"), [member])
    secretary = ("C-1", "PC1", "C1", "书记", "2020-05-10")
    write_csv(folder / "职务.csv", ("编号", "人员编码", "组织编码", "职务", "任职日期"), [secretary])
    return folder


def corrections(folder: Path) -> Path:
    """What is right."""
    folder.mkdir()
    write_csv(
        folder / "姓名更正.csv",
        ("编号", "人员编码", "正确姓名", "更正理由"),
        [("1", "PC1", "样例党员00017", REASON)],
    )
    write_csv(
        folder / "名称更正.csv",
        ("编号", "组织编码", "正确名称", "使用日期", "更正理由"),
        [("1", "C1", "样例单位07", "2019-03-01", REASON)],
    )
    days = ("登记日期", "正确日期", "更正理由")
    write_csv(
        folder / "转入日期更正.csv",
        ("编号", "人员编码", "组织编码", *days),
        [("1", "PC1", "C1", "2020-05-10", "2019-05-10", REASON)],
    )
    write_csv(
        folder / "任职日期更正.csv",
        ("编号", "人员编码", "组织编码", "职务", *days),
        [("1", "PC1", "C1", "书记", "2020-05-10", "2019-06-01", REASON)],
    )
    write_csv(
        folder / "组织日期更正.csv",
        ("编号", "组织编码", *days),
        [("1", "C1", "2019-03-01", "2018-03-01", REASON)],
    )
    return folder


def test_names_and_days_are_put_right_with_their_reasons_and_only_once(city: Running, tmp_path: Path) -> None:
    assert bring_into(city, registered(tmp_path / "first")).bad == []
    folder = corrections(tmp_path / "right")
    tried = bring_into(city, folder, dry_run=True)
    done = bring_into(city, folder)
    again = bring_into(city, folder)

    assert [one.good for one in tried.sheets] == [1, 1, 1, 1, 1]
    assert (tried.bad, done.bad, done.written) == ([], [], 5)
    assert (again.written, again.already, again.bad) == (0, 5, [])
    person = city.execute(PERSON)["person"]
    assert person["name"] == "样例党员00017"
    assert {(one["what"], one["before"], one["after"], one["reason"]) for one in person["corrections"]} == {
        ("NAME", "样例党员00071", "样例党员00017", REASON),
        ("MEMBERSHIP_START", "2020-05-10", "2019-05-10", REASON),
        ("POST_START", "2020-05-10", "2019-06-01", REASON),
    }
    organization = city.execute(ORGANIZATION)["organization"]
    assert (organization["name"], organization["establishedOn"]) == ("样例单位07", "2018-03-01")
    assert {(one["before"], one["after"], one["reason"]) for one in organization["corrections"]} == {
        ("样例单位C1", "样例单位07", REASON),
        ("2019-03-01", "2018-03-01", REASON),
    }


def test_what_is_right_already_is_said_by_the_dry_run(city: Running, tmp_path: Path) -> None:
    write_csv(tmp_path / "人员.csv", ("编号", "人员编码", "姓名"), [("C-2", "PC2", "样例党员00002")])
    assert bring_into(city, tmp_path).bad == []
    (tmp_path / "人员.csv").unlink()
    rows = [("2", "PC2", "样例党员00002", REASON), ("3", "PC9", "样例党员00009", REASON), ("4", "PC2", "样例党员2", "")]
    write_csv(tmp_path / "姓名更正.csv", ("编号", "人员编码", "正确姓名", "更正理由"), rows)

    tried = bring_into(city, tmp_path, dry_run=True, skip_bad_rows=True)

    assert [(bad.row, bad.column, bad.rule) for bad in tried.bad] == [
        (2, "正确姓名", "NOTHING_TO_CORRECT"),
        (3, "人员编码", "UNKNOWN_PERSON"),
        (4, "更正理由", "BAD_CELL"),
    ]
