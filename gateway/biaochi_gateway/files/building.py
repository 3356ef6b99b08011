"""Builds the file of an export: its list is read page by page as of one moment, then written in its format.

Nothing is given before all of it is there: an export is whole or refused. In memory there is one page at a time.
"""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from tempfile import TemporaryFile
from typing import Any, BinaryIO

import orjson
from biaochi.common.v1.common_pb2 import Refusal
from biaochi_chassis.foundation.refusal import Refused, RequestTooLarge
from biaochi_chassis.rpc.refusals import RefusedByService
from strawberry.types.graphql import OperationType

from biaochi_gateway.execution.context import RequestContext
from biaochi_gateway.execution.errors import RETRY_AFTER, refusal
from biaochi_gateway.files.formats import FORMATS, Format
from biaochi_gateway.files.lists import Cell, ExportedList
from biaochi_gateway.schema import schema

CHUNK = 256 * 1024


@dataclass(frozen=True)
class Wanted:
    """Which list, asked for how, in which format."""

    name: str
    listed: ExportedList
    format: str
    variables: Mapping[str, object]

    @property
    def city(self) -> str:
        """The city that it is of."""
        return str(self.variables["city"])

    @property
    def file_name(self) -> str:
        """What the file is called: codes alone."""
        said = (self.variables.get(name) for name in ("city", "index", "period"))
        cycle = self.variables["cycle"] if not self.variables.get("period") else None
        return f"{'-'.join(map(str, filter(None, (self.name, *said, cycle))))}.{self.format}"

    @property
    def written(self) -> Format:
        """How it is written."""
        return FORMATS[self.format]


@dataclass(frozen=True)
class Built:
    """A file that is all there: how many rows and bytes it has, and the hash of them."""

    file: BinaryIO
    rows: int
    size: int
    sha256: str

    def chunks(self) -> Iterator[bytes]:
        """Its bytes, from the first on."""
        self.file.seek(0)
        while chunk := self.file.read(CHUNK):
            yield chunk


@dataclass(frozen=True)
class Page:
    """One page of the list."""

    nodes: Sequence[Mapping[str, Any]]
    total: int
    end: str | None
    """After which the next page begins; None on the last one."""


@asynccontextmanager
async def built(
    wanted: Wanted, context: RequestContext, first: Page, progress: Callable[[int, int], None], tries: int = 1
) -> AsyncIterator[Built]:
    """The file of a list of which the first page is read; there to the end of the block.

    `progress` is called with the entries read and those of the list; `tries` is how often a page is read that is
    refused for now only.

    Raises Refused for what the graph refuses, and RequestTooLarge for more rows than the format can hold.
    """
    with TemporaryFile() as spool, TemporaryFile() as file:
        rows = read = 0
        current = first
        while True:
            rows += await asyncio.to_thread(_spool, wanted, spool, current)
            read += len(current.nodes)
            progress(read, first.total)
            if current.end is None:
                break
            current = await page(wanted, context, current.end, tries)
        most = wanted.written.most_rows
        if most and rows + 1 > most:
            sentence = f"共 {rows} 行，{wanted.format} 一张表至多 {most} 行：请用 csv、ndjson 或 parquet，或缩小范围。"
            raise RequestTooLarge(sentence, field="format")
        yield await asyncio.to_thread(_written, wanted, spool, file, rows)


async def page(wanted: Wanted, context: RequestContext, after: str | None = None, tries: int = 1) -> Page:
    """One page of the list, as the graph answers it. Raises Refused."""
    while True:
        tries -= 1
        try:
            return await _page(wanted, context, after)
        except Refused as refused:
            if not refused.retryable or not tries:
                raise
            await asyncio.sleep(float(str(refusal(refused)[1][RETRY_AFTER])))


async def _page(wanted: Wanted, context: RequestContext, after: str | None) -> Page:
    if after and not wanted.listed.each:
        # Read one after another, and never more than a few at once: a row is one object then, whatever stands in it.
        context = replace(context, price=wanted.listed.page)
    result = await schema.execute(
        wanted.listed.document(wanted.variables),
        {**wanted.variables, "after": after},
        context,
        allowed_operation_types=[OperationType.QUERY],
    )
    if result.errors:
        said = result.errors[0].extensions or {}
        raise RefusedByService(
            Refusal(
                code=str(said.get("code", RefusedByService.code)),
                sentence=result.errors[0].message,
                retryable=bool(said.get("retryable")),
                field=str(said.get("field", "")),
            )
        )
    found: Mapping[str, Any] = (result.data or {})[wanted.listed.field]
    around = found["pageInfo"]
    end = around["endCursor"] if around["hasNextPage"] else None
    return Page([edge["node"] for edge in found["edges"]], found["totalCount"], end)


def _spool(wanted: Wanted, spool: BinaryIO, read: Page) -> int:
    """How many rows were written to the spool: those of one page."""
    rows = [row for node in read.nodes for row in wanted.listed.rows(node)]
    spool.writelines(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)
    return len(rows)


def _written(wanted: Wanted, spool: BinaryIO, file: BinaryIO, rows: int) -> Built:
    spool.seek(0)
    wanted.written.write(file, wanted.listed.columns, _cells(spool))
    size, digest = file.seek(0, os.SEEK_END), hashlib.sha256()
    file.seek(0)
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return Built(file, rows, size, digest.hexdigest())


def _cells(spool: BinaryIO) -> Iterator[Sequence[Cell]]:
    for line in spool:
        yield orjson.loads(line)
