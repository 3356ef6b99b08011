"""Waivers: entries with a reason and signatures that a case costs nothing, or no more than so much."""

from typing import Any

from biaochi_sdk.page.expressions import Expression
from biaochi_sdk.page.vocabulary import Recorded, evaluated_at, given
from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.provenance import Mark


def waiver(
    by: Recorded, signatures: Mark, most: Mark | None = None, step: Mark | None = None, at: str | None = None
) -> Expression:
    """Entries that waive or reduce a case of cases(…, waived_by=this); the node counts the cases they name.

    Each names its case, a reason, and that many signatures beside the recorder's; of one case the latest counts. What
    was found stays recorded and is shown with what is left of it. most, step: what a case may still cost, 0 waives it;
    without them every case is waived whole. A waiver of a case that nobody recorded is refused.
    """
    if (most is None) != (step is None):
        raise ModelRefused("waiver() with most= or step= alone: write both for what a case may still cost, or neither")
    numbers = () if most is None or step is None else (most, step)
    said: dict[str, Any] = {"reasoned": "yes", **evaluated_at(at)}
    return given("waivers", "ledger", "zero", by, numbers, signatures, **said)
