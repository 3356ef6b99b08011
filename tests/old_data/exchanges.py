"""What a build is asked about data, and what it answers, without what the next build may say in other words."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.journeys.years.town_of_work import Town
from tests.old_data.commands import (
    CLOSED,
    KINDS,
    LANZHOU,
    YEAR,
    Command,
    about,
    everything,
    fact,
    organization,
)
from tests.running import Running

QUESTIONS = sorted((Path(__file__).parent / "questions").glob("*.graphql"))
AFTERWARDS = ("lists", "organizations", "sheets", "standings")
"""Which questions are asked again when something was written."""

WORDED = frozenset({"formula", "ruleBook", "text", "words"})
"""Sentences made when they are read: that there are any is all that is compared."""

Answer = Any


@dataclass(frozen=True)
class Request:
    """A document of the schema, with its variables and headers."""

    title: str
    query: str
    variables: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Exchange:
    """A request and its answer."""

    request: Request
    answer: Answer

    @classmethod
    def of(cls, running: Running, request: Request) -> "Exchange":
        """Ask."""
        return cls(request, compared(running.answer(request.query, request.variables, **request.headers)))

    @classmethod
    def parse(cls, kept: Mapping[str, Any]) -> "Exchange":
        """From what `asdict` made of it."""
        return cls(Request(**kept["request"]), kept["answer"])


def execute(running: Running, requests: Iterable[Request]) -> list[dict[str, Any]]:
    """The exchanges, to be kept."""
    return [asdict(Exchange.of(running, request)) for request in requests]


def questions(positions: str, titles: Iterable[str] = ()) -> Iterator[Request]:
    """Everything there is to know, or what is named, as somebody asks who wrote up to these positions."""
    for path in QUESTIONS:
        if not titles or path.stem in titles:
            yield Request(path.stem, path.read_text(), {}, {"biaochi-position": positions})


def repeated() -> Iterator[Request]:
    """One command of each kind under the key it was written with; and one key with another content."""
    first = {command.name: command for command in reversed([*everything()])}
    for command in first.values():
        yield as_request(f"{command.name} again", command, "already position")
    check = first["recordCheck"]
    yield as_request("another check under its key", Command(check.name, {**check.given, "amount": "1"}), "already")


def new() -> Iterator[Request]:
    """What goes on after the build has changed; the last is refused, since its cycle is closed."""
    branch, committee = organization(LANZHOU, "01-1"), organization(LANZHOU, "02")
    _, given = Town(LANZHOU).advanced("01-individual", "finish", "2020-12-30", result="样例：已落实", earned="30")
    finished: Any = given["input"]
    commands = (
        Command("recordCheck", about("new-check", branch, "ideology", "2020-Q3", amount="3")),
        Command("reverseFact", {"idempotencyKey": "new-reversal", "fact": fact(LANZHOU, "report"), "reason": "样例"}),
        Command("advanceWorkItem", {**finished, "idempotencyKey": "new-done"}),
        Command(
            "renameOrganization",
            {"idempotencyKey": "new-name", "organization": committee, "name": "样例组织新名", "on": "2021-01-01"},
        ),
        Command("recordChoice", about("new-choice", organization(KINDS, "B3"), "kind", YEAR, choice="pilot")),
        Command("recordChoice", about("too-late", organization(KINDS, "B3"), "kind", CLOSED, choice="pilot")),
    )
    for command in commands:
        yield as_request(f"{command.name} {command.given['idempotencyKey']}", command, "already")


def as_request(title: str, command: Command, given: str) -> Request:
    """A command as a document that asks for these fields of what was written."""
    return Request(title, command.document(given), {"input": command.given})


def compared(answer: Answer) -> Answer:
    """What of an answer must stay: everything but sentences, of which it must stay that there are any.

    Two breaks of the schema are known: what is shown as on a day has that day in its id, and a root field that is
    refused is null by itself, where the whole data was.
    """
    if isinstance(answer, list):
        return [compared(one) for one in answer]
    if not isinstance(answer, dict):
        return answer
    if "extensions" in answer:
        return {name: answer["extensions"].get(name) for name in ("code", "field")}
    kept: dict[str, Any] = {name: bool(value) if name in WORDED else compared(value) for name, value in answer.items()}
    if isinstance(kept.get("id"), str):
        kept["id"] = undated(kept["id"])
    if "errors" in kept and not any((kept.get("data") or {}).values()):
        kept["data"] = None
    return kept


def undated(id_: str) -> str:
    """The id without the day, if it has one: it stands behind the last slash of those that earlier had none."""
    plain = b64decode(id_).decode()
    stable = plain.startswith(("Organization:", "Person:", "Model:"))
    return b64encode(plain.partition("/")[0].encode()).decode() if stable else id_
