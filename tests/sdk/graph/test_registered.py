"""What the registry knows is an input that nobody types: how a page says it, how it counts, and what is refused."""

import pytest
from biaochi_sdk import (
    Case,
    City,
    Fact,
    Kind,
    Model,
    ModelRefused,
    Publish,
    Source,
    Step,
    days_of_period,
    default,
    examine,
    follows,
    published,
    registered,
    registered_days,
)

RULES, OURS = Source("样例考核办法", "第二条"), Source("默认值", "可调整")


class Setting(
    Model,
    code="setting",
    title=published("组织设置"),
    subject="DEPARTMENT",
    since="2020-01-01",
    source=RULES,
    defaults=OURS,
):
    """Members and branches of a department, each quarter and each year; fewer than fifty members are too few."""

    heads = registered("MEMBER")(default("党员人数"))
    branches = registered("BRANCH", at="year")(default("党支部数"))
    many = (heads >= default(50))(default("满五十人"))
    total = (heads + branches)(default("合计"))
    at_quarter = Publish("quarter", totals={"setting": heads})
    at_year = Publish("year", totals={"setting": total})


def counted(subject: str, indicator: str, period: str, amount: str) -> Fact:
    return Fact(f"{subject} {indicator} {period}", "registered", subject, indicator, period, amount)


CASE = Case(
    "名册上的人数和支部数",
    Setting,
    ("2020-Q4", "2020"),
    (
        counted("A", "heads", "2020-Q4", "70"),
        counted("A", "heads", "2020", "50"),
        counted("A", "branches", "2020", "3"),
        counted("B", "heads", "2020", "49"),
        counted("C", "heads", "2020-Q4", "80"),
    ),
    {
        "A": {"heads": "50", "branches": "3", "total": "53", "many": "1"},
        "B": {"heads": "49", "branches": "0", "total": "49", "many": "0"},
        "C": {"heads": "0", "total": "0"},
    },
    refused=(
        counted("A", "heads", "2020", "-1"),
        counted("A", "heads", "2020", "1.5"),
        Fact("typed", "check", "A", "heads", "2020", "60"),
    ),
)


def test_a_number_of_the_registry_is_of_the_very_period_that_is_judged() -> None:
    assert CASE.differences(Setting.graph) == []


def test_a_city_that_counts_in_the_registry_is_proven_and_its_numbers_are_pinned() -> None:
    (found,) = examine(City("yangli", published("样例市"), (Setting,)), (CASE,))

    assert (found.faults, found.unpinned) == ((), ())


def test_the_rule_book_says_that_the_registry_is_read_and_whom_it_counts() -> None:
    heads = Setting.graph.entry("heads")

    assert heads.words == "读自名册：时段最后一天在其下的党员数，不用登记；没有的计0"
    assert [(one.indicator, one.unit, one.cadences) for one in Setting.graph.accepts] == [
        ("heads", "人", ("quarter", "year")),
        ("branches", "个", ("year",)),
    ]
    assert Setting.graph.counted == {"heads": "MEMBER", "branches": "BRANCH"}


class Serving(
    Model,
    code="serving",
    title=published("专职副书记履职"),
    subject="FULL_TIME_DEPUTY_SECRETARY",
    since="2020-01-01",
    source=RULES,
    defaults=OURS,
):
    """Twelve points for a whole year in the post, and by days for less."""

    held = registered_days()(default("在任天数"))
    total = (default(12) * (held / days_of_period())).round(default(2))(default("得分"))
    at_year = Publish("year", totals={"serving": total})


def test_the_days_of_an_appointment_are_read_from_the_registry_and_divide_the_points() -> None:
    days = Case(
        "半年和全年",
        Serving,
        ("2020",),
        (counted("A", "held", "2020", "183"), counted("B", "held", "2020", "366")),
        {"A": {"held": "183", "total": "6"}, "B": {"total": "12"}, "C": {"held": "0", "total": "0"}},
    )

    assert days.differences(Serving.graph) == []
    assert Serving.graph.counted == {"held": "DAYS"}
    assert "同一天有几处的只计一天" in Serving.graph.entry("held").words
    assert [one.unit for one in Serving.graph.accepts] == ["天"]


def test_an_unknown_kind_and_a_person_below_whom_nobody_stands_are_refused() -> None:
    with pytest.raises(ModelRefused, match="which the registry does not know"):
        registered("CLUB")

    with pytest.raises(ModelRefused, match="judge an organization instead"):

        class OfPersons(
            Model,
            code="persons",
            title=published("党员"),
            subject="MEMBER",
            since="2020-01-01",
            source=RULES,
            defaults=OURS,
        ):
            heads = registered("MEMBER")(default("党员人数"))
            at_year = Publish("year", totals={"persons": heads})


def test_no_work_may_be_followed_by_what_the_registry_says() -> None:
    opening = Step(key="open", title="登记", to="open")
    kind = Kind(
        key="visit",
        title=published("走访", RULES),
        noun="visit",
        subjects=("DEPARTMENT",),
        opening=opening,
        follows=(follows("heads", at="open", amount=1),),
    )

    with pytest.raises(ModelRefused, match="facts"):
        City("yangli", published("样例市"), (Setting,), work=(kind,))
