"""Figures of trust: what was objected and how fast decided, what had a reason, how far raters agree, what was borne."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi_assessment.domain.facts import BALLOT, CHECK, DECISION, RATING, Fact
from biaochi_assessment.domain.models import Choice
from biaochi_assessment.domain.results.agreement import agreements
from biaochi_assessment.domain.results.life import Objection
from biaochi_assessment.domain.results.trust import ObjectionFigures, objection_figures, reasoned, trust_figures
from biaochi_assessment.domain.work.burden import borne_in_year, subjects_of
from biaochi_assessment.domain.work.items import WorkItem
from biaochi_assessment.domain.work_kinds import Burden, Kind, Step
from biaochi_chassis.foundation.refusal import Refused

from tests.assessment.results.test_results import Committee, objecting, refusing, sitting, upholding
from tests.assessment.town import CITY, NOW, accept
from tests.callers import caller
from tests.servers.databases import Databases


def objection(code: str, raised: str, decided: str = "", outcome: str = "") -> Objection:
    at = datetime.fromisoformat(decided) if decided else None
    about = {"cycle": "2020", "subject": "B01", "model": "branch", "node": "dues", "period": "2020-Q4"}
    raising = {"words": "不对", "evidence": "", "against": 1, "raised_by": "member"}
    return Objection(code, **about, **raising, raised_at=datetime.fromisoformat(raised), outcome=outcome, decided_at=at)  # type: ignore[arg-type]


def fact(number: str, kind: str, **more: object) -> Fact:
    bare = Fact(number, kind, "J1", "mutual", "2020", "2020-Q1", "work_committee", NOW)
    return replace(bare, **more)  # type: ignore[arg-type]


def mark(rater: str, amount: str, subject: str = "J1") -> Fact:
    return fact(f"{rater}-{subject}", RATING, rater=rater, subject=subject, amount=Decimal(amount))


def test_days_to_decide_are_days_in_china_and_their_median_may_be_a_half() -> None:
    """What was raised late in the evening in UTC was raised the next day."""
    one = objection("o-1", "2021-01-04T20:00:00+00:00", "2021-01-05T02:00:00+00:00", "upheld")
    other = objection("o-2", "2021-01-05T02:00:00+00:00", "2021-01-08T02:00:00+00:00", "refused")
    waiting = objection("o-3", "2021-01-05T02:00:00+00:00")

    assert objection_figures([one, other, waiting]) == ObjectionFigures(3, 1, 1, 1, Decimal("1.5"))
    assert objection_figures([waiting]).median_days is None


def test_what_an_upheld_objection_recorded_is_no_exception_and_a_comment_is_no_reason() -> None:
    exception = fact("d-1", DECISION, reason="因抗洪")
    corrected = fact("d-2", DECISION, reason="查明")
    comment = fact("r-1", RATING, reason="扎实", rater="J2", amount=Decimal(80))
    upheld = replace(objection("o-1", "2021-01-04T02:00:00+00:00"), facts=("d-2",))
    found = trust_figures([upheld], [corrected, comment, exception], {"mutual": accept("mutual", "rating")}, [])

    assert [(one.indicator, one.reasons) for one in found.reasoned] == [("mutual", ("因抗洪",))]
    assert reasoned([fact("c-1", CHECK)], {}) == []


def test_two_raters_agree_who_are_at_most_a_step_apart_on_the_same_subject() -> None:
    accepts = {"mutual": accept("mutual", "rating", step=Decimal("0.5"))}
    marks = [mark("J2", "80"), mark("J3", "80.5"), mark("J4", "81"), mark("J5", "80"), mark("J2", "60", "J3")]
    (found,) = agreements(marks, accepts)

    assert (found.pairs, found.agreeing, found.step) == (6, 4, Decimal("0.5"))


def test_marks_without_a_step_agree_when_they_are_equal() -> None:
    (found,) = agreements([mark("J2", "80"), mark("J3", "80.0"), mark("J4", "81")], {"mutual": accept("mutual", "x")})

    assert (found.pairs, found.agreeing, found.step) == (3, 1, Decimal(0))


def test_votes_are_a_step_of_the_scale_apart_and_the_latest_of_a_voter_counts() -> None:
    scale = (Choice("good", "好"), Choice("fair", "较好"), Choice("poor", "差"), Choice("invalid", "无效"))
    first = fact("v-1", BALLOT, rater="J2", choice="poor")
    again = fact("v-2", BALLOT, rater="J2", choice="good", recorded_at=datetime(2021, 1, 5, tzinfo=UTC))
    others = [fact("v-3", BALLOT, rater="J3", choice="fair"), fact("v-4", BALLOT, rater="J4", choice="invalid")]
    (found,) = agreements([again, first, *others], {"mutual": accept("mutual", "ballot", choices=scale)})

    assert (found.pairs, found.agreeing, found.step) == (1, 1, None)


def item(code: str, day: str, **more: object) -> WorkItem:
    bare = WorkItem(code, "check", "CHECK", day[:4], "J1", "", "", "", "open", date.fromisoformat(day), "", NOW)
    return replace(bare, **more)  # type: ignore[arg-type]


def test_a_burden_is_summed_over_the_year_and_the_one_before_without_what_was_withdrawn() -> None:
    opening = Step("open", "登记", (), "open")
    named = ("check", "检查", "CHECK", "DEFAULT", "", ("ORGAN_COMMITTEE",))
    kind = Kind(*named, opening, burdens=(Burden("n", "检查"),))
    items = [item("1", "2020-01-02"), item("2", "2020-12-31"), item("3", "2019-05-01"), item("4", "2018-05-01")]
    withdrawn = item("5", "2020-03-01", state="withdrawn")
    (found,) = borne_in_year({"check": kind}, [*items, withdrawn], 2020, {("n", 2020): 5, ("n", 2019): 4})

    assert (found.total, found.total_before) == (Decimal(2), Decimal(1))
    assert (found.units, found.units_before) == (5, 4)
    assert (subjects_of([kind], "n"), subjects_of([kind], "other")) == (("ORGAN_COMMITTEE",), ())


async def figures(committee: Committee, cycle: str = "2020") -> pb.GetTrustFiguresAnswer:
    request = pb.GetTrustFiguresRequest(city=CITY.slug, cycle=cycle)
    return await committee.office.invoke(committee.office.client.get_trust_figures, request)


async def test_the_figures_follow_the_objections_of_a_cycle(tmp_path: Path, databases: Databases) -> None:
    async with sitting(tmp_path, databases) as committee:
        await committee.under_notice()
        await committee.say("member", "raise_objections", objecting(), objecting("o-2", "B02"))
        await committee.say("member", "raise_objections", objecting("o-3", "B03"))
        committee.calendar.on("2021-01-06")
        await committee.by_two("scheme_owner", "decide_objections", upholding())
        await committee.freeze(2, "b" * 64)
        await committee.say("scheme_owner", "decide_objections", refusing("refuse", "o-2"))
        found = await figures(committee)

        assert (found.raised, found.upheld, found.refused, found.open) == (3, 1, 1, 1)
        assert (found.median_days, list(found.reasoned)) == ("2", [])
        with pytest.raises(Refused) as unknown:
            await figures(committee, "2019")
        assert unknown.value.code == "UNKNOWN_CYCLE"


async def test_reasons_go_to_those_who_read_all_facts_and_their_number_to_everybody(
    tmp_path: Path, databases: Databases
) -> None:
    async with sitting(tmp_path, databases, reason="因抗洪") as committee:
        seen = {}
        for who in (caller("supervisor"), caller("viewer"), caller("member", CITY.slug, "B01")):
            committee.office.call = who.after(committee.office.call.positions)
            (one,) = (await figures(committee)).reasoned
            seen[who.caller] = (one.indicator, one.count, list(one.reasons))

        assert seen["supervisor"] == ("meetings", 1, ["因抗洪"])
        assert seen["viewer"] == seen["member"] == ("meetings", 1, [])
