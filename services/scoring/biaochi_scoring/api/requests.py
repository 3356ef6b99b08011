"""Requests as plain values: which list is meant, which page of it, and who is chosen from it."""

from collections.abc import Iterable
from typing import Protocol

from biaochi.scoring.v1 import service_pb2 as wire
from biaochi.scoring.v1.events_pb2 import Shift
from biaochi_chassis.foundation.pages import Page, PageRequest

from biaochi_scoring.domain.judging import place_moves
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.pages import ReportPage
from biaochi_scoring.use_cases.reports import Chosen


class _AboutAList(Protocol):
    cycle: str
    index: str
    period: str


class _ReportPage(PageRequest, Protocol):
    listing: str


def listed(city: str, message: _AboutAList) -> Listed:
    """The list a message names, as far as it names one."""
    return Listed(city, message.cycle, message.index, message.period)


def report_page(message: _ReportPage) -> ReportPage:
    """The page of a report that a message asks for."""
    return ReportPage(Page.of(message), message.listing)


def shifts(messages: Iterable[Shift]) -> tuple[place_moves.Shift, ...]:
    """Shifts of places as they were published."""
    return tuple(place_moves.Shift(message.first, message.last, message.by) for message in messages)


def chosen(city: str, message: wire.Chosen) -> Chosen:
    """Whom a message chooses from a list."""
    return Chosen(listed(city, message.of), message.node, frozenset(message.values))
