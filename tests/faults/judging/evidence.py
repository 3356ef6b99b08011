"""Gathers, once the platform is quiet, all that the checker needs: from databases, log, gateway and a recomputation."""

import json
from fractions import Fraction
from random import Random
from typing import Any

from tests.faults.judging import inspection
from tests.faults.judging.quiet import Quiet
from tests.faults.judging.recompute import Reorder, recomputed, sheets
from tests.faults.judging.state import State
from tests.faults.platform.deployment import Deployment
from tests.faults.platform.system import System
from tests.running import Running
from tests.servers import disk
from tests.small_city import BRANCHES, CYCLE

SUBJECTS, PERIODS = 8, 2

FACTS = """
query Facts($subject: String, $after: String) {
  facts(city: "lanzhou", cycle: "2020", subject: $subject, first: 200, after: $after) {
    pageInfo { hasNextPage endCursor } edges { node { number amount reversal { number } } } } }"""
STANDINGS = """
query Standings($period: String, $after: String) {
  standings(city: "lanzhou", cycle: "2020", index: "branch", period: $period, first: 200, after: $after) {
    pageInfo { hasNextPage endCursor } edges { node { total rank grade subject { code } } } } }"""

FACTS_OF = """
select fact.number, fact.amount, reversal.number as reversal from fact
left join reversal on reversal.city = fact.city and reversal.fact = fact.number
where fact.city = :city and fact.subject = :subject"""
SHEETS_OF = """
select subject, total, grade from sheet where city = :city and period = :period and model = 'branch'"""

MOST_MOMENTS = 5
"""How often it is gathered again when something was published meanwhile, or its mark was not stored yet."""


def gather(system: System, dice: Random, quiet: Quiet) -> State:
    """Return the state, of one moment in which nothing was published; `quiet` is what the wait for it has seen.

    Nobody writes any more, but a service says each minute how far its audit trail has come, if it has come further; and
    that this is in the log is stored a second or two after it is.
    """
    state = _gathered(system, dice, quiet)
    for _ in range(MOST_MOMENTS):
        waits = any(published.waiting for published in state.published)
        if not waits and state.published == inspection.published(system.deployment):
            break
        state = _gathered(system, dice, quiet)
    return state


def _gathered(system: System, dice: Random, quiet: Quiet) -> State:
    running, deployment = system.running, system.deployment
    published = inspection.published(deployment)
    places = inspection.records(deployment.log())
    answers, truths = _sample(running, deployment, dice)
    return State(
        commands=inspection.commands(deployment),
        facts=inspection.column(deployment, "assessment", "select number from fact where city = :city"),
        reversals=inspection.column(deployment, "assessment", "select number from reversal where city = :city"),
        organizations=_organizations(deployment),
        scored=inspection.column(deployment, "scoring", "select number from fact where city = :city"),
        scored_reversals=inspection.column(
            deployment, "scoring", "select reversed_by from fact where city = :city and reversed_by is not null"
        ),
        published=published,
        log={place: [record.headers.get("ce_id", "") for record in records] for place, records in places.items()},
        readers=inspection.readers(deployment),
        ends=inspection.ends(deployment.log()),
        sheets=sheets(deployment.database("scoring")),
        recomputed=from_scratch(places),
        answers=answers,
        truths=truths,
        troubles=quiet.troubles,
        before=system.before,
        levels=quiet.levels,
    )


def from_scratch(places: inspection.Places, reorder: Reorder | None = None) -> dict[str, str]:
    """Return every sheet, recomputed from the log in a fresh process."""
    with disk.folder("biaochi-recompute-") as folder:
        return recomputed(places, folder / "again", reorder)


def _organizations(deployment: Deployment) -> list[str]:
    codes = "select distinct code from organization_state where city = :city"
    return [f"establish-{code}" for code in inspection.column(deployment, "org", codes)]


def _sample(running: Running, deployment: Deployment, dice: Random) -> tuple[dict[str, str], dict[str, str]]:
    """Ask the gateway at random, and the databases the same."""
    answers: dict[str, str] = {}
    truths: dict[str, str] = {}
    for subject in dice.sample(BRANCHES, SUBJECTS):
        for fact in _pages(running, FACTS, "facts", {"subject": subject}, answers):
            answers[f"fact {fact['number']}"] = _line(fact["amount"], (fact["reversal"] or {}).get("number"))
        for row in inspection.rows(deployment, "assessment", FACTS_OF, subject=subject):
            truths[f"fact {row['number']}"] = _line(row["amount"], row["reversal"])
    for quarter in dice.sample(range(1, 5), PERIODS):
        period = f"{CYCLE}-Q{quarter}"
        for one in _pages(running, STANDINGS, "standings", {"period": period}, answers):
            name = f"standing {period} {one['subject']['code']}"
            answers[name] = _line(one["total"], one["rank"], one["grade"])
        rows = inspection.rows(deployment, "scoring", SHEETS_OF, period=period)
        totals = sorted((Fraction(str(row["total"])) for row in rows if row["total"] is not None), reverse=True)
        for row in rows:
            # No sheet has a rank: it is one more than there are better totals.
            rank = None if row["total"] is None else totals.index(Fraction(str(row["total"]))) + 1
            truths[f"standing {period} {row['subject']}"] = _line(row["total"], rank, row["grade"])
    return answers, truths


def _pages(running: Running, query: str, field: str, given: dict[str, Any], answers: dict[str, str]) -> list[Any]:
    """Return all nodes; an error goes among the answers, where no truth is equal to it."""
    nodes: list[dict[str, Any]] = []
    after: str | None = None
    while True:
        try:
            page = running.execute(query, {**given, "after": after})[field]
        except (AssertionError, OSError) as trouble:
            answers[f"{field} of {given}"] = str(trouble)[:200]
            return nodes
        nodes += [edge["node"] for edge in page["edges"]]
        if not page["pageInfo"]["hasNextPage"]:
            return nodes
        after = page["pageInfo"]["endCursor"]


def _line(*values: object) -> str:
    return json.dumps([None if value is None else str(value) for value in values], ensure_ascii=False)
