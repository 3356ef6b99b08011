"""Domain objects as messages of a response."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from biaochi.assessment.v1 import service_pb2 as pb
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.messages import message_of
from biaochi_chassis.foundation.clock import SHANGHAI
from biaochi_chassis.identity.disclosure import disclosed

from biaochi_assessment.domain.cycles import Cycle
from biaochi_assessment.domain.documents.documents import SignedDocument
from biaochi_assessment.domain.facts import Fact, ShownFact, instant
from biaochi_assessment.domain.ratings import RatingDue
from biaochi_assessment.domain.registry import RegistryState
from biaochi_assessment.domain.results.life import ResultLife
from biaochi_assessment.domain.values import canonical
from biaochi_assessment.domain.work.burden import Borne
from biaochi_assessment.domain.work.calendar import WorkDue
from biaochi_assessment.domain.work.quotas import FilledQuota
from biaochi_assessment.events.documents import document_message
from biaochi_assessment.events.encode import fields_of_texts, kind_message, model_message, period_message, pinned
from biaochi_assessment.events.results import notice_message
from biaochi_assessment.store.queries import Task
from biaochi_assessment.use_cases.rules import Rules


def cycle_message(city: str, cycle: Cycle) -> pb.Cycle:
    """Return a cycle."""
    return pb.Cycle(
        city=city,
        code=cycle.code,
        periods=[period_message(period) for period in cycle.periods],
        models=pinned(cycle.models),
        closed=cycle.closed_at is not None,
        facts_hash=cycle.facts_hash,
        opened_at=instant(cycle.opened_at),
        closed_at="" if cycle.closed_at is None else instant(cycle.closed_at),
    )


def stored_fields(found: Iterable[ShownFact], call: Call) -> list[Any]:
    """Return facts with their reversals, without the names that their models promised to others than the caller.

    Of each what its message says: an answer makes it in its place, where a message would be copied into it.
    """
    return [_stored_fields(one, call) for one in found]


def _stored_fields(one: ShownFact, call: Call) -> dict[str, Any]:
    texts, reversal = one
    fact = fields_of_texts(texts)
    roles = call.about(texts["subject"], texts["rater"]).roles
    known = disclosed(roles, fact.get("seen_by", ()), sealed=bool(texts["names"]))
    if not known:
        for field in ("rater", "recorded_by", "signed"):
            fact.pop(field, None)
    if reversal is None:
        return {"fact": fact}
    return {
        "fact": fact,
        "reversed_by": reversal["number"],
        "reversal_reason": reversal["reason"],
        "reversed_at": reversal["recorded_at"],
        "reversal_recorded_by": reversal["recorded_by"] if known else "",
    }


def task_message(task: Task) -> pb.Task:
    """Return a task; a completion that does not say when it happened counts on the day it was recorded."""
    issued, done = task.issued, task.completed
    return pb.Task(
        task=issued.task,
        subject=issued.subject,
        indicator=issued.indicator,
        period=issued.period,
        title=issued.title,
        share=issued.share,
        points=issued.texts()["points"],
        due_on=issued.texts()["due_on"],
        earned="" if done is None or done.amount is None else canonical(done.amount),
        completed_on="" if done is None else _day(done),
    )


def due_message(due: RatingDue) -> pb.RatingDue:
    """Return a rating due."""
    return message_of(pb.RatingDue, due)


def work_due_message(due: WorkDue) -> pb.WorkDue:
    """Return what is owed for a period."""
    return pb.WorkDue(
        kind=due.kind,
        period=due.period,
        deadline=due.deadline.on.isoformat(),
        provisional=due.deadline.provisional,
        state=due.state,
        item=due.item,
        done_on=due.done_on.isoformat() if due.done_on else "",
    )


def filled_quota_message(filled: FilledQuota, reasons: Sequence[str]) -> pb.FilledQuota:
    """Return how a quota stands, with the reason of each of its exceptions."""
    quota, counted = filled.quota, ("of", "most", "nominated", "selected", "commended")
    exceptions = zip(filled.exceptions, reasons, strict=True)
    return pb.FilledQuota(
        kind=filled.kind.key,
        key=quota.key,
        title=quota.title,
        provenance=quota.provenance,
        source=quota.source,
        percent=quota.percent,
        exceptions=[pb.QuotaException(item=item.code, reason=reason) for item, reason in exceptions],
        list_cycle=filled.list_cycle,
        **{name: getattr(filled, name) for name in counted},
    )


def burden_message(borne: Borne) -> pb.Burden:
    """Return what is asked of an organization in a period."""
    burden, amounts = borne.burden, ("required", "done", "a_year_before")
    choice, choice_title = borne.choice
    return pb.Burden(
        key=burden.key,
        title=burden.title,
        provenance=burden.provenance,
        source=burden.source,
        most=str(burden.most) if burden.most else "",
        per=burden.cadence,
        period=borne.period,
        choice=choice,
        choice_title=choice_title,
        **{name: canonical(getattr(borne, name)) for name in amounts},
    )


def rules_message(city: str, rules: Rules) -> pb.GetRulesAnswer:
    """Return a city's calendar, its models in order of publication, and its cycles."""
    models = sorted(rules.models.values(), key=lambda model: (model.sequence, model.hash))
    kinds = rules.city.work.values() if rules.city else ()
    return pb.GetRulesAnswer(
        title=rules.city.title if rules.city else "",
        calendar=rules.city.calendar if rules.city else (),
        models=[model_message(model).SerializeToString(deterministic=True) for model in models],
        cycles=[cycle_message(city, cycle) for cycle in rules.cycles],
        work=[kind_message(kind).SerializeToString(deterministic=True) for kind in kinds],
    )


def state_message(state: RegistryState) -> pb.RegistryState:
    """Return a state of the registry."""
    return pb.RegistryState(
        code=state.code,
        kind=state.kind,
        since=state.since.isoformat(),
        until=state.until.isoformat() if state.until else "",
        organization=state.organization,
    )


def _day(done: Fact) -> str:
    return (done.occurred_on or done.recorded_at.astimezone(SHANGHAI).date()).isoformat()


def life_message(life: ResultLife, now: datetime) -> pb.GetResultLifeAnswer:
    """Return where results stand at an instant."""
    frozen = life.frozen
    return pb.GetResultLifeAnswer(
        cycle=life.cycle,
        state=life.state(now.astimezone(SHANGHAI).date()),
        version=frozen.version if frozen else 0,
        results_hash=frozen.results_hash if frozen else "",
        facts_hash=life.facts_hash,
        notice=notice_message(life.notice) if life.notice else None,
        open_objections=len(life.open_objections),
        signatures=[
            pb.ResultSignature(signed_by=one.signed_by, signed_at=instant(one.signed_at)) for one in life.signed
        ],
    )


def signed_document_message(one: SignedDocument) -> pb.SignedDocument:
    """Return a document with its signatures."""
    signatures = [
        pb.ResultSignature(signed_by=each.signed_by, signed_at=instant(each.signed_at)) for each in one.signatures
    ]
    return pb.SignedDocument(document=document_message(one.document), in_force=one.in_force, signatures=signatures)
