"""Opens sheets: each with its standing, its receipt and its explanation down to the facts."""

import asyncio
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from biaochi_sdk.graph import Graph
from biaochi_sdk.reading import SCHEMA

from biaochi_scoring.domain.cycles import Cycle
from biaochi_scoring.domain.explanations import Explaining, Explanation, Values
from biaochi_scoring.domain.facts import Fact
from biaochi_scoring.domain.standings import Run, Sheet, Standing
from biaochi_scoring.store import facts, sheets
from biaochi_scoring.store.connections import AsyncConnection
from biaochi_scoring.store.standings import Listed, sheets_of
from biaochi_scoring.use_cases.answer import Answering, at_most


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """One sheet, opened. `versions`: the SDK that computed it and the schema of its graph."""

    standing: Standing
    model_hash: str
    input_hash: str
    versions: Mapping[str, str]
    explanation: Explanation
    grade_explanation: Explanation | None
    rung_explanation: Explanation | None


@dataclass(frozen=True)
class _Found:
    cycle: Cycle
    graph: Graph
    sheets: Mapping[str, tuple[Sheet, Standing]]
    stored: Mapping[str, Sequence[Values]]
    facts: Mapping[str, Sequence[Fact]]


async def open_sheets(answering: Answering, listed: Listed, subjects: Sequence[str]) -> list[OpenSheet]:
    """The sheets of these subjects in one list, in the order asked; a subject without one is left out.

    Raises UnknownCity, UnknownCycle, UnknownIndex, UnknownPeriod; RequestTooLarge above 1000 subjects.
    """
    at_most(subjects)
    async with answering.database.reading() as connection:
        listed, (cycle, graph) = await answering.find_list(connection, listed)
        found = await sheets_of(connection, listed, subjects, answering.clock.today())
        run = Run(listed.city, cycle.code, graph.code)
        read = _Found(
            cycle,
            graph,
            found,
            await _stored(connection, run, (cycle, graph), found),
            await facts.standing_facts(connection, run, found.keys()),
        )
    in_order = [subject for subject in dict.fromkeys(subjects) if subject in found]
    return await asyncio.to_thread(lambda: [_open(read, subject) for subject in in_order])


async def explaining(connection: AsyncConnection, judging: tuple[Cycle, Graph], subject: str) -> Explaining:
    """What explains the sheets that one subject has of a model in a cycle."""
    cycle, graph = judging
    run = Run(cycle.city, cycle.code, graph.code)
    stored = await _stored(connection, run, judging, [subject])
    told = await facts.standing_facts(connection, run, [subject])
    return Explaining(cycle, graph, told.get(subject, ()), stored[subject])


async def _stored(
    connection: AsyncConnection, run: Run, judging: tuple[Cycle, Graph], found: Collection[str]
) -> Mapping[str, Sequence[Values]]:
    cycle, graph = judging
    inputs = {
        (one.period, one.subject): one.inputs for one in await sheets.load_inputs(connection, run, graph.hash, found)
    }
    stored: dict[str, dict[str, Values]] = {subject: {} for subject in found}
    for sheet in await sheets.load_sheets(connection, run, found):
        period = cycle.period(sheet.period)
        if period is not None:
            values = Values(period, json.loads(sheet.values), inputs[sheet.period, sheet.subject])
            stored[sheet.subject][sheet.period] = values
    return {subject: list(some.values()) for subject, some in stored.items()}


def _open(read: _Found, subject: str) -> OpenSheet:
    sheet, standing = read.sheets[subject]
    explaining = Explaining(read.cycle, read.graph, read.facts.get(subject, ()), read.stored[subject])
    return opened(explaining, sheet, standing, read.graph.hash)


def opened(explaining: Explaining, sheet: Sheet, standing: Standing, model_hash: str) -> OpenSheet:
    """The sheet with its receipt, opened by what explains its subject."""
    return OpenSheet(
        standing,
        model_hash,
        sheet.input_hash,
        {"biaochi-sdk": sheet.engine, "graph": SCHEMA},
        explaining.explain(sheet.index, sheet.period),
        explaining.explain_grade(sheet.period),
        explaining.explain_rung(sheet.period),
    )
