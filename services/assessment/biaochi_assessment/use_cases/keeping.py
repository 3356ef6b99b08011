"""Facts and reversals are kept and published together, their texts sealed before."""

from collections.abc import Sequence

from biaochi_chassis.store.database import UnitOfWork

from biaochi_assessment.domain.facts import Fact, Reversal
from biaochi_assessment.store import facts as fact_store
from biaochi_assessment.store.texts import resealed_facts, sealed_facts, sealed_reversals
from biaochi_assessment.use_cases.context import CommandContext


def keep_facts(sent: CommandContext, tx: UnitOfWork, facts: Sequence[Fact]) -> None:
    """Keep new facts and publish them. Raises PersonIsErased."""
    sealed = sealed_facts(sent.keys(tx.connection), facts)
    fact_store.add_facts(tx.connection, sent.city, sealed)
    tx.publish(sent.event_context.recorded(sealed))


def keep_reversals(sent: CommandContext, tx: UnitOfWork, reversals: Sequence[Reversal], freed: Sequence[Fact]) -> None:
    """Keep reversals, each with the fact it frees, and publish them."""
    keys = sent.keys(tx.connection)
    sealed = sealed_reversals(keys, reversals, freed)
    fact_store.add_reversals(tx.connection, sent.city, sealed, freed)
    pairs = zip(sealed, resealed_facts(keys, freed), strict=True)
    tx.publish(sent.event_context.fact_reversed(reversal, fact) for reversal, fact in pairs)
