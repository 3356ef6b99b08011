"""Judges a history and a state by the invariants. Pure: it starts nothing, asks nobody and believes only what it reads.

As a program: python -m tests.faults.judging.checker <history.jsonl> <state.json>; ends with 1 and one line a violation.
"""

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from tests.faults.judging.codes import CODES
from tests.faults.judging.state import State
from tests.faults.load.history import FAIL, INVOKE, OK, Line, read

FACT, REVERSAL, ORGANIZATION, READ = "fact", "reversal", "organization", "read"
TRACES = ("Traceback", 'File "', "sqlalchemy", "Error:")
SHOWN = 5
WIDTH = 80
SLACK = {"threads": 12, "open files": 12, "megabytes": 64, "milliseconds": 250}
"""How much more of each there may be than before: pools fill when needed, and other programs want the machine, too."""


@dataclass(frozen=True)
class Violation:
    """An invariant that does not hold, and what shows it."""

    invariant: str
    sentence: str
    count: int = 1
    """How many tokens it is about."""

    def __str__(self) -> str:
        """As it is printed."""
        return f"{self.invariant} {self.sentence}"


def check(history: Sequence[Line], state: State) -> list[Violation]:
    """Return every violation, in order of the invariants; none when all is as promised."""
    outcomes = Outcomes.of(history)
    return [
        *_nothing_lost(outcomes, state),
        *_no_phantom(outcomes, state),
        *_no_double_effect(state),
        *_everything_published_arrived(state),
        *_order(state),
        *_differences("I6", "recomputed from the log", state.sheets, state.recomputed),
        *_differences("I7", "in the service", state.answers, state.truths),
        *_alive(state),
        *_clean_failures(history),
    ]


@dataclass(frozen=True)
class Outcomes:
    """By kind: the tokens acknowledged, those only ever refused, and all that were ever sent."""

    acknowledged: Mapping[str, frozenset[str]]
    refused: frozenset[str]
    sent: frozenset[str]

    @classmethod
    def of(cls, history: Iterable[Line]) -> "Outcomes":
        """Read them off a history. A token with one unknown outcome counts as refused only if nothing else is known."""
        events: dict[str, set[str]] = {}
        acknowledged: dict[str, set[str]] = {FACT: set(), REVERSAL: set(), ORGANIZATION: set()}
        for line in history:
            if line.kind != READ:
                events.setdefault(line.token, set()).add(line.event)
                if line.event == OK:
                    acknowledged.setdefault(line.kind, set()).add(line.token)
        refused = frozenset(token for token, seen in events.items() if seen == {INVOKE, FAIL})
        return cls({kind: frozenset(tokens) for kind, tokens in acknowledged.items()}, refused, frozenset(events))


def _nothing_lost(outcomes: Outcomes, state: State) -> Iterator[Violation]:
    """I1: what was acknowledged is there, by its token, where it belongs and where it is scored."""
    acknowledged = outcomes.acknowledged
    everything = frozenset[str]().union(*acknowledged.values())
    yield from _missing("I1", "acknowledged but not remembered as a command", everything, state.commands)
    yield from _missing("I1", "acknowledged facts not stored", acknowledged[FACT], state.facts)
    yield from _missing("I1", "acknowledged reversals not stored", acknowledged[REVERSAL], state.reversals)
    yield from _missing("I1", "acknowledged facts that scoring has not", acknowledged[FACT], state.scored)
    yield from _missing(
        "I1", "acknowledged reversals that scoring has not", acknowledged[REVERSAL], state.scored_reversals
    )
    yield from _missing("I1", "acknowledged organizations not stored", acknowledged[ORGANIZATION], state.organizations)


def _no_phantom(outcomes: Outcomes, state: State) -> Iterator[Violation]:
    """I2: what is there was sent, and not refused; both services hold the same facts."""
    for name, tokens in (("commands", state.commands), ("facts", state.facts), ("reversals", state.reversals)):
        yield from _missing("I2", f"{name} that nobody sent", tokens, outcomes.sent)
        yield from _listed("I2", f"{name} stored though refused", set(tokens) & outcomes.refused)
    yield from _missing("I2", "facts scored that are not stored", state.scored, state.facts)
    yield from _missing("I2", "reversals scored that are not stored", state.scored_reversals, state.reversals)


def _no_double_effect(state: State) -> Iterator[Violation]:
    """I3: one row of each, whatever was delivered how often."""
    rows = {
        "commands": state.commands,
        "facts": state.facts,
        "reversals": state.reversals,
        "scored facts": state.scored,
        "scored reversals": state.scored_reversals,
        "organizations": state.organizations,
        **{f"events taken by {name}": reader.taken for name, reader in state.readers.items()},
    }
    for name, tokens in rows.items():
        yield from _listed("I3", f"{name} twice", (token for token, count in Counter(tokens).items() if count > 1))


def _everything_published_arrived(state: State) -> Iterator[Violation]:
    """I4: outboxes are empty; every event published is in the log, and taken by every reader of its topic."""
    for published in state.published:
        place = f"{published.topic}/{published.part}"
        if published.waiting:
            yield Violation("I4", f"{published.waiting} events of {published.source} wait in its outbox for {place}")
        yield from _missing(
            "I4", f"events published but not in the log at {place}", published.ids(), state.log.get(place, ())
        )
        for name, reader in state.readers.items():
            if place in reader.reached:
                yield from _missing("I4", f"events of {place} never taken by {name}", published.ids(), reader.taken)
    for name, reader in state.readers.items():
        yield from _listed(
            "I4", f"dead letters of {name} without a reason", (i for i, why in reader.dead.items() if not why)
        )


def _order(state: State) -> Iterator[Violation]:
    """I5: in each place of the log the events of its producer begin in the order they were published, 1 to n."""
    for published in state.published:
        genuine, place = set(published.ids()), f"{published.topic}/{published.part}"
        first_seen = list(dict.fromkeys(one for one in state.log.get(place, ()) if one in genuine))
        for position, (seen, expected) in enumerate(zip(first_seen, published.ids(), strict=False)):
            if seen != expected:
                yield Violation("I5", f"{place} has {seen} where {expected} belongs (place {position} in its order)")
                break


def _differences(invariant: str, where: str, ours: Mapping[str, str], theirs: Mapping[str, str]) -> Iterator[Violation]:
    """I6 and I7: two ways to the same answers give the same answers."""
    for name in sorted(ours.keys() | theirs.keys()):
        if ours.get(name) != theirs.get(name):
            here, there = _apart(ours.get(name), theirs.get(name))
            yield Violation(invariant, f"{name} is {here}, but {there} {where}")
            return


def _alive(state: State) -> Iterator[Violation]:
    """I12: everybody is well, nothing is left to read, and nobody holds more or answers later than before."""
    for part, trouble in state.troubles.items():
        yield Violation("I12", f"{part}: {trouble}")
    for name, reader in state.readers.items():
        for place, reached in reader.reached.items():
            if reached != state.ends.get(place, 0):
                yield Violation("I12", f"{name} stands at {reached} of {state.ends.get(place, 0)} in {place}")
    for sentence in risen(state.before, state.levels):
        yield Violation("I12", sentence)


def risen(before: Mapping[str, int], now: Mapping[str, int]) -> Iterator[str]:
    """Return what has not come back to where it was before; names end with what is counted."""
    for name, level in before.items():
        if now.get(name, 0) > level + SLACK[name.partition(" ")[2]]:
            yield f"{name}: {now[name]}, {level} before"


def _clean_failures(history: Iterable[Line]) -> Iterator[Violation]:
    """I13: whoever got an error got a code of the catalogue, the request's id and a sentence, never a stack trace."""
    for line in history:
        if not line.responded:
            continue
        if line.code not in CODES:
            yield Violation("I13", f"{line.kind} {line.token} was answered with the code {line.code or 'none'!r}")
        if not line.request:
            yield Violation("I13", f"{line.kind} {line.token} was answered {line.code} without the request's id")
        if not line.message or any(trace in line.message for trace in TRACES):
            yield Violation("I13", f"{line.kind} {line.token} was answered {line.message[:100]!r}")


def _missing(invariant: str, what: str, wanted: Collection[str], there: Collection[str]) -> Iterator[Violation]:
    yield from _listed(invariant, what, set(wanted) - set(there))


def _listed(invariant: str, what: str, tokens: Iterable[str]) -> Iterator[Violation]:
    found = sorted(tokens)
    if found:
        more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        yield Violation(invariant, f"{len(found)} {what}: {', '.join(found[:SHOWN])}{more}", len(found))


def _apart(ours: str | None, theirs: str | None) -> tuple[str, str]:
    """Return two texts from shortly before the first place where they differ."""
    one, other = ours or "not there", theirs or "not there"
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    begin = max(0, same - 20)
    return one[begin : begin + WIDTH], other[begin : begin + WIDTH]


def main(history: str, state: str) -> int:
    """Judge two files."""
    violations = check(list(read(Path(history))), State.from_json(Path(state).read_text(encoding="utf-8")))
    for violation in violations:
        print(violation)
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
