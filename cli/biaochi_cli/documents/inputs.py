"""Prints docs/inputs.md: for every input of every model, by whom it is typed or what it follows from."""

import json
from collections.abc import Iterable, Iterator, Sequence

import typer
from biaochi_sdk.bench.origins import Origin, origins
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.host.discovery import CityRelease, discover

app = typer.Typer()

_HEAD = """# Where every number comes from

Printed by `biaochi inputs` from the installed plugins. A number that follows from work, or is counted in the registry,
is typed by nobody: recording it by hand is refused (`INPUT_IS_DERIVED`). What a person types is what a person judges,
or what stands in a record elsewhere, which the model names. A city that declares work and types anything else is
refused when its plugin is loaded."""
_KINDS = {
    "ledger": "台账",
    "check": "考核验收",
    "veto": "一票否决",
    "task": "任务",
    "rating": "打分",
    "bonus": "加分",
    "choice": "选项登记",
    "decision": "会议决定",
    "ballot": "投票",
    "registered": "名册",
}


@app.command()
def inputs() -> None:
    """Print where every input of the installed cities comes from (docs/inputs.md)."""
    typer.echo(document(discover().cities), nl=False)


def document(cities: Iterable[CityRelease]) -> str:
    """The whole page, city by city in order of slug."""
    parts = (_city(city) for city in sorted(cities, key=lambda city: city.slug))
    return "\n\n".join((_HEAD, *parts)) + "\n"


def _city(city: CityRelease) -> str:
    found = origins([Graph.parse(model.graph) for model in city.models], json.loads(city.work))
    return f"## {city.title}\n\n{_counts(found)}\n\n" + "\n".join(_lines(found))


def _counts(found: Sequence[Origin]) -> str:
    worked, counted = sum(bool(one.steps) for one in found), sum(one.counted for one in found)
    judged, elsewhere = sum(one.judged for one in found), sum(bool(one.elsewhere) for one in found)
    return (
        f"Of {len(found)} inputs {worked} follow from work, {counted} are counted in the registry, {judged} are judged "
        f"by persons, {elsewhere} stand in a record elsewhere."
    )


def _lines(found: Iterable[Origin]) -> Iterator[str]:
    yield "| model | input | kind | comes from |"
    yield "|---|---|---|---|"
    for one in found:
        yield f"| `{one.model}` | `{one.indicator}` {one.title} | {_KINDS[one.kind]} | {_whence(one)} |"


def _whence(one: Origin) -> str:
    if one.counted:
        return "counted in the registry"
    if one.steps:
        return f"follows from {'、'.join(one.steps)}"
    return f"judged by `{one.typed_by}`" if one.judged else f"typed by `{one.typed_by}` from {one.elsewhere}"
