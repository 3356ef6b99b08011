"""A dataclass and a message with the same fields become each other, and a field that one lacks is no silent loss."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from biaochi.org.v1 import events_pb2, service_pb2
from biaochi_chassis.event.messages import dataclass_of, message_of


@dataclass(frozen=True)
class Part:
    """A part of a split."""

    code: str
    name: str
    children: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True)
class Split:
    """A command with parts."""

    idempotency_key: str
    source: str
    parts: tuple[Part, ...]
    on: str


@dataclass(frozen=True)
class Belonging:
    """A membership."""

    person: str
    organization: str
    kind: str
    since: date
    until: date | None


@dataclass(frozen=True)
class Nameless:
    """Too little for any message."""

    person: str


MEMBER = Belonging("样例党员00017", "B001", "FORMAL", date(2020, 3, 1), None)
SPLIT = service_pb2.SplitOrganization(
    idempotency_key="k1",
    source="B001",
    parts=[service_pb2.SplitPart(code="B002", name="样例支部02", children=["G1"], members=["P1", "P2"])],
    on="2020-03-01",
)


def test_a_message_says_what_the_dataclass_says_with_days_as_texts() -> None:
    message = message_of(events_pb2.MembershipStarted, MEMBER)

    assert message == events_pb2.MembershipStarted(
        person="样例党员00017", organization="B001", kind="FORMAL", since="2020-03-01"
    )
    assert message_of(events_pb2.MembershipEnded, replace(MEMBER, until=date(2020, 5, 1))).until == "2020-05-01"


def test_a_field_given_by_name_wins_over_the_dataclass() -> None:
    assert message_of(service_pb2.Membership, MEMBER, name="样例").name == "样例"
    assert message_of(events_pb2.MembershipStarted, MEMBER, kind="EXEMPT").kind == "EXEMPT"


def test_a_field_that_nothing_is_given_for_is_an_error() -> None:
    with pytest.raises(AttributeError, match="name"):
        message_of(service_pb2.Membership, MEMBER)


def test_a_command_with_parts_is_read_word_for_word() -> None:
    part = Part("B002", "样例支部02", ("G1",), ("P1", "P2"))

    assert dataclass_of(Split, SPLIT) == Split("k1", "B001", (part,), "2020-03-01")


def test_a_field_that_the_dataclass_does_not_have_is_an_error() -> None:
    with pytest.raises(TypeError, match="organization"):
        dataclass_of(Nameless, events_pb2.MembershipEnded(person="样例党员00017"))
