"""Clearances: the newest opinions that models have of one subject, or of many."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from biaochi_scoring.domain.clearances import NOT_JUDGED, Answering, Clearance, answering
from biaochi_scoring.domain.refusals import NoClearance
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.open_sheets import GRADE, RUNG, TOTAL, VALUES, Requested, open_sheets
from biaochi_scoring.use_cases.queries import at_most
from biaochi_scoring.use_cases.reports import Reporting


@dataclass(frozen=True, slots=True)
class Found:
    """A subject, what the answer is, and the period that gives it; none where no period that has ended says so."""

    subject: str
    answer: str
    by: Answering | None


@dataclass(frozen=True, slots=True)
class OpinionSearch:
    """Finds the opinions on a city's subjects as of a day; a period that has not ended by then says nothing."""

    reporting: Reporting
    connection: Connection
    city: str
    as_of: date

    def find(self, subjects: Collection[str] = ()) -> list[Found]:
        """Who has which answer, in order of code: these subjects, or everybody of whom there is an opinion.

        Raises NoClearance, UnknownCity; RequestTooLarge above 1000 subjects.
        """
        at_most(subjects)
        answers = answering(self.reporting.pinned(self.connection, self.city))
        if not answers:
            raise NoClearance(self.city)
        found: dict[str, Found] = {}
        for by in answers:
            if by.period.last_day <= self.as_of:
                for one in self._said(by, subjects):
                    found.setdefault(one.subject, one)
        for subject in subjects:
            found.setdefault(subject, Found(subject, NOT_JUDGED, None))
        return [found[subject] for subject in sorted(found)]

    def opened(self, some: Sequence[Found]) -> list[Clearance]:
        """Their opinions with everything behind them, in the order given."""
        by: defaultdict[int, list[Found]] = defaultdict(list)
        for one in some:
            by[id(one.by)].append(one)
        opened = {each.subject: each for group in by.values() for each in self._opened(group)}
        return [opened[one.subject] for one in some]

    def _said(self, by: Answering, subjects: Collection[str]) -> list[Found]:
        """What one period says of everybody it judges, read from the columns."""
        lists = self.reporting.answering
        listed, judging = lists.find_list(self.connection, self._listed(by))
        ranking = lists.ranking(self.connection, listed, judging)
        if ranking is None:
            return []
        rows, text = ranking.cohort.rows, ranking.evaluation.text
        among = (subject for subject in subjects if subject in rows) if subjects else iter(rows)
        return [Found(subject, by.answer(text(by.node, rows[subject])), by) for subject in among]

    def _opened(self, some: Sequence[Found]) -> list[Clearance]:
        """Those who have their answers from one period, or from none."""
        by = some[0].by
        if by is None:
            return [Clearance(one.subject, self.as_of, NOT_JUDGED) for one in some]
        requested = Requested([by.node], without=(TOTAL, GRADE, RUNG, VALUES))
        subjects = [one.subject for one in some]
        found = open_sheets(self.connection, self.reporting.answering, self._listed(by), subjects, requested)
        return [by.clearance(one.standing.subject, self.as_of, one.nodes[0]) for one in found]

    def _listed(self, by: Answering) -> Listed:
        return Listed(self.city, by.cycle.code, by.index, by.period.code)
