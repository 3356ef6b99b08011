"""A clause is kept once, with the model that gives it; whoever reads a fact has it quoted."""

from dataclasses import replace

import pytest
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi_assessment.domain.clauses import Clauses
from biaochi_assessment.domain.closing import facts_hash
from biaochi_assessment.domain.facts import Fact
from biaochi_assessment.domain.recording import record

from tests.assessment.office import Office
from tests.assessment.test_recording import check
from tests.assessment.town import BRANCH, CITY, DEVELOPER, MODELS, accept, context, cycle_2020

CLAUSES = Clauses([cycle_2020()], {model.hash: model for model in MODELS})


def fact(**changes: str) -> Fact:
    """A fact as it is stored, but for what is changed."""
    return replace(record(context(), DEVELOPER, check()), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stored", "clause"),
    [
        (fact(), "第一条"),
        (fact(clause="第九条"), "第九条"),
        (replace(fact(), models=()), ""),
        (fact(cycle="2019"), ""),
        (fact(indicator="nothing"), ""),
    ],
    ids=["the model's", "its own", "of a time before facts named models", "of a cycle unknown", "of no indicator"],
)
def test_a_fact_falls_under_its_own_clause_or_else_under_the_one_of_its_model(stored: Fact, clause: str) -> None:
    assert CLAUSES.quoted_texts(stored.texts())["clause"] == clause


def test_of_several_models_that_count_it_the_first_one_s_clause_is_quoted() -> None:
    other = replace(BRANCH, code="other", hash="hash-of-other", accepts=(accept("meetings", "check", clause="第二条"),))
    models = (other, BRANCH)
    clauses = Clauses([cycle_2020(models)], {model.hash: model for model in models})

    for counted, clause in ((("branch", "other"), "第一条"), (("other", "branch"), "第二条")):
        assert clauses.quoted_texts(replace(fact(), models=counted).texts())["clause"] == clause


def test_the_hash_of_a_cycle_is_what_it_was_when_every_fact_quoted_its_clause() -> None:
    quoted_before = fact(clause="第一条").texts()

    assert facts_hash([CLAUSES.quoted_texts(fact().texts())], ()) == facts_hash([quoted_before], ())


async def test_a_fact_is_returned_with_its_clause_however_it_is_found(office: Office) -> None:
    await office.open_2020()
    said = pb.RecordCheck(idempotency_key="1", subject="B01", indicator="meetings", period="2020-Q1", amount="1")
    await office.write("record_checks", said)

    listed = await office.invoke(office.client.list_facts, pb.ListFactsRequest(city=CITY.slug, cycle="2020"))
    named = await office.invoke(office.client.batch_get_facts, pb.BatchGetFactsRequest(city=CITY.slug, numbers=["1"]))
    assert [one.fact.clause for one in (*listed.facts, *named.facts)] == ["第一条", "第一条"]
