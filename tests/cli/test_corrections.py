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
ID_OF_BRANCH = '{ organization(city: "lanzhou", code: "C8", asOf: "2020-01-01") { id } }'
ID_OF_HOME = '{ organization(city: "lanzhou", code: "01-01", asOf: "2020-01-01") { id } }'
ID_OF_PERSON = '{ person(city: "lanzhou", code: "PC8") { id } }'
LEFT = "uncountedFacts { number period }"
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


def uncounted_after(city: Running, command: str, **given: str) -> list[tuple[str, str]]:
    """The facts that count nowhere after a correction, each with its period."""
    query = f"mutation ($given: {command[0].upper()}{command[1:]}Input!) {{ {command}(input: $given) {{ {LEFT} }} }}"
    found = city.execute(query, {"given": {"reason": REASON, **given}})[command]
    return [(one["number"], one["period"]) for one in found["uncountedFacts"]]


def test_a_corrected_day_names_the_facts_that_count_nowhere_then(city: Running, tmp_path: Path) -> None:
    branch = ("C-8", "C8", "样例单位C8", "党支部", "LZ", "2019-03-01")
    write_csv(tmp_path / "组织.csv", ("编号", "组织编码", "名称", "类别", "上级编码", "成立日期"), [branch])
    person = ("编号", "人员编码", "姓名"), [("C-8", "PC8", "样例党员00008"), ("C-9", "PC9", "样例党员00009")]
    write_csv(tmp_path / "人员.csv", *person)
    member = ("编号", "人员编码", "组织编码", "类别", "起始日期")
    write_csv(tmp_path / "党员关系.csv", member, [("C-9", "PC9", "01-01", "正式党员", "2019-05-10")])
    post = ("编号", "人员编码", "组织编码", "职务", "任职日期")
    write_csv(tmp_path / "职务.csv", post, [("C-8", "PC8", "01-01", "书记", "2019-05-10")])
    checks = [(f"C-{q}", "C8", "政治理论学习", f"2020-Q{q}", "2", "") for q in "123"]
    write_csv(tmp_path / "考核验收.csv", ("编号", "组织编码", "规范", "期间", "得分", "验收日期"), checks)
    ballot = ("编号", "组织编码", "指标", "期间", "投票人编码", "投票人类别", "所投")
    write_csv(tmp_path / "投票.csv", ballot, [("C-8", "PC8", "述职评议", "2020", "PC9", "评议组", "较好")])
    report = bring_into(city, tmp_path)
    assert (report.bad, report.written) == ([], 9)
    of_branch = {"organization": city.execute(ID_OF_BRANCH)["organization"]["id"]}
    of_post = {
        "person": city.execute(ID_OF_PERSON)["person"]["id"],
        "organization": city.execute(ID_OF_HOME)["organization"]["id"],
        "role": "SECRETARY",
    }

    days = {"on": "2019-03-01", "to": "2020-07-01"}
    established = uncounted_after(city, "correctOrganizationDate", idempotencyKey="c8-1", **of_branch, **days)
    earlier = {"on": "2019-05-10", "to": "2019-04-10"}
    still = uncounted_after(city, "correctPostStart", idempotencyKey="c8-2", **of_post, **earlier)
    later = {"on": "2019-04-10", "to": "2021-01-01"}
    gone = uncounted_after(city, "correctPostStart", idempotencyKey="c8-3", **of_post, **later)

    assert established == [("check-C-1", "2020-Q1"), ("check-C-2", "2020-Q2")]
    assert (still, gone) == ([], [("ballot-C-8", "2020")])


def test_an_import_says_what_counts_nowhere_after_a_merger_and_which_post_two_hold(
    city: Running, tmp_path: Path
) -> None:
    first, then = tmp_path / "first", tmp_path / "then"
    first.mkdir()
    then.mkdir()
    codes = ("AF1", "AF2", "AF3")
    branches = [(f"{code}-1", code, f"样例单位{code}", "党支部", "LZ", "2019-03-01") for code in codes]
    write_csv(first / "组织.csv", ("编号", "组织编码", "名称", "类别", "上级编码", "成立日期"), branches)
    write_csv(
        first / "人员.csv", ("编号", "人员编码", "姓名"), [(f"{code}-1", f"P{code}", "样例党员00001") for code in codes]
    )
    posts = [(f"{code}-1", f"P{code}", code, "书记", "2019-05-10") for code in codes]
    write_csv(first / "职务.csv", ("编号", "人员编码", "组织编码", "职务", "任职日期"), posts)
    checks = [(f"AF-{q}", "AF1", "政治理论学习", f"2020-Q{q}", "2", "") for q in "1234"]
    write_csv(first / "考核验收.csv", ("编号", "组织编码", "规范", "期间", "得分", "验收日期"), checks)
    assert bring_into(city, first).bad == []
    merger = ("编号", "被并组织编码", "并入组织编码", "新组织名称", "新组织上级编码", "合并日期")
    write_csv(then / "合并.csv", merger, [("AF-1", "AF1", "AF2", "", "", "2020-07-01")])
    write_csv(then / "撤销.csv", ("编号", "组织编码", "撤销日期"), [("AF-1", "AF3", "2020-07-01")])

    tried, done = bring_into(city, then, dry_run=True), bring_into(city, then)

    assert (done.bad, done.written, tried.notes) == ([], 2, done.notes)
    assert done.notes == [
        "合并.csv 表“合并”第 2 行：AF1 撤销后，期末已没有这个考核对象，2 件事实不再计入："
        "check-AF-3（2020-Q3）、check-AF-4（2020-Q4）。请冲销，再改记。",
        "合并.csv 表“合并”第 2 行：AF2 的书记有 2 人（PAF1、PAF2）：请免去其余的。",
    ]
