"""Receipts in the graph: one goes out as it was given, and all are listed."""

from tests.gateway.conftest import Gateway
from tests.gateway.town import TOWN

LISTED = """query ($city: String!) { receipts(city: $city, cycle: "2020", receivedBy: "样例考核办系统") {
  totalCount edges { node { number list index period fileHash receivedBy } } } }"""
CONFIRM = "mutation ($input: ConfirmReceiptInput!) { confirmReceipt(input: $input) { number already } }"


async def test_a_receipt_goes_out_as_it_was_given(gateway: Gateway) -> None:
    about = {"cycle": "2020", "resultsHash": "a" * 64, "list": "SHEETS", "index": "unit", "fileHash": "c" * 64}
    await gateway.execute(CONFIRM, input={"idempotencyKey": "r-1", "city": TOWN, **about})
    (command,) = gateway.recorder.of("ConfirmReceipts")[0].deeds

    assert (command.list, command.index, command.period) == ("sheets", "unit", "")
    assert (command.results_hash, command.file_hash) == ("a" * 64, "c" * 64)


async def test_receipts_are_listed_with_who_has_which_file(gateway: Gateway) -> None:
    found = (await gateway.execute(LISTED, city=TOWN))["receipts"]
    (request,) = gateway.recorder.of("ListReceipts")

    assert request.received_by == "样例考核办系统"
    assert found["edges"][0]["node"] == {
        "number": "r-1",
        "list": "SHEETS",
        "index": "unit",
        "period": "2020",
        "fileHash": "c" * 64,
        "receivedBy": "样例考核办系统",
    }
