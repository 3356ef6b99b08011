"""The history of results, and boards, as messages of a response."""

from biaochi.scoring.v1 import service_pb2 as wire

from biaochi_scoring.domain.result_versions import ResultChange, ResultVersion
from biaochi_scoring.domain.results.boards import BoardLine
from biaochi_scoring.use_cases.answering.boards import Board
from biaochi_scoring.use_cases.answering.result_history import History


def history(found: History) -> wire.ListResultVersionsAnswer:
    """Every version with what it changed."""
    versions = [_version(version, [_change(found, one) for one in changes]) for version, changes in found.versions]
    return wire.ListResultVersionsAnswer(versions=versions)


def _version(one: ResultVersion, changes: list[wire.ResultChange]) -> wire.ResultVersion:
    return wire.ResultVersion(
        version=one.version,
        results_hash=one.results_hash,
        facts_hash=one.facts_hash,
        frozen_at=one.frozen_at,
        sheets=one.sheets,
        changes=changes,
    )


def _change(found: History, one: ResultChange) -> wire.ResultChange:
    index, period, subject = one.place
    differences = [
        wire.ResultDifference(
            key=each.key, title=found.title(one.model, each.key), before=each.before or "", after=each.after or ""
        )
        for each in one.differences
    ]
    return wire.ResultChange(subject=subject, index=index, period=period, differences=differences)


def board(found: Board) -> wire.ListBoardAnswer:
    """A page of a board."""
    page = found.found
    return wire.ListBoardAnswer(
        version=found.version.version,
        results_hash=found.version.results_hash,
        to=found.to,
        ordered=found.ordered,
        lines=[_board_line(one) for one in page.items],
        total=page.total,
        has_more=page.has_more,
        has_previous=page.has_previous,
    )


def _board_line(one: BoardLine) -> wire.BoardLine:
    lights = [
        wire.BoardLight(node=each.node, title=each.title, light=each.light, called=each.called) for each in one.lights
    ]
    return wire.BoardLine(
        subject=one.subject, total=one.total, grade=one.grade, rung=one.rung, rank=one.rank or 0, lights=lights
    )
