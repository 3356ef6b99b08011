"""Laixi's page: what its two sources say is in it as published, the rest is marked as ours, and the city adds up."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random

import pytest
from biaochi_laixi.branch import Branch
from biaochi_laixi.cases import CASES
from biaochi_laixi.cases_branch import branch
from biaochi_laixi.cases_organ import business, even
from biaochi_laixi.committees import Committee, Temporary, WorkCommittee
from biaochi_laixi.leader import Leader
from biaochi_laixi.member import Member
from biaochi_laixi.operation import Operation
from biaochi_laixi.organ import Organ
from biaochi_laixi.recorded import got, let_off, named, task
from biaochi_laixi.section import Section
from biaochi_sdk import Case, Fact, Linked, Model
from biaochi_sdk.bench.testkit import replay, unpinned
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.graph.reports import concordance
from biaochi_sdk.host.discovery import discover
from biaochi_sdk.terms.links import Use
from biaochi_sdk.values.outcome import Outcome

MODELS: tuple[type[Model], ...] = (
    Member,
    Section,
    Organ,
    Operation,
    Branch,
    Committee,
    Leader,
    Temporary,
    WorkCommittee,
)
OWN = tuple(f"样例单位{number:02d}" for number in range(1, 13))


def judged(
    graph: Graph,
    codes: Sequence[str],
    facts: Mapping[str, Sequence[Fact]],
    links: Mapping[str, Linked] | None = None,
    opening: Mapping[str, str] | None = None,
) -> Outcome:
    """The outcome of the last of these periods."""
    before: tuple[Outcome, ...] = ()
    for code in codes:
        inputs = [graph.gather(code, found) for found in facts.values()]
        before += (graph.evaluate(code, tuple(facts), inputs, before, opening, links),)
    return before[-1]


def nobody(*relations: str) -> dict[str, Linked]:
    """Nobody above or below."""
    return {relation: Linked(Outcome("2023", "year", "", {}), {}) for relation in relations}


def test_it_is_installed_and_loads() -> None:
    discovery = discover(["laixi"])

    assert discovery.quarantined == ()
    (city,) = discovery.cities
    assert (city.slug, city.title, city.plugin) == ("laixi", "莱西市", "biaochi-laixi")
    assert {(model.code, model.hash) for model in city.models} == {(m.graph.code, m.graph.hash) for m in MODELS}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_golden_case_comes_out_as_worked_by_hand(case: Case) -> None:
    assert case.differences(case.model.graph) == []


@pytest.mark.parametrize(
    ("model", "numbers"),
    [
        (Member, 21),
        (Section, 26),
        (Organ, 100),
        (Operation, 19),
        (Branch, 37),
        (Committee, 24),
        (Temporary, 10),
        (Leader, 10),
        (WorkCommittee, 22),
    ],
)
def test_every_number_of_the_rules_is_pinned_by_a_case(model: type[Model], numbers: int) -> None:
    count, left = unpinned(model.graph, [case for case in CASES if case.model is model])

    assert count >= numbers
    assert left == []


def test_the_only_number_of_the_rules_that_is_published_is_the_five_leaders() -> None:
    marked = [
        (node.key, number.value)
        for model in MODELS
        for node in model.graph.nodes
        for number in node.numbers
        if number.provenance != "DEFAULT"
    ]

    assert marked == [("leaders_complete", "5")]


def test_what_the_article_names_carries_its_words_and_the_place_in_it() -> None:
    titles = {
        title["text"]
        for model in MODELS
        for node in json.loads(model.graph.text)["nodes"]
        if (title := node["title"])["provenance"] == "PUBLISHED"
    }

    assert titles >= {"联建共建成效", "群众满意度评价", "下沉一线办实事", "政治素质能力测试", "党建引领创新成果"}
    assert titles >= {"述", "看", "查", "问", "评", "季度观摩评比", "督导考核", "“四型”机关擂台赛"}
    assert titles >= {"五星级四型机关", "五星级党支部", "机关党建品牌评比", "“红黄绿”挂牌", "“日周月季年”工作清单"}
    assert titles >= {"列席会议", "督查检查", "交流反馈", "全覆盖联系", "同步成立", "党的组织全覆盖", "党的工作全覆盖"}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("model", [Operation, Committee, Leader, Temporary])
def test_the_plan_is_exact_on_a_random_year(model: type[Model], seed: int) -> None:
    quarters = ("2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2023")
    codes = ("2023-01", "2023-02", *quarters) if "month" in model.graph.cadences else quarters

    both = replay(model.graph, OWN, codes, Random(seed))

    assert both.by_plan == both.by_reference


@pytest.mark.parametrize("seed", range(2))
def test_the_plan_is_exact_from_members_to_sections_to_departments_to_branches(seed: int) -> None:
    random, codes = Random(seed), ("2023-01", "2023-Q1", "2023-Q2", "2023")
    homes = {f"科室{number}": OWN[number % 5] for number in range(20)}
    section_of = {f"党员{number}": f"科室{number % 20}" for number in range(50)}
    departments = {"department": Linked.of({}, {member: homes[section] for member, section in section_of.items()})}

    members = replay(Member.graph, tuple(section_of), codes, random, dict.fromkeys(codes, departments))
    below = {code: {"member": Linked(members.by_plan[place], section_of)} for place, code in enumerate(codes)}
    sections = replay(Section.graph, tuple(homes), codes, random, below)
    below = {code: {"section": Linked(sections.by_plan[place], homes)} for place, code in enumerate(codes)}
    organs = replay(Organ.graph, OWN, codes, random, below)
    above = {"2023": {"organ": Linked(organs.by_plan[-1], homes)}}
    branches = replay(Branch.graph, tuple(homes), ("2023",), random, above)

    for model in (members, sections, organs, branches):
        assert model.by_plan == model.by_reference


def test_models_are_linked_from_members_up_and_back_down_without_a_circle() -> None:
    assert Member.graph.uses == (Use("department", "", "", "unit"),)
    assert {(use.model, use.node) for use in Section.graph.uses} == {("member", "points")}
    assert Organ.graph.uses == (Use("section", "section", "points", "below", ("month", "quarter", "year")),)
    assert Branch.graph.uses == (Use("organ", "organ", "barred", "above", ("year",)),)
    assert {use.model for use in WorkCommittee.graph.uses} == {"committee", "leader", "temporary"}


def test_points_of_members_make_the_section_and_sections_make_the_department_by_heads() -> None:
    section_of = {"甲": "科室A", "乙": "科室A", "丙": "科室B"}
    lists = {
        member: [task(member, "personal", "2023-03", "100", earned)]
        for member, earned in (("甲", "80"), ("乙", "100"), ("丙", "60"))
    }
    members = judged(
        Member.graph, ["2023-03"], lists, {"department": Linked.of({}, dict.fromkeys(section_of, "单位01"))}
    )
    sections = judged(Section.graph, ["2023-03"], {"科室A": [], "科室B": []}, {"member": Linked(members, section_of)})
    homes = {"科室A": "单位01", "科室B": "单位01"}

    sheet = judged(Organ.graph, ["2023-03"], {"单位01": []}, {"section": Linked(sections, homes)}).sheets["单位01"]

    # Two members with a mean of 90 and one with 60.
    assert sheet.totals == {"points": "80"}


def test_the_low_ranked_of_a_department_are_not_nominated_and_an_exception_leaves_that_visible() -> None:
    lists: dict[str, Sequence[Fact]] = {
        f"党员{n}": [task(f"党员{n}", "personal", "2023", "100", f"{90 - n}")] for n in range(7)
    }
    lists["党员5"] = [*lists["党员5"], let_off("党员5", "2023")]
    home = {"department": Linked.of({}, dict.fromkeys(lists, "单位01"))}

    sheets = judged(Member.graph, ["2023"], lists, home).sheets

    assert [member for member, sheet in sheets.items() if sheet.values["low"] == "1"] == ["党员4", "党员5", "党员6"]
    assert [sheets[member].ranks["outstanding"] for member in ("党员3", "党员4", "党员5")] == [4, None, 5]


def test_neither_coefficient_rests_on_a_score_that_was_multiplied_already() -> None:
    terms = {node["key"]: json.dumps(node["term"]) for node in json.loads(Organ.graph.text)["nodes"]}

    for key in ("party_coefficient", "business_coefficient", "party", "business"):
        assert "party_final" not in terms[key]
        assert "business_final" not in terms[key]
    assert '"party_coefficient"' not in terms["business_coefficient"] + terms["business"]


def test_both_forms_of_the_coefficient_stand_next_to_each_other() -> None:
    facts = {"单位01": [*even("单位01", 80), *business("单位01", "90", "90", ["good", "better"])]}

    totals = judged(Organ.graph, ["2023-Q1", "2023"], facts, nobody("section")).sheets["单位01"].totals

    assert {name: totals[name] for name in ("party", "business", "by_rate")} == {
        "party": "80",
        "business": "90",
        "by_rate": "72",
    }


def test_raising_the_weights_raises_who_is_good_at_the_front_line() -> None:
    parties = {}
    for year in ("2022", "2023"):
        facts = [*even("甲", 100, year), *got("甲", f"{year}-Q1", supervision="50")]
        sheet = judged(Organ.graph, [f"{year}-Q1", year], {"甲": facts}, nobody("section")).sheets["甲"]
        parties[year] = Fraction(sheet.values["party"] or "0")

    # 20 + 0.8 × (0.6 × 50 + 0.4 × 100) = 76; 35 + 0.65 × 70 = 80.5
    assert parties == {"2022": 76, "2023": Fraction("80.5")}


def eighty_two_units() -> Outcome:
    """The 82 units of the article's year: 33 with 100, 49 with less; business falls with Party work."""
    facts: dict[str, Sequence[Fact]] = {}
    for number in range(82):
        unit, good = f"市直单位{number + 1:02d}", number < 33
        rated = "excellent" if good else "other"
        facts[unit] = (
            *even(unit, 100 if good else 80),
            *business(unit, "90" if good else f"{88 - number // 8}", "90", ["good", "better"]),
            *named(unit, "2023", rated=rated),
        )
    return judged(Organ.graph, ["2023-Q1", "2023"], facts, nobody("section"))


def test_thirty_three_of_82_units_are_five_star_organs_and_all_33_are_excellent_elsewhere() -> None:
    outcome = eighty_two_units()

    sheets = outcome.sheets.values()
    assert Counter(sheet.values["star"] for sheet in sheets)["five"] == 33
    found = concordance(
        {unit: sheet.values["five_star"] == "1" for unit, sheet in outcome.sheets.items()},
        {unit: sheet.values["rated"] == "excellent" for unit, sheet in outcome.sheets.items()},
    )
    assert found.share == (33, 33)


def test_the_last_tenth_of_82_units_in_business_is_kept_from_honours() -> None:
    outcome = eighty_two_units()

    low = [unit for unit, sheet in outcome.sheets.items() if sheet.values["business_low"] == "1"]

    # A tenth of 82 is 8 units; the two with the lowest score and the eight before them: only the two are surely last.
    assert low == ["市直单位81", "市直单位82"]
    assert all(outcome.sheets[unit].values["eligible"] == "0" for unit in low)


def test_seventy_six_branches_are_five_star_and_49_are_nominated_first() -> None:
    facts = {
        f"党支部{n:03d}": branch(f"党支部{n:03d}", 100 if n < 49 else 96 if n < 76 else 70 - n % 50) for n in range(120)
    }
    opening = dict.fromkeys(facts, "middle")

    sheets = judged(Branch.graph, ["2023"], facts, nobody("organ"), opening).sheets

    assert Counter(sheet.grade for sheet in sheets.values())["five"] == 76
    assert sum(sheet.values["nominated"] == "1" for sheet in sheets.values()) == 49
    assert Counter(sheet.values["movement"] for sheet in sheets.values())["up"] == 76
    assert sum(sheet.values["showcase"] == "1" for sheet in sheets.values()) == 76


def sixty_three() -> dict[str, Sequence[Fact]]:
    """63 organizations led directly, each with a leader and visited, 305 problems among 61 of them."""
    facts: dict[str, Sequence[Fact]] = {}
    for number in range(63):
        code = f"机关党委{number + 1:02d}"
        found = {"problems": "5", "told": "5"} if number < 61 else {}
        facts[code] = got(code, "2021", "ledger", assigned="1", sat_in="1", inspected="1", **found)
    return facts


def coverage(facts: Mapping[str, Sequence[Fact]]) -> Mapping[str, str | None]:
    """What the work committee's sheet says over these organizations."""
    below = judged(Committee.graph, ["2021"], facts)
    led = {f"成员{n}": got(f"成员{n}", "2021", "ledger", contacts="12") for n in range(5)}
    leaders = judged(Leader.graph, ["2021"], led)
    links = {
        "committee": Linked(below, dict.fromkeys(facts, "工委")),
        "leader": Linked(leaders, dict.fromkeys(led, "工委")),
        **nobody("temporary"),
    }
    return judged(WorkCommittee.graph, ["2021"], {"工委": []}, links).sheets["工委"].values


def test_five_leaders_cover_all_63_organizations_and_305_problems_are_fed_back_face_to_face() -> None:
    sheet = coverage(sixty_three())

    assert (sheet["organizations"], sheet["contacted"], sheet["leaders"]) == ("63", "63", "5")
    assert (sheet["contact_coverage"], sheet["contact_complete"], sheet["leaders_complete"]) == ("100", "1", "1")
    assert (sheet["inspection_coverage"], sheet["problems"], sheet["told"]) == ("100", "305", "1")


def test_one_organization_nobody_visited_breaks_full_coverage() -> None:
    facts = {**sixty_three(), "机关党委63": got("机关党委63", "2021", "ledger", assigned="1")}

    sheet = coverage(facts)

    assert (sheet["contact_coverage"], sheet["contact_complete"]) == ("98.41", "0")


def test_a_task_force_without_an_organization_shows_in_the_coverage() -> None:
    temporary = judged(
        Temporary.graph,
        ["2023"],
        {"专班1": [*got("专班1", "2023", late="0"), *got("专班1", "2023", "ledger", activities="4")]},
    )
    links = {"temporary": Linked(temporary, {"专班1": "工委"}), **nobody("committee", "leader")}
    facts = {"工委": got("工委", "2023", "ledger", task_forces="2")}

    sheet = judged(WorkCommittee.graph, ["2023"], facts, links).sheets["工委"].values

    assert (sheet["organization_coverage"], sheet["work_coverage"], sheet["without"]) == ("50", "50", "1")


def test_a_department_is_excluded_by_its_rank_in_either_and_an_exception_leaves_that_visible() -> None:
    facts: dict[str, Sequence[Fact]] = {
        f"单位{n}": [*even(f"单位{n}", 100), *business(f"单位{n}", f"{90 - n}", "90", ["good", "better"])]
        for n in range(7)
    }
    facts["单位5"] = [*facts["单位5"], let_off("单位5", "2023")]

    sheets = judged(Organ.graph, ["2023-Q1", "2023"], facts, nobody("section")).sheets

    assert {unit for unit, sheet in sheets.items() if sheet.values["excluded"] == "1"} == {"单位4", "单位5", "单位6"}
    assert [sheets[unit].values["eligible"] for unit in ("单位3", "单位4", "单位5")] == ["1", "0", "1"]
    assert [sheets[unit].grade for unit in ("单位4", "单位5")] == ["four", "five"]
    assert sheets["单位4"].values["computed_star"] == "five"


def test_lights_turn_and_cost_points_and_three_reds_are_listed() -> None:
    months = ["2023-01", "2023-02", "2023-03"]
    facts = [fact for code in months for fact in got("科室A", code, planned="60", actual="20")]
    facts.append(task("科室A", "own", "2023-03", "100", "90"))

    sheet = judged(Section.graph, months, {"科室A": facts}, nobody("member")).sheets["科室A"]

    assert (sheet.grade, sheet.values["measure"], sheet.totals) == ("red", "listed", {"section": "88"})


def test_an_exception_without_a_second_signature_or_a_reason_is_refused() -> None:
    for missing in ({"signed": ()}, {"reason": None}):
        given = {"signed": ("第二签字人",), "reason": "承担急难任务", **missing}
        fact = Fact("e", "decision", "A", "exception", "2023", **given)  # type: ignore[arg-type]
        with pytest.raises(ValueError, match=r"签署|理由"):
            Organ.graph.check(fact)


def test_each_half_month_has_its_light() -> None:
    found = got("科室A", "2023-06a", planned="50", actual="30") + got("科室A", "2023-06b", planned="60", actual="60")

    first = judged(Section.graph, ["2023-06a"], {"科室A": found}, nobody("member")).sheets["科室A"]
    second = judged(Section.graph, ["2023-06a", "2023-06b"], {"科室A": found}, nobody("member")).sheets["科室A"]

    assert (first.grade, first.totals) == ("yellow", {"behind": "20"})
    assert (second.grade, second.totals) == ("green", {"behind": "0"})
