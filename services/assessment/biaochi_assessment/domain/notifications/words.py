"""The words of notifications, from the one file that holds them: `words.toml` beside this."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from biaochi_assessment.domain.notifications.matters import Notification

MOST_LINES = 50
"""Notifications that one letter names; the list has all of them."""


class Said(NamedTuple):
    """A notification in words."""

    title: str
    sentence: str


def said(one: Notification) -> Said:
    """A notification in words."""
    words, outcomes = _words()["kind"][one.kind], _words()["outcome"]
    filled = {key: outcomes.get(value, value) if key == "outcome" else value for key, value in one.particulars.items()}
    filled |= {"about": "、".join(one.about), "cycle": one.cycle}
    return Said(words["title"], words["sentence"].format(**filled))


def letter(notifications: Sequence[Notification]) -> Said:
    """Several of them as one letter: its subject and its text, the earliest first."""
    form, lines = _words()["letter"], [said(one) for one in notifications]
    count = len(lines)
    subject = form["one"].format(title=lines[0].title) if count == 1 else form["several"].format(count=count)
    text = [form["line"].format(title=one.title, sentence=one.sentence) for one in lines[:MOST_LINES]]
    if count > MOST_LINES:
        text.append(form["more"].format(count=count - MOST_LINES))
    return Said(subject, "\n".join([*text, "", form["closing"], ""]))


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files(__name__.rpartition(".")[0]).joinpath("words.toml").read_text(encoding="utf-8"))
