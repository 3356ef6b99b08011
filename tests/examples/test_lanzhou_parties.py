"""The rest of Lanzhou's example year: all four parties are judged by their lists, one resting on the other."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path

import pytest
from biaochi_cli.importing.tables import Table, read_folder
from biaochi_lanzhou import MODELS
from biaochi_sdk.bench.judging import Judged, Known, judge
from biaochi_sdk.values.exact import exact, half_up, written
from biaochi_sdk.values.facts import Fact

FOLDER = Path(__file__).parents[2] / "examples" / "lanzhou"
GRAPHS = {model.graph.code: model.graph for model in MODELS}
PARTIES = ("organ", "branch_duty", "committee_duty", "leading_duty", "work_duty")
BY_TITLE = {
    (accept.kind, accept.title): (graph.code, accept)
    for graph in GRAPHS.values()
    for accept in graph.accepts
    if graph.code != "branch"
}
SHARES = {"共性": "COMMON", "个性": "INDIVIDUAL"}


def lines(tables: Iterable[Table], title: str) -> list[Mapping[str, str]]:
    """The rows of a sheet by header."""
    return [row.cells for table in tables if table.title == title for row in table.rows]


@pytest.fixture(scope="module")
def tables() -> list[Table]:
    return list(read_folder(FOLDER))


@pytest.fixture(scope="module")
def judged(tables: list[Table]) -> dict[str, Judged]:
    """The year of every model but the branch's own, which another test judges."""
    facts: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for model, fact in (*tasks(tables), *campaign(tables), *marks(tables), *votes(tables)):
        facts[model][fact.subject].append(fact)
    above = {line["组织编码"]: line["上级编码"] for line in lines(tables, "组织")}
    known = {code: Known(facts[code]) for code in GRAPHS}
    known["branch_duty"] = Known(facts["branch_duty"], {"committee_duty": under(above, facts["branch_duty"])})
    known["committee_duty"] = Known({}, {"leading_duty": under(above, facts["organ"])})
    posts = {line["人员编码"]: line["组织编码"] for line in lines(tables, "职务") if line["职务"] == "书记"}
    groups = {
        person: above[unit] if above[unit].startswith("DZ") else above[above[unit]] for person, unit in posts.items()
    }
    known["review"] = Known(facts["review"], {"team": groups})
    known["leading_duty"] = Known(facts["leading_duty"], {"work_duty": under(above, facts["leading_duty"])})
    return judge([graph for code, graph in GRAPHS.items() if code != "branch"], known, "2020")


def under(above: dict[str, str], subjects: Iterable[str]) -> dict[str, str]:
    """Who stands above each of these."""
    return {subject: above[subject] for subject in subjects}


def tasks(tables: list[Table]) -> Iterable[tuple[str, Fact]]:
    done = {line["任务编号"]: line["得分"] for line in lines(tables, "任务完成")}
    for line in lines(tables, "任务"):
        model, accept = BY_TITLE["task", line["指标"]]
        got, share = done.get(line["任务编号"], "0"), SHARES[line["类别"]]
        key, subject = line["编号"], line["组织编码"]
        yield (
            model,
            Fact(key, "task", subject, accept.indicator, line["期间"], got, points=line["分值"], share=share),
        )


def no_key_task_is_typed(tables: list[Table]) -> None:
    """No key task of the campaign is typed as a check."""
    for line in lines(tables, "考核验收"):
        assert ("check", line["规范"]) not in BY_TITLE, "key tasks are accepted one by one, and not typed"


def campaign(tables: list[Table]) -> Iterable[tuple[str, Fact]]:
    """What follows from each key task that was accepted."""
    taken_up = {line["事项编号"]: line for line in lines(tables, "创建模范机关重点任务")}
    for line in lines(tables, "创建模范机关重点任务·验收"):
        item = taken_up[line["事项编号"]]
        model, accept = BY_TITLE["check", item["哪一项"]]
        yield model, Fact(line["编号"], "check", item["组织编码"], accept.indicator, "2020-Q4", "1")


def marks(tables: list[Table]) -> Iterable[tuple[str, Fact]]:
    for line in lines(tables, "互评"):
        model, accept = BY_TITLE["rating", line["指标"]]
        subject, rater = line["被评组织编码"], line["评议组织编码"]
        yield model, Fact(line["编号"], "rating", subject, accept.indicator, line["期间"], line["得分"], rater=rater)


def votes(tables: list[Table]) -> Iterable[tuple[str, Fact]]:
    model, accept = BY_TITLE["ballot", "述职评议"]
    key = {title: key for key, title in accept.titles.items()}
    for line in lines(tables, "投票"):
        subject, panel, choice = line["考核对象编码"], key[line["投票人类别"]], key[line["所投"]]
        about = (line["编号"], "ballot", subject, accept.indicator, line["期间"])
        yield model, Fact(*about, rater=line["投票人编码"], panel=panel, choice=choice)


def test_each_of_the_four_parties_has_a_list_that_is_judged_each_quarter(judged: dict[str, Judged]) -> None:
    counts = {code: len(judged[code].outcomes["2020-Q3"].sheets) for code in PARTIES}

    assert counts == {"organ": 86, "branch_duty": 545, "committee_duty": 86, "leading_duty": 86, "work_duty": 1}
    unjudged = [
        (code, period, subject)
        for code in PARTIES
        for period, outcome in judged[code].outcomes.items()
        for subject, sheet in outcome.sheets.items()
        if sheet.totals[code] is None
    ]
    assert unjudged == []


def test_the_list_of_the_work_committee_rests_on_all_86_leading_groups(judged: dict[str, Judged]) -> None:
    (work,) = judged["work_duty"].outcomes["2020"].sheets.values()
    groups = [sheet.totals["leading_duty"] for sheet in judged["leading_duty"].outcomes["2020"].sheets.values()]

    mean = sum((exact(total or "0") for total in groups), Fraction(0)) / len(groups)
    assert work.values["groups"] == written(half_up(mean, 2))


def test_some_organs_have_done_all_nineteen_tasks_of_the_campaign(
    judged: dict[str, Judged], tables: list[Table]
) -> None:
    sheets = judged["model_organ"].outcomes["2020"].sheets.values()
    fulfilled = [sheet for sheet in sheets if sheet.grade == "fulfilled"]

    assert len(sheets) == 86
    assert 0 < len(fulfilled) < 86
    no_key_task_is_typed(tables)
    assert {(sheet.totals["model_organ"], sheet.values["aspects"]) for sheet in fulfilled} == {("19", "6")}


def test_every_secretary_is_reviewed_and_most_are_good_or_fairly_good(judged: dict[str, Judged]) -> None:
    sheets = judged["review"].outcomes["2020"].sheets.values()
    grades = Counter(sheet.grade for sheet in sheets)

    assert sum(grades.values()) == 86 + 545
    assert None not in grades
    assert grades["good"] + grades["fairly_good"] > (86 + 545) / 2


def test_the_86_leading_teams_take_over_what_their_secretaries_were_found_to_be(judged: dict[str, Judged]) -> None:
    teams = judged["team"].outcomes["2020"].sheets

    assert len(teams) == 86
    assert all(sheet.values["share"] is not None for sheet in teams.values())


def test_each_organ_is_visited_each_quarter_and_findings_are_mended_and_verified_but_for_the_last(
    tables: list[Table],
) -> None:
    mutuals, lifted = lines(tables, "“四互”考评活动"), lines(tables, "“四互”考评活动·整改提升完毕")
    found, verified = lines(tables, "督查通报的问题"), lines(tables, "督查通报的问题·核实销号")
    assert Counter(line["日期"] for line in mutuals) == dict.fromkeys(
        ("2020-03-05", "2020-06-05", "2020-09-04", "2020-11-27"), 86
    )
    assert (len(found), len(verified), len(lifted)) == (114, 111, 341)
    assert len(lines(tables, "干部大讲堂·举办")) == 26
