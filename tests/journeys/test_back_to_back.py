"""Every caller reads its own writes, and refusals say what to do."""

import json
from typing import Any

import pytest

from tests.running import Running
from tests.small_city import (
    BRANCHES,
    ESTABLISH,
    RECORD_CHECK,
    RECORD_LEDGER_ENTRY,
    REVERSE_FACT,
    fact_id,
    found,
    organization_id,
)

MERGE = """
mutation Merge($input: MergeOrganizationInput!) { mergeOrganization(input: $input) {
  already organization { code }
} }"""
STANDING_OF = """
query Of($code: String!) {
  organization(city: "lanzhou", code: $code) {
    predecessors { edges { node { code standings { edges { node { index period total } } } } } }
  }
}"""


def check(key: str, code: str, **other: str) -> dict[str, str]:
    """A check of a branch in the third quarter."""
    about = {"idempotencyKey": key, "subject": organization_id(code), "indicator": "theory_study", "period": "2020-Q3"}
    return {**about, "amount": "4", **other}


def refusal(running: Running, query: str, given: dict[str, Any]) -> str:
    """The code a mutation is refused with; nothing but a sentence may come with it."""
    answer = json.loads(running.post(query, {"input": given}))
    (error,) = answer["errors"]
    assert error["message"]
    assert "Traceback" not in json.dumps(answer)
    return str(error["extensions"]["code"])


def test_establish_merge_and_record_back_to_back_never_fail_falsely(empty: Running) -> None:
    found(empty)
    empty.execute(RECORD_CHECK, {"input": check("c-0", "01-01")})
    for place in range(5):
        code = f"05-{90 + place}"
        new = {"idempotencyKey": f"e-{code}", "city": "lanzhou", "code": code, "name": f"市直单位{code}"}
        empty.execute(
            ESTABLISH, {"input": {**new, "kind": "BRANCH", "parent": organization_id("05"), "on": "2020-01-01"}}
        )
        empty.execute(RECORD_CHECK, {"input": check(f"c-{code}", code)})

    merge = {"idempotencyKey": "m-1", "sources": [organization_id("01-01"), organization_id("01-02")]}
    empty.execute(MERGE, {"input": {**merge, "into": "01-09", "name": "市直单位01合并党支部", "on": "2020-10-15"}})
    empty.execute(RECORD_CHECK, {"input": check("c-9", "01-09", period="2020-Q4")})
    sources = empty.execute(STANDING_OF, {"code": "01-09"})["organization"]["predecessors"]["edges"]

    totals = {
        edge["node"]["code"]: {
            standing["node"]["period"]: standing["node"]["total"]
            for standing in edge["node"]["standings"]["edges"]
            if standing["node"]["index"] == "branch"
        }
        for edge in sources
    }
    assert totals["01-01"]["2020-Q3"] == "16"
    assert "2020-Q4" not in totals["01-01"]


def test_the_same_key_writes_once_and_other_content_under_it_is_refused(small: Running) -> None:
    first = small.execute(RECORD_CHECK, {"input": check("c-1", "01-01")})["recordCheck"]
    second = small.execute(RECORD_CHECK, {"input": check("c-1", "01-01")})["recordCheck"]

    assert (first["already"], second["already"]) == (False, True)
    assert first["id"] == second["id"]
    assert refusal(small, RECORD_CHECK, check("c-1", "01-01", amount="3")) == "IDEMPOTENCY_KEY_REUSED"


@pytest.mark.parametrize(
    ("query", "given", "code"),
    [
        (RECORD_CHECK, check("x", "09-99"), "UNKNOWN_SUBJECT"),
        (RECORD_CHECK, check("x", "01-01", indicator="nothing"), "UNKNOWN_INDICATOR"),
        (RECORD_CHECK, check("x", "01-01", period="2021-Q1"), "UNKNOWN_PERIOD"),
        (RECORD_CHECK, check("x", "01-01", amount="5"), "AMOUNT_OUT_OF_RANGE"),
        (RECORD_CHECK, check("x", "01-01", amount="3.5"), "AMOUNT_OFF_STEP"),
        (RECORD_CHECK, check("x", "01-01", amount="four"), "NOT_A_NUMBER"),
        (RECORD_CHECK, {**check("x", "01-01"), "subject": "nonsense"}, "BAD_REQUEST"),
    ],
)
def test_bad_input_is_refused_with_its_code(small: Running, query: str, given: dict[str, Any], code: str) -> None:
    assert refusal(small, query, given) == code


def test_a_fact_is_reversed_once_and_never_edited(small: Running) -> None:
    about = {"subject": organization_id(BRANCHES[0]), "indicator": "reporting", "period": "2020-Q1"}
    small.execute(RECORD_LEDGER_ENTRY, {"input": {"idempotencyKey": "l-1", **about, "amount": "1"}})
    reversal = {"fact": fact_id("l-1"), "reason": "登记有误"}

    small.execute(REVERSE_FACT, {"input": {"idempotencyKey": "r-1", **reversal}})

    assert refusal(small, REVERSE_FACT, {"idempotencyKey": "r-2", **reversal}) == "ALREADY_REVERSED"
