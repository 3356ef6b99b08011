"""Documents in the graph: written whole from what scoring answers, signed under the hash that was read."""

from tests.gateway.conftest import Gateway
from tests.gateway.town import TOWN

CIRCULAR = "mutation ($input: DraftCircularInput!) { draftCircular(input: $input) { code document { hash inForce } } }"
DOSSIER = "mutation ($input: DraftDossierInput!) { draftDossier(input: $input) { code } }"
LETTER = "mutation ($input: DraftLetterInput!) { draftLetter(input: $input) { code } }"
SIGN = "mutation ($input: SignDocumentInput!) { signDocument(input: $input) { code } }"
DOCUMENTS = (
    """{ documents(city: "%s", hash: "h") { edges { node { code kind to text inForce signatures { signedBy } } } } }"""
)


def about(code: str, to: str = "PUBLIC") -> dict[str, object]:
    return {"idempotencyKey": f"draft-{code}", "city": TOWN, "code": code, "title": "样例", "to": to}


async def test_a_circular_is_drafted_with_every_entry_of_the_list(gateway: Gateway) -> None:
    answer = await gateway.execute(CIRCULAR, input={**about("c-1"), "of": {"cycle": "2020", "index": "branch"}})
    (command,) = gateway.recorder.of("DraftDocuments")[0].deeds
    assert answer["draftCircular"] == {"code": "c-1", "document": {"hash": "h", "inForce": True}}
    assert (command.kind, command.to, command.cycle) == ("circular", "public", "2020")
    assert "督查通报" in command.text


async def test_a_letter_is_drafted_to_one_organization_alone(gateway: Gateway) -> None:
    letter = {"idempotencyKey": "l", "city": TOWN, "code": "l-1", "title": "提醒函", "cycle": "2020", "text": "# 请办"}
    await gateway.execute(LETTER, input={**letter, "organization": "01-01"})
    (command,) = gateway.recorder.of("DraftDocuments")[0].deeds
    assert (command.kind, command.to, command.organization) == ("letter", "addressed", "01-01")
    assert (command.text, command.results_hash) == ("# 请办", "")


async def test_a_dossier_says_what_was_supposed_and_who_would_move(gateway: Gateway) -> None:
    lists = [{"cycle": "2020", "index": "branch"}, {"cycle": "2020", "index": "branch", "period": "2020-Q3"}]
    suppose = {"parameters": [{"node": "total", "value": "85"}]}
    await gateway.execute(DOSSIER, input={**about("d-1", "DECIDERS"), "of": lists, "suppose": suppose})
    (command,) = gateway.recorder.of("DraftDocuments")[0].deeds
    assert len(gateway.recorder.of("Simulate")) == len(lists)
    assert (command.kind, command.to) == ("dossier", "deciders")
    assert '"value": "85"' in command.text


async def test_a_dossier_is_of_one_cycle(gateway: Gateway) -> None:
    lists = [{"cycle": "2020", "index": "branch"}, {"cycle": "2021", "index": "branch"}]
    error = await gateway.error(DOSSIER, input={**about("d-1"), "of": lists, "suppose": {}})
    assert error["extensions"]["code"] == "BAD_REQUEST"


async def test_a_document_is_signed_under_its_hash_and_found_by_it(gateway: Gateway) -> None:
    await gateway.execute(SIGN, input={"idempotencyKey": "s", "city": TOWN, "code": "c-1", "hash": "h"})
    (command,) = gateway.recorder.of("SignDocuments")[0].deeds
    (edge,) = (await gateway.execute(DOCUMENTS % TOWN))["documents"]["edges"]
    assert (command.code, command.hash) == ("c-1", "h")
    assert edge["node"]["signatures"] == [{"signedBy": "样例书记"}]
    assert gateway.recorder.of("ListDocuments")[-1].hash == "h"
