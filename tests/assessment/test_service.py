"""The service as its callers meet it: commands in, events out, lists back."""

from dataclasses import replace
from datetime import date

import pytest
from biaochi.assessment.v1 import events_pb2 as messages
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.scoring.v1.events_pb2 import ModelPublished
from biaochi_assessment.domain.facts import subject_slot
from biaochi_assessment.events.decode import model_of
from biaochi_chassis.rpc.refusals import RefusedByService

from tests.assessment.office import Office, established, published
from tests.assessment.town import BRANCH, BRANCHES, CITY, MODELS, ORGANS, STATES
from tests.callers import deputy


def check(key: str, subject: str = "B01", amount: str = "4.5", period: str = "2020-Q1") -> pb.RecordCheck:
    """A check of the meetings."""
    return pb.RecordCheck(idempotency_key=key, subject=subject, indicator="meetings", period=period, amount=amount)


async def facts(office: Office, **wanted: object) -> pb.ListFactsAnswer:
    """List facts of 2020."""
    answer: pb.ListFactsAnswer = await office.invoke(
        office.client.list_facts,
        pb.ListFactsRequest(city=CITY.slug, cycle="2020", **wanted),  # type: ignore[arg-type]
    )
    return answer


async def test_opening_a_cycle_publishes_its_periods_and_models(office: Office) -> None:
    answer = await office.open_2020()
    event = (await office.events())[0]
    opened = messages.CycleOpened.FromString(event.data)

    assert answer.written[0].code == "2020"
    assert answer.position == f"biaochi.assessment.v1/{event.partition}/1"
    assert (event.type, event.subject) == ("biaochi.assessment.v1.CycleOpened", "2020")
    assert [model.hash for model in opened.models] == ["hash-of-branch", "hash-of-organ"]
    assert len(opened.periods) == 17


async def test_a_cycle_keeps_the_models_it_was_opened_with(office: Office) -> None:
    await office.open_2020()
    await office.receive("scoring", [("branch", published(replace(BRANCH, hash="newer", accepts=())))])

    await office.write("record_checks", check("1"))
    cycles = (await office.invoke(office.client.list_cycles, pb.ListCyclesRequest(city=CITY.slug))).cycles
    assert [model.hash for model in cycles[0].models] == ["hash-of-branch", "hash-of-organ"]


async def test_a_recorded_check_is_published_whole_and_listed(office: Office) -> None:
    await office.open_2020()
    await office.write("record_checks", check("1"))
    event = (await office.events())[1]
    fact = messages.CheckRecorded.FromString(event.data).fact

    assert (event.type, event.subject, event.city) == ("biaochi.assessment.v1.CheckRecorded", "B01", CITY.slug)
    assert (event.caller, event.call.trace_id) == ("developer", office.call.trace_id)
    assert (fact.number, fact.amount, fact.recorded_at) == ("1", "4.5", "2021-01-04T02:30:00.000000Z")
    assert fact.clause == ""
    fact.clause = "第一条"
    assert (await facts(office)).facts[0].fact == fact


async def test_a_batch_with_one_bad_command_is_written_not_at_all(office: Office) -> None:
    await office.open_2020()
    with pytest.raises(RefusedByService) as refused:
        await office.write("record_checks", check("1"), check("2", subject="B99"))

    assert (refused.value.code, refused.value.index, refused.value.field) == ("UNKNOWN_SUBJECT", 1, "subject")
    assert (await facts(office)).total == 0
    assert len(await office.events()) == 1


async def test_a_dry_run_names_every_bad_command_and_writes_nothing(office: Office) -> None:
    await office.open_2020()
    commands = check("1"), check("2", amount="9"), check("3"), check("4", period="2020")
    answer = await office.write("record_checks", *commands, dry_run=True)

    assert [(refusal.index, refusal.code) for refusal in answer.refusals] == [
        (1, "AMOUNT_OUT_OF_RANGE"),
        (2, "ALREADY_EXISTS"),
        (3, "WRONG_CADENCE"),
    ]
    assert (await facts(office)).total == 0


async def test_the_same_command_sent_again_is_written_once(office: Office) -> None:
    await office.open_2020()
    first = await office.write("record_checks", check("1"))
    again = await office.write("record_checks", check("1"), check("2", "B02"))

    assert [written.already for written in again.written] == [True, False]
    assert first.position != again.position
    assert (await facts(office)).total == 2
    with pytest.raises(RefusedByService) as refused:
        await office.write("record_checks", check("1", amount="5"))
    assert refused.value.code == "IDEMPOTENCY_KEY_REUSED"


async def test_an_organization_just_established_may_be_recorded_for(office: Office) -> None:
    await office.open_2020()
    newcomer = replace(STATES[0], code="B77", since=date(2020, 2, 1))
    await office.receive("org", [("B77", established(newcomer))])

    assert await office.write("record_checks", check("1", "B77"))


async def test_a_period_lists_the_facts_of_the_periods_inside_it(office: Office) -> None:
    await office.open_2020()
    entries = [
        pb.RecordLedgerEntry(idempotency_key=period, subject="B01", indicator="dues", period=period, amount="1")
        for period in ("2020-Q1", "2020-03", "2020-04")
    ]
    await office.write("record_ledger_entries", *entries)

    assert [stored.fact.number for stored in (await facts(office, period="2020-Q1")).facts] == ["2020-03", "2020-Q1"]
    assert (await facts(office, period="2020")).total == 3
    with pytest.raises(RefusedByService, match="2020-Q9"):
        await facts(office, period="2020-Q9")


async def test_pages_follow_one_another_without_gap(office: Office) -> None:
    await office.open_2020()
    await office.write("record_checks", *(check(f"n{code}", code) for code in BRANCHES))
    seen, after = [], ""
    while True:
        page = await facts(office, first=3, after=after)
        seen += [stored.fact.number for stored in page.facts]
        assert page.total == len(BRANCHES)
        if not page.has_more:
            break
        after = seen[-1]

    assert seen == [f"n{code}" for code in BRANCHES]


async def test_a_reversed_fact_is_listed_with_its_reversal_and_published_whole(office: Office) -> None:
    await office.open_2020()
    await office.write("record_checks", check("1"))
    await office.write("reverse_facts", pb.ReverseFact(idempotency_key="r", fact="1", reason="录错"))
    await office.write("record_checks", check("2", amount="5"))
    stored = (await facts(office)).facts
    reversal = messages.FactReversed.FromString((await office.events())[2].data)

    assert [(one.fact.amount, one.reversed_by, one.reversal_reason) for one in stored] == [
        ("4.5", "r", "录错"),
        ("5", "", ""),
    ]
    opening = pb.BatchGetTextsRequest(city=CITY.slug, texts=[pb.SealedText(subject="B01", text=reversal.reason)])
    opened = await office.invoke(office.client.batch_get_texts, opening)
    assert (reversal.fact.number, reversal.fact.amount, list(opened.texts)) == ("1", "4.5", ["录错"])
    found = await office.invoke(
        office.client.batch_get_facts, pb.BatchGetFactsRequest(city=CITY.slug, numbers=["2", "x", "1"])
    )
    assert [one.fact.number for one in found.facts] == ["2", "1"]


async def test_a_task_is_listed_open_until_it_is_completed(office: Office) -> None:
    await office.open_2020()
    tasks = [
        pb.IssueTask(
            idempotency_key=f"i{number}",
            subject="J1",
            indicator="common",
            period="2020-Q1",
            task=f"T{number}",
            title="专题学习",
            share="COMMON",
            points="10",
        )
        for number in (1, 2)
    ]
    await office.write("issue_tasks", *tasks)
    await office.write("complete_tasks", pb.CompleteTask(idempotency_key="c", task="T1", amount="9.5"))
    request = pb.ListTasksRequest(city=CITY.slug, cycle="2020", subject="J1")
    listed = (await office.invoke(office.client.list_tasks, request)).tasks
    request.open_only = True
    still_open = await office.invoke(office.client.list_tasks, request)

    assert [(task.task, task.earned, task.completed_on) for task in listed] == [
        ("T1", "9.5", "2021-01-04"),
        ("T2", "", ""),
    ]
    assert ([task.task for task in still_open.tasks], still_open.total) == (["T2"], 1)
    types = [event.type.rpartition(".")[2] for event in await office.events()]
    assert types == ["CycleOpened", "TaskIssued", "TaskIssued", "TaskCompleted"]
    await office.write("reverse_facts", pb.ReverseFact(idempotency_key="r", fact="c", reason="算错"))
    assert (await office.invoke(office.client.list_tasks, request)).total == 2


async def test_a_cycle_closes_once_every_rating_is_given(office: Office) -> None:
    await office.open_2020()
    close = pb.CloseCycle(idempotency_key="close", code="2020")
    with pytest.raises(RefusedByService, match="还有 40 份互评未交"):
        await office.write("close_cycles", close)
    await give_all_ratings(office)
    await office.write("close_cycles", close)
    last = [event.type.rpartition(".")[2] for event in await office.events()][-2:]
    assert last == ["RatingSubmitted", "AssessmentSignatureAwaited"]
    office.call = deputy("scheme_owner").after(office.call.positions)
    await office.write("close_cycles", pb.CloseCycle(idempotency_key="close too", code="2020"))
    closed = messages.CycleClosed.FromString((await office.events())[-1].data)
    cycle = (await office.invoke(office.client.list_cycles, pb.ListCyclesRequest(city=CITY.slug))).cycles[0]

    assert (closed.facts, closed.reversals, closed.registry_sequence) == (40, 0, len(STATES))
    assert cycle.closed
    assert cycle.facts_hash == closed.facts_hash
    for method, command in (
        ("record_checks", check("late")),
        (
            "reverse_facts",
            pb.ReverseFact(idempotency_key="late", fact=(await facts(office)).facts[0].fact.number, reason="迟"),
        ),
        ("close_cycles", pb.CloseCycle(idempotency_key="again", code="2020")),
    ):
        with pytest.raises(RefusedByService) as refused:
            await office.write(method, command)
        assert refused.value.code == "CYCLE_CLOSED"


async def give_all_ratings(office: Office) -> None:
    """Give what is due, page by page."""
    request = pb.ListRatingsDueRequest(city=CITY.slug, cycle="2020", first=30)
    page = await office.invoke(office.client.list_ratings_due, request)
    last = page.due[-1]
    request.after = f"{last.period}/{last.rater}/{last.subject}"
    rest = await office.invoke(office.client.list_ratings_due, request)
    assert (page.total, page.has_more, len(rest.due), rest.has_more) == (8 * len(ORGANS), True, 10, False)
    ratings = [
        pb.SubmitRating(
            idempotency_key=office.key(),
            rater=due.rater,
            subject=due.subject,
            indicator=due.indicator,
            period=due.period,
            amount="90",
        )
        for due in [*page.due, *rest.due]
    ]
    await office.write("submit_ratings", *ratings)


async def test_honours_rungs_and_vetoes_are_facts_too(office: Office) -> None:
    await office.open_2020()
    honour = pb.GrantHonour(
        idempotency_key="h", organization="J1", period="2020", title="示范点", granted_on="2020-12-01"
    )
    await office.write("grant_honours", honour)
    rung = pb.RecordRung(idempotency_key="u", subject="B01", indicator="rung", period="2020", rung="demo")
    await office.write("record_rungs", rung)
    veto = pb.RecordVeto(idempotency_key="v", subject="B01", indicator="veto", period="2020-05", note="通报")
    await office.write("record_vetoes", veto)
    office.call = deputy("scheme_owner").after(office.call.positions)
    await office.write("record_vetoes", veto)
    honours = await office.invoke(office.client.list_honours, pb.ListHonoursRequest(city=CITY.slug, cycle="2020"))

    assert ([one.fact.title for one in honours.honours], honours.total) == (["示范点"], 1)
    assert [(await facts(office, kind=kind)).total for kind in ("rung", "veto", "check")] == [1, 1, 0]
    types = [event.type.rpartition(".")[2] for event in await office.events()]
    assert types == ["CycleOpened", "HonourGranted", "RungRecorded", "AssessmentSignatureAwaited", "VetoRecorded"]


@pytest.mark.parametrize(
    ("city", "cycle", "code"), [("x", "2020", "UNKNOWN_CITY"), (CITY.slug, "2021", "UNKNOWN_CYCLE")]
)
async def test_what_is_not_there_is_refused_by_name(office: Office, city: str, cycle: str, code: str) -> None:
    with pytest.raises(RefusedByService) as refused:
        await office.invoke(office.client.list_facts, pb.ListFactsRequest(city=city, cycle=cycle))
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"subject": "B0l"}, "UNKNOWN_SUBJECT"),
        ({"indicator": "duess"}, "UNKNOWN_INDICATOR"),
    ],
)
async def test_a_typo_in_a_filter_of_facts_is_refused(office: Office, wanted: dict[str, str], code: str) -> None:
    await office.open_2020()
    for of in (wanted, {**wanted, "period": "2020-Q1"}):
        with pytest.raises(RefusedByService, match=next(iter(wanted.values()))) as refused:
            await facts(office, **of)
        assert (refused.value.code, refused.value.field) == (code, next(iter(wanted)))
    assert (await facts(office, subject="B01", indicator="dues")).total == 0


async def test_a_typo_in_a_filter_of_tasks_work_and_ratings_is_refused(office: Office) -> None:
    await office.open_2020()
    of_nobody = pb.ListTasksRequest(city=CITY.slug, cycle="2020", subject="B0l")
    with pytest.raises(RefusedByService) as task:
        await office.invoke(office.client.list_tasks, of_nobody)
    nothing = pb.ListTasksRequest(city=CITY.slug, cycle="2020", indicator="duess")
    with pytest.raises(RefusedByService) as of_nothing:
        await office.invoke(office.client.list_tasks, nothing)
    work = pb.ListWorkItemsRequest(city=CITY.slug, organization="B0l")
    with pytest.raises(RefusedByService) as item:
        await office.invoke(office.client.list_work_items, work)
    request = pb.ListRatingsDueRequest(city=CITY.slug, cycle="2020", rater="B0l")
    with pytest.raises(RefusedByService) as rating:
        await office.invoke(office.client.list_ratings_due, request)
    refused = [(one.value.code, one.value.field) for one in (task, of_nothing, item, rating)]
    assert refused == [
        ("UNKNOWN_SUBJECT", "subject"),
        ("UNKNOWN_INDICATOR", "indicator"),
        ("UNKNOWN_SUBJECT", "organization"),
        ("UNKNOWN_ORGANIZATION", "rater"),
    ]


async def test_a_page_is_at_most_a_thousand(office: Office) -> None:
    with pytest.raises(RefusedByService) as refused:
        await facts(office, first=1001)
    assert refused.value.code == "REQUEST_TOO_LARGE"


async def test_an_event_that_cannot_be_read_does_not_stop_the_others(office: Office) -> None:
    await office.open_2020()
    unreadable = established(replace(STATES[0], code="B88"))
    unreadable.after[0].since = "早年"
    await office.receive("org", [("B88", unreadable), ("B77", established(replace(STATES[0], code="B77")))])

    assert await office.write("record_checks", check("1", "B77"))
    with pytest.raises(RefusedByService, match="B88"):
        await office.write("record_checks", check("2", "B88"))


async def test_what_commands_are_decided_on_can_be_loaded(office: Office) -> None:
    await office.open_2020()
    await office.write("record_checks", check("1", amount="04.50"))
    slot = subject_slot("check", "meetings", "2020-Q1", "B01")

    rules = await office.invoke(office.client.get_rules, pb.GetRulesRequest(city=CITY.slug))
    request = pb.LoadDecisionContextRequest(
        city=CITY.slug, codes=["B01", "B99"], kinds=["ORGAN_COMMITTEE"], slots=[slot], idempotency_keys=["1", "2"]
    )
    loaded = await office.invoke(office.client.load_decision_context, request)

    models = [model_of(ModelPublished.FromString(data), place) for place, data in enumerate(rules.models, start=2)]
    assert models == list(MODELS)
    assert (list(rules.calendar), [cycle.code for cycle in rules.cycles]) == (list(CITY.calendar), ["2020"])
    assert sorted(state.code for state in loaded.states) == ["B01", *ORGANS]
    assert [(one.slot, one.number) for one in loaded.standing] == [(slot, "1")]
    assert [one.idempotency_key for one in loaded.processed] == ["1"]


async def test_more_than_5000_of_a_kind_are_not_loaded_at_once(office: Office) -> None:
    request = pb.LoadDecisionContextRequest(city=CITY.slug, slots=[str(number) for number in range(5001)])

    with pytest.raises(RefusedByService, match="最多装载 5000 个"):
        await office.invoke(office.client.load_decision_context, request)


async def test_an_amount_spelled_differently_is_the_same_command(office: Office) -> None:
    await office.open_2020()
    await office.write("record_checks", check("1", amount="4.5"))

    again = await office.write("record_checks", check("1", amount="04.50"))

    assert [one.already for one in again.written] == [True]
