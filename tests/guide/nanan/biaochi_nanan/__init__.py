"""Nan'an's yearly performance evaluation of 2014: two series of units, each with its own formula and its own places."""

from collections.abc import Sequence

from biaochi_sdk import (
    Case,
    City,
    Fact,
    Model,
    Provenance,
    Publish,
    Recorded,
    Scale,
    Source,
    check,
    chosen,
    count,
    default,
    hookimpl,
    published,
    rank,
    weighted,
    when,
)

RULES = Source("南安市2014年度绩效评估（《南安商报》2015-04-14）", "总分公式与分系列排名")
OURS = Source("默认值", "默认值，可调整")
OFFICE = Recorded(who="work_committee", cadences=("year",))
DURING = Recorded(who="work_committee", cadences=("month", "quarter", "year"))
SERIES = Scale("series", {"party": published("党群系列"), "government": published("政府系列")})


class Unit(
    Model,
    code="unit",
    title=published("年度绩效评估"),
    subject="DEPARTMENT",
    since="2014-01-01",
    source=RULES,
    defaults=OURS,
):
    """One unit in a year: the weighted marks of its series, and what is added and taken off."""

    series = chosen(SERIES, OFFICE, missing="not_judged")(published("所属系列"))
    own = check(published(100), default("0.01"), OFFICE, missing="zero")(published("自评"))
    targets = check(published(100), default("0.01"), OFFICE, missing="zero")(published("指标考核"))
    public = check(published(100), default("0.01"), OFFICE, missing="zero")(published("公众评议"))
    reward = count(default(10), default("0.1"), DURING, once="each")(published("奖励加分"))
    inspected = count(published(20), default("0.1"), DURING, once="each")(published("察访核验扣分"))
    party = weighted({own: published("0.1"), targets: published("0.7"), public: published("0.2")}, "zero")(
        published("党群系列加权得分")
    )
    government = weighted({targets: published("0.8"), public: published("0.2")}, "zero")(published("政府系列加权得分"))
    # The source ends the government series' formula with an ellipsis; we read the same reward and deduction into it.
    total = (when(series.is_("party"), party, government) + reward - inspected)(
        published("总分"), rule=Provenance.OUR_READING
    )
    place = rank(total, ties="competition", within=series)(published("系列内名次"))
    at_year = Publish("year", totals={"unit": total}, ranks={"unit": place})


OWN = {"A": "97.53", "B": "96", "C": "100", "F": "99"}
TARGETS = {"A": "92.31", "B": "95", "C": "100", "D": "93.15", "E": "92.5", "F": "90", "G": "90"}
PUBLIC = {"A": "88.07", "B": "90", "C": "100", "D": "90.4", "E": "90.5", "F": "80"}
CASES = (
    Case(
        "两个系列各按其公式计分、分别排名",
        Unit,
        ("2014",),
        (
            *(Fact(f"s{at}", "choice", at, "series", "2014", choice="party") for at in "ABC"),
            *(Fact(f"s{at}", "choice", at, "series", "2014", choice="government") for at in "DEF"),
            *(Fact(f"o{at}", "check", at, "own", "2014", mark) for at, mark in OWN.items()),
            *(Fact(f"t{at}", "check", at, "targets", "2014", mark) for at, mark in TARGETS.items()),
            *(Fact(f"p{at}", "check", at, "public", "2014", mark) for at, mark in PUBLIC.items()),
            Fact("1", "ledger", "A", "reward", "2014-03", "1.5"),
            Fact("2", "ledger", "A", "inspected", "2014-Q2", "0.4"),
            Fact("3", "ledger", "B", "reward", "2014-05", "6.5"),
            Fact("4", "ledger", "B", "reward", "2014-06", "4.5"),
            Fact("5", "ledger", "B", "inspected", "2014-Q1", "12.5"),
            Fact("6", "ledger", "B", "inspected", "2014-Q3", "8.7"),
            Fact("7", "ledger", "D", "inspected", "2014-11", "0.5"),
        ),
        {
            # 9.753 + 64.617 + 17.614 = 91.984, + 1.5 - 0.4
            "A": {"party": "91.984", "total": "93.084", "place": "2"},
            # 9.6 + 66.5 + 18 = 94.1; 11 are worth 10, 21.2 cost 20
            "B": {"reward": "10", "inspected": "20", "total": "84.1", "place": "3"},
            "C": {"total": "100", "place": "1"},
            # 74.52 + 18.08 = 92.6, - 0.5; equal to 74 + 18.1
            "D": {"government": "92.6", "total": "92.1", "place": "1"},
            "E": {"total": "92.1", "place": "1"},
            # its own mark of 99 has no part in this series
            "F": {"total": "88", "place": "3"},
            "G": {"total": None, "place": None},
        },
        refused=tuple(Fact("above", "check", "A", name, "2014", "100.01") for name in ("own", "targets", "public")),
    ),
)


@hookimpl
def biaochi_city() -> City:
    """The city with its model."""
    return City(slug="nanan", title=published("南安市"), models=(Unit,))


@hookimpl
def biaochi_cases() -> Sequence[Case]:
    """The cases worked by hand."""
    return CASES
