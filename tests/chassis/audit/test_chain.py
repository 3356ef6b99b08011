"""Whatever is done to a trail, the first row that is not as it was written is named."""

from dataclasses import replace
from typing import Any

import pytest
from biaochi_chassis.audit.chain import Head, WitnessedHead, verify
from biaochi_chassis.audit.digest import SHA256, SM3, Digest
from biaochi_chassis.audit.entry import ACCEPTED, AuditEntry, Chained, chained


def written(count: int, *digests: Digest) -> list[Chained]:
    """A trail of so many rows, by these digests in turn."""
    rows: list[Chained] = []
    for number in range(1, count + 1):
        entry = AuditEntry("2020-12-31T04:00:00+00:00", "RegisterPersons", ACCEPTED, f"p-{number}", subjects="P1")
        rows.append(chained(entry, number, rows[-1].hash if rows else "", digests[number % len(digests)]))
    return rows


def announced(row: Chained) -> WitnessedHead:
    return WitnessedHead(Head("org", row.number, row.algorithm, row.hash), "scoring")


def rewritten(rows: list[Chained], number: int) -> list[Chained]:
    """The trail by somebody who changes a row and computes every hash after it anew."""
    kept = rows[: number - 1]
    for row in rows[number - 1 :]:
        entry = replace(row.entry, caller="p-9") if row.number == number else row.entry
        kept.append(chained(entry, row.number, kept[-1].hash if kept else "", SHA256))
    return kept


TRAIL = written(9, SHA256)


@pytest.mark.parametrize("digests", [(SHA256,), (SM3,), (SHA256, SM3)])
def test_a_whole_trail_is_right_by_either_hash_and_by_both_in_turn(digests: tuple[Digest, ...]) -> None:
    rows = written(9, *digests)

    verdict = verify(rows, [announced(rows[3]), announced(rows[8])])

    assert (verdict.rows, verdict.heads, verdict.fault) == (9, 2, None)


@pytest.mark.parametrize(
    "field",
    ["at", "action", "outcome", "caller", "via", "origin", "city", "subjects", "content", "purpose", "trace", "times"],
)
def test_a_row_that_was_changed_in_any_field_is_named(field: str) -> None:
    other: dict[str, Any] = {field: 7 if field == "times" else "other"}
    changed = replace(TRAIL[4].entry, **other)

    fault = verify([*TRAIL[:4], replace(TRAIL[4], entry=changed), *TRAIL[5:]], []).fault

    assert fault
    assert (fault.number, "was changed" in fault.sentence) == (5, True)


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ([*TRAIL[:4], *TRAIL[5:]], 5),
        (TRAIL[1:], 1),
        ([*TRAIL[:2], TRAIL[3], TRAIL[2], *TRAIL[4:]], 3),
        ([*TRAIL[:2], replace(TRAIL[3], number=3), replace(TRAIL[2], number=4), *TRAIL[4:]], 3),
        ([*TRAIL[:4], replace(TRAIL[4], algorithm="md5"), *TRAIL[5:]], 5),
        ([*TRAIL[:4], chained(TRAIL[4].entry, 5, "00", SHA256), *TRAIL[5:]], 5),
        ([*TRAIL[:4], *rewritten(TRAIL, 5)[4:5], *TRAIL[5:]], 6),
    ],
)
def test_the_first_row_that_is_missing_put_elsewhere_or_forged_is_named(rows: list[Chained], number: int) -> None:
    fault = verify(rows, []).fault

    assert fault
    assert fault.number == number


def test_an_end_that_was_cut_off_shows_by_what_another_service_knows() -> None:
    verdict = verify(TRAIL[:6], [announced(TRAIL[4]), announced(TRAIL[8])])

    assert verdict.fault
    assert (verdict.fault.number, "cut off" in verdict.fault.sentence) == (7, True)


def test_a_trail_that_was_written_anew_shows_at_the_next_head() -> None:
    forged = rewritten(TRAIL, 5)

    assert verify(forged, [announced(TRAIL[3])]).fault is None
    fault = verify(forged, [announced(TRAIL[3]), announced(TRAIL[6])]).fault
    assert fault
    assert (fault.number, "scoring" in fault.sentence) == (7, True)
