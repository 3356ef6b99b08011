"""The servers of a run: started where the first test asks, or, when workers share them, by their controller."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import astuple
from typing import Any, Protocol, TypeVar

import pytest

from tests.servers import kafka, postgres
from tests.servers.missing import ServerMissing
from tests.servers.postgres import Postgres

T = TypeVar("T")

_STARTED = pytest.StashKey[dict[str, Any]]()


class Worker(Protocol):
    """A worker as pytest-xdist's controller sees it."""

    config: pytest.Config
    workerinput: dict[str, Any]
    """What it is given: plain values, since it is another process."""


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Worker) -> None:
    """Start the servers before the first worker, tell every worker where they are, and stop them after the last."""
    if _STARTED not in node.config.stash:
        until_the_end = ExitStack()
        node.config.add_cleanup(until_the_end.close)
        node.config.stash[_STARTED] = {
            "postgresql": _started(lambda: astuple(until_the_end.enter_context(postgres.running()))),
            "kafka": _started(lambda: (until_the_end.enter_context(kafka.running()),)),
        }
    started: dict[str, Any] = node.config.stash[_STARTED]
    node.workerinput.update(started)


@contextmanager
def postgresql(config: pytest.Config) -> Iterator[Postgres]:
    """The PostgreSQL of the run. Raises ServerMissing when it cannot be had."""
    with _where(config, "postgresql", Postgres, postgres.running) as server, closing(server):
        yield server


@contextmanager
def kafka_address(config: pytest.Config) -> Iterator[str]:
    """Where the Apache Kafka of the run listens. Raises ServerMissing when it cannot be had."""
    with _where(config, "kafka", str, kafka.running) as address:
        yield address


def _started(start: Callable[[], tuple[Any, ...]]) -> tuple[Any, ...] | str:
    try:
        return start()
    except ServerMissing as missing:
        return str(missing)


@contextmanager
def _where(
    config: pytest.Config, name: str, made_of: Callable[..., T], running: Callable[[], AbstractContextManager[T]]
) -> Iterator[T]:
    given = getattr(config, "workerinput", {}).get(name)
    if isinstance(given, str):
        raise ServerMissing(given)
    if given:
        yield made_of(*given)
    else:
        with running() as server:
            yield server
