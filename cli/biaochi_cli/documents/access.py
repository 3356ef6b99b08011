"""Prints the table of access as docs/access.md: who may do what, for people who do not read TOML."""

from collections.abc import Iterable, Iterator, Mapping

from biaochi_chassis.identity.policy import ANYBODY, FOUND, SERVICE, SIGNED_IN, AccessTable

_HEAD = """# Who may do what

Printed by `biaochi access` from `proto/biaochi/access.toml`, which the gateway and every service read.
What is not in the table nobody may: no service starts, and no graph is built, while a method, an event or a field of
theirs is missing. Roles are held in a city. Each service judges by the person's own token, before it looks anything up,
so that a refusal says nothing of what there is.

A role may be held for some organizations and persons only. Then every code in the field that the last column names must
be among them; of several read at once the others are left out, as if they were not there. Where the column says
“whole city”, such a role is not enough. Of several such roles each counts for those for whom it is held: what is
written in one request is within one of them."""

_WORDS = {SIGNED_IN: "whoever is signed in", SERVICE: "the gateway and the command for themselves"}


def document(table: AccessTable) -> str:
    """The whole page."""
    return "\n\n".join(_parts(table)) + "\n"


def _parts(table: AccessTable) -> Iterator[str]:
    yield _HEAD
    yield "## Roles\n\n" + _table(
        ("role", "who, and for what"), ((f"`{name}`", said) for name, said in table.roles.items())
    )
    sets = ((f"`{name}`", _roles(words, {})) for name, words in table.sets.items())
    yield "Words for several roles:\n\n" + _table(("word", "roles"), sets)
    for service, methods in table.rpc.items():
        called = ((f"`{method}`", *_policy(words)) for method, words in methods.items())
        yield f"## {service}\n\n" + _table(("method", "who may call it", "held for"), called)
    for topic, events in table.events.items():
        read = ((f"`{event}`", ", ".join(readers.split()) or "nobody") for event, readers in events.items())
        yield f"## Events of {topic}\n\n" + _table(("event", "services that read it"), read)
    yield (
        "## The graph\n\nWhat guards a field: the methods called for it, each judged as above; *with* what it is of;\n"
        "*masked* but for the registry; *promised*, shown to those whom the model promised it to when it was recorded."
    )
    rows = (
        (type_, _guard(guard), ", ".join(f"`{name}`" for name in names.split()))
        for type_, guards in sorted(table.fields.items())
        for guard, names in guards.items()
    )
    yield _table(("type", "guarded by", "fields"), rows)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(head)
    lines = [names, ["---"] * len(names), *(list(row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _policy(words: str) -> tuple[str, str]:
    who, _, field = words.partition(" of ")
    whom = {"": "whole city", ANYBODY: "anybody of it", FOUND: "what is found"}.get(field, f"`{field}`")
    return _roles(who, _WORDS), "" if set(who.split()) <= set(_WORDS) else whom


def _roles(words: str, said: Mapping[str, str]) -> str:
    return ", ".join(said.get(word, f"`{word}`") for word in words.split())


def _guard(guard: str) -> str:
    return guard.lower() if guard.isupper() else ", ".join(f"`{method}`" for method in guard.split())
