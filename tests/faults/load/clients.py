"""The mixed load: eight writers, twenty writes a second together, two readers; every try goes into the history."""

import http.client
import json
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.faults.load.commands import WRITERS, Command, Place, Writer
from tests.faults.load.history import FAIL, INFO, INVOKE, OK, History

WRITES_PER_SECOND = 20
PACE = WRITERS / WRITES_PER_SECOND
READERS = 2
READ_PACE = 0.25
CLIENT_PATIENCE = 15.0
AGAIN = 0.5
GRACE = 25.0
"""Seconds after the end in which a command whose outcome is unknown is tried again under its key."""

STANDINGS = """
query Standings($period: String) {
  standings(city: "lanzhou", cycle: "2020", index: "branch", period: $period, first: 20) {
    edges { node { rank total subject { code name } } } } }"""


@dataclass(frozen=True)
class Answer:
    """What came back: an event of the history, and the error's code, message and request id."""

    event: str
    code: str = ""
    message: str = ""
    request: str = ""
    again: bool = False
    responded: bool = False


class Client:
    """Speaks GraphQL to the gateway, one connection a request."""

    def __init__(self, port: int, token: str) -> None:
        """Where the gateway is, and as whom to speak."""
        self._port = port
        self._token = token

    def execute(self, query: str, given: Mapping[str, Any], *, leave: bool = False) -> Answer:
        """Ask once. With `leave` the client goes as soon as it has asked, and never learns the outcome."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=CLIENT_PATIENCE)
        try:
            body = json.dumps({"query": query, "variables": given}).encode()
            json_only = {"content-type": "application/json", "accept": "application/json"}
            headers = {**json_only, "authorization": f"Bearer {self._token}"}
            connection.request("POST", "/graphql", body, headers)
            if leave:
                return Answer(INFO, again=True)
            return understood(json.loads(connection.getresponse().read()))
        except (OSError, ValueError, http.client.HTTPException):
            return Answer(INFO, again=True)
        finally:
            connection.close()


def understood(answer: Mapping[str, Any]) -> Answer:
    """Return what an answer means: an outcome is unknown when nobody can say whether anything was written."""
    errors = answer.get("errors")
    if not errors:
        return Answer(OK)
    extensions = errors[0].get("extensions") or {}
    code, message = str(extensions.get("code", "")), str(errors[0].get("message", ""))
    unknown = bool(extensions.get("retryable")) or code == "INTERNAL"
    request = str(extensions.get("traceId", ""))
    return Answer(INFO if unknown else FAIL, code, message, request, again=unknown, responded=True)


class Load:
    """May be started and stopped many times over one platform; the writers remember what they did."""

    def __init__(self, client: Client, history: History, seed: str, ratings: list[Place]) -> None:
        """`seed` decides every command."""
        self.leaving = 0.0
        """The share of writes whose client goes before it is answered."""
        self._client = client
        self._history = history
        self._writers = [Writer(number, Random(f"{seed}/{number}"), ratings) for number in range(WRITERS)]
        self._dice = Random(seed)
        self._round = ""
        self._threads: list[threading.Thread] = []
        self._stopping = threading.Event()
        self._until = float("inf")

    def start(self, round_: str) -> None:
        """Begin; tokens of this round begin with `round_`."""
        self._round, self.leaving, self._until = round_, 0.0, float("inf")
        self._stopping.clear()
        works = [(self._write, writer) for writer in self._writers]
        self._threads = [threading.Thread(target=work, args=(writer,)) for work, writer in works]
        self._threads += [threading.Thread(target=self._read, args=(number,)) for number in range(READERS)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Begin nothing new; return once every outcome is known, or the grace is over."""
        self._until = time.monotonic() + GRACE
        self._stopping.set()
        for thread in self._threads:
            thread.join(GRACE + 2 * CLIENT_PATIENCE)
        assert not any(thread.is_alive() for thread in self._threads), "a client never came back"

    def _write(self, writer: Writer) -> None:
        # Not all at the same moment.
        self._stopping.wait(self._dice.uniform(0, PACE))
        while not self._stopping.is_set():
            begun = time.monotonic()
            self._do(writer.next(self._round))
            self._stopping.wait(max(0.0, begun + PACE - time.monotonic()))

    def _do(self, command: Command) -> None:
        while True:
            self._history.note(INVOKE, command.kind, command.token)
            leave = self.leaving > 0 and self._dice.random() < self.leaving
            answer = self._client.execute(command.query, {"input": command.given}, leave=leave)
            self._note(command.kind, command.token, answer)
            if answer.event == OK:
                command.done()
            if not answer.again or time.monotonic() > self._until:
                return
            time.sleep(AGAIN)

    def _read(self, number: int) -> None:
        quarter = 0
        while not self._stopping.is_set():
            quarter = quarter % 4 + 1
            token = f"{self._round}-reader{number}"
            self._history.note(INVOKE, "read", token)
            self._note("read", token, self._client.execute(STANDINGS, {"period": f"2020-Q{quarter}"}))
            self._stopping.wait(READ_PACE)

    def _note(self, kind: str, token: str, answer: Answer) -> None:
        said = {"code": answer.code, "message": answer.message, "request": answer.request} if answer.responded else {}
        self._history.note(answer.event, kind, token, **said)
