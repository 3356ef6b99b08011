"""Results of checks, trials and explanations for programs: JSON on standard output, workbooks in files."""

import json
from collections.abc import Sequence
from dataclasses import asdict

import typer
from biaochi_sdk.bench.checks import Check
from biaochi_sdk.bench.judging import Judged
from biaochi_sdk.graph.graph import Explained, Outcome
from biaochi_sdk.graph.reports import moved

Row = dict[str, str | None]


def print_json(data: object) -> None:
    """Print data as JSON, Chinese as it is."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


def check_data(checks: Sequence[Check], notes: Sequence[str]) -> dict[str, object]:
    """What was found about every model, and what the page has still to say."""
    return {"models": [asdict(one) for one in checks], "notes": list(notes)}


def sheet_rows(judged: Judged, period: str) -> list[Row]:
    """One row for each subject: its totals, places, grade, rung, what sends it to the meeting, then every node."""
    rows = []
    for subject, one in judged.outcomes[period].sheets.items():
        places = {f"{index} place": None if place is None else str(place) for index, place in one.ranks.items()}
        reached = {"grade": one.grade, "rung": one.rung, "meeting": "、".join(one.meeting) or None}
        rows.append({"subject": subject, **one.totals, **places, **reached, **one.values})
    return rows


def moved_data(before: Outcome, after: Outcome) -> list[dict[str, object]]:
    """Who changes grade, rung or place between two outcomes."""
    return [asdict(one) for one in moved(before, after)]


def explained_data(opened: Explained) -> dict[str, object]:
    """A node with its rule in words, its value and all it rests on."""
    source = {"document": opened.source.document, "place": opened.source.place}
    shown = {"title": opened.title, "value": opened.value, "shown": opened.shown, "words": opened.words}
    children = [explained_data(child) for child in opened.children]
    return {"key": opened.key, **shown, "provenance": opened.provenance, "source": source, "children": children}
