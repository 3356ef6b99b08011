"""What is filled in at a step of work (栏目): a text, a number, a day, a choice, or a code of the registry."""

from dataclasses import dataclass
from typing import Any

from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.work.checks import filled, named
from biaochi_sdk.work.gates import CLOSED_BY, GATES

TEXT, NUMBER, DAY, ORGANIZATION, PERSON, PEOPLE, ORGANIZATIONS_FIELD, CHOICE, ITEM = (
    "text",
    "number",
    "day",
    "organization",
    "person",
    "people",
    "organizations",
    "choice",
    "item",
)
TAKES = (TEXT, NUMBER, DAY, ORGANIZATION, PERSON, PEOPLE, ORGANIZATIONS_FIELD, CHOICE, ITEM)
HANDED_FROM, HANDED_ON = "handed_from", "handed_on"
"""What an item that passed on has besides its fields: whose it was before, and on which day it passed."""
SPECIAL = ("organization", "code", "title", "words", "on", "due_on", "parent")
"""What every item has besides its own fields; a fact that follows may say it too."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is filled in at a step: its key, what it is called, and what it takes, one of TAKES.

    choices: key to title, for the take "choice" alone. optional: it may be left empty. opens: the earlier field that
    holds the SHA-256 of this text in hexadecimal; the text names the day of the step and every organization it names.
    seen_by: the roles that are shown it, and with it who took the step; empty: whoever is shown the item.
    """

    key: str
    title: str
    takes: str = TEXT
    choices: tuple[tuple[str, str], ...] = ()
    optional: bool = False
    opens: str = ""
    seen_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a key that is no plain name, an unknown take, and choices where none are made."""
        named(self.key, "a field of work")
        if self.takes not in TAKES or self.key in (*SPECIAL, GATES, CLOSED_BY, HANDED_FROM, HANDED_ON):
            raise ModelRefused(f"the field {self.key!r} takes {self.takes!r}: write one of {', '.join(TAKES)}")
        if (self.takes == CHOICE) != bool(self.choices):
            raise ModelRefused(f"the field {self.key!r}: choices belong to the take 'choice', and it needs them")

    def data(self) -> dict[str, Any]:
        """The field as it is published."""
        choices = [{"key": key, "title": title} for key, title in self.choices]
        said = {
            "key": self.key,
            "title": self.title,
            "takes": self.takes,
            "optional": self.optional,
            "opens": self.opens,
            "seen_by": list(self.seen_by),
        }
        return filled(said | {"choices": choices})
