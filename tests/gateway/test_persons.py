"""A person stands, is recorded about and fetched again like an organization, under a name as the viewer may see it."""

import pytest
from biaochi.scoring.v1 import service_pb2 as scoring
from biaochi_gateway.schema.common.ids import global_id

from tests.gateway.conftest import Gateway
from tests.gateway.request_contexts import seen_by
from tests.gateway.town import PERSON, REPORTS, TOWN
from tests.gateway.town import SECRETARIES as SECRETARIES_OF_TOWN

SECRETARIES = """{ standings(city: "yangcheng", cycle: "2020", index: "secretary") { edges { node { rank subject {
  __typename id code name ... on Person { posts { role organization { name } } memberships { kind } } } } } } }"""


async def test_persons_are_subjects_of_standings(gateway: Gateway) -> None:
    edges = (await gateway.execute(SECRETARIES))["standings"]["edges"]
    first, second = (edge["node"]["subject"] for edge in edges)
    assert (first["__typename"], first["code"], first["id"]) == (
        "Person",
        "P1",
        global_id("Person", TOWN, "P1", "2020-12-31"),
    )
    assert first["posts"] == [{"role": "SECRETARY", "organization": {"name": "市直单位01党支部"}}]
    assert (second["name"], second["posts"], len(second["memberships"])) == (PERSON, [], 2)
    assert {request.as_of for request in gateway.recorder.of("BatchGetPersons")} == {"2020-12-31"}


async def test_a_page_of_persons_costs_a_question_a_step(gateway: Gateway) -> None:
    await gateway.execute(SECRETARIES)
    assert len(gateway.recorder.of("BatchGetPersons")) <= 2


@pytest.mark.parametrize(("role", "name"), [("registry", "样甲"), ("checker", "样*")])
async def test_the_name_of_a_subject_is_masked_by_role(role: str, name: str) -> None:
    found = await seen_by(SECRETARIES, role)
    assert found["standings"]["edges"][0]["node"]["subject"]["name"] == name


async def test_a_person_is_fetched_again_by_id_and_leads_to_standings(gateway: Gateway) -> None:
    found = await gateway.execute(
        """query ($id: ID!) {
          node(id: $id) { ... on Person { code name standings { totalCount } rungs { totalCount } } }
          person(city: "yangcheng", code: "P2", asOf: "2020-06-30") { name posts { role } }
          nobody: person(city: "yangcheng", code: "P9") { name } }""",
        id=global_id("Person", TOWN, "P1"),
    )
    assert found["node"]["code"] == "P1"
    assert found["person"] == {"name": PERSON, "posts": []}
    assert found["nobody"] is None


async def test_a_fact_is_about_an_organization_or_a_person(gateway: Gateway) -> None:
    given = {"idempotencyKey": "1", "subject": global_id("City", TOWN, TOWN), "indicator": "duty", "period": "2020"}
    error = await gateway.error("mutation ($input: RecordVetoInput!) { recordVeto(input: $input) { id } }", input=given)
    assert "Organization、Person" in error["message"]


async def test_a_fact_about_a_person_goes_out_under_the_code(gateway: Gateway) -> None:
    await gateway.execute(
        """mutation ($input: SubmitRatingInput!) { submitRating(input: $input) { id } }""",
        input={
            "idempotencyKey": "rating-1",
            "subject": global_id("Person", TOWN, "P1"),
            "rater": global_id("Person", TOWN, "P2"),
            "indicator": "mutual",
            "period": "2020",
            "amount": "1",
        },
    )
    (command,) = gateway.recorder.of("SubmitRatings")[0].deeds
    assert (command.subject, command.rater) == ("P1", "P2")


async def test_a_circular_writes_the_code_of_a_person_and_never_the_name(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [scoring.CircularEntry(standing=standing) for standing in SECRETARIES_OF_TOWN]
    monkeypatch.setitem(REPORTS, "circular", scoring.Report(circular=scoring.Circular(entries=entries, total=2)))
    message = await gateway.execute('{ circular(city: "yangcheng", cycle: "2020", index: "secretary") { text } }')
    assert "P1" in message["circular"]["text"]
    assert "样甲" not in message["circular"]["text"]


CORRECTED = '{ person(city: "yangcheng", code: "P1") { corrections { what before after reason correctedBy } } }'


@pytest.mark.parametrize(
    ("role", "before", "reason"), [("registry", "样例党员00071", "登记时写错"), ("checker", "样例*******", None)]
)
async def test_what_was_corrected_is_shown_and_names_only_to_those_who_may_see_them(
    role: str, before: str, reason: str | None
) -> None:
    found = await seen_by(CORRECTED, role)

    (correction,) = found["person"]["corrections"]
    assert (correction["what"], correction["before"], correction["reason"]) == ("NAME", before, reason)


async def test_a_correction_of_a_name_goes_out_with_its_reason(gateway: Gateway) -> None:
    given = {"idempotencyKey": "c1", "person": global_id("Person", TOWN, "P1"), "name": PERSON, "reason": "登记时写错"}
    document = "mutation ($input: CorrectPersonNameInput!) { correctPersonName(input: $input) { id position } }"

    answer = (await gateway.execute(document, input=given))["correctPersonName"]

    assert answer["id"] == global_id("Person", TOWN, "P1")
    (request,) = gateway.recorder.of("CorrectPersonNames")
    (command,) = request.deeds
    assert (command.code, command.name, command.reason) == ("P1", PERSON, "登记时写错")


START = """mutation ($input: StartPostInput!) { startPost(input: $input) { position } }"""


async def test_a_post_of_the_citys_own_is_given_by_its_name(gateway: Gateway) -> None:
    about = {"person": global_id("Person", TOWN, "P1"), "organization": global_id("Organization", TOWN, "B1")}
    given = {"idempotencyKey": "p", **about, "role": "OTHER", "title": "党建联络员", "on": "2020-01-01"}

    await gateway.execute(START, input=given)

    (request,) = gateway.recorder.of("StartPosts")
    assert [(one.role, one.person, one.organization) for one in request.deeds] == [("党建联络员", "P1", "B1")]


@pytest.mark.parametrize("post", [{"role": "OTHER"}, {"role": "SECRETARY", "title": "书记"}])
async def test_a_post_is_named_once(gateway: Gateway, post: dict[str, str]) -> None:
    about = {"person": global_id("Person", TOWN, "P1"), "organization": global_id("Organization", TOWN, "B1")}

    answer = await gateway.answer(START, input={"idempotencyKey": "p", **about, **post, "on": "2020-01-01"})

    (error,) = answer["errors"]
    assert (error["extensions"]["code"], "role: OTHER" in error["message"]) == ("BAD_REQUEST", True)
    assert gateway.recorder.of("StartPosts") == []
