"""Wenzhou's rules for a line of work of 2013: points by place, month and quarter, and steps reached or not."""

from collections.abc import Sequence

from biaochi_sdk import (
    Case,
    City,
    Fact,
    Model,
    Publish,
    Recorded,
    Source,
    all_or_nothing,
    check,
    default,
    hookimpl,
    mean_over,
    our_reading,
    points_by_step,
    published,
    rank,
    total_of,
)

RULES = Source("温州市2013年线上工作考核细则（wzdkw 011263200）", "按名次得分、按步得分")
OURS = Source("默认值", "默认值，可调整；各项分值取公布的10至30分之内")
MONTHLY = Recorded(who="work_committee", cadences=("month",))
QUARTERLY = Recorded(who="work_committee", cadences=("quarter",))
YEARLY = Recorded(who="work_committee", cadences=("year",))


class Line(
    Model,
    code="line",
    title=published("线上工作考核"),
    subject="DEPARTMENT",
    since="2013-01-01",
    source=RULES,
    defaults=OURS,
):
    """One department in a year: the means of its months' and of its quarters' points, and the steps it reached."""

    work = check(default(100), default("0.01"), MONTHLY, at="month", missing="zero")(our_reading("月度成绩"))
    month_place = rank(work, ties="competition")(published("月度名次"))
    month_points = points_by_step(month_place, default(30), published("0.05"))(published("月度名次得分"))
    effort = check(default(100), default("0.01"), QUARTERLY, at="quarter", missing="zero")(our_reading("季度成绩"))
    quarter_place = rank(effort, ties="competition")(published("季度名次"))
    quarter_points = points_by_step(quarter_place, default(15), published("0.05"))(published("季度名次得分"))
    months = mean_over("month", month_points).round(default(2))(published("十二个月平均"))
    quarters = mean_over("quarter", quarter_points).round(default(2))(published("四个季度平均"))
    done = check(default(100), default("0.01"), YEARLY, at="year", missing="zero")(our_reading("全年完成率"))
    begun = all_or_nothing(default(25), done >= default(60))(our_reading("第一步"))
    finished = all_or_nothing(default(30), done >= default(100))(our_reading("第二步"))
    total = total_of(months, quarters, begun, finished, full=default(100))(our_reading("得分"))
    place = rank(total, ties="competition")(default("名次"))
    at_month = Publish("month", totals={"line": month_points}, ranks={"line": month_place})
    at_quarter = Publish("quarter", totals={"line": quarter_points}, ranks={"line": quarter_place})
    at_year = Publish("year", totals={"line": total}, ranks={"line": place})


MONTHS = tuple(f"2013-{month:02}" for month in range(1, 13))
QUARTERS = tuple(f"2013-Q{quarter}" for quarter in range(1, 5))
WORK = {  # by month: B overtakes A in the third quarter and is level with it in the fourth
    "A": ["100"] * 6 + ["90"] * 3 + ["100"] * 3,
    "B": ["90"] * 6 + ["100"] * 6,
    "C": ["0.01"] * 12,
}
EFFORT = {
    "A": ["100", "90", "90", "80"],
    "B": ["90", "100", "80", "100"],
    "C": ["0.01", "0.01", "100", "90"],
}
CASES = (
    Case(
        "十二个月和四个季度的名次得分、分步得分",
        Line,
        (*MONTHS[:3], "2013-Q1", *MONTHS[3:6], "2013-Q2", *MONTHS[6:9], "2013-Q3", *MONTHS[9:], "2013-Q4", "2013"),
        (
            *(
                Fact(f"{who} {month}", "check", who, "work", month, mark)
                for who, marks in WORK.items()
                for month, mark in zip(MONTHS, marks, strict=True)
            ),
            *(
                Fact(f"{who} {quarter}", "check", who, "effort", quarter, mark)
                for who, marks in EFFORT.items()
                for quarter, mark in zip(QUARTERS, marks, strict=True)
            ),
            Fact("1", "check", "A", "done", "2013", "100"),
            Fact("2", "check", "B", "done", "2013", "99.99"),
            Fact("3", "check", "C", "done", "2013", "60"),
            Fact("4", "check", "D", "done", "2013", "59.99"),
        ),
        {
            # (6 x 30 + 3 x 28.5 + 3 x 30) / 12 = 29.625; (15 + 14.25 + 14.25 + 13.5) / 4
            "A": {
                "months": "29.63",
                "quarters": "14.25",
                "begun": "25",
                "finished": "30",
                "total": "98.88",
                "place": "1",
            },
            # (6 x 28.5 + 6 x 30) / 12; (14.25 + 15 + 13.5 + 15) / 4 = 14.4375
            "B": {"months": "29.25", "quarters": "14.44", "finished": "0", "total": "68.69", "place": "2"},
            # third in each month; (13.5 + 13.5 + 15 + 14.25) / 4 = 14.0625
            "C": {"months": "27", "quarters": "14.06", "begun": "25", "total": "66.06", "place": "3"},
            # nothing recorded is the last place: 30 less three times 1.5, 15 less three times 0.75
            "D": {"months": "25.5", "quarters": "12.75", "begun": "0", "total": "38.25", "place": "4"},
        },
        refused=(
            Fact("above", "check", "A", "work", "2013-01", "100.01"),
            Fact("above", "check", "A", "effort", "2013-Q1", "100.01"),
            Fact("above", "check", "A", "done", "2013", "100.01"),
        ),
    ),
)


@hookimpl
def biaochi_city() -> City:
    """The city with its model."""
    return City(slug="wenzhou", title=published("温州市"), models=(Line,))


@hookimpl
def biaochi_cases() -> Sequence[Case]:
    """The cases worked by hand."""
    return CASES
