"""The page of inputs is what the command prints of the installed plugins, and says of each where it comes from."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from biaochi_cli.documents.inputs import document
from biaochi_sdk import (
    City,
    Field,
    Kind,
    Model,
    ModelRefused,
    Publish,
    Recorded,
    Scale,
    Source,
    Step,
    check_kinds,
    chosen,
    count,
    deductions,
    default,
    follows,
    published,
    tasks,
    veto,
)
from biaochi_sdk.bench.origins import origins
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.page.expressions import Expression

from tests.cities import release

PAGE = Path(__file__).parents[2] / "docs" / "inputs.md"
RULES = Source("样例办法", "第一条")
CITIES = ("dazhou", "laixi", "lanzhou", "yantai")


def mutual(subject: str = "") -> Kind:
    """A visit of a branch by a person, which is one more of `journeys`."""
    return Kind(
        key="visit",
        title=published("走访"),
        noun="visit",
        subjects=("BRANCH",),
        opening=Step(key="go", title="走访", to="gone", fields=(Field("who", "走访人", "person"),)),
        follows=(follows("journeys", at="go", subject=subject, amount=1),),
    )


def test_the_page_is_what_the_command_prints() -> None:
    assert PAGE.read_text(encoding="utf-8") == document([release(city) for city in CITIES]), (
        "docs/inputs.md is old: run make inputs"
    )


def test_a_fact_that_follows_about_nobody_whom_a_model_judges_is_refused_when_the_plugin_is_loaded() -> None:
    check_kinds((mutual(),), ("journeys",), {"journeys": ("BRANCH",)})
    for posts in ("SECRETARY", "SECRETARY+党建联络员"):
        check_kinds((mutual("who"),), ("journeys",), {"journeys": (posts,)})
    with pytest.raises(ModelRefused, match="follows about BRANCH, and who is judged by it is SECRETARY"):
        check_kinds((mutual(),), ("journeys",), {"journeys": ("SECRETARY",)})
    with pytest.raises(ModelRefused, match="follows about a person, and who is judged by it is BRANCH"):
        check_kinds((mutual("who"),), ("journeys",), {"journeys": ("BRANCH",)})


def city(by: Recorded, *work: Kind) -> City:
    """A city whose branches are judged by one number."""

    class Branch(
        Model,
        code="branch",
        title=published("党支部"),
        subject="BRANCH",
        since="2020-01-01",
        source=RULES,
        defaults=RULES,
    ):
        """How often a branch was visited."""

        journeys = count(default(9), default(1), by)(published("走访"))
        at_year = Publish("year", totals={"branch": journeys})

    return City("made", published("某市", RULES), (Branch,), work)


def test_a_city_with_work_may_not_type_a_count_unless_it_names_its_record() -> None:
    typed = Recorded(who="office", cadences=("month", "year"))
    with pytest.raises(ModelRefused, match=r"branch\.journeys: nothing they follow from is recorded"):
        city(typed, replace(mutual(), follows=()))

    city(typed)
    city(typed, mutual())
    city(replace(typed, elsewhere=RULES), replace(mutual(), follows=()))


def test_a_count_is_no_judgement_and_a_judgement_is_no_copy() -> None:
    judged = Recorded(who="office", cadences=("year",), judged=True)
    counts: tuple[Callable[[], Expression], ...] = (
        lambda: count(default(9), default(1), judged),
        lambda: tasks("COMMON", default(9), default(1), judged, missing="not_judged"),
        lambda: veto(judged),
        lambda: chosen(Scale("had", {"no": default("无"), "yes": default("有")}), judged, missing="no"),
    )
    for made in counts:
        with pytest.raises(ModelRefused, match="is no judgement"):
            made()
    with pytest.raises(ModelRefused, match="write one of them"):
        replace(judged, elsewhere=RULES)
    assert deductions(default(9), default(1), judged, missing="full").data["judged"] == "yes"


def test_no_input_of_the_four_cities_is_a_typed_count() -> None:
    found = {
        one.slug: origins([Graph.parse(model.graph) for model in one.models], json.loads(one.work))
        for one in map(release, CITIES)
    }

    assert [one for city in found.values() for one in city if one.unfounded] == []
    elsewhere = {slug: [one.indicator for one in city if one.elsewhere] for slug, city in found.items()}
    assert elsewhere == {
        "dazhou": ["others", "kind"],
        "laixi": ["targets", "rated"],
        "lanzhou": [],
        "yantai": ["rest"],
    }
