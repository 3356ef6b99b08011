"""Inputs that the registry knows: whom it counts on the last day of a period, and the days in it; never typed."""

from typing import Any

from biaochi_sdk.page.expressions import Expression
from biaochi_sdk.page.vocabulary import evaluated_at
from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.subjects import DAYS, is_kind, is_person, kinds_of, kinds_there_are, titles_of

REGISTRY = "registry"
"""Who records such an input: nobody does."""


def registered(kind: str, at: str | None = None) -> Expression:
    """How many of a kind stand below the subject in the registry on the period's last day, at any depth.

    kind: a kind of organization, MEMBER, or a post by its role; a person counts once, in the home organization. In a
    golden case a fact of the kind "registered" gives the number; none is 0. The subject must be an organization.
    """
    if not is_kind(kind):
        raise ModelRefused(f"registered({kind!r}), which the registry does not know: write one of {kinds_there_are()}")
    unit = "人" if is_person(kind) else "个"
    what: dict[str, Any] = {"who": REGISTRY, "unit": unit, "counts": kind, **evaluated_at(at)}
    return Expression("input", how="registered", kind="registered", missing="zero", **what)


def registered_days(at: str | None = None) -> Expression:
    """On how many days of the period the subject was there, as the registry knows: an appointment from its first day.

    A member or the holder of a post by the memberships or posts of that kind, wherever they are; days on which there
    are several count once. An organization by its own days. The explanation names each spell, and the days between
    them and those that overlap. In a golden case a fact of the kind "registered" gives the number; none is 0.
    """
    what: dict[str, Any] = {"who": REGISTRY, "unit": "天", "counts": DAYS, **evaluated_at(at)}
    return Expression("input", how="registered", kind="registered", missing="zero", **what)


def check_counted(model: str, subject: str, counts: bool) -> None:
    """Refuse a model of persons that counts who stands below them: below a person stands nobody."""
    if counts and any(map(is_person, kinds_of(subject))):
        raise ModelRefused(f"{model} counts in the registry below {titles_of(subject)}: judge an organization instead")
