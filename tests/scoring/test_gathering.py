"""What several facts say together and a model does not take is left out and named; the rest counts."""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

import pytest
from biaochi_scoring.domain.cycles import Cycle, Period
from biaochi_scoring.domain.facts import Fact
from biaochi_scoring.domain.judging.gathering import GatheringAll
from biaochi_scoring.domain.judging.inputs import Gathering, PeriodInputs
from biaochi_scoring.domain.judging.run_context import RunContext
from biaochi_scoring.domain.links import Links
from biaochi_scoring.domain.standings import Run
from biaochi_sdk.graph.evaluation import Cohort
from biaochi_sdk.values.facts import Inputs

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


def test_what_was_gathered_once_of_facts_that_are_alike_is_what_would_be_gathered_again() -> None:
    model, random = made(refused_together()), Random(7)
    shared, made_anew = Gathering(model), dict[int, Inputs]()
    for _ in range(400):
        facts = [
            entry(
                number, random.choice(("first", "second")), random.choice(("0.5", "1")), random.choice(("", "甲", "乙"))
            )
            for number in random.sample(range(99), random.randint(0, 3))
        ]
        once, again = shared.gather("2020", "B1", facts), Gathering(model).gather("2020", "B1", facts)
        made_anew[id(once[0].inputs)] = once[0].inputs

        assert once == again
    assert len(made_anew) < 300


def test_whoever_rates_signs_or_has_a_task_is_gathered_for_themselves() -> None:
    facts = [entry(1, "first", "1", "甲")]
    model = made(refused_together())
    for said in ({"rater": "B2"}, {"task": "f1"}, {"reason": "理由"}, {"signed": ("样例",)}):
        gathering = Gathering(model)
        (first, _), (second, _) = (gathering.gather("2020", "B1", [facts[0]._replace(**said)]) for _ in range(2))

        assert first == second
        assert first.inputs is not second.inputs


@pytest.mark.parametrize("everybody", [True, False])
def test_of_many_the_same_is_gathered_as_of_each_alone_and_their_facts_are_read_one_subject_after_another(
    everybody: bool,
) -> None:
    model, random = made(refused_together()), Random(11)
    year = Period("2020", "year", 1, date(2020, 1, 1), date(2021, 1, 1))
    cohort = Cohort(tuple(f"B{number:03}" for number in range(300)))
    wanted = cohort.subjects if everybody else [code for code in cohort.subjects if random.random() < 0.5]
    run, cycle = Run("样例市", "2020", model.code), Cycle("样例市", "2020", 1, (year,), {model.code: model.hash})
    context = RunContext(run, cycle, model, {"2020": cohort}, {}, {}, Links(model, {}, {}, None))
    recorded: dict[str, list[Fact]] = {
        code: [
            entry(number, random.choice(("first", "second")), random.choice(("0.5", "3")), random.choice(("", "甲")))
            for number in sorted(random.sample(range(99), random.randint(1, 3)))
        ]
        for code in cohort.subjects
        if random.random() < 0.7
    }
    gathering = GatheringAll(context, {"2020": wanted})

    def read() -> Iterator[tuple[str, Sequence[Fact]]]:
        before = ""
        for code, facts in recorded.items():
            if before in recorded and before in wanted:
                row = list(wanted).index(before)
                assert gathering.gathered["2020"].inputs[row] == alone[before].inputs
            yield code, facts
            before = code

    found = {code: Gathering(model).gather("2020", code, recorded.get(code, ())) for code in wanted}
    alone = {code: gathered for code, (gathered, _) in found.items()}
    gathering.take(read())

    assert list(gathering.gathered["2020"]) == list(alone.values())
    assert sorted(gathering.left_out) == sorted(sentence for _, left_out in found.values() for sentence in left_out)
    assert gathering.left_out
    assert PeriodInputs.of(model.hash, "2020", list(alone.values())[::-1]) == PeriodInputs(
        model.hash, "2020", list(wanted), gathering.gathered["2020"].inputs, gathering.gathered["2020"].input_hashes
    )
