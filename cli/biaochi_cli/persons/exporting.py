"""Everything that the services hold of one person, as one document: for the person themselves (PIPL 45)."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from biaochi.assessment.v1 import service_pb2 as assessment
from biaochi.org.v1 import service_pb2 as org
from biaochi.scoring.v1 import service_pb2 as scoring
from biaochi_chassis.foundation.refusal import Refused, shown
from google.protobuf.json_format import MessageToDict
from google.protobuf.message import Message

from biaochi_cli.importing.office import Office

PAGE = 1000
Document = dict[str, Any]


class UnknownPerson(Refused):
    """Nobody of this code was ever registered in the city."""

    code = "UNKNOWN_PERSON"


async def held_of(office: Office, code: str) -> Document:
    """What is held of a person, as far as the caller may see it; a rater whom nobody may know is in no fact.

    Raises UnknownPerson, and Refused where the caller may not read it.
    """
    return {
        "city": office.city,
        "person": code,
        **await _registered(office, code),
        **await _assessed(office, code),
        **await _judged(office, code),
    }


async def _registered(office: Office, code: str) -> Document:
    loading = org.LoadRegistryRequest(city=office.city, persons=[code])
    loaded = await office.org.load_registry(loading, headers=await office.headers())
    if code not in loaded.persons:
        raise UnknownPerson(f"「{office.city}」没有登记过编码为「{shown(code)}」的人员：请核对编码。")
    naming = org.BatchGetPersonsRequest(city=office.city, codes=[code])
    (named,) = (await office.org.batch_get_persons(naming, headers=await office.headers())).persons
    about = org.BatchListCorrectionsRequest(city=office.city, subjects=[code])
    corrected = await office.org.batch_list_corrections(about, headers=await office.headers())
    return {
        "name": named.name,
        "memberships": _listed(loaded.memberships),
        "posts": _listed(loaded.posts),
        "corrections": _listed(corrected.corrections),
    }


async def _assessed(office: Office, code: str) -> Document:
    """Facts about the person or by them, work that names them, objections about them, and what followed for them."""
    facts, work = list[Message](), list[Message]()
    objections, consequences = list[Message](), list[Message]()
    for cycle in await _cycles(office):
        of_cycle: dict[str, Any] = {"city": office.city, "cycle": cycle, "first": PAGE}
        listed = _paged(office, office.assessment.list_facts, assessment.ListFactsRequest(**of_cycle), "facts")
        facts += [one async for one in listed if code in (one.fact.subject, one.fact.rater)]
        listed = _paged(office, office.assessment.list_work_items, assessment.ListWorkItemsRequest(**of_cycle), "items")
        work += [one async for one in listed if any(code in field.values for field in one.fields)]
        request = assessment.ListObjectionsRequest(**of_cycle, subject=code)
        objections += [one async for one in _paged(office, office.assessment.list_objections, request, "objections")]
        followed = assessment.ListConsequencesRequest(**of_cycle, subject=code)
        listed = _paged(office, office.assessment.list_consequences, followed, "consequences")
        consequences += [one async for one in listed]
    return {
        "facts": _listed(facts),
        "work": _listed(work),
        "objections": _listed(objections),
        "consequences": _listed(consequences),
    }


async def _judged(office: Office, code: str) -> Document:
    standings = list[Message]()
    for cycle in await _cycles(office):
        request = scoring.BatchListStandingsRequest(city=office.city, subjects=[code], cycle=cycle)
        standings += (await office.scoring.batch_list_standings(request, headers=await office.headers())).standings
    rungs = scoring.BatchListRungsRequest(city=office.city, subjects=[code])
    spells = (await office.scoring.batch_list_rungs(rungs, headers=await office.headers())).spells
    return {"standings": _listed(standings), "rungs": _listed(spells)}


async def _cycles(office: Office) -> list[str]:
    request = assessment.ListCyclesRequest(city=office.city)
    return [one.code for one in (await office.assessment.list_cycles(request, headers=await office.headers())).cycles]


async def _paged(
    office: Office,
    listing: Callable[..., Awaitable[Any]],
    request: Any,  # noqa: ANN401 - one of several
    field: str,
) -> AsyncIterator[Any]:
    more = True
    while more:
        answer = await listing(request, headers=await office.headers())
        found = getattr(answer, field)
        for one in found:
            yield one
        more = answer.has_more
        request.after = _key(found[-1]) if found else ""


def _key(one: Any) -> str:  # noqa: ANN401 - a fact by its number, all else by its code
    key: str = one.fact.number if isinstance(one, assessment.StoredFact) else one.code
    return key


def _listed(messages: Any) -> list[Document]:  # noqa: ANN401 - protobuf's own list, or ours
    return [MessageToDict(one, preserving_proto_field_name=True) for one in messages]
