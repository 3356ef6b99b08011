"""Reports: what was lost where, who is cleared, who was chosen twice, how raters mark, who moved between tiers."""

from collections.abc import Sequence

import pytest
from biaochi.scoring.v1 import service_pb2 as wire
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.identity.development import DEVELOPER
from biaochi_scoring.api.reports import Reports
from biaochi_scoring.use_cases.reports import Reporting

from tests.callers import caller
from tests.scoring.reported import GRAPH
from tests.scoring.scorer import Scorer
from tests.scoring.town import TOWN, Town

Q1 = wire.ListOfStandings(cycle="2020", index="branch", period="2020-Q1")
Q2 = wire.ListOfStandings(cycle="2020", index="branch", period="2020-Q2")


@pytest.fixture
async def lived(scorer: Scorer) -> Scorer:
    """Three branches and what happened to them in two quarters."""
    town = Town(GRAPH)
    town.install()
    town.establish("B1", "B2", "B3")
    town.open_cycle(2020)
    for code, meetings in (("B1", 50), ("B2", 40), ("B3", 5)):
        town.check(f"meetings {code}", code, "2020-Q1", meetings)
        town.check(f"again {code}", code, "2020-Q2", 50)
    town.deduct("dues B2", "B2", "2020-02", 3)
    listed = {"indicator": "listed", "share": "COMMON", "points": "10"}
    for task in ("T1", "T2"):
        town.fact("task", task, "B1", "2020-Q1", task=task, **listed)
    town.fact("done", "D1", "B1", "2020-Q1", task="T1", amount="10", **listed)
    for rater, marks in (("R1", "90 90 90"), ("R2", "60 70 80"), ("R3", "100 100 70")):
        for code, amount in zip(("B1", "B2", "B3"), marks.split(), strict=True):
            town.fact("rating", f"{rater} {code}", code, "2020-Q1", indicator="mark", rater=rater, amount=amount)
    for voter, choices in (("R1", "clear clear clear"), ("R2", "adverse clear invalid")):
        for code, choice in zip(("B1", "B2", "B3"), choices.split(), strict=True):
            vote = {"indicator": "opinion", "rater": voter, "panel": "panel", "choice": choice}
            town.fact("ballot", f"{voter} votes {code}", code, "2020-Q1", **vote)
    town.fact("veto", "V1", "B1", "2020-Q2", indicator="criticized")
    await scorer.handle_all(town)
    return scorer


async def report(scorer: Scorer, role: str = DEVELOPER, **about: object) -> wire.Report:
    """The answer to one question of somebody in a role."""
    question = wire.ReportQuestion(**about)  # type: ignore[arg-type]  # one of its kinds
    (found,) = await reports(scorer, [question], role)
    return found


async def reports(scorer: Scorer, questions: Sequence[wire.ReportQuestion], role: str = DEVELOPER) -> list[wire.Report]:
    """The answers to several questions of somebody in a role."""
    answering, call = Reports(Reporting(scorer.answering)), caller(role)
    return await scorer.database.read(lambda connection: answering.answer(connection, TOWN, questions, call))


async def test_a_circular_lists_by_rank_what_everybody_lost_and_on_which_facts(lived: Scorer) -> None:
    found = (await report(lived, circular=wire.CircularQuestion(of=Q1))).circular

    assert (found.title, found.total_title, found.total, found.has_more) == ("样例支部评价", "季度得分", 3, False)
    assert dict(found.grades) == {"adverse": "履职不到位", "clear": "无不良意见"}
    lost = {
        entry.standing.subject: [(one.key, one.value, one.max, one.lost) for one in entry.losses]
        for entry in found.entries
    }
    assert lost == {
        "B1": [("listed", "10", "20", "10")],
        "B2": [("meetings", "40", "50", "10"), ("dues", "27", "30", "3")],
        "B3": [("meetings", "5", "50", "45")],
    }
    dues = found.entries[1].losses[1]
    assert [fact.number for fact in dues.facts] == ["dues B2"]
    assert (list(dues.under), dues.period, dues.rectify_by, dues.provenance) == (
        ["基础"],
        "2020-Q1",
        "2020-06-30",
        "DEFAULT",
    )


async def test_only_the_tasks_that_cost_points_stand_behind_a_loss(lived: Scorer) -> None:
    found = (await report(lived, circular=wire.CircularQuestion(of=Q1))).circular
    (lost,) = next(entry.losses for entry in found.entries if entry.standing.subject == "B1")

    assert [fact.number for fact in lost.facts] == ["T2"]


async def test_a_circular_comes_in_pages_and_its_last_quarter_has_no_date(lived: Scorer) -> None:
    first = (await report(lived, circular=wire.CircularQuestion(of=Q1, page=wire.ReportPage(first=2)))).circular
    last = first.entries[-1].standing.subject
    rest = wire.CircularQuestion(of=Q1, page=wire.ReportPage(first=2, after=last))
    second = (await report(lived, circular=rest)).circular
    fourth = wire.ListOfStandings(cycle="2020", index="branch", period="2020-Q4")
    closing = (await report(lived, circular=wire.CircularQuestion(of=fourth))).circular

    assert (len(first.entries), first.has_more, len(second.entries), second.has_more) == (2, True, 1, False)
    assert {loss.rectify_by for entry in closing.entries for loss in entry.losses} == {""}


@pytest.mark.parametrize(
    ("subject", "as_of", "answer"),
    [
        ("B1", "2020-03-30", ("NOT_JUDGED", "", "")),
        ("B1", "2020-03-31", ("CLEARED", "无不良意见", "2020-Q1")),
        ("B3", "2020-06-29", ("ADVERSE", "履职不到位", "2020-Q1")),
        ("B3", "2020-06-30", ("CLEARED", "无不良意见", "2020-Q2")),
        ("B9", "2020-06-30", ("NOT_JUDGED", "", "")),
    ],
    ids=["before any period ended", "on the last day", "adverse", "the newer period counts", "nobody known"],
)
async def test_the_newest_period_that_has_ended_answers(
    lived: Scorer, subject: str, as_of: str, answer: tuple[str, str, str]
) -> None:
    found = (await report(lived, clearance=wire.ClearanceQuestion(subject=subject, as_of=as_of))).clearance

    assert (found.answer, found.opinion, found.period) == answer


@pytest.mark.parametrize(
    ("subjects", "answer", "found"),
    [
        ([], "", {"B1": "ADVERSE", "B2": "CLEARED", "B3": "CLEARED"}),
        (["B9", "B1"], "", {"B1": "ADVERSE", "B9": "NOT_JUDGED"}),
        ([], "ADVERSE", {"B1": "ADVERSE"}),
        (["B2"], "ADVERSE", {}),
    ],
)
async def test_many_opinions_are_found_at_once_as_each_is_alone(
    lived: Scorer, subjects: list[str], answer: str, found: dict[str, str]
) -> None:
    question = wire.ClearancesQuestion(subjects=subjects, as_of="2020-07-01", answer=answer)
    many = (await report(lived, clearances=question)).clearances

    assert {one.subject: one.answer for one in many.clearances} == found
    for one in many.clearances:
        alone = wire.ClearanceQuestion(subject=one.subject, as_of="2020-07-01")
        assert one == (await report(lived, clearance=alone)).clearance


async def test_the_opinions_on_many_come_in_pages(lived: Scorer) -> None:
    question = wire.ClearancesQuestion(as_of="2020-07-01", page=wire.ReportPage(first=1, after="B1"))
    many = (await report(lived, clearances=question)).clearances

    assert ([one.subject for one in many.clearances], many.total, many.has_more) == (["B2"], 3, True)


async def test_an_adverse_opinion_names_its_reasons_and_facts(lived: Scorer) -> None:
    found = (await report(lived, clearance=wire.ClearanceQuestion(subject="B1", as_of="2020-07-01"))).clearance

    assert (found.answer, found.model, found.model_hash) == ("ADVERSE", "branch", GRAPH.hash)
    grounds = {each.key: (each.shown, [fact.number for fact in each.facts]) for each in found.grounds}
    assert grounds["criticized"] == ("是", ["V1"])
    assert grounds["total"][0] == "100"
    assert found.explanation.key == "answer"


async def test_where_no_rule_answers_a_clearance_is_refused(scorer: Scorer, town: Town) -> None:
    await scorer.handle_all(town)

    with pytest.raises(Refused) as refused:
        await report(scorer, clearance=wire.ClearanceQuestion(subject="B1"))

    assert (refused.value.code, refused.value.index) == ("NO_CLEARANCE", 0)


async def test_two_ratings_are_compared_by_who_was_chosen(lived: Scorer) -> None:
    first = wire.Chosen(of=Q1, values=["clear"])
    second = wire.Chosen(of=Q1, node="rung", values=["standardized"])
    found = (await report(lived, concordance=wire.ConcordanceQuestion(first=first, second=second))).concordance

    assert (found.both, found.first_only, found.second_only, found.unknown, found.total) == (2, 0, 0, 0, 2)
    assert [(entry.subject, entry.side) for entry in found.entries] == [("B1", "BOTH"), ("B2", "BOTH")]


async def test_a_node_the_model_does_not_have_is_refused(lived: Scorer) -> None:
    chosen = wire.Chosen(of=Q1, node="nothing", values=["1"])

    with pytest.raises(Refused) as refused:
        await report(lived, concordance=wire.ConcordanceQuestion(first=chosen, second=chosen))

    assert refused.value.code == "UNKNOWN_NODE"


@pytest.mark.parametrize(("node", "value"), [("", "zz"), ("total", "many")])
async def test_a_value_that_a_node_never_has_is_refused(lived: Scorer, node: str, value: str) -> None:
    chosen = wire.Chosen(of=Q1, node=node, values=[value])

    with pytest.raises(Refused, match=value) as refused:
        await report(lived, concordance=wire.ConcordanceQuestion(first=chosen, second=chosen))

    assert (refused.value.code, refused.value.field) == ("UNKNOWN_VALUE", "values")


async def test_raters_are_reported_by_how_they_mark_the_most_severe_first(lived: Scorer) -> None:
    question = wire.RatersQuestion(cycle="2020", indicator="mark", period="2020-Q1", top_share="0.5")
    found = (await report(lived, raters=question)).raters

    # All nine marks: 750 ÷ 9 = 83.33…; the means of the three are 70, 90 and 90.
    assert [(one.rater, one.marks, one.above, one.same, one.too_many_top) for one in found.raters] == [
        ("R2", 3, "-13.33", False, False),
        ("R1", 3, "6.67", True, False),
        ("R3", 3, "6.67", False, True),
    ]
    assert list(found.seen_by) == ["scheme_owner"]


@pytest.mark.parametrize(("role", "raters"), [("scheme_owner", ["R2", "R1", "R3"]), ("auditor", ["", "", ""])])
async def test_raters_have_their_codes_only_for_those_whom_the_model_promised_them(
    lived: Scorer, role: str, raters: list[str]
) -> None:
    question = wire.RatersQuestion(cycle="2020", indicator="mark", period="2020-Q1", top_share="0.5")
    found = (await report(lived, role, raters=question)).raters

    assert [one.rater for one in found.raters] == raters
    assert [one.above for one in found.raters] == ["-13.33", "6.67", "6.67"]


async def test_a_vote_is_a_mark_by_its_step_and_an_invalid_one_is_none(lived: Scorer) -> None:
    found = (await report(lived, raters=wire.RatersQuestion(cycle="2020", indicator="opinion", top_share="0.9"))).raters

    # Five valid votes, four for the higher step: 4 ÷ 5 = 0.8.
    assert [(one.rater, one.marks, one.above, one.same, one.too_many_top) for one in found.raters] == [
        ("R2", 2, "-0.3", False, False),
        ("R1", 3, "0.2", True, True),
    ]


async def test_raters_come_in_pages_by_their_place(lived: Scorer) -> None:
    question = wire.RatersQuestion(cycle="2020", indicator="mark", page=wire.ReportPage(first=1, after="1"))
    found = (await report(lived, raters=question)).raters

    assert [(one.place, one.rater) for one in found.raters] == [(2, "R1")]
    assert (found.total, found.has_more) == (3, True)


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (wire.RatersQuestion(cycle="2020", indicator="meetings"), "NOT_RATED"),
        (wire.RatersQuestion(cycle="2019", indicator="mark"), "UNKNOWN_CYCLE"),
        (wire.RatersQuestion(cycle="2020", indicator="mark", period="2021-Q1"), "UNKNOWN_PERIOD"),
        (wire.RatersQuestion(cycle="2020", indicator="mark", top="many"), "NOT_A_NUMBER"),
        (wire.RatersQuestion(cycle="2020", indicator="mark", page=wire.ReportPage(after="9")), "BAD_REQUEST"),
    ],
)
async def test_a_question_without_an_answer_is_refused(lived: Scorer, question: wire.RatersQuestion, code: str) -> None:
    with pytest.raises(Refused) as refused:
        await report(lived, raters=question)

    assert refused.value.code == code


async def test_who_moved_between_tiers_is_reported_with_the_flows(lived: Scorer) -> None:
    found = (await report(lived, movement=wire.MovementQuestion(before=Q1, after=Q2))).movement

    assert [(move.subject, list(move.changed)) for move in found.moves] == [
        ("B1", ["TOTAL", "GRADE"]),
        ("B3", ["TOTAL", "GRADE", "RUNG", "RANK"]),
    ]
    assert {(flow.aspect, flow.before, flow.after, flow.subjects) for flow in found.flows} == {
        ("GRADE", "clear", "adverse", 1),
        ("GRADE", "adverse", "clear", 1),
        ("RUNG", "ordinary", "standardized", 1),
    }
    assert {(move.subject, move.grade_direction, move.rung_direction) for move in found.moves} == {
        ("B1", "DOWN", ""),
        ("B3", "UP", "UP"),
    }
    assert {flow.direction for flow in found.flows if flow.aspect == "RUNG"} == {"UP"}


@pytest.mark.parametrize("day", ["2020-05-01", "2020-07-01"])
async def test_a_move_shows_its_standings_as_the_lists_of_that_day_do(lived: Scorer, day: str) -> None:
    scorer = lived.on(day)
    found = (await report(scorer, movement=wire.MovementQuestion(before=Q1, after=Q2))).movement

    lists = [(await report(scorer, circular=wire.CircularQuestion(of=of))).circular for of in (Q1, Q2)]
    listed = [entry.standing for one in lists for entry in one.entries]
    shown = [standing for move in found.moves for standing in (move.before, move.after)]
    assert len(shown) >= 4
    assert all(standing in listed for standing in shown)


async def test_a_batch_of_questions_gets_its_answers_in_order(lived: Scorer) -> None:
    questions = [
        wire.ReportQuestion(clearance=wire.ClearanceQuestion(subject="B1")),
        wire.ReportQuestion(circular=wire.CircularQuestion(of=Q1)),
    ]

    found = await reports(lived, questions)

    assert [one.WhichOneof("about") for one in found] == ["clearance", "circular"]


async def test_the_question_that_is_refused_is_named_by_its_place(lived: Scorer) -> None:
    questions = [wire.ReportQuestion(circular=wire.CircularQuestion(of=Q1)), wire.ReportQuestion()]

    with pytest.raises(Refused) as refused:
        await reports(lived, questions)

    assert (refused.value.code, refused.value.index) == ("BAD_REQUEST", 1)


@pytest.mark.parametrize(
    ("aspect", "direction", "moved"),
    [("", "UP", ["B3"]), ("GRADE", "DOWN", ["B1"]), ("RUNG", "", ["B3"]), ("RUNG", "DOWN", [])],
)
async def test_only_those_who_went_one_way_are_reported(
    lived: Scorer, aspect: str, direction: str, moved: list[str]
) -> None:
    question = wire.MovementQuestion(before=Q1, after=Q2, aspect=aspect, direction=direction)
    found = (await report(lived, movement=question)).movement

    assert [move.subject for move in found.moves] == moved


async def test_who_moved_since_the_cycle_began_is_known_by_the_rung_they_entered_it_on(lived: Scorer) -> None:
    found = (await report(lived, movement=wire.MovementQuestion(before=Q1, after=Q1, opening=True))).movement

    assert {(move.subject, move.before.rung, move.before.period, move.after.rung) for move in found.moves} == {
        ("B1", "", "", "standardized"),
        ("B2", "", "", "standardized"),
        ("B3", "", "", "ordinary"),
    }


@pytest.mark.parametrize(("aspect", "direction", "field"), [("TOTAL", "", "aspect"), ("", "SIDEWAYS", "direction")])
async def test_a_way_that_nobody_goes_is_refused(lived: Scorer, aspect: str, direction: str, field: str) -> None:
    question = wire.MovementQuestion(before=Q1, after=Q2, aspect=aspect, direction=direction)

    with pytest.raises(Refused) as refused:
        await report(lived, movement=question)

    assert (refused.value.code, refused.value.field) == ("BAD_REQUEST", field)
