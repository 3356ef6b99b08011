"""What is made in bulk is what the constructor makes, whatever kind of dataclass it is."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pytest
from biaochi_chassis.foundation.making import changed, make


@dataclass(frozen=True)
class Said:
    """With a default, a list of its own, and something that it finds of itself."""

    code: str
    note: str = ""
    parts: list[str] = field(default_factory=list)

    @cached_property
    def shown(self) -> str:
        """What it is shown as."""
        return f"{self.code} {self.note}"


@dataclass(frozen=True, kw_only=True)
class More(Said):
    """One that says more, and only by name."""

    level: str = "A"


@dataclass(frozen=True, slots=True)
class Slotted:
    """Without a dictionary."""

    code: str
    note: str = ""


@dataclass(frozen=True)
class Checked:
    """With code of its own."""

    code: str
    length: int = field(init=False)

    def __post_init__(self) -> None:
        """Count."""
        object.__setattr__(self, "length", len(self.code))


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (Said, {"code": "a", "note": "b", "parts": ["c"]}),
        (Said, {"code": "a"}),
        (More, {"code": "a", "parts": [], "level": "B"}),
        (Slotted, {"code": "a"}),
        (Checked, {"code": "abc"}),
    ],
)
def test_what_is_made_is_what_the_constructor_makes(kind: type[Any], values: dict[str, Any]) -> None:
    made = make(kind, values)

    assert made == kind(**values)
    assert repr(made) == repr(kind(**values))


@pytest.mark.parametrize("values", [{}, {"note": "b"}, {"code": "a", "other": "b"}])
def test_a_field_too_many_or_too_few_is_an_error_as_ever(values: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        make(Said, values)


@pytest.mark.parametrize("one", [Said("a", "b", ["c"]), More(code="a", level="B"), Slotted("a", "b"), Checked("abc")])
def test_what_is_changed_is_what_replace_makes(one: Any) -> None:  # noqa: ANN401 - of any kind
    assert changed(one, {"code": "z"}) == replace(one, code="z")
    with pytest.raises(TypeError):
        changed(one, {"other": "z"})


def test_what_one_remembers_of_itself_is_not_of_the_other() -> None:
    one = Said("a", "b")

    assert one.shown == "a b"
    assert changed(one, {"note": "c"}).shown == "a c"


def test_what_was_made_is_as_frozen_as_any() -> None:
    with pytest.raises(AttributeError):
        make(Said, {"code": "a"}).code = "b"  # type: ignore[misc]  # what must not be possible
