"""What follows from final results: opened with the second signature, then carried out, closed or waived."""

from functools import partial

from biaochi_chassis.foundation.pages import Found, Page
from biaochi_chassis.store.batch import Batch
from biaochi_chassis.store.database import UnitOfWork
from biaochi_chassis.store.personal.keys import PersonKeys

from biaochi_assessment.domain.cycles import by_code, named
from biaochi_assessment.domain.results.commands import AdvanceConsequence
from biaochi_assessment.domain.results.consequences import Consequence, advance_consequence, followed
from biaochi_assessment.domain.results.life import ResultLife
from biaochi_assessment.store import consequences as consequence_store
from biaochi_assessment.store import cycles as cycle_store
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.store.consequences import ConsequenceFilter
from biaochi_assessment.store.texts import opened_consequences, sealed_consequence
from biaochi_assessment.use_cases.context import CommandContext
from biaochi_assessment.use_cases.decision import known_city


def follow(sent: CommandContext, tx: UnitOfWork, life: ResultLife) -> None:
    """Open what follows from results that have become final, in the transaction that makes them so."""
    due = consequence_store.due_in(tx.connection, sent.city, life.cycle)
    opened = followed(life.cycle, life.frozen.results_hash if life.frozen else "", due, sent.at)
    if opened:
        consequence_store.add_consequences(tx.connection, sent.city, opened)
        tx.publish([sent.event_context.consequences_followed(life.cycle, opened)])


def advance_consequences(sent: CommandContext, tx: UnitOfWork, batch: Batch[AdvanceConsequence]) -> None:
    """Carry consequences out, close or waive them; each answers with its code."""
    city, keys = known_city(tx.connection, sent.city), sent.keys(tx.connection)
    for index, command in batch.fresh:
        with batch.refusing(index):
            known = consequence_store.consequences_of(tx.connection, sent.city, [command.consequence])
            mine = [one for one in known if sent.call.covers(one.due.subject)]
            found = next(iter(mine), None)
            recorder = sent.recorder_about(found.due.subject) if found else sent.recorder
            advanced = advance_consequence(found, city.notice, recorder, command)
            after = sealed_consequence(keys, advanced)
            consequence_store.change_consequences(tx.connection, sent.city, [after])
            tx.publish([sent.event_context.consequence_advanced(after)])
            batch.done(index, after.code)


def list_consequences(connection: Connection, wanted: ConsequenceFilter, page: Page) -> Found[Consequence]:
    """The consequences of a cycle in order of code. Raises UnknownCity, UnknownCycle."""
    known_city(connection, wanted.city)
    named(wanted.cycle, by_code(cycle_store.cycles(connection, wanted.city, [wanted.cycle])))
    found = consequence_store.consequences(connection, wanted, page.checked())
    return found.all_made(partial(opened_consequences, PersonKeys(connection, wanted.city)))
