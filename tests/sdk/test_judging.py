"""A city's models are judged in order, without a server: from a sheet for each and a column for the one above."""

from random import Random

import pytest
from biaochi_sdk import Case, Fact, Linked, ModelRefused
from biaochi_sdk.bench.checks import examine
from biaochi_sdk.bench.city import City
from biaochi_sdk.bench.judging import ABOVE, Known, judge
from biaochi_sdk.bench.testkit import known_for, unpinned
from biaochi_sdk.bench.trial import known_of, trial
from biaochi_sdk.values.errors import EvaluationRefused, FactRefused
from biaochi_sdk.values.provenance import published

from tests.sdk.test_relations import Branch, Leader, Member

GRAPHS = [Leader.graph, Branch.graph, Member.graph]
MEMBERS = [
    {"subject": "甲", "indicator": "got", "period": "2020", "amount": "9", "above": "一支部"},
    {"subject": "乙", "indicator": "got", "period": "2020", "amount": "6", "branch": "一支部"},
    {"subject": "丙", "indicator": "got", "period": "2020", "amount": "1"},
]
LEADERS = [
    {"subject": "书记", "indicator": "own", "period": "2019", "amount": "10"},
    {"subject": "书记", "above": "一支部"},
]


def test_a_leader_inherits_what_the_members_made_and_a_fifth_of_last_year() -> None:
    known = {"member": known_of(Member.graph, MEMBERS), "leader": known_of(Leader.graph, LEADERS)}
    judged = trial(GRAPHS, known, "leader", "2020")

    assert judged.outcomes["2020"].sheets["书记"].values["inherited"] == "7.5"
    assert judged.outcomes["2020"].sheets["书记"].totals == {"leader": "9.5"}


def test_who_no_column_places_stands_under_nobody() -> None:
    known = {"member": known_of(Member.graph, MEMBERS)}

    assert judge(GRAPHS, known, "2020")["branch"].outcomes["2020"].subjects == ("一支部",)


def test_a_row_that_says_neither_a_fact_nor_who_is_above_is_named() -> None:
    with pytest.raises(FactRefused, match="第 2 行没有 indicator、period"):
        known_of(Member.graph, [{"subject": "甲", "amount": "1"}])


def test_all_rows_that_no_rule_takes_are_named_at_once_as_the_sheet_counts_them() -> None:
    wrong = {"subject": "甲", "indicator": "got", "period": "2020", "amount": "99"}

    with pytest.raises(FactRefused, match=r"(?s)第 3 行：.*第 4 行没有 indicator"):
        known_of(Member.graph, [MEMBERS[0], wrong, {"subject": "乙", "period": "2020"}, {"subject": ""}])


def test_a_row_of_a_subject_alone_is_judged_without_a_fact() -> None:
    assert known_of(Member.graph, [{"subject": "甲"}]) == Known({"甲": []})


def test_two_rows_that_place_one_subject_differently_are_refused() -> None:
    rows = [{"subject": "甲", "above": "一支部"}, {"subject": "甲", "above": "二支部"}]

    with pytest.raises(FactRefused, match="第 3 行：甲 的 above 是“二支部”，前面写的是“一支部”"):
        known_of(Member.graph, rows)
    assert known_of(Member.graph, [rows[0], rows[0]]).parents("branch") == {"甲": "一支部"}


def test_a_period_the_model_does_not_publish_is_refused() -> None:
    with pytest.raises(EvaluationRefused):
        trial(GRAPHS, {}, "leader", "2020-Q1")


def test_a_whole_city_on_random_facts_is_exact() -> None:
    subjects = [f"S{n}" for n in range(6)]
    for seed in range(5):
        known = {one.code: known_for(one, subjects, (2019, 2020), Random(seed)) for one in GRAPHS}
        fast, exactly = judge(GRAPHS, known, "2020"), judge(GRAPHS, known, "2020", exactly=True)

        assert [one.outcomes for one in fast.values()] == [one.outcomes for one in exactly.values()]


def test_the_check_compares_both_forms_of_a_model_that_uses_others() -> None:
    checked = examine(City("made", published("某市"), (Member, Branch, Leader)), (), seeds=1)

    assert [one.faults for one in checked] == [(), (), ()]


def test_a_case_says_what_others_found_alike_or_by_period() -> None:
    values = {"甲": {"got": "9", "heads": "2", "barred": "0"}, "乙": {"got": "6", "heads": "1", "barred": "1"}}
    found = Linked.of(values, dict.fromkeys(values, "A"))
    expect = {"A": {"mean": "7.5", "weighed": "8", "judged": "2", "some": "1", "every": "0"}}

    for linked in ({"member": found}, {"member": {"2020": found}}):
        case = Case("成员", Branch, ("2020",), (), expect, linked=linked)
        assert case.subjects == ("A",)
        assert case.differences(Branch.graph) == []


def test_a_case_that_links_what_no_rule_uses_or_expects_no_node_is_refused() -> None:
    with pytest.raises(ModelRefused, match="links 'organ': link one of member"):
        Case("错", Branch, ("2020",), (), {}, linked={"organ": Linked.of({})})
    with pytest.raises(ModelRefused, match="links member in 2021: evaluate that period too"):
        Case("错", Branch, ("2020",), (), {}, linked={"member": {"2021": Linked.of({})}})

    typo = Case("错", Branch, ("2020",), (Fact("1", "check", "A", "own", "2020", "1"),), {"A": {"totl": None}})
    assert "totl, which is no node" in typo.differences(Branch.graph)[0]


def test_a_case_that_fails_pins_nothing() -> None:
    wrong = Case("错", Branch, ("2020",), (Fact("1", "check", "A", "own", "2020", "1"),), {"A": {"total": "2"}})

    with pytest.raises(ModelRefused, match="a case fails, so it pins nothing: 错: A has total '1', not '2'"):
        unpinned(Branch.graph, [wrong])


def test_a_column_of_its_own_name_goes_before_the_general_one() -> None:
    known = Known({}, {ABOVE: {"甲": "一", "乙": "一"}, "branch": {"甲": "二"}})

    assert known.parents("branch") == {"甲": "二", "乙": "一"}
