"""Opens sheets: each with its standing, its receipt and its explanation down to the facts."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from biaochi_chassis.foundation.refusal import BadRequest
from biaochi_sdk.graph.evaluation import RowValues
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.terms.parsing import SCHEMA
from biaochi_sdk.values.facts import Inputs

from biaochi_scoring.domain.cycles import Cycle
from biaochi_scoring.domain.explanations import Behind, Explaining, Explanation, Values, is_flag
from biaochi_scoring.domain.facts import Fact
from biaochi_scoring.domain.judging.rankings import Ranking
from biaochi_scoring.domain.judging.registered import registered_of_all
from biaochi_scoring.domain.judging.run_context import RunContext
from biaochi_scoring.domain.judging.state import State
from biaochi_scoring.domain.standings import Run, Standing
from biaochi_scoring.store import facts, sheets
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.queries import Answering, at_most
from biaochi_scoring.use_cases.run_context import RunScope, load_run_context
from biaochi_scoring.use_cases.shown import shown
from biaochi_scoring.use_cases.sights import Sights


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """One sheet, opened.

    `versions`: the SDK that computed it and the schema of its graph; `flags`: which of the nodes are yes or no.
    """

    standing: Standing
    model_hash: str
    input_hash: str
    versions: Mapping[str, str]
    explanation: Explanation | None
    grade_explanation: Explanation | None
    rung_explanation: Explanation | None
    values: Mapping[str, str | None]
    titles: Mapping[str, str]
    flags: frozenset[str]
    nodes: Sequence[Explanation]


TOTAL, GRADE, RUNG, VALUES, FACTS = PARTS = ("TOTAL", "GRADE", "RUNG", "VALUES", "FACTS")
"""What of a sheet can be left out: explanations of the total, the grade and the rung, values of nodes, and facts."""


@dataclass(frozen=True, slots=True)
class Requested:
    """How far sheets are opened: further nodes by key, how many levels of each explanation, and what is left out."""

    nodes: Sequence[str] = ()
    levels: int | None = None
    without: Collection[str] = ()

    @property
    def explained(self) -> bool:
        """Whether anything is explained at all: a sheet with its values alone is read from the columns."""
        return bool(self.nodes) or not {TOTAL, GRADE, RUNG} <= set(self.without)


EVERYTHING = Requested()


@dataclass(frozen=True)
class _Read:
    """What the sheets of one list are opened from."""

    cycle: Cycle
    graph: Graph
    state: State
    ranking: Ranking
    inputs: Mapping[tuple[str, str], Inputs]
    facts: Mapping[str, Sequence[Fact]]
    context: RunContext
    sights: Sights
    requested: Requested


def open_sheets(
    connection: Connection,
    answering: Answering,
    listed: Listed,
    subjects: Sequence[str],
    requested: Requested = EVERYTHING,
) -> list[OpenSheet]:
    """The sheets of these subjects in one list, in the order given; a subject without one is left out.

    One pass over one run. Raises UnknownCity, UnknownCycle, UnknownIndex, UnknownPeriod, UnknownNode; BadRequest for a
    part that a sheet does not have; RequestTooLarge above 1000 subjects.
    """
    if unknown := sorted(set(requested.without) - set(PARTS)):
        raise BadRequest(f"评分表没有“{unknown[0]}”这一部分：可省去的有 {'、'.join(PARTS)}。", field="without")
    at_most(subjects)
    listed, (cycle, graph) = answering.find_list(connection, listed)
    ranking = answering.ranking(connection, listed, (cycle, graph))
    if ranking is None:
        return []
    found = [subject for subject in dict.fromkeys(subjects) if subject in ranking.cohort.rows]
    run = Run(listed.city, cycle.code, graph.code)
    state = answering.states.find(connection, cycle, graph)
    rows = [ranking.cohort.rows[subject] for subject in found]
    standings = shown(connection, cycle, ranking, rows, answering.clock.today())
    if not requested.explained:
        return [_closed(graph, (state, ranking), standing, requested) for standing in standings]
    loaded = load_run_context(connection, RunScope(cycle, graph), answering.states)
    read = _Read(
        cycle,
        graph,
        state,
        ranking,
        {(one.period, one.subject): one.inputs for one in sheets.load_inputs(connection, run, graph, found)},
        {} if FACTS in requested.without else facts.standing_facts(connection, run, frozenset(found)),
        loaded.context,
        answering.sights.find(loaded, state),
        requested,
    )
    inputs = _by_subject(read.inputs)
    return [_open(read, standing, inputs[standing.subject]) for standing in standings]


def _by_subject(inputs: Mapping[tuple[str, str], Inputs]) -> Mapping[str, Mapping[str, Inputs]]:
    found: defaultdict[str, dict[str, Inputs]] = defaultdict(dict)
    for (period, subject), one in inputs.items():
        found[subject][period] = one
    return found


def _open(read: _Read, standing: Standing, inputs: Mapping[str, Inputs]) -> OpenSheet:
    subject = standing.subject
    registered = [] if FACTS in read.requested.without else registered_of_all(read.context, subject)
    behind = Behind(
        subject,
        [*registered, *read.facts.get(subject, ())],
        stored_values(read.state, subject, inputs),
        read.context.links if read.graph.uses else None,
        read.state.unjudged,
        read.sights.seen,
    )
    return opened(Explaining(read.cycle, read.graph, behind), (read.state, read.ranking), standing, read.requested)


def stored_values(state: State, subject: str, inputs: Mapping[str, Inputs]) -> list[Values]:
    """The values and inputs of a subject in every judged period, in order of close."""
    found: list[Values] = []
    for period in state.periods:
        known = state.judgements.get(period.code)
        row = known.evaluation.cohort.rows.get(subject) if known else None
        if known is not None and row is not None:
            found.append(Values(period, RowValues(known.evaluation, row), inputs[period.code]))
    return found


def opened(
    explaining: Explaining, listed: tuple[State, Ranking], standing: Standing, requested: Requested = EVERYTHING
) -> OpenSheet:
    """The sheet with its receipt, opened by what explains its subject, as far as is requested."""
    levels, period = requested.levels, standing.period
    return replace(
        _closed(explaining.graph, listed, standing, requested),
        explanation=None if TOTAL in requested.without else explaining.explain(standing.index, period, levels),
        grade_explanation=None if GRADE in requested.without else explaining.explain_grade(period, levels),
        rung_explanation=None if RUNG in requested.without else explaining.explain_rung(period, levels),
        nodes=[explaining.explain_node(key, period, levels) for key in requested.nodes],
    )


def _closed(graph: Graph, listed: tuple[State, Ranking], standing: Standing, requested: Requested) -> OpenSheet:
    """The sheet with its receipt and values, and nothing explained."""
    state, ranking = listed
    row, known = ranking.cohort.rows[standing.subject], state.judgements[standing.period]
    values = {} if VALUES in requested.without else dict(ranking.placed(row).nodes)
    versions = {"biaochi-sdk": known.engines[row], "graph": SCHEMA}
    titles = {key: graph.described[key].title.text for key in values}
    flags = frozenset(key for key in values if is_flag(graph, key))
    return OpenSheet(standing, graph.hash, known.hashes[row], versions, None, None, None, values, titles, flags, ())
