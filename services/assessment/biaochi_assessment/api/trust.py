"""The figures of trust as a message of a response."""

from biaochi.assessment.v1 import service_pb2 as pb

from biaochi_assessment.domain.results.agreement import Agreement
from biaochi_assessment.domain.results.trust import Reasoned, TrustFigures
from biaochi_assessment.domain.values import canonical
from biaochi_assessment.domain.work.burden import BurdenOfYear


def trust_message(figures: TrustFigures, *, may_read_reasons: bool) -> pb.GetTrustFiguresAnswer:
    """Return the figures; reasons may name persons, and go to those who may read all facts."""
    objections = figures.objections
    return pb.GetTrustFiguresAnswer(
        raised=objections.raised,
        upheld=objections.upheld,
        refused=objections.refused,
        open=objections.open,
        median_days="" if objections.median_days is None else canonical(objections.median_days),
        reasoned=[_reasoned(one, may_read_reasons=may_read_reasons) for one in figures.reasoned],
        burdens=[_burden(one) for one in figures.burdens],
        agreements=[_agreement(one) for one in figures.agreements],
    )


def _reasoned(one: Reasoned, *, may_read_reasons: bool) -> pb.ReasonedFacts:
    reasons = one.reasons if may_read_reasons else ()
    return pb.ReasonedFacts(indicator=one.indicator, title=one.title, count=len(one.reasons), reasons=reasons)


def _burden(one: BurdenOfYear) -> pb.BurdenOfYear:
    burden = one.burden
    return pb.BurdenOfYear(
        key=burden.key,
        title=burden.title,
        provenance=burden.provenance,
        source=burden.source,
        total=canonical(one.total),
        units=one.units,
        total_before=canonical(one.total_before),
        units_before=one.units_before,
    )


def _agreement(one: Agreement) -> pb.RaterAgreement:
    step = "" if one.step is None else canonical(one.step)
    return pb.RaterAgreement(
        indicator=one.indicator, title=one.title, step=step, pairs=one.pairs, agreeing=one.agreeing
    )
