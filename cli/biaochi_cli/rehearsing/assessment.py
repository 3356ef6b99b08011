"""The assessment service as it would be: cycles, models, tasks and facts that earlier rows would bring."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from biaochi.assessment.v1 import events_pb2
from biaochi.assessment.v1 import service_pb2 as wire
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi.scoring.v1.service_pb2 import Model as PublishedModel
from biaochi_assessment.domain import commands, ratings, recording, tasks
from biaochi_assessment.domain.calendar import Period
from biaochi_assessment.domain.cycles import Cycle, PinnedModel, check_new, open_cycle
from biaochi_assessment.domain.decision import DecisionContext, Known, Recorder
from biaochi_assessment.domain.facts import Fact, completion_slot
from biaochi_assessment.domain.models import City
from biaochi_assessment.domain.registry import Registry, RegistryState
from biaochi_assessment.events.decode import model_of
from biaochi_assessment.use_cases.decision import Names

_DECIDE: Mapping[str, Callable[[DecisionContext, Recorder, Any], Fact]] = {
    "IssueTask": tasks.issue_task,
    "CompleteTask": tasks.complete_task,
    "SubmitRating": ratings.submit_rating,
    "CastBallot": ratings.cast_ballot,
    "GrantHonour": recording.grant_honour,
}


class RehearsedAssessment:
    """Judges commands by the assessment service's own rules, each seeing those before it.

    Whose turn it is to rate (轮评) in a cycle that is not open yet is not known here: no rotation is read.
    """

    def __init__(self, caller: Recorder, models: Iterable[PublishedModel], cycles: Iterable[wire.Cycle]) -> None:
        """`caller`: who imports; `models`: of today; `cycles`: those open, whose models may be older ones."""
        self._recorder = caller
        self._models = [model_of(_publication(model), place) for place, model in enumerate(models)]
        hashes = {model.hash for model in self._models}
        known = [_cycle(cycle) for cycle in cycles]
        self._cycles = {one.code: one for one in known}
        self._judged = [one for one in known if {pinned.hash for pinned in one.models} <= hashes]
        self._context: DecisionContext | None = None

    def judge(self, command: str, fields: Mapping[str, Any], states: Iterable[RegistryState]) -> None:
        """Let a command have happened over a registry of these states. Raises the refusal that it would meet."""
        if command == "OpenCycle":
            self._open(str(fields["code"]))
            return
        if self._context is None:
            self._context = DecisionContext(Known(self._judged, self._models, Registry(states)))
        decide = _DECIDE.get(command, recording.record)
        decide(self._context, self._recorder, command_of(command, fields))

    def _open(self, code: str) -> None:
        check_new(code, self._cycles)
        cadences = {cadence for model in self._models for accept in model.accepts for cadence in accept.cadences}
        cycle = open_cycle(code, City("", "本市", tuple(sorted(cadences))), self._models, self._recorder.at)
        self._cycles[code] = cycle
        self._judged.append(cycle)


def command_of(command: str, fields: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any command of the service
    """The service's command of these fields; what is left out is empty."""
    kind = getattr(commands, command)
    known = kind.__dataclass_fields__
    empty = {name: "" for name, one in known.items() if one.type is str and name not in fields}
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
    return kind(**{**empty, **given})


def slots_of(command: str, fields: Mapping[str, Any]) -> frozenset[str]:
    """The places that only one standing fact can have, of those the command takes."""
    if command == "CompleteTask":
        return frozenset({completion_slot(str(fields["task"]))})
    names = Names()
    names.add(command_of(command, fields))
    return frozenset(names.slots)


def _publication(model: PublishedModel) -> scoring.ModelPublished:
    accepts = [node.accept for node in model.nodes if node.HasField("accept")]
    return scoring.ModelPublished(
        code=model.code,
        hash=model.hash,
        subject_kind=model.subject_kind,
        since=model.since,
        until=model.until,
        accepts=accepts,
    )


def _cycle(cycle: wire.Cycle) -> Cycle:
    closed = datetime.now(UTC) if cycle.closed else None
    pinned = tuple(PinnedModel(one.code, one.hash) for one in cycle.models)
    return Cycle(cycle.code, tuple(_period(one) for one in cycle.periods), pinned, datetime.now(UTC), closed)


def _period(one: events_pb2.Period) -> Period:
    starts_on, ends_before = date.fromisoformat(one.starts_on), date.fromisoformat(one.ends_before)
    return Period(one.code, one.cadence, one.ordinal, starts_on, ends_before)
