"""What several facts say together and a model does not take is left out and named; the rest counts."""

from biaochi_scoring.domain.facts import Fact
from biaochi_scoring.domain.judging.inputs import Gathering

from tests.sdk.models import made
from tests.sdk.paper_models import refused_together

TEXTS = {name: "" for name, kind in Fact.__annotations__.items() if kind is str}


def entry(number: int, indicator: str, amount: str, case: str) -> Fact:
    """An entry of the ledger about one branch."""
    said = {"kind": "ledger", "subject": "B1", "indicator": indicator, "period": "2020", "amount": amount}
    return Fact(**{**TEXTS, **said, "case": case, "number": f"f{number}", "sequence": number})  # type: ignore[arg-type]


def test_the_fact_that_goes_above_a_limit_and_the_later_of_a_double_case_are_left_out() -> None:
    facts = [
        entry(1, "first", "2", "甲事"),
        entry(2, "first", "2", "乙事"),
        entry(3, "second", "1", "甲事"),
        entry(4, "second", "0.5", "丙事"),
        entry(5, "second", "4", "丁事"),
    ]
    gathered, left_out = Gathering(made(refused_together())).gather("2020", "B1", facts)

    assert gathered.inputs == {"first": "2", "second": "4"}
    assert sorted(sentence.split(":")[0] for sentence in left_out) == ["f2", "f3", "f4"]
    assert any("合计超过 3" in sentence for sentence in left_out)
