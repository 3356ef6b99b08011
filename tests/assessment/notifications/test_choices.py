"""When something is sent, as its receiver chose: in Asia/Shanghai, over midnight, by day and by week."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from biaochi_assessment.domain.notifications.choices import AT_ONCE, EMAIL, WEEKLY, Choice, choose
from biaochi_assessment.domain.notifications.commands import ChooseNotifications
from biaochi_assessment.domain.notifications.digests import Digest
from biaochi_assessment.domain.notifications.matters import KINDS, Notification
from biaochi_assessment.domain.notifications.words import MOST_LINES, letter, said
from biaochi_assessment.domain.webhooks.webhooks import PAUSES
from biaochi_chassis.foundation.refusal import BadRequest

HERE = ZoneInfo("Asia/Shanghai")
USUAL = Choice(EMAIL, "a@example.gov.cn")
COMMAND = ChooseNotifications("k", EMAIL, "a@example.gov.cn", "daily", "08:30", 1, "22:00", "07:00")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of March 2021 in Shanghai, as machines write it; the 1st was a Monday."""
    return datetime(2021, 3, day, hour, minute, tzinfo=HERE).astimezone(UTC)


@pytest.mark.parametrize(("hour", "quiet"), [(21, False), (22, True), (0, True), (6, True), (7, False), (12, False)])
def test_quiet_hours_last_over_midnight_in_shanghai_whatever_the_machines_zone(hour: int, quiet: bool) -> None:
    assert USUAL.is_quiet(at(1, hour)) is quiet


def test_quiet_hours_may_lie_within_a_day_or_be_none() -> None:
    noon, none = replace(USUAL, quiet_from="12:00", quiet_until="14:00"), replace(USUAL, quiet_from="", quiet_until="")
    assert [noon.is_quiet(at(1, hour)) for hour in (11, 12, 13, 14)] == [False, True, True, False]
    assert not any(none.is_quiet(at(1, hour)) for hour in range(24))


def test_at_once_is_at_once_but_not_at_night() -> None:
    choice = replace(USUAL, rhythm=AT_ONCE)
    assert [choice.is_due(at(1, hour), at(1, hour)) for hour in (21, 23)] == [True, False]
    assert choice.is_due(at(2, 7), at(1, 23))


def test_a_daily_digest_waits_for_its_hour() -> None:
    since = at(1, 9)
    assert [USUAL.is_due(at(*when), since) for when in ((1, 20), (2, 8), (2, 8, 30), (3, 12))] == [
        False,
        False,
        True,
        True,
    ]


def test_a_weekly_digest_waits_for_its_day() -> None:
    choice = replace(USUAL, rhythm=WEEKLY, weekday=5)
    assert [choice.is_due(at(day, 9), at(1, 9)) for day in (4, 5, 6)] == [False, True, True]
    assert not choice.is_due(at(6, 9), at(5, 9))


def test_a_digest_hour_at_night_is_kept_in_the_morning() -> None:
    choice = replace(USUAL, at="23:00")
    assert [choice.is_due(at(*when), at(1, 12)) for when in ((1, 23), (2, 3), (2, 7))] == [False, False, True]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("channel", "pigeon"),
        ("rhythm", "hourly"),
        ("at", "8:30"),
        ("at", "24:00"),
        ("quiet_from", ""),
        ("quiet_until", "7 Uhr"),
        ("weekday", 0),
        ("address", "样例"),
        ("address", "a@example.gov.cn\nBcc: b@example.gov.cn"),
        ("muted", ("gossip",)),
    ],
)
def test_what_cannot_be_chosen_is_refused_with_its_field(field: str, value: object) -> None:
    given: dict[str, Any] = {field: value}
    with pytest.raises(BadRequest) as refused:
        choose(replace(COMMAND, **given))
    assert refused.value.field == field


def test_an_address_that_is_none_is_not_repeated() -> None:
    with pytest.raises(BadRequest) as refused:
        choose(replace(COMMAND, address="样例党员00017 at home"))
    assert "00017" not in refused.value.sentence


def test_every_kind_has_words_that_name_no_mark() -> None:
    words = dict.fromkeys(
        (
            "work",
            "period",
            "deadline",
            "item",
            "indicator",
            "fact",
            "until",
            "objection",
            "document",
            "title",
            "command",
        ),
        "甲",
    )
    for kind in KINDS:
        one = Notification("p", "n", kind, at(1, 9), "2021", ("B01",), {**words, "outcome": "upheld"})
        title, sentence = said(one)
        assert title
        assert "{" not in sentence


def test_a_letter_of_many_names_some_and_counts_the_rest() -> None:
    one = Notification("p", "n", "results.final", at(1, 9), "2021", (), {})
    assert letter([one]).title == "【标尺】成绩定案"
    title, text = letter([one] * (MOST_LINES + 3))
    assert title == f"【标尺】{MOST_LINES + 3} 项通知"
    assert "另有 3 项" in text


def test_a_digest_is_tried_as_often_as_a_webhook_and_then_dead() -> None:
    digest, now = Digest("sample", "d", "p", EMAIL, "", at(1, 9)), at(1, 9)
    for pause in PAUSES:
        digest = digest.begun().failed(now, "SMTP 451")
        assert digest.next_at is not None
        assert (digest.next_at - now).total_seconds() == pause
        assert not digest.is_due(now)
        now = digest.next_at
        assert digest.is_due(now)
    digest = digest.begun().failed(now, "SMTP 451")
    assert digest.dead
    assert not digest.is_due(at(31, 9))
