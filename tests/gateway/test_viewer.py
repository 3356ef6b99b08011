"""A person's name is shown to the registry's own staff, a rater's to the roles that the model promised it to."""

import pytest
from biaochi.assessment.v1.events_pb2 import Fact
from biaochi_chassis.event.call import Call
from biaochi_gateway.execution.context import Viewer
from biaochi_gateway.schema.common.ids import global_id

from tests.gateway.conftest import Gateway
from tests.gateway.request_contexts import seen_by
from tests.gateway.town import PERSON

RATER = "query R($id: ID!) { node(id: $id) { ... on Fact { raterCode rater { code } recordedBy } } }"
MEMBERS = """{ organization(city: "yangcheng", code: "B1") {
  members { edges { node { person { name } } } } posts { edges { node { person { name } } } } } }"""


async def names(role: str) -> list[str]:
    found = (await seen_by(MEMBERS, role))["organization"]
    return [edge["node"]["person"]["name"] for each in ("members", "posts") for edge in found[each]["edges"]]


@pytest.mark.parametrize("role", ["developer", "registry"])
async def test_the_registry_sees_whole_names(role: str) -> None:
    assert await names(role) == [PERSON, PERSON, "样甲"]


async def test_everybody_else_sees_masked_names() -> None:
    assert await names("checker") == ["样例*******", "样例*******", "样*"]


@pytest.mark.parametrize(
    ("selected", "opened"),
    [
        ("person { code }", False),
        ("organization { name } person { code }", False),
        ("person { ... on Subject { called: name } }", True),
    ],
)
async def test_the_registry_opens_no_name_that_nobody_selected(
    gateway: Gateway, selected: str, *, opened: bool
) -> None:
    about = f"{{ edges {{ node {{ {selected} }} }} }}"
    await gateway.execute(f'{{ organization(city: "yangcheng", code: "B1") {{ members {about} posts {about} }} }}')
    requests = [*gateway.recorder.of("BatchListMemberships"), *gateway.recorder.of("BatchListPosts")]
    assert [one.without_names for one in requests] == [not opened] * 2


@pytest.mark.parametrize("name", ["样", "样甲", "样甲乙", ""])
def test_no_name_is_ever_shown_whole_or_longer_than_it_is(name: str) -> None:
    shown = Viewer(Call.internal("somebody")).person_name(name)
    assert len(shown) == len(name)
    assert not name or shown.endswith("*")


def viewer(*roles: str) -> Viewer:
    """Somebody with these roles."""
    return Viewer(Call.internal("somebody").by("somebody", frozenset(roles)))


@pytest.mark.parametrize(
    ("names", "role", "knows"),
    [
        ("", "checker", True),
        ("real_name", "scheme_owner", True),
        ("real_name", "*", True),
        ("real_name", "checker", False),
        ("anonymous", "scheme_owner", False),
        ("anonymous", "*", False),
    ],
)
def test_who_rated_is_known_to_those_whom_the_model_promised_it(names: str, role: str, *, knows: bool) -> None:
    seen_by = ["scheme_owner"] if names == "real_name" else []

    assert viewer(role).knows_rater(Fact(rater="P1", names=names, seen_by=seen_by)) is knows


@pytest.mark.parametrize(
    ("role", "message"),
    [
        ("checker", {"raterCode": None, "rater": None, "recordedBy": "不公开"}),
        ("scheme_owner", {"raterCode": "B2", "rater": {"code": "B2"}, "recordedBy": "B2"}),
    ],
)
async def test_a_hidden_rater_is_shown_by_no_field(role: str, message: dict[str, object]) -> None:
    found = await seen_by(RATER, role, id=global_id("Fact", "yangcheng", "b-1"))

    assert found == {"node": message}
