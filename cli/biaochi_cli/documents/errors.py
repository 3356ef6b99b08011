"""Prints the catalogue of errors as docs/errors.md: every code that a client may be answered with, from its class."""

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from importlib import import_module
from inspect import getdoc
from pkgutil import walk_packages

import typer
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.rpc.refusals import RefusedByService
from biaochi_gateway.http.refusals import STATUS

app = typer.Typer()

PARTS = {
    "biaochi_gateway": "Of a request",
    "biaochi_chassis": "Of any service",
    "biaochi_org": "Of the registry",
    "biaochi_assessment": "Of cycles, facts and work",
    "biaochi_scoring": "Of results, models and reports",
}
"""The packages whose refusals reach a client, and how each one's are headed."""

DOCUMENTS = {
    "GRAPHQL_PARSE_FAILED": "The document is not GraphQL.",
    "GRAPHQL_VALIDATION_FAILED": "The document does not fit the schema, or a variable not its type.",
    "INTERNAL": "A fault of ours. The sentence has a reference; under it the operator finds the rest in the log.",
}
"""What has no class of its own."""

HEAD = """# The catalogue of errors

Printed by `biaochi errors` from the classes; `tests/house/test_errors.py` keeps it true.

Every error has `message`, a Chinese sentence for the person who asked (what was wrong, with its value; which rule; what
to do), and in `extensions`:

| name | what it says |
| --- | --- |
| `code` | the rule; never changes; programs compare this and nothing else |
| `traceId` | the request's trace, as in the logs |
| `retryable` | whether the very same request may succeed a little later; a write with its idempotency key |
| `retryAfter` | of what is retryable: after how many seconds; over HTTP the header `Retry-After` says it, too |
| `field` | the one argument or input field that is wrong, if it is one |
| `index` | the place in a batch, from 0, if it is one's |
| `details` | further names and values, as texts |

The status is that of HTTP where nothing of the request was executed; what is refused while it is executed is status 200
with `errors` next to `data`. A socket gets an `error` message, and is closed with 4400 for a message that the protocol
does not have, 4401 or 4403 for a token that is missing or wrong, 4408 when it does not initialise within ten seconds,
4409 for an id that is in use, 4429 for a second initialisation."""


@app.command()
def errors() -> None:
    """Print every code a client may be answered with."""
    typer.echo(document(), nl=False)


def document() -> str:
    """The whole page."""
    return "\n\n".join(_parts()) + "\n"


def refusals() -> list[type[Refused]]:
    """Every rule with a code of its own that a client may run into, in order of code."""
    for package in PARTS:
        for module in walk_packages(import_module(package).__path__, f"{package}."):
            if not module.name.endswith("__main__") and ".migrat" not in module.name:
                import_module(module.name)
    found = {rule for rule in _below(Refused) if "code" in vars(rule) and rule is not RefusedByService}
    return sorted((rule for rule in found if _package(rule) in PARTS), key=lambda rule: rule.code)


def _below(rule: type[Refused]) -> Iterator[type[Refused]]:
    for each in rule.__subclasses__():
        yield each
        yield from _below(each)


def _package(rule: type[Refused]) -> str:
    return rule.__module__.partition(".")[0]


def _parts() -> Iterator[str]:
    yield HEAD
    known = refusals()
    for package, heading in PARTS.items():
        yield f"## {heading}"
        rows = [_row(rule) for rule in known if _package(rule) == package]
        if package == "biaochi_gateway":
            rows += [(f"`{code}`", said, "", "") for code, said in DOCUMENTS.items()]
        yield _table(("code", "what was refused", "again?", "status"), sorted(rows))


def _row(rule: type[Refused]) -> tuple[str, str, str, str]:
    said = " ".join((getdoc(rule) or "").split("\n\n")[0].split())
    status = STATUS.get(rule.code)
    return f"`{rule.code}`", said, "later" if rule.retryable else "", f"{HTTPStatus(status)}" if status else ""


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(head), ["---"] * len(list(head)), *(list(row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
