"""Which answers are audited: those that show a sealed rater or a secret to whoever may see it, and files."""

from collections.abc import Collection, Iterable

from biaochi.assessment.v1 import service_pb2 as pb
from biaochi_chassis.event.call import Call
from biaochi_chassis.runtime.auditing import Disclosing


def _unsealed(facts: Iterable[pb.StoredFact]) -> list[str]:
    """The numbers of the facts that are shown with a rater whom not everybody may know."""
    return [one.fact.number for one in facts if one.fact.rater and one.fact.seen_by]


def _facts(answer: pb.ListFactsAnswer | pb.BatchGetFactsAnswer, _call: Call) -> Collection[str]:
    return _unsealed(answer.facts)


def _secret(answer: pb.GetWebhookSecretAnswer, _call: Call) -> Collection[str]:
    return [answer.code]


def _files(answer: pb.AuditFileAccessAnswer | pb.AuditFileUploadAnswer, _call: Call) -> Collection[str]:
    return answer.files


DISCLOSING: Disclosing = {
    "ListFacts": _facts,
    "BatchGetFacts": _facts,
    "GetWebhookSecret": _secret,
    "AuditFileAccess": _files,
    "AuditFileUpload": _files,
}
"""By method, the facts whose raters an answer shows, the webhook whose secret, or the files that are given or taken."""
