"""Whatever people try with results in whatever order, the state machine lets only what its rules say happen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from biaochi_assessment.domain.city import NoticeRule
from biaochi_assessment.domain.decision import Recorder
from biaochi_assessment.domain.registry import Registry
from biaochi_assessment.domain.results.commands import Correction, DecideObjection, RaiseObjection
from biaochi_assessment.domain.results.life import REFUSED, Frozen, Objection, ResultLife, State
from biaochi_assessment.domain.results.notice import begin_notice, sign
from biaochi_assessment.domain.results.objections import decide_objection, raise_objection
from biaochi_chassis.foundation.refusal import Refused
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.assessment.town import BRANCH, STATES, cycle_2020

RULE = NoticeRule(3, "public", ("work_committee", "scheme_owner"))
MODEL = replace(BRANCH, nodes={"total": {"meetings": "check"}, "dues": {"dues": "ledger"}})
CYCLE = cycle_2020([MODEL])
PEOPLE = st.sampled_from(["work_committee", "scheme_owner", "member"])
SUBJECTS = st.sampled_from(["B01", "B02", "B99"])


class ResultsOfAYear(RuleBasedStateMachine):
    """One cycle's results, and people who try everything."""

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2021, 1, 4, 2, tzinfo=UTC)
        self.life = ResultLife("2020", "facts-1", Frozen(1, "results-1", "facts-1"))
        self.final: ResultLife | None = None

    @rule(days=st.integers(1, 3))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(who=PEOPLE)
    def a_notice_begins(self, who: str) -> None:
        def begin() -> ResultLife:
            return replace(self.life, notice=begin_notice(self.life, RULE, self._person(who), self._hash()))

        if self._tried(begin):
            assert self._before.notice is None

    @rule(who=PEOPLE, subject=SUBJECTS, node=st.sampled_from(["total", "dues", "other"]))
    def somebody_objects(self, who: str, subject: str, node: str) -> None:
        code = f"o-{len(self.life.objections)}"

        def objected() -> ResultLife:
            command = RaiseObjection(
                idempotency_key=code,
                code=code,
                cycle="2020",
                subject=subject,
                model="branch",
                node=node,
                period="2020-Q4",
                words="不对",
            )
            one = raise_objection(self.life, CYCLE, {"branch": MODEL}, Registry(STATES), command, self._person(who))
            return replace(self.life, objections=(*self.life.objections, one))

        if self._tried(objected):
            notice = self._before.notice
            assert notice
            assert notice.first <= (self.now + timedelta(hours=8)).date() <= notice.last
            assert (subject, node) not in [(one.subject, one.node) for one in self._before.objections]
            assert (subject in ("B01", "B02"), node in MODEL.nodes) == (True, True)

    @rule(who=PEOPLE, upheld=st.booleans(), place=st.integers(0, 3))
    def somebody_decides(self, who: str, upheld: bool, place: int) -> None:
        if place >= len(self.life.objections):
            return
        objection = self.life.objections[place]

        def decided() -> ResultLife:
            corrections = (Correction(indicator="meetings", amount="1"),) if upheld else ()
            command = DecideObjection(
                idempotency_key="d", objection=objection.code, upheld=upheld, reason="查明", corrections=corrections
            )
            one = decide_objection(self.life, RULE, objection, command, self._person(who), (), "")
            others = tuple(one if each is objection else each for each in self.life.objections)
            facts = f"{self.life.facts_hash}+" if upheld else self.life.facts_hash
            return replace(self.life, objections=others, facts_hash=facts)

        if self._tried(decided):
            assert (objection.outcome, who != objection.raised_by) == ("", True)
            assert who in RULE.decided_by

    @rule()
    def scoring_catches_up(self) -> None:
        if self.life.frozen and not self.life.settled:
            version = self.life.frozen.version + 1
            frozen = Frozen(version, f"results-{version}", self.life.facts_hash)
            self.life = replace(self.life, frozen=frozen)

    @rule(who=PEOPLE)
    def somebody_signs(self, who: str) -> None:
        def signed() -> ResultLife:
            """Who has signed already changes nothing: the second signature is another's (the chassis sees to it)."""
            signature = sign(self.life, RULE, self._person(who), self._hash())
            if who in [one.signed_by for one in self.life.signed]:
                return self.life
            life = self.life.with_signature(signature)
            assert life.final == (life.state((self.now + timedelta(hours=8)).date()) is State.FINAL)
            return life

        if self._tried(signed):
            assert not self._before.open_objections

    @invariant()
    def final_results_stand_for_ever_and_for_two(self) -> None:
        if self.final:
            assert self.life == self.final
        elif self.life.state((self.now + timedelta(hours=8)).date()) is State.FINAL:
            self.final = self.life
            assert len({one.signed_by for one in self.life.signed}) == len(self.life.signed) >= 1 + 1
            assert all(one.outcome for one in self.life.objections)

    @invariant()
    def what_was_refused_led_to_no_other_version(self) -> None:
        upheld = [one for one in self.life.objections if one.outcome not in ("", REFUSED)]
        version = self.life.frozen.version if self.life.frozen else 0
        assert version == 1 + len({one.decided_version for one in upheld}) - (not self.life.settled)

    @invariant()
    def words_stay_as_they_were(self) -> None:
        assert all(isinstance(one, Objection) and one.words == "不对" for one in self.life.objections)

    def _tried(self, step: Callable[[], ResultLife]) -> bool:
        """Whether it was allowed; what is refused changes nothing."""
        self._before = self.life
        try:
            self.life = step()
        except Refused:
            assert self.life == self._before
            return False
        return True

    def _person(self, name: str) -> Recorder:
        return Recorder(name, frozenset({name}), self.now)

    def _hash(self) -> str:
        return self.life.frozen.results_hash if self.life.frozen else ""


TestResultsOfAYear = ResultsOfAYear.TestCase
TestResultsOfAYear.settings = settings(derandomize=True, max_examples=60, stateful_step_count=40, deadline=None)
