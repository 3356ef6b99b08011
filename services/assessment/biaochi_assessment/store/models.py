"""What this service received of cities and models, in SQL."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from biaochi_chassis.store import revisions
from sqlalchemy import RowMapping, delete, insert, select

from biaochi_assessment.domain.city import BulletinRule, City, NoticeRule
from biaochi_assessment.domain.models import Accept, Choice, Model, Privacy, Rotation, Together
from biaochi_assessment.domain.values import canonical
from biaochi_assessment.domain.work_kinds import (
    Burden,
    Children,
    Field,
    Follow,
    Gate,
    Kind,
    Listed,
    Proportion,
    Quiet,
    Quota,
    Said,
    Share,
    Step,
    TopShare,
    Turn,
    Turns,
    Waiver,
)
from biaochi_assessment.store import tables
from biaochi_assessment.store.connection import Connection

_BOUNDS = ("lowest", "highest", "step")
_NAMED = ("choices", "levels", "panels")


def keep_city(connection: Connection, city: City) -> None:
    """Store a city, in place of what was known of it."""
    connection.execute(delete(tables.city).where(tables.city.c.city == city.slug))
    work = json.dumps([asdict(kind) for kind in city.work.values()], ensure_ascii=False)
    notice = json.dumps(asdict(city.notice)) if city.notice else ""
    row = {
        "city": city.slug,
        "title": city.title,
        "calendar": json.dumps(city.calendar),
        "work": work,
        "notice": notice,
    }
    connection.execute(insert(tables.city), [row])
    revisions.move(connection, city.slug)


def keep_model(connection: Connection, city: str, model: Model) -> None:
    """Store a published model, in place of an earlier publication of the same hash."""
    same = (tables.model.c.city == city, tables.model.c.hash == model.hash)
    connection.execute(delete(tables.model).where(*same))
    connection.execute(insert(tables.model), [_model_row(city, model)])
    revisions.move(connection, city)


def cities(connection: Connection) -> list[str]:
    """Return every city that a plugin has published."""
    return list(connection.scalars(select(tables.city.c.city).order_by(tables.city.c.city)))


def city(connection: Connection, slug: str) -> City | None:
    """Return the city, None if nobody published it."""
    found = connection.execute(select(tables.city).where(tables.city.c.city == slug))
    row = found.mappings().one_or_none()
    if row is None:
        return None
    return City(slug, row["title"], tuple(json.loads(row["calendar"])), _kinds(row["work"]), _notice(row["notice"]))


def models(connection: Connection, city: str, hashes: Collection[str] | None = None) -> list[Model]:
    """Return the published models of a city: all, or those of some hashes."""
    query = select(tables.model).where(tables.model.c.city == city)
    if hashes is not None:
        query = query.where(tables.model.c.hash.in_(hashes))
    return [_model(row) for row in connection.execute(query).mappings()]


def _model_row(city: str, model: Model) -> dict[str, object]:
    return {
        "city": city,
        "hash": model.hash,
        "code": model.code,
        "subject_kind": model.subject_kind,
        "since": model.since.isoformat(),
        "until": _iso(model.until),
        "sequence": model.sequence,
        "accepts": json.dumps([_accept_row(accept) for accept in model.accepts], ensure_ascii=False),
        "rotations": json.dumps([_rotation_row(rotation) for rotation in model.rotations], ensure_ascii=False),
        "nodes": json.dumps(model.nodes),
    }


def _model(row: RowMapping) -> Model:
    return Model(
        code=row["code"],
        hash=row["hash"],
        subject_kind=row["subject_kind"],
        since=date.fromisoformat(row["since"]),
        until=_day(row["until"]),
        sequence=row["sequence"],
        accepts=_accepts(row["accepts"]),
        rotations=tuple(_rotation(fields) for fields in json.loads(row["rotations"])),
        nodes=_nodes(row["nodes"]),
    )


@lru_cache
def _kinds(text: str) -> Mapping[str, Kind]:
    """Read once in a process, as what the models accept."""
    return MappingProxyType({fields["key"]: _kind(fields) for fields in json.loads(text)})


@lru_cache
def _accepts(text: str) -> tuple[Accept, ...]:
    """Read once in a process: every command is judged by the models of its cycle, and their texts stay the same."""
    return tuple(_accept(fields) for fields in json.loads(text))


@lru_cache
def _nodes(text: str) -> Mapping[str, Mapping[str, str]]:
    """Read once in a process, as the acceptances are."""
    nodes: Mapping[str, Mapping[str, str]] = json.loads(text)
    return nodes


def _accept_row(accept: Accept) -> dict[str, object]:
    bounds = {name: None if (bound := getattr(accept, name)) is None else canonical(bound) for name in _BOUNDS}
    return asdict(accept) | bounds


def _accept(fields: dict[str, Any]) -> Accept:
    bounds = {name: None if fields[name] is None else Decimal(fields[name]) for name in _BOUNDS}
    named = {name: tuple(Choice(**one) for one in fields.get(name, ())) for name in _NAMED}
    message = fields.get("privacy", {})
    privacy = Privacy(**message | {"seen_by": tuple(message.get("seen_by", ()))})
    listed = {name: tuple(fields.get(name, ())) for name in ("cadences", "may")}
    together = _together(fields["together"]) if fields.get("together") else None
    return Accept(**fields | bounds | named | listed | {"privacy": privacy, "together": together})


def _together(fields: dict[str, Any]) -> Together:
    return Together(**fields | {name: tuple(fields[name]) for name in ("evaluated", "apart_from", "waives")})


def _rotation_row(rotation: Rotation) -> dict[str, object]:
    return {"indicator": rotation.indicator, "cadence": rotation.cadence, "turns": list(rotation.turns.items())}


def _rotation(fields: dict[str, Any]) -> Rotation:
    turns: Iterable[tuple[int, list[int]]] = fields["turns"]
    return Rotation(fields["indicator"], fields["cadence"], {ordinal: tuple(shifts) for ordinal, shifts in turns})


def _notice(text: str) -> NoticeRule | None:
    if not text:
        return None
    fields = json.loads(text)
    bulletins = tuple(BulletinRule(**one) for one in fields.get("bulletins", ()))
    return NoticeRule(**fields | {"decided_by": tuple(fields["decided_by"]), "bulletins": bulletins})


def _kind(fields: dict[str, Any]) -> Kind:
    steps = tuple(_step(step) for step in fields["steps"])
    listed = {name: tuple(fields.get(name, ())) for name in ("subjects", "exempt")}
    more: dict[str, Any] = {"opening": _step(fields["opening"]), "steps": steps, **listed}
    follows = tuple(_follow(follow) for follow in fields["follows"])
    states = tuple(Choice(**one) for one in fields["states"])
    return Kind(**fields | more | _rules(fields) | {"follows": follows, "states": states})


def _gate(fields: dict[str, Any]) -> Gate:
    names = ("values", "registered", "states", "alike", "consequences")
    return Gate(**fields | {name: tuple(fields.get(name, ())) for name in names})


def _rules(fields: dict[str, Any]) -> dict[str, Any]:
    """The rules over items together; a city that was stored before there were any has none."""
    shares = [tuple(Share(**share) for share in one["shares"]) for one in fields.get("proportions", ())]
    proportions = zip(fields.get("proportions", ()), shares, strict=True)
    children = (Children(**one | {"states": tuple(one["states"])}) for one in fields.get("children", ()))
    return {
        "quiet": tuple(_quiet(one) for one in fields.get("quiet", ())),
        "burdens": tuple(Burden(**one) for one in fields.get("burdens", ())),
        "gates": tuple(_gate(gate) for gate in fields.get("gates", ())),
        "unique": tuple(fields.get("unique", ())),
        "proportions": tuple(Proportion(**one | {"shares": some}) for one, some in proportions),
        "children": tuple(children),
        "listed": tuple(Listed(**one) for one in fields.get("listed", ())),
        "top_shares": tuple(TopShare(**one | {"values": tuple(one["values"])}) for one in fields.get("top_shares", ())),
        "quotas": tuple(_quota(one) for one in fields.get("quotas", ())),
        "turns": _turns(fields["turns"]) if fields.get("turns") else None,
        "waiver": _waiver(fields["waiver"]) if fields.get("waiver") else None,
    }


def _quota(fields: dict[str, Any]) -> Quota:
    return Quota(**fields | {name: tuple(fields[name]) for name in ("states", "among", "values")})


def _turns(fields: dict[str, Any]) -> Turns:
    return Turns(**fields | {"turns": tuple(Turn(one["ordinal"], tuple(one["shifts"])) for one in fields["turns"])})


def _waiver(fields: dict[str, Any]) -> Waiver:
    return Waiver(**fields | {"states": tuple(fields["states"])})


def _quiet(fields: dict[str, Any]) -> Quiet:
    return Quiet(**fields | {name: tuple(fields[name]) for name in ("weekdays", "weeks")})


def _step(fields: dict[str, Any]) -> Step:
    filled = tuple(_field(one) for one in fields["fields"])
    listed = {name: tuple(fields.get(name, ())) for name in ("origins", "under", "replaces")}
    return Step(**fields | listed | {"fields": filled})


def _field(fields: dict[str, Any]) -> Field:
    choices = tuple(Choice(**one) for one in fields["choices"])
    return Field(**fields | {"choices": choices, "seen_by": tuple(fields.get("seen_by", ()))})


def _follow(fields: dict[str, Any]) -> Follow:
    says = tuple(Said(**one) for one in fields["says"])
    return Follow(**fields | {"says": says, "only_values": tuple(fields["only_values"])})


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
