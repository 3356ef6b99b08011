"""Reads runs from the store into columns: what the sheets say, and the places that follow from it."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from sys import intern

import numpy as np
from biaochi_sdk.graph.evaluation import Cohort, Evaluation
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.terms.columns import Memo, numbered, taken
from biaochi_sdk.values.facts import Inputs
from biaochi_sdk.values.outcome import Outcome

from biaochi_scoring.domain.cycles import Cycle, Period
from biaochi_scoring.domain.judging.inputs import Gathered, PeriodInputs
from biaochi_scoring.domain.judging.judging import Judging
from biaochi_scoring.domain.judging.run_context import RunContext
from biaochi_scoring.domain.judging.state import Delta, Judgement, State
from biaochi_scoring.domain.standings import Sheet
from biaochi_scoring.store import sheets
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.recomputations import Recomputation, recomputations_since
from biaochi_scoring.store.sheets import StoredList
from biaochi_scoring.use_cases.remembered_states import RememberedStates
from biaochi_scoring.use_cases.run_context import RunScope, load_run_context

Given = tuple[Mapping[str, str], Memo[str, Inputs]]
"""By subject the text of its inputs, and what each text says."""
MOST_FOLLOWED = 500
"""Above this many subjects it is quicker to read the run whole than to judge them again."""


class States(RememberedStates):
    """The states of this process, read from its store."""

    def read(self, connection: Connection, judging: tuple[Cycle, Graph], version: int) -> State:
        """Read a run whole; what its lists rest on besides is read as it is now."""
        context = load_run_context(connection, RunScope(*judging), self).context
        judgements: dict[str, Judgement] = {}
        for period in context.periods:
            # What is a subject's own is the same in every list of a period.
            index = next(iter(context.graph.published[period.cadence].totals), "")
            stored = sheets.load_list(connection, context.run, (index, period.code))
            if stored.subject:
                given = sheets.load_given(connection, context.run, context.graph, period.code)
                earlier = [one.evaluation.outcome for one in judgements.values()]
                judgements[period.code] = _judgement(context, period, (stored, given), earlier)
        unjudged = sheets.load_unjudged(connection, context.run)
        return State(version, context.periods, judgements, unjudged)

    def follow(self, connection: Connection, judging: tuple[Cycle, Graph], known: State, version: int) -> State | None:
        """Judge, from the inputs that are stored, whomever other processes have judged since.

        None where somebody judged everybody, or where it does not come to what is stored.
        """
        context = load_run_context(connection, RunScope(*judging), self).context
        judged = _judged_since(recomputations_since(connection, context.run, known.version), known.version, version)
        if judged is None or any(_another_cohort(context, known, period) for period in judged):
            return None
        subjects = frozenset[str]().union(*judged.values())
        if len(subjects) > MOST_FOLLOWED:
            return None
        found: defaultdict[str, list[Gathered]] = defaultdict(list)
        for one in sheets.load_inputs(connection, context.run, context.graph, subjects):
            if one.subject in judged.get(one.period, ()) and one.subject in context.cohorts[one.period].rows:
                found[one.period].append(one)
        gathered = {period: PeriodInputs.of(context.graph.hash, period, some) for period, some in found.items()}
        done = Judging(context, known).judge_gathered(judged, gathered)
        lists = [(index, one.code) for one in context.periods for index in context.graph.published[one.cadence].totals]
        concerned = subjects.union(*map(Delta.subjects, done.deltas.values()))
        stored = sheets.load_sheets(connection, context.run, lists, concerned)
        state = replace(done.state, version=version)
        return state if all(_says(state, context.graph, sheet) for sheet in stored) else None


def _judged_since(since: Sequence[Recomputation], known: int, version: int) -> Mapping[str, frozenset[str]] | None:
    """Whom the recomputations between two versions judged, by period; none where one is missing or judged everybody."""
    some = [one for one in since if one.version <= version]
    if len(some) < version - known:
        return None
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in some:
        if one.judged is None:
            return None
        for period, subjects in one.judged.items():
            found[period].update(subjects)
    return {period: frozenset(subjects) for period, subjects in found.items()}


def _another_cohort(context: RunContext, known: State, period: str) -> bool:
    there = known.judgements.get(period)
    return there is None or there.evaluation.cohort.subjects != context.cohorts[period].subjects


def _says(state: State, graph: Graph, sheet: Sheet) -> bool:
    """Whether a state says of a subject what is stored of it."""
    judged = state.judgements[sheet.period]
    row, evaluation = judged.evaluation.cohort.rows[sheet.subject], judged.evaluation
    said = {key: None if key in graph.places else evaluation.text(key, row) for key in evaluation.nodes}
    stored = {key: None if key in graph.places else value for key, value in sheet.nodes(evaluation.nodes).items()}
    return said == stored and judged.hashes[row] == sheet.input_hash


def _judgement(
    context: RunContext, period: Period, read: tuple[StoredList, Given], earlier: list[Outcome]
) -> Judgement:
    stored, _ = read
    hashes, engines = (np.array(list(map(intern, said)), np.object_) for said in (stored.input_hash, stored.engine))
    return Judgement(_evaluation(context, period, read, earlier), hashes, engines)


def _evaluation(
    context: RunContext, period: Period, read: tuple[StoredList, Given], earlier: list[Outcome]
) -> Evaluation:
    """What many have alike is read once."""
    stored, (texts, inputs) = read
    graph, count = context.graph, len(stored.subject)
    cohort = context.cohorts[period.code]
    if cohort.subjects != stored.subject:
        cohort = Cohort(tuple(stored.subject))
    different, has = numbered((texts[subject] for subject in stored.subject), count)
    columns = graph.columns(period.cadence, [inputs[text] for text in different])
    given = {place: taken(column, has) for place, column in columns.items()}
    values, at = numbered(stored.values, count)
    keys = graph.nodes_of(period.cadence)
    nodes = [dict(zip(keys, json.loads(text), strict=True)) for text in values]
    linked = context.links.of(period)
    return graph.restored(period.code, cohort, (nodes, at), given, earlier, context.opening, linked)
