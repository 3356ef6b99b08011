"""One's own notifications in the graph: chosen, marked and listed."""

from tests.gateway.conftest import Gateway
from tests.gateway.town import TOWN

CHOOSE = """mutation ($input: ChooseNotificationsInput!) { chooseNotifications(input: $input) {
  choice { channel address rhythm at weekday quietFrom muted }
} }"""
MARK = "mutation ($input: MarkNotificationInput!) { markNotification(input: $input) { number } }"
LIST = """{ notifications(city: "%s", unreadOnly: true, first: 5) {
  totalCount edges { node { number kind about title sentence readAt } }
} }"""


async def test_a_choice_is_sent_as_the_service_takes_it_and_read_back(gateway: Gateway) -> None:
    given = {"idempotencyKey": "k", "city": TOWN, "channel": "EMAIL", "address": "sample-00017@example.gov.cn"}
    answer = await gateway.execute(CHOOSE, input={**given, "rhythm": "WEEKLY", "weekday": 5, "muted": ["WORK_NEAR"]})
    (command,) = gateway.recorder.of("ChooseNotifications")[0].deeds
    assert (command.channel, command.rhythm, command.at, list(command.muted)) == (
        "email",
        "weekly",
        "08:30",
        ["work.near"],
    )
    assert answer["chooseNotifications"]["choice"]["quietFrom"] is None
    assert answer["chooseNotifications"]["choice"]["muted"] == ["WORK_NEAR"]


async def test_one_is_marked_as_read_unless_it_says_otherwise(gateway: Gateway) -> None:
    given = {"idempotencyKey": "k", "city": TOWN, "number": "assessment-3-0000000012"}
    await gateway.execute(MARK, input=given)
    (command,) = gateway.recorder.of("MarkNotifications")[0].deeds
    assert (command.number, command.read) == ("assessment-3-0000000012", True)


async def test_the_list_has_what_the_service_says(gateway: Gateway) -> None:
    found = (await gateway.execute(LIST % TOWN))["notifications"]
    assert gateway.recorder.of("ListNotifications")[0].unread
    assert found["edges"][0]["node"] == {
        "number": "assessment-3-0000000012",
        "kind": "WORK_LATE",
        "about": ["B01"],
        "title": "工作逾期",
        "sentence": "B01：2020 年度“党课”（2020-Q4）已过 2020-12-31 的期限。",
        "readAt": None,
    }
