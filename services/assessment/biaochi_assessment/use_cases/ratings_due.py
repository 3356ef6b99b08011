"""Which ratings of a cycle are still due, from the rotations of its pinned models and the ratings that stand."""

from biaochi_assessment.domain.cycles import Cycle
from biaochi_assessment.domain.ratings import RatingDue, all_due, still_due
from biaochi_assessment.store import facts as fact_store
from biaochi_assessment.store import models as model_store
from biaochi_assessment.store import registry as registry_store
from biaochi_assessment.store.connection import Connection


def ratings_due(connection: Connection, city: str, cycle: Cycle) -> list[RatingDue]:
    """Return the ratings not given yet, in order of period, rater, subject."""
    models = model_store.models(connection, city, [pinned.hash for pinned in cycle.models])
    kinds = {kind for model in models if model.rotations for kind in model.subject_kinds}
    registry = registry_store.registry(connection, city, kinds=kinds)
    owed = all_due(cycle, models, registry)
    given = fact_store.standing(connection, city, [due.slot for due in owed])
    return still_due(owed, given)
