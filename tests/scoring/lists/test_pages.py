"""The pages of one listing have everybody once, in one order, however the list moves meanwhile."""

import json
import zlib
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.pages import Page
from biaochi_chassis.foundation.refusal import BadRequest
from biaochi_chassis.store.database import UnitOfWork
from biaochi_scoring.domain.refusals import CursorExpired
from biaochi_scoring.domain.standings import Standing
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.store.tables import recomputation
from biaochi_scoring.use_cases.list_pages import Listing
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from tests.scoring.lists.test_past_orders import something_happens, town_of_nine
from tests.scoring.scorer import Scorer, open_scorer
from tests.scoring.town import TOWN, Town
from tests.servers.databases import in_files

WHOLE = Page()
LIST = Listed(TOWN, "2020", "branch", "2020-Q1")


async def pages(
    replicas: tuple[Scorer, ...], random: Random, *, backwards: bool, listed: Listed = LIST
) -> AsyncIterator[Listing]:
    """The pages of one listing, each asked of another replica; what happens between two of them is up to the caller."""
    seen, position, more = "", "", True
    while more:
        size = random.randint(1, 3)
        page = Page(0, "", size, seen) if backwards else Page(size, seen)
        listing = await listed_at(random.choice(replicas), listed, page, position)
        yield listing
        more = listing.found.has_previous if backwards else listing.found.has_more
        position = listing.position
        if listing.standings:
            seen = listing.standings[0 if backwards else -1].subject


def in_order(listed: Listed, standings: Mapping[str, Standing]) -> list[str]:
    """Whoever is listed, in the order that is wanted, reckoned from what each of them shows."""
    sign = -1 if listed.descending else 1
    by_code = {code: place for place, code in enumerate(sorted(standings))}
    keys: dict[str, Callable[[Standing], Fraction | int | None]] = {
        "": lambda one: one.rank,
        "CODE": lambda one: by_code[one.subject],
        "TOTAL": lambda one: None if one.total is None else -Fraction(one.total),
        "MOVEMENT": lambda one: None if one.movement is None else -one.movement,
    }
    key = keys[listed.order]
    judged = [one for one in standings.values() if key(one) is not None]
    first = sorted(judged, key=lambda one: (sign * (key(one) or 0), one.subject))
    return [one.subject for one in first] + sorted(one.subject for one in standings.values() if key(one) is None)


async def listed_at(scorer: Scorer, listed: Listed, page: Page, position: str) -> Listing:
    return await scorer.database.read(lambda connection: scorer.answering.standings(connection, listed, page, position))


ORDERED = [
    replace(LIST, period=period, order=order, descending=descending)
    for period, order, descending in (
        ("2020-Q1", "", False),
        ("2020-Q1", "TOTAL", False),
        ("2020", "TOTAL", True),
        ("2020-Q2", "MOVEMENT", False),
        ("2020-Q2", "MOVEMENT", True),
        ("2020-Q1", "CODE", True),
    )
]


@settings(derandomize=True, max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.booleans(), st.sampled_from(ORDERED))
async def test_a_listing_has_everybody_once_while_ranks_move_between_its_pages(
    seed: int, backwards: bool, listed: Listed
) -> None:
    town, random = town_of_nine(), Random(seed)
    with TemporaryDirectory() as home:
        async with open_scorer(in_files(Path(home))) as scorer:
            await scorer.handle_all(town)
            replicas = scorer, Scorer(scorer.database)
            for number in range(3):
                await something_happens(scorer, town, random, number)
            at_first = in_order(listed, await scorer.standings(listed.period))
            found: list[str] = []
            number = 10
            async for listing in pages(replicas, random, backwards=backwards, listed=listed):
                shown = [one.subject for one in listing.standings]
                found = [*shown, *found] if backwards else [*found, *shown]
                assert listing.found.total == len(at_first)
                await something_happens(scorer, town, random, number)
                number += 1
            assert found == at_first


async def test_who_leaves_the_list_between_two_pages_holds_nobody_up(scorer: Scorer, town: Town) -> None:
    town.establish("B1", "B2", "B3", "B4", "B5")
    town.open_cycle(2020)
    await scorer.handle_all(town)
    found: list[str] = []
    async for listing in pages((scorer,), Random(1), backwards=False, listed=Listed(TOWN, "2020", "branch", "2020")):
        found += [one.subject for one in listing.standings]
        if "B6" not in await scorer.standings("2020"):
            last = found[-1]
            town.merge([last, "B5"], "B6", "2020-05-01")
            await scorer.handle_all(town)

    assert found == ["B1", "B2", "B3", "B4"]


async def test_an_order_that_is_kept_no_more_has_no_next_page(scorer: Scorer, town: Town) -> None:
    town.establish("B1", "B2")
    town.open_cycle(2020)
    await scorer.on("2020-05-01").handle_all(town)
    first = await scorer.page(LIST, Page(1))
    for number in range(1, 4):
        town.check(f"c{number}", "B2", "2020-Q1", 10 * number)
        later = scorer.on(f"2020-05-0{number + 1}")
        await later.handle_new(town)
        await later.recompute()

    for position in (first.position, first.position.rsplit("/", 1)[0] + "/999"):
        with pytest.raises(CursorExpired):
            await listed_at(scorer, LIST, Page(1, "B1"), position)


async def test_a_recomputation_logged_without_totals_leads_back_to_every_order_but_that_by_total(
    scorer: Scorer, town: Town
) -> None:
    town.establish("B1", "B2")
    town.open_cycle(2020)
    await scorer.handle_all(town)
    first = await scorer.page(LIST, Page(1))
    town.check("c1", "B2", "2020-Q1", 10)
    await scorer.handle_new(town)
    await scorer.recompute()

    def as_an_earlier_build(tx: UnitOfWork) -> None:
        for row in tx.connection.execute(select(recomputation)).mappings().all():
            lists = [one[:5] for one in json.loads(zlib.decompress(row["undo"]))]
            same = recomputation.c.version == row["version"]
            packed = zlib.compress(json.dumps(lists, ensure_ascii=False).encode())
            tx.connection.execute(update(recomputation).where(same).values(undo=packed))

    await scorer.database.write(Call.internal("scoring"), as_an_earlier_build)
    assert len((await listed_at(scorer, LIST, Page(), first.position)).standings) == 2
    with pytest.raises(CursorExpired):
        await listed_at(scorer, replace(LIST, order="TOTAL"), Page(), first.position)


async def test_a_page_behind_somebody_who_was_never_listed_is_refused(scorer: Scorer, town: Town) -> None:
    town.establish("B1", "B2")
    town.open_cycle(2020)
    await scorer.handle_all(town)
    for page in (Page(1, "B7"), Page(0, "", 1, "B7")):
        with pytest.raises(BadRequest):
            await scorer.page(LIST, page)


async def codes(scorer: Scorer, page: Page = WHOLE, **wanted: object) -> list[str]:
    """The codes of a page of the list, as wanted."""
    listing = await listed_at(scorer, replace(LIST, **wanted), page, "")  # type: ignore[arg-type]  # its fields
    return [one.subject for one in listing.standings]


async def test_a_list_is_had_below_one_parent_by_code_and_by_what_is_searched(scorer: Scorer, town: Town) -> None:
    town.establish("J1", "J2", kind="ORGAN_COMMITTEE")
    town.establish("B3", "B1", parent="J1")
    town.establish("B2", "X9", parent="J2")
    town.open_cycle(2020)
    for place, code in enumerate(("B3", "X9", "B1", "B2")):
        town.check(f"check {code}", code, "2020-Q1", 40 - place)
    await scorer.handle_all(town)

    assert await codes(scorer) == ["B3", "X9", "B1", "B2"]
    assert await codes(scorer, parent="J1") == ["B3", "B1"]
    assert await codes(scorer, parent="nobody") == []
    assert await codes(scorer, order="CODE") == ["B1", "B2", "B3", "X9"]
    assert await codes(scorer, Page(2, "B1"), order="CODE") == ["B2", "B3"]
    assert await codes(scorer, search="b") == ["B3", "B1", "B2"]
    assert await codes(scorer, search="B3", subjects=frozenset({"X9"}), order="CODE") == ["B3", "X9"]
    with pytest.raises(BadRequest, match="BY_LUCK"):
        await codes(scorer, order="BY_LUCK")
