"""What a city's page imports: marks, inputs, operations, models and hooks; nothing here serves, stores or sends."""

from biaochi_sdk.city import Case, City, hookimpl
from biaochi_sdk.errors import ModelRefused
from biaochi_sdk.expressions import Expression
from biaochi_sdk.facts import Accept, Fact
from biaochi_sdk.marks import Mark, Provenance, Source, default, our_reading, published
from biaochi_sdk.model import Model, Publish
from biaochi_sdk.periods import Calendar
from biaochi_sdk.scales import Scale
from biaochi_sdk.vocabulary import (
    Recorded,
    bands,
    check,
    deductions,
    every_over,
    graded,
    held_rung,
    ladder,
    mean_over,
    opening_rung,
    quota,
    rank,
    ratings,
    streak,
    tasks,
    total_of,
    veto,
    weighted,
    when,
)

__all__ = [
    "Accept",
    "Calendar",
    "Case",
    "City",
    "Expression",
    "Fact",
    "Mark",
    "Model",
    "ModelRefused",
    "Provenance",
    "Publish",
    "Recorded",
    "Scale",
    "Source",
    "bands",
    "check",
    "deductions",
    "default",
    "every_over",
    "graded",
    "held_rung",
    "hookimpl",
    "ladder",
    "mean_over",
    "opening_rung",
    "our_reading",
    "published",
    "quota",
    "rank",
    "ratings",
    "streak",
    "tasks",
    "total_of",
    "veto",
    "weighted",
    "when",
]
