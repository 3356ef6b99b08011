"""What the service judges work by, a rehearsal judges it by: earlier years' items, final lists, what followed."""

import random
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.org.v1.service_pb2 import ListGrantsAnswer, ListOwnGrantsRequest
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_assessment.domain.refusals import InputIsDerived
from biaochi_assessment.domain.work.commands import AdvanceWorkItem, FieldValue, OpenWorkItem, WithdrawWorkItem
from biaochi_chassis.event.messages import message_of
from biaochi_chassis.foundation.refusal import Refused
from biaochi_cli.importing.loading import Loading
from biaochi_cli.rehearsing.commands import command_of
from biaochi_cli.rehearsing.resting import brought, rests_on
from biaochi_sdk import Field, Gate, Kind, Of, Quota, Step, default, follows
from google.protobuf.json_format import ParseDict

from tests.assessment.office import Office, city_published, open_office, published
from tests.assessment.results.test_consequences import PRAISE, TALK
from tests.assessment.results.test_results import RESULTS, Calendar, Committee, signing
from tests.assessment.town import BRANCH, CITY
from tests.callers import caller, deputy
from tests.servers.databases import in_files

Work = OpenWorkItem | AdvanceWorkItem | WithdrawWorkItem
MISPLACED = 0.1
BRANCHES = ("B01", "B02", "B03", "B04", "B05", "J1")
SELECT = Step(key="select", title="评选", to="selected", origins=("nominated",))
BACK = Step(key="return", title="退回", to="nominated", origins=("selected",))
WARNING = Kind(
    key="warning",
    title=default("提醒"),
    noun="document",
    subjects=("BRANCH",),
    opening=Step(key="warn", title="提醒", to="warned", fields=(Field("whom", "对象", "organization"),)),
    steps=(Step(key="settle", title="了结", to="settled", origins=("warned",), closes=True),),
)
LISTED = Kind(
    key="listed",
    title=default("上年名单评选"),
    noun="honour",
    subjects=("BRANCH",),
    opening=Step(key="nominate", title="推荐", to="nominated"),
    steps=(SELECT, BACK),
    quotas=(
        Quota(
            key="of_list",
            title=default("先进支部"),
            states=("selected",),
            percent=25,
            among=("BRANCH",),
            rounds="down",
            of_list="branch",
        ),
    ),
    gates=(Gate(key="talked", title=default("约谈未办结"), at="select", own="organization", consequences=("talk",)),),
)
SHARED = Kind(
    key="shared",
    title=default("在册评选"),
    noun="honour",
    subjects=("BRANCH",),
    opening=Step(key="nominate", title="推荐", to="nominated"),
    steps=(SELECT, BACK),
    quotas=(
        Quota(key="of_all", title=default("在册"), states=("selected",), percent=10, among=("BRANCH",), rounds="down"),
    ),
    gates=(
        Gate(
            key="warned",
            title=default("提醒未了结"),
            work="warning",
            states=("warned",),
            theirs="whom",
            own="organization",
            at="nominate",
        ),
    ),
)
REQUIRED = Kind(
    key="required",
    title=default("上年优秀评选"),
    noun="honour",
    subjects=("BRANCH",),
    opening=Step(key="nominate", title="推荐", to="nominated", closes=True),
    gates=(
        Gate(
            key="praised",
            title=default("上年度优秀"),
            consequences=("praise",),
            required=True,
            own="organization",
            at="nominate",
        ),
    ),
)
CRITICISM = Kind(
    key="criticism",
    title=default("通报"),
    noun="document",
    subjects=("BRANCH",),
    opening=Step(key="draft", title="拟稿", to="drafted"),
    steps=(
        Step(key="issue", title="印发", to="issued", origins=("drafted",)),
        Step(key="mend", title="更正", to="issued", origins=("issued",), replaces=("issue", "mend")),
    ),
    follows=(follows("veto", at="issue"), follows("veto", at="mend"), follows("dues", at="draft", amount=1)),
)
SESSION = Kind(
    key="session",
    title=default("评议会"),
    noun="round",
    subjects=("BRANCH",),
    opening=Step(key="open", title="召开", to="open"),
)
MARK = Field("mark", "分数", "number")
BALLOT = Kind(
    key="ballot",
    title=default("实名票"),
    noun="entry",
    subjects=("BRANCH",),
    parent="session",
    unique=("rater",),
    opening=Step(
        key="cast",
        title="评议",
        to="cast",
        fields=(Field("rater", "评议人", "organization", seen_by=("scheme_owner",)), MARK),
    ),
    steps=(Step(key="revise", title="改票", to="cast", origins=("cast",), fields=(MARK,)),),
    follows=(follows("dues", at="revise", subject="rater", amount=Of("mark")),),
)
KINDS = (WARNING, LISTED, SHARED, REQUIRED)
DUE = (scoring.ConsequenceDue(subject="B01", rule=PRAISE), scoring.ConsequenceDue(subject="B02", rule=TALK))


@asynccontextmanager
async def year_after(home: Path) -> AsyncIterator[Office]:
    """The small city in 2021: of 2020's work some is left, its results are final, and something follows from them."""
    calendar = Calendar()
    async with open_office(home, in_files(home), calendar, [published(BRANCH)]) as office:
        city, committee = city_published(), Committee(office, calendar)
        city.work.extend(ParseDict(kind.data(), scoring.WorkKind()) for kind in (*KINDS, CRITICISM, SESSION, BALLOT))
        await office.receive("scoring", [(CITY.slug, city)])
        await office.open_2020()
        for number, (kind, organization) in enumerate([("warning", "B03"), ("warning", "B04"), ("shared", "B05")]):
            left = opening(f"L{number}", kind, organization, "2020-11-30", whom=organization)
            await office.write("open_work_items", message_of(pb.OpenWorkItem, left, fields=fields_of(left)))
        await committee.by_two("scheme_owner", "close_cycles", pb.CloseCycle(idempotency_key="close", code="2020"))
        facts_hash = (await committee.life()).facts_hash
        sizes = [scoring.ListSize(model="branch", subjects=4)]
        frozen = scoring.ResultsFrozen(
            cycle="2020", results_hash=RESULTS, facts_hash=facts_hash, version=1, lists=sizes, consequences=DUE
        )
        await office.receive("scoring", [("2020", frozen)])
        await committee.under_notice()
        calendar.on("2021-01-12")
        await committee.say("work_committee", "sign_results", signing("s-1"))
        await committee.say("scheme_owner", "sign_results", signing("s-2"))
        await committee.say("developer", "open_cycles", pb.OpenCycle(idempotency_key="open-2021", code="2021"))
        yield office


def opening(code: str, kind: str, organization: str, on: str, **filled: str) -> OpenWorkItem:
    """An item that is opened; only a warning has something filled in."""
    given = tuple(FieldValue(key, (value,)) for key, value in filled.items() if kind == "warning")
    return OpenWorkItem(
        idempotency_key=f"open-{code}", kind=kind, code=code, organization=organization, on=on, fields=given
    )


def fields_of(command: Work) -> list[events.FieldValue]:
    """What is filled in, as it is sent."""
    return [message_of(events.FieldValue, one) for one in getattr(command, "fields", ())]


def selecting(number: int) -> AdvanceWorkItem:
    return AdvanceWorkItem(idempotency_key=f"take-{number}", item=f"A{number}", step="select", on="2021-01-14")


def circulars(chance: random.Random) -> Iterator[Work]:
    """Circulars about two branches: drafted, issued, mended, withdrawn, not always in an order that is possible."""
    for number in range(12):
        code, on = f"C{number}", f"2021-02-{number + 1:02}"
        yield opening(code, "criticism", chance.choice(BRANCHES[:2]), on)
        for place, step in enumerate(["issue", *chance.choices(["issue", "mend", "mend", "withdraw"], k=2)]):
            key = f"{code}/{place}"
            if step == "withdraw":
                yield WithdrawWorkItem(idempotency_key=key, item=code, on=on, reason="误发")
            else:
                yield AdvanceWorkItem(idempotency_key=key, item=code, step=step, on=on)


def drawn(chance: random.Random, place: int, kinds: Sequence[Kind] = KINDS) -> Work:
    """Something that somebody may want to do in 2021, possible or not."""
    key, on = f"key-{place}", f"2021-01-{chance.randint(13, 28)}"
    item = chance.choice(["L0", "L1", "L2", *(f"N{number}" for number in range(max(place, 1)))])
    organization, kind = chance.choice(BRANCHES), chance.choice(kinds).key
    match chance.randint(0, 9):
        case 0 | 1 | 2 | 3 | 4:
            return opening(f"N{place}", kind, organization, on, whom=chance.choice(BRANCHES))
        case 5:
            return WithdrawWorkItem(idempotency_key=key, item=item, on=on, reason="误报")
        case _:
            steps = [step.key for kind in kinds for step in kind.steps]
            step = chance.choice([*steps, "select"])
            return AdvanceWorkItem(idempotency_key=key, item=item, step=step, on=on)


class NoRegistry:
    """The registry of a city in which nobody was granted anything."""

    async def list_own_grants(self, _request: ListOwnGrantsRequest, headers: Mapping[str, str]) -> ListGrantsAnswer:  # noqa: ARG002
        return ListGrantsAnswer()


async def rehearsed(office: Office, commands: Sequence[Work]) -> list[str]:
    """What a rehearsal says of each of these: what a run would do, or the sentence it is refused with."""
    loading = Loading(CITY.slug, NoRegistry(), office.client, office.call)  # type: ignore[arg-type]  # nothing else
    rehearsal = await loading.rehearsal(commands)
    said = []
    for command in commands:
        try:
            said.append(rehearsal.judge(command).value)
        except Refused as refused:
            said.append(refused.sentence)
    return said


async def done(office: Office, commands: Sequence[Work]) -> list[str]:
    """What the service says when each is sent."""
    said = []
    for command in commands:
        name = type(command).__name__
        method = {"OpenWorkItem": "open", "AdvanceWorkItem": "advance", "WithdrawWorkItem": "withdraw"}[name]
        more = {} if isinstance(command, WithdrawWorkItem) else {"fields": fields_of(command)}
        try:
            answer = await office.write(f"{method}_work_items", message_of(getattr(pb, name), command, **more))
            said.append("signed" if answer.written[0].awaits_signature else "written")
        except Refused as refused:
            said.append(refused.sentence)
    return said


@pytest.mark.parametrize("seed", range(4))
async def test_what_a_rehearsal_says_of_work_is_what_the_service_says(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    commands = [drawn(chance, place) for place in range(60)]
    async with year_after(tmp_path) as office:
        tried = await rehearsed(office, commands[:30])
        first = await done(office, commands[:30])
        tried_again = await rehearsed(office, commands[30:])
        second = await done(office, commands[30:])

    assert (tried, tried_again) == (first, second)


async def imported(office: Office, commands: Sequence[Work]) -> list[str]:
    """What a rehearsal says of rows; the service does just that, and would refuse what is held back for no name."""
    tried, waiting = await rehearsed(office, commands), set[str]()
    for command, said in zip(commands, tried, strict=True):
        if said in ("written", "signed"):
            assert await done(office, [command]) == [said]
        if said == "held" and not rests_on(command) & waiting:
            assert {"written", "signed"}.isdisjoint(await done(office, [command]))
        if said in ("signed", "held"):
            waiting |= brought(command)
    return tried


@pytest.mark.parametrize("seed", range(4))
async def test_what_waits_for_another_person_and_what_rests_on_it_is_said_before(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    commands = [*circulars(chance), *(drawn(chance, place, (SHARED, LISTED)) for place in range(20))]
    commands.sort(key=lambda _: chance.random() if chance.random() < MISPLACED else 1)
    said: list[str] = []
    async with year_after(tmp_path) as office:
        for who in (caller(), deputy(), caller(), deputy()):
            office.call = who.after(office.call.positions)
            said += await imported(office, commands)

    assert {"written", "signed", "held", "already"} <= {*said}


async def test_what_somebody_has_no_role_for_is_said_before(tmp_path: Path) -> None:
    async with year_after(tmp_path) as office:
        office.call = caller("work_committee").after(office.call.positions)
        loading = Loading(CITY.slug, NoRegistry(), office.client, office.call)  # type: ignore[arg-type]  # nothing else
        rehearsal = await loading.rehearsal([])
        veto = {"idempotency_key": "v", "subject": "B01", "indicator": "veto", "period": "2021"}
        with pytest.raises(Refused) as refused:
            rehearsal.judge(
                command_of("RegisterPerson", {"idempotency_key": "p", "code": "P1", "name": "样例党员00001"})
            )

        assert refused.value.code == "FORBIDDEN"
        with pytest.raises(InputIsDerived):
            rehearsal.judge(command_of("RecordVeto", veto))


def ballot(code: str, rater: str) -> OpenWorkItem:
    """A ballot of the session by a branch."""
    filled = FieldValue("rater", (rater,)), FieldValue("mark", ("1",))
    bare = opening(code, "ballot", "B01", "2021-02-02")
    return replace(bare, parent="S1", fields=filled)


async def test_what_is_kept_from_who_imports_is_judged_by_the_service_or_left_to_who_sees_it(tmp_path: Path) -> None:
    session = opening("S1", "session", "B01", "2021-02-01")
    withdrawn = WithdrawWorkItem(idempotency_key="w", item="V2", on="2021-02-03", reason="误投")
    rows: list[Work] = [ballot("V3", "B02"), ballot("V4", "B04"), ballot("V5", "B03"), withdrawn, ballot("V6", "B03")]
    revised: list[Work] = [
        AdvanceWorkItem(
            idempotency_key=code, item=code, step="revise", on="2021-02-04", fields=(FieldValue("mark", ("2",)),)
        )
        for code in ("V1", "V7")
    ]
    async with year_after(tmp_path) as office:
        assert await done(office, [session, ballot("V1", "B02"), ballot("V2", "B03")]) == ["written"] * 3
        office.call = caller("work_committee").after(office.call.positions)
        tried = await rehearsed(office, rows)
        revising = await rehearsed(office, [ballot("V7", "B05"), *revised])
        did = await done(office, rows)

    assert tried == did
    assert ["评议人相同的（V1）" in tried[0], "评议人相同的（V2）" in tried[2]] == [True, True]
    assert "V1 的评议人不给您看" in revising[1]
    assert (revising[0], revising[2]) == ("written", "written")


async def test_what_bars_is_known_from_final_results_and_from_earlier_years(tmp_path: Path) -> None:
    refused = {
        "上年优秀": opening("A1", "required", "B02", "2021-01-13"),
        "提醒未了结": opening("A2", "shared", "B03", "2021-01-13"),
    }
    ready = [opening(f"A{number}", "listed", f"B0{number}", "2021-01-13") for number in (1, 2, 3)]
    selected = [selecting(number) for number in (2, 1, 3)]
    async with year_after(tmp_path) as office:
        said = await rehearsed(office, [*refused.values(), *ready, *selected])

    assert ["未达到所需的等次" in said[0], "L0" in said[1], *said[2:5]] == [True, True, *["written"] * 3]
    assert "2020/talk/B02）尚未办结" in said[5]
    assert said[6] == "written"
    assert "名额为 1 个，即 2020 年定案名单上的 4 个的 25%" in said[7]
