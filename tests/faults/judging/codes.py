"""The catalogue of codes a client may be answered with: every refusal of every service, and the gateway's own."""

import biaochi_assessment.domain.refusals
import biaochi_chassis.store.comparison
import biaochi_gateway.events.broadcast
import biaochi_gateway.schema.common.scalars
import biaochi_gateway.schema.registry.organizations
import biaochi_org.domain.refusals
import biaochi_scoring.domain.refusals
from biaochi_chassis.foundation.refusal import Refused

MODULES = (
    biaochi_assessment.domain.refusals,
    biaochi_chassis.store.comparison,
    biaochi_gateway.events.broadcast,
    biaochi_gateway.schema.registry.organizations,
    biaochi_gateway.schema.common.scalars,
    biaochi_org.domain.refusals,
    biaochi_scoring.domain.refusals,
)
"""Imported so that their refusals exist."""


def _rules(refusal: type[Refused]) -> set[type[Refused]]:
    return {refusal}.union(*(_rules(rule) for rule in refusal.__subclasses__()))


CODES = frozenset(rule.code for rule in _rules(Refused) if "code" in vars(rule)) | {
    "GRAPHQL_PARSE_FAILED",
    "GRAPHQL_VALIDATION_FAILED",
    "INTERNAL",
    "SERVICE_UNAVAILABLE",
}
