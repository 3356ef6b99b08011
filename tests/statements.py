"""What is said to the databases of a test's own process, where no loop of a service speaks meanwhile."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event


async def hush(service: str) -> None:
    """End what a service does by itself; what it is asked it goes on to answer."""
    loops = [task for task in asyncio.all_tasks() if task.get_name().startswith(f"{service} ")]
    assert loops, f"{service} does nothing by itself"
    for task in loops:
        task.cancel()
    await asyncio.gather(*loops, return_exceptions=True)


@contextmanager
def overheard() -> Iterator[list[str]]:
    """The statements of all engines of this process in the block, in order, without what they were given."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", note)
