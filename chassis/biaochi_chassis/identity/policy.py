"""The one table of who may do what, read from the contracts' distribution; what is not in it nobody may.

The table is biaochi/access.toml. A service does not start, and the schema is not built, while anything of theirs is
missing in it.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from biaochi_chassis.identity.user import EVERYTHING

SERVICE = "SERVICE"
"""The gateway or the command for themselves, without a person behind the call."""
SIGNED_IN = "SIGNED_IN"
"""Whoever has a token, whatever they were granted."""


class NoPolicy(Exception):
    """Something could be asked for of which the table does not say who may; the sentence names it."""


ANYBODY = "ANYBODY"
"""Instead of a field: whoever holds the role for some of a city may ask about all of it."""
FOUND = "FOUND"
"""Instead of a field: the request does not say whom it is about; the service leaves out what it finds about others."""


@dataclass(frozen=True)
class Policy:
    """Who may call one method: the roles, or one of the words above instead of any.

    `of` is the field of the request with the codes of whom it is about, for whoever holds a role for some of a city
    only; without it such a role is not enough.
    """

    roles: frozenset[str]
    of: str = ""

    @property
    def for_services(self) -> bool:
        """Whether a process may call it for itself."""
        return SERVICE in self.roles

    def allows(self, held: Iterable[str]) -> bool:
        """Whether whoever holds these roles may."""
        return SIGNED_IN in self.roles or any(role == EVERYTHING or role in self.roles for role in held)


class AccessTable:
    """The table: roles, who may call each method, who reads each event, what guards each field."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        """Take the document. Raises NoPolicy for a role nobody explains."""
        self.roles: Mapping[str, str] = document["role"]
        self.sets: Mapping[str, str] = document["set"]
        self.rpc: Mapping[str, Mapping[str, str]] = document["rpc"]
        self.events: Mapping[str, Mapping[str, str]] = document["event"]
        self.fields: Mapping[str, Mapping[str, str]] = document["graphql"]
        for methods in self.rpc.values():
            for words in methods.values():
                self._policy(words)

    def methods_of(self, service: str, methods: Iterable[str]) -> Mapping[str, Policy]:
        """The policy of each method of a service of the contracts. Raises NoPolicy for one without."""
        rows = self.rpc.get(service, {})
        if missing := sorted(set(methods) - set(rows)):
            raise NoPolicy(f"{service}/{missing[0]} has no policy: say in biaochi/access.toml who may call it.")
        return {method: self._policy(words) for method, words in rows.items()}

    @property
    def of_subtrees(self) -> frozenset[str]:
        """The roles that are held, with an organization, for all organizations below it."""
        return frozenset(self.sets["SUBTREE"].split())

    def check_events(self, topic: str, events: Iterable[str]) -> None:
        """Raise NoPolicy unless it is said of every event of a topic which services read it."""
        if missing := sorted(set(events) - set(self.events.get(topic, {}))):
            raise NoPolicy(f"{topic}.{missing[0]} has no policy: say in biaochi/access.toml which services read it.")

    def check_fields(self, type_: str, fields: Iterable[str]) -> None:
        """Raise NoPolicy unless it is said of every field of a GraphQL type what guards it."""
        covered = {field for names in self.fields.get(type_, {}).values() for field in names.split()}
        if missing := sorted(set(fields) - covered):
            raise NoPolicy(f"{type_}.{missing[0]} has no policy: say in biaochi/access.toml what guards it.")

    def _policy(self, words: str) -> Policy:
        roles: set[str] = set()
        who, _, field = words.partition(" of ")
        for word in who.split():
            roles |= set(self.sets[word].split()) if word in self.sets else {word}
        if unknown := sorted(roles - set(self.roles) - {SERVICE, SIGNED_IN}):
            raise NoPolicy(f"{unknown[0]} is no role: explain it in biaochi/access.toml under [role].")
        return Policy(frozenset(roles), field)


@cache
def access_table() -> AccessTable:
    """The table of this installation."""
    return AccessTable(tomllib.loads(files("biaochi").joinpath("access.toml").read_text(encoding="utf-8")))
