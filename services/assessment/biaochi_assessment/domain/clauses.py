"""Under which clause a fact falls: the one it names itself, else the one that its model gives for the indicator."""

from collections.abc import Iterable, Mapping

from biaochi_assessment.domain.cycles import Cycle
from biaochi_assessment.domain.facts import several
from biaochi_assessment.domain.models import Model


class Clauses:
    """The clauses of the models that cycles pin. A pinned model never changes, so that a fact need not quote it."""

    def __init__(self, cycles: Iterable[Cycle], models: Mapping[str, Model]) -> None:
        """Take cycles, and the models by hash."""
        self._given = {
            (cycle.code, pinned.code, accept.indicator): accept.clause
            for cycle in cycles
            for pinned in cycle.models
            if pinned.hash in models
            for accept in models[pinned.hash].accepts
        }

    def quoted_texts(self, texts: Mapping[str, str] | Iterable[tuple[str, str]]) -> dict[str, str]:
        """Return a fact's canonical texts with the clause it falls under; of several models the first one's."""
        quoted = dict(texts)
        if not quoted["clause"] and self._given and (models := several(quoted["models"])):
            quoted["clause"] = self._given.get((quoted["cycle"], models[0], quoted["indicator"]), "")
        return quoted


NO_CLAUSES = Clauses((), {})
"""What gives no fact a clause."""
