"""A cycle closes once every due rating is given; from then on facts and results are frozen."""

import time
from typing import Any

from tests.journeys.test_back_to_back import check, refusal
from tests.running import Running
from tests.small_city import RECORD_CHECK, organization_id

DUE = """
query Due($after: String) {
  ratingsDue(city: "lanzhou", cycle: "2020", first: 200, after: $after) {
    totalCount edges { node { indicator period rater { id code } subject { id code } } }
  }
}"""
SUBMIT_RATING = "mutation Rate($input: SubmitRatingInput!) { submitRating(input: $input) { already } }"
CLOSE = """
mutation Close($input: CloseCycleInput!) { closeCycle(input: $input) {
  awaitsSignature cycle { closed factsHash } } }"""
CYCLES = """
{ cycles(city: "lanzhou") { edges { node { code closed factsHash results { frozen resultsHash factsHash } } } } }"""
CLOSING = {"idempotencyKey": "close-2020", "city": "lanzhou", "code": "2020"}


def rate_everybody(running: Running) -> int:
    """Give every rating that is due; answers how many there were."""
    due: list[dict[str, Any]] = [edge["node"] for edge in running.execute(DUE)["ratingsDue"]["edges"]]
    for number, one in enumerate(due):
        about = {"idempotencyKey": f"rating-{number}", "indicator": one["indicator"], "period": one["period"]}
        who = {"rater": one["rater"]["id"], "subject": one["subject"]["id"]}
        running.execute(SUBMIT_RATING, {"input": {**about, **who, "amount": "90.5"}})
    return len(due)


def frozen(running: Running) -> dict[str, Any]:
    """The cycle, once scoring has frozen its results; they follow the closing by a moment."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        (cycle,) = [edge["node"] for edge in running.execute(CYCLES)["cycles"]["edges"]]
        if cycle["results"]["frozen"]:
            return dict(cycle)
        time.sleep(0.05)
    raise AssertionError("the results were never frozen")


def test_nobody_rates_itself(small: Running) -> None:
    due = [edge["node"] for edge in small.execute(DUE)["ratingsDue"]["edges"]]

    pairs = {(one["period"], one["rater"]["code"], one["subject"]["code"]) for one in due}
    assert all(rater != subject for _, rater, subject in pairs)
    itself = {
        "idempotencyKey": "r-1",
        "rater": organization_id("01"),
        "subject": organization_id("01"),
        "indicator": "mutual",
    }
    assert refusal(small, SUBMIT_RATING, {**itself, "period": "2020-Q1", "amount": "90"}) == "SELF_RATING"


def test_a_cycle_closes_after_its_rounds_and_stays_as_it_was(small: Running) -> None:
    small.execute(RECORD_CHECK, {"input": check("c-1", "01-01")})
    early = refusal(small, CLOSE, CLOSING)

    rated = rate_everybody(small)
    first = small.execute(CLOSE, {"input": CLOSING})["closeCycle"]
    another = f"Bearer {small.token('scheme_owner')}"
    closed = small.execute(CLOSE, {"input": CLOSING}, authorization=another)["closeCycle"]["cycle"]
    cycle = frozen(small)

    assert (early, rated > 0) == ("ROUND_OPEN", True)
    assert (first["awaitsSignature"], first["cycle"]["closed"]) == (True, False)
    assert closed["closed"]
    assert len(closed["factsHash"]) == 64
    assert refusal(small, RECORD_CHECK, check("c-2", "01-02")) == "CYCLE_CLOSED"
    assert cycle["results"]["factsHash"] == closed["factsHash"]
    assert len(cycle["results"]["resultsHash"]) == 64
