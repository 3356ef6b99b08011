"""Opens sheets: each with its standing, its receipt and its explanation down to the facts."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.terms.parsing import SCHEMA

from biaochi_scoring.domain.cycles import Cycle, cycle_before
from biaochi_scoring.domain.explanations import Behind, Explaining, Explanation, Values
from biaochi_scoring.domain.facts import Fact
from biaochi_scoring.domain.judging import RunContext
from biaochi_scoring.domain.standings import Run, Sheet, Standing
from biaochi_scoring.store import facts, sheets
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.standings import Listed, sheets_of
from biaochi_scoring.use_cases.queries import Answering, at_most
from biaochi_scoring.use_cases.run_context import RunScope, load_run_context
from biaochi_scoring.use_cases.sights import Sights


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
    values: Mapping[str, str | None]
    titles: Mapping[str, str]
    nodes: Sequence[Explanation]


@dataclass(frozen=True)
class _Found:
    cycle: Cycle
    graph: Graph
    sheets: Mapping[str, tuple[Sheet, Standing]]
    stored: Mapping[str, Sequence[Values]]
    facts: Mapping[str, Sequence[Fact]]
    context: RunContext
    sights: Sights
    unjudged: Mapping[str, str]
    nodes: Sequence[str]


def open_sheets(
    connection: Connection, answering: Answering, listed: Listed, subjects: Sequence[str], nodes: Sequence[str] = ()
) -> list[OpenSheet]:
    """The sheets of these subjects in one list, in the order asked; a subject without one is left out.

    `nodes` are keys of any nodes to be opened besides the total, the grade and the rung. Raises UnknownCity,
    UnknownCycle, UnknownIndex, UnknownPeriod, UnknownNode; RequestTooLarge above 1000 subjects.
    """
    at_most(subjects)
    listed, (cycle, graph) = answering.find_list(connection, listed)
    states = answering.states
    before = cycle_before(cycle, states.graphs.cycles(connection, cycle.city))
    context = load_run_context(connection, RunScope(cycle, before, graph), states).context
    found = sheets_of(connection, listed, subjects, answering.clock.today())
    run = Run(listed.city, cycle.code, graph.code)
    read = _Found(
        cycle,
        graph,
        found,
        _stored(connection, run, (cycle, graph), found),
        facts.standing_facts(connection, run, found.keys()),
        context,
        Sights(context, states.find(connection, cycle, graph)),
        sheets.load_unjudged(connection, run),
        nodes,
    )
    in_order = [subject for subject in dict.fromkeys(subjects) if subject in found]
    return [_open(read, subject) for subject in in_order]


def _stored(
    connection: Connection, run: Run, judging: tuple[Cycle, Graph], found: Mapping[str, object]
) -> Mapping[str, Sequence[Values]]:
    cycle, graph = judging
    inputs = {
        (one.period, one.subject): one.inputs for one in sheets.load_inputs(connection, run, graph.hash, found.keys())
    }
    stored: dict[str, dict[str, Values]] = {subject: {} for subject in found}
    for sheet in sheets.load_sheets(connection, run, found.keys()):
        period = cycle.period(sheet.period)
        if period is not None:
            values = Values(period, json.loads(sheet.values), inputs[sheet.period, sheet.subject])
            stored[sheet.subject][sheet.period] = values
    return {subject: list(some.values()) for subject, some in stored.items()}


def _open(read: _Found, subject: str) -> OpenSheet:
    sheet, standing = read.sheets[subject]
    links = read.context.links if read.graph.uses else None
    behind = Behind(subject, read.facts.get(subject, ()), read.stored[subject], links, read.unjudged, read.sights.seen)
    explaining = Explaining(read.cycle, read.graph, behind)
    return opened(explaining, sheet, standing, read.nodes)


def opened(explaining: Explaining, sheet: Sheet, standing: Standing, nodes: Sequence[str] = ()) -> OpenSheet:
    """The sheet with its receipt, opened by what explains its subject, down from these nodes too."""
    values: Mapping[str, str | None] = json.loads(sheet.values)
    described = explaining.graph.described
    return OpenSheet(
        standing,
        explaining.graph.hash,
        sheet.input_hash,
        {"biaochi-sdk": sheet.engine, "graph": SCHEMA},
        explaining.explain(sheet.index, sheet.period),
        explaining.explain_grade(sheet.period),
        explaining.explain_rung(sheet.period),
        values,
        {key: described[key].title.text for key in values},
        [explaining.explain_node(key, sheet.period) for key in nodes],
    )
