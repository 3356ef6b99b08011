"""Roles are granted and taken back by the registry, and it judges by them at once; nobody grants to themselves."""

from datetime import timedelta
from functools import partial

import pytest
from biaochi.common.v1.common_pb2 import ListAuditTrailRequest, ListAwaitingSignaturesRequest, Written
from biaochi.org.v1 import events_pb2 as events
from biaochi.org.v1 import service_pb2 as wire
from biaochi_chassis.event.call import AUTHORIZATION, Call
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.foundation.aead import AES_256_GCM
from biaochi_chassis.foundation.clock import FixedClock
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.identity.development import development_token
from biaochi_chassis.identity.user import EVERYTHING, Grant
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.runtime import grants
from biaochi_chassis.store import signatures
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.grants import grants_in
from biaochi_chassis.store.publishing.reconcile import reconcile
from biaochi_org.events.encode import TOPIC
from biaochi_org.store.queries import parents
from biaochi_org.use_cases.restoring import restore

from tests.callers import A_DAY, AUDIENCE, KEY, bare, caller
from tests.org.office import CITY, NOW, Office
from tests.servers.databases import Databases

SECURITY = "security_administrator"


def headers(office: Office, call: Call) -> dict[str, str]:
    """What the office has been told, in somebody else's name."""
    return {**office.headers, AUTHORIZATION: call.headers().get(AUTHORIZATION, "")}


async def sent(office: Office, by: Call, holder: str, role: str, **more: object) -> Written:
    """What became of a grant that was sent once."""
    request = wire.GrantRolesRequest(city=CITY)
    request.deeds.add(idempotency_key=f"{holder}-{role}", holder=holder, role=role, **more)
    (written,) = (await office.client.grant_roles(request, headers=headers(office, by))).written
    return written


async def granted(office: Office, by: Call, holder: str, role: str, **more: object) -> str:
    """The code of what was granted, by two."""
    written = await sent(office, by, holder, role, **more)
    if written.awaits_signature:
        written = await sent(office, SECOND, holder, role, **more)
    assert not written.awaits_signature
    return written.code


async def refused(office: Office, by: Call, holder: str, role: str, **more: object) -> str:
    """The code of the refusal."""
    with pytest.raises(Refused) as caught:
        await granted(office, by, holder, role, **more)
    return caught.value.code


async def registers(office: Office, who: Call, code: str) -> str:
    """What becomes of a registration: empty, or the code of the refusal."""
    request = wire.RegisterPersonsRequest(city=CITY)
    request.deeds.add(idempotency_key=code, code=code, name="样例党员00017")
    try:
        await office.client.register_persons(request, headers=headers(office, who))
    except Refused as caught:
        return caught.code
    return ""


ALONE = Call.internal("command")
SECOND = Call.internal("second").by(
    "second", frozenset({SECURITY}), development_token(KEY, AUDIENCE, "second", Grant(SECURITY, EVERYTHING), A_DAY)
)


async def test_what_was_granted_counts_at_once_and_what_was_taken_back_does_not(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grants, "REMEMBERED", 0.0)
    clerk = bare("clerk")
    before = await registers(office, clerk, "P1")
    code = await granted(office, caller(SECURITY), "clerk", "registry")
    while_held = await registers(office, clerk, "P2")
    back = wire.RevokeGrantsRequest(city=CITY)
    back.deeds.add(idempotency_key="back", grant=code)
    await office.client.revoke_grants(back, headers=headers(office, caller(SECURITY)))

    assert (before, while_held, await registers(office, clerk, "P3")) == ("FORBIDDEN", "", "FORBIDDEN")


@pytest.mark.parametrize("days", [{"since": "2999-01-01"}, {"since": "2000-01-01", "until": "2000-02-01"}])
async def test_a_grant_counts_on_its_days_only(office: Office, days: dict[str, str]) -> None:
    await granted(office, caller(SECURITY), "clerk", "registry", **days)

    assert await registers(office, bare("clerk"), "P1") == "FORBIDDEN"


async def test_the_command_makes_the_first_two_security_administrators_of_a_city_and_no_third(office: Office) -> None:
    other_role = await refused(office, ALONE, "p-1", "registry")
    await granted(office, ALONE, "p-1", SECURITY)
    await granted(office, ALONE, "p-2", SECURITY)

    assert other_role == "FORBIDDEN"
    assert await refused(office, ALONE, "p-3", SECURITY) == "FORBIDDEN"
    assert await granted(office, bare("p-1"), "p-3", SECURITY) == f"p-3-{SECURITY}"


async def test_a_grant_takes_effect_when_another_security_administrator_sends_the_very_same(office: Office) -> None:
    first = caller(SECURITY)
    once, again = [await sent(office, first, "clerk", "registry") for _ in range(2)]
    before = await registers(office, bare("clerk"), "P1")
    by_the_second = await sent(office, SECOND, "clerk", "registry")
    retried = await sent(office, first, "clerk", "registry")

    assert [one.awaits_signature for one in (once, again, by_the_second, retried)] == [True, True, False, False]
    assert (before, by_the_second.already, retried.already) == ("FORBIDDEN", False, True)
    assert await registers(office, bare("clerk"), "P1") == ""


async def test_that_a_second_signature_is_awaited_is_published_once_and_says_nothing_of_what_was_signed(
    office: Office,
) -> None:
    for _ in range(2):
        await sent(office, caller(SECURITY), "clerk", "registry")
    await sent(office, SECOND, "clerk", "registry")

    assert office.service.relay
    await office.service.relay.copy()
    records = [ReceivedEvent.read(one) for one in await office.log.read(TOPIC, partition_of(CITY), 0, 100)]
    awaited, granted_then = records
    said = events.RegistrySignatureAwaited.FromString(awaited.data)
    assert (awaited.subject, said.command, said.signed_by) == ("GrantRole", "GrantRole", SECURITY)
    assert said.method == "biaochi.org.v1.OrgService/GrantRoles"
    assert granted_then.type.endswith("RoleGranted")


async def test_the_second_signature_is_for_what_was_signed_first_and_for_nothing_else(office: Office) -> None:
    await sent(office, caller(SECURITY), "clerk", "registry")

    with pytest.raises(Refused) as other:
        await sent(office, SECOND, "clerk", "registry", until="2999-01-01")

    assert other.value.code == "IDEMPOTENCY_KEY_REUSED"
    assert not (await sent(office, SECOND, "clerk", "registry")).awaits_signature


async def test_what_no_rule_allows_is_refused_at_the_first_signature(office: Office) -> None:
    with pytest.raises(Refused) as caught:
        await sent(office, caller(SECURITY), "clerk", "king")

    assert caught.value.code == "BAD_REQUEST"


async def test_a_signature_ends_with_the_right_to_give_it(office: Office) -> None:
    await granted(office, ALONE, "p-1", SECURITY)
    await sent(office, bare("p-1"), "clerk", "registry")
    back = wire.RevokeGrantsRequest(city=CITY)
    back.deeds.add(idempotency_key="back", grant=f"p-1-{SECURITY}")
    await office.client.revoke_grants(back, headers=headers(office, SECOND))

    assert (await sent(office, caller(SECURITY), "clerk", "registry")).awaits_signature


async def test_a_signature_waits_seven_days_and_no_longer(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    await sent(office, caller(SECURITY), "clerk", "registry")
    monkeypatch.setattr(signatures, "HOLDS", timedelta(0))

    assert (await sent(office, SECOND, "clerk", "registry")).awaits_signature


async def waiting(office: Office, who: Call) -> list[tuple[str, str, str]]:
    """What waits for a signature that somebody may give: the command, its key and who signed it."""
    request = ListAwaitingSignaturesRequest(city=CITY)
    answer = await office.client.list_awaiting_signatures(request, headers=headers(office, who))
    return [(one.command, one.idempotency_key, one.signer) for one in answer.awaiting]


async def test_what_waits_is_shown_to_whoever_may_sign_it_until_it_is_signed(office: Office) -> None:
    await sent(office, caller(SECURITY), "clerk", "registry", subjects=["B1", "B2"])
    request = ListAwaitingSignaturesRequest(city=CITY)
    (one,) = (await office.client.list_awaiting_signatures(request, headers=headers(office, SECOND))).awaiting
    shown = {who: await waiting(office, caller(who)) for who in ("auditor", "registry", "viewer")}
    await sent(office, SECOND, "clerk", "registry", subjects=["B1", "B2"])

    assert (one.command, one.idempotency_key, one.signer) == ("GrantRole", "clerk-registry", SECURITY)
    assert {field.name: field.text for field in one.fields} == {
        "holder": "clerk",
        "role": "registry",
        "subjects": "B1 B2",
    }
    assert one.until > one.at
    assert shown == {"auditor": [], "registry": [], "viewer": []}
    assert await waiting(office, SECOND) == []


async def test_both_signatures_are_audited(office: Office) -> None:
    for by in (caller(SECURITY), SECOND):
        await sent(office, by, "clerk", "registry")
    request = ListAuditTrailRequest(city=CITY)
    answer = await office.client.list_audit_trail(request, headers=headers(office, caller("auditor")))

    signed, done = answer.entries
    assert (signed.caller, signed.outcome, done.caller, done.outcome) == (
        SECURITY,
        "AWAITS_SIGNATURE",
        "second",
        "ACCEPTED",
    )
    assert (signed.content, signed.subjects) == (done.content, done.subjects)


async def test_nobody_grants_to_themselves_or_unites_what_is_apart(office: Office) -> None:
    await granted(office, ALONE, "p-1", SECURITY)
    first = bare("p-1")
    await granted(office, first, "p-2", "auditor")

    assert await refused(office, first, "p-1", "registry") == "OWN_GRANT"
    assert await refused(office, first, "p-2", SECURITY) == "ADMINISTRATORS_APART"
    assert await refused(office, first, "p-2", "system_administrator") == "ADMINISTRATORS_APART"
    assert await granted(office, first, "p-2", "supervisor")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"role": "king"}, "BAD_REQUEST"),
        ({"holder": ""}, "BAD_REQUEST"),
        ({"since": "2020-02-01", "until": "2020-02-01"}, "BAD_REQUEST"),
        ({"until": "2020-02-30"}, "NOT_A_DATE"),
        ({"subjects": ["01 01"]}, "BAD_REQUEST"),
    ],
)
async def test_what_cannot_be_granted_is_refused(office: Office, more: dict[str, object], code: str) -> None:
    given = {"holder": "p-1", "role": "rater", **more}

    assert await refused(office, caller(SECURITY), str(given.pop("holder")), str(given.pop("role")), **given) == code


async def test_only_the_security_administrator_grants(office: Office) -> None:
    for role in ("scheme_owner", "registry", "auditor", "system_administrator"):
        assert await refused(office, caller(role), "p-1", "rater") == "FORBIDDEN"


async def test_a_grant_that_does_not_stand_is_not_taken_back(office: Office) -> None:
    request = wire.RevokeGrantsRequest(city=CITY)
    request.deeds.add(idempotency_key="back", grant="nothing")

    with pytest.raises(Refused) as caught:
        await office.client.revoke_grants(request, headers=headers(office, caller(SECURITY)))

    assert caught.value.code == "UNKNOWN_GRANT"


async def test_everybody_may_see_their_own_and_the_auditor_all(office: Office) -> None:
    await granted(office, caller(SECURITY), "p-1", "branch", subjects=["01-01"], until="2999-01-01")
    await granted(office, caller(SECURITY), "p-2", "rater")

    own = await office.client.list_own_grants(wire.ListOwnGrantsRequest(), headers=headers(office, bare("p-1")))
    of_all = await office.client.list_grants(
        wire.ListGrantsRequest(city=CITY), headers=headers(office, caller("auditor"))
    )

    (mine,) = own.grants
    assert (mine.city, mine.role, list(mine.subjects), mine.until) == (CITY, "branch", ["01-01"], "2999-01-01")
    assert [one.holder for one in of_all.grants] == ["p-1", "p-2"]


async def test_what_is_below_an_organization_follows_the_tree_of_today(office: Office) -> None:
    await office.establish(("R", "WORK_COMMITTEE", ""), ("01", "ORGAN_COMMITTEE", "R"), ("02", "ORGAN_COMMITTEE", "R"))
    await office.establish(("01-01", "BRANCH", "01"), ("01-02", "BRANCH", "01"), ("02-01", "BRANCH", "02"))
    assert office.service.database
    stored = grants.StoredGrants(office.service.database, FixedClock(NOW), parents)
    before = await stored.below(CITY, ["01"])
    request = wire.MoveOrganizationsRequest(city=CITY)
    request.deeds.add(idempotency_key="move", code="01-02", parent="02", on="2020-06-01")
    await office.client.move_organizations(request, headers=office.headers)

    assert before == {"01", "01-01", "01-02"}
    assert await stored.below(CITY, ["01"], fresh=True) == {"01", "01-01"}
    assert await stored.below(CITY, ["02"]) == {"02", "02-01", "01-02"}


async def test_what_was_granted_and_taken_back_is_published(office: Office) -> None:
    code = await granted(office, caller(SECURITY), "p-1", "branch", subjects=["01-01"])
    back = wire.RevokeGrantsRequest(city=CITY)
    back.deeds.add(idempotency_key="back", grant=code)
    await office.client.revoke_grants(back, headers=headers(office, caller(SECURITY)))

    assert office.service.relay
    await office.service.relay.drain()
    records = await office.log.read("biaochi.org.v1", partition_of(CITY), 0, 5000)
    read = [ReceivedEvent.read(record) for record in records]
    published = [record for record in read if record.subject == code]
    assert [record.type.rpartition(".")[2] for record in published] == ["RoleGranted", "GrantRevoked"]
    assert list(events.RoleGranted.FromString(published[0].data).subjects) == ["01-01"]


async def test_grants_that_were_lost_are_made_again_of_their_events(office: Office, databases: Databases) -> None:
    await granted(office, caller(SECURITY), "clerk", "registry", subjects=["A1"])
    code = await granted(office, caller(SECURITY), "other", "registry")
    back = wire.RevokeGrantsRequest(city=CITY)
    back.deeds.add(idempotency_key="back", grant=code)
    await office.client.revoke_grants(back, headers=headers(office, caller(SECURITY)))
    database, older = office.service.database, Database("org", databases("org_older"), "biaochi_org.migrations")
    assert database
    assert office.service.relay
    await office.service.relay.copy()
    await older.start()

    reconciled = await reconcile(older, office.log, [TOPIC], partial(restore, AES_256_GCM))

    kept = await older.read(lambda connection: grants_in(connection, CITY))
    assert [(one.holder, one.subjects) for one in kept] == [("clerk", ("A1",))]
    assert kept == await database.read(lambda connection: grants_in(connection, CITY))
    assert (reconciled.events, reconciled.unknown) == (5, ())  # three of them and two signatures awaited
    await older.close()
