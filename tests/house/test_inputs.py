"""The page of inputs is what the command prints of the installed plugins, and says of each where it comes from."""

from pathlib import Path

import pytest
from biaochi_cli.documents.inputs import document
from biaochi_sdk import Field, Kind, ModelRefused, Step, check_kinds, follows, published
from biaochi_sdk.host.discovery import discover

PAGE = Path(__file__).parents[2] / "docs" / "inputs.md"
CITIES = ("dazhou", "laixi", "lanzhou", "yantai")


def mutual(subject: str = "") -> Kind:
    """A visit of a branch by a person, which is one more of `visits`."""
    return Kind(
        key="visit",
        title=published("走访"),
        noun="visit",
        subjects=("BRANCH",),
        opening=Step(key="go", title="走访", to="gone", fields=(Field("who", "走访人", "person"),)),
        follows=(follows("visits", at="go", subject=subject, amount=1),),
    )


def test_the_page_is_what_the_command_prints() -> None:
    assert PAGE.read_text(encoding="utf-8") == document(discover(CITIES).cities), (
        "docs/inputs.md is old: run make inputs"
    )


def test_a_fact_that_follows_about_nobody_whom_a_model_judges_is_refused_when_the_plugin_is_loaded() -> None:
    check_kinds((mutual(),), ("visits",), {"visits": ("BRANCH",)})
    for posts in ("SECRETARY", "SECRETARY+党建联络员"):
        check_kinds((mutual("who"),), ("visits",), {"visits": (posts,)})
    with pytest.raises(ModelRefused, match="follows about BRANCH, and who is judged by it is SECRETARY"):
        check_kinds((mutual(),), ("visits",), {"visits": ("SECRETARY",)})
    with pytest.raises(ModelRefused, match="follows about a person, and who is judged by it is BRANCH"):
        check_kinds((mutual("who"),), ("visits",), {"visits": ("BRANCH",)})
