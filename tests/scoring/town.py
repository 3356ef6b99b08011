"""A made-up town's log: what the other services would publish of it, record by record, in the order it happened."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from biaochi.assessment.v1 import events_pb2 as assessment
from biaochi.org.v1 import events_pb2 as org
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.event import Event, ReceivedEvent
from biaochi_chassis.log.partitions import partition_of
from biaochi_scoring.events.decode import ASSESSMENT, ORG, SCORING
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.periods import of as period_of
from google.protobuf.message import Message

TOWN = "yangli"
START = datetime(2020, 1, 1, tzinfo=UTC)
TRACE = "00-" + "ab" * 16 + "-" + "cd" * 8 + "-01"


_RECORDED = {
    "check": assessment.CheckRecorded,
    "ledger": assessment.LedgerEntryRecorded,
    "rung": assessment.RungRecorded,
    "task": assessment.TaskIssued,
    "done": assessment.TaskCompleted,
    "rating": assessment.RatingSubmitted,
    "veto": assessment.VetoRecorded,
    "ballot": assessment.BallotCast,
}


@dataclass
class Town:
    """Publishes; `records` are what a consumer gets of each topic."""

    graph: Graph
    city: str = TOWN
    others: tuple[Graph, ...] = ()
    records: dict[str, list[ReceivedEvent]] = field(default_factory=lambda: defaultdict(list))

    def append(self, topic: str, subject: str, message: Message, caller: str = "样例办公室") -> ReceivedEvent:
        """Append one event to a topic."""
        sequence = len(self.records[topic]) + 1
        part = partition_of(self.city)
        record = ReceivedEvent(
            topic=topic,
            partition=part,
            offset=sequence - 1,
            sequence=sequence,
            id=f"{topic}/{part}/{sequence}",
            type=message.DESCRIPTOR.full_name,
            subject=subject,
            city=self.city,
            time=START + timedelta(seconds=sum(map(len, self.records.values()))),
            caller=caller,
            traceparent=TRACE,
            data=message.SerializeToString(),
        )
        self.records[topic].append(record)
        return record

    def install(self) -> None:
        """Publish the town and its models."""
        self.append(
            SCORING, self.city, scoring.CityPublished(slug=self.city, title="样例市", plugin="样例", version="1")
        )
        for graph in self.graphs:
            self.publish(graph)

    @property
    def graphs(self) -> tuple[Graph, ...]:
        """Its models, in the order in which they are published."""
        return (self.graph, *self.others)

    def publish(self, graph: Graph) -> None:
        """Publish a model, or another version of one."""
        model = scoring.ModelPublished(
            city=self.city,
            code=graph.code,
            hash=graph.hash,
            subject_kind=graph.subject_kind,
            since=graph.since,
            graph=graph.text,
        )
        self.append(SCORING, graph.code, model)

    def establish(self, *codes: str, on: str = "2019-01-01", kind: str = "BRANCH", parent: str = "") -> None:
        """Establish organizations, branches unless said otherwise."""
        after = [
            org.OrganizationState(code=code, kind=kind, parent=parent, since=on, established_on=on) for code in codes
        ]
        self.append(ORG, codes[0], org.OrganizationEstablished(after=after))

    def move(self, code: str, kind: str, parent: str, on: str) -> None:
        """Place an organization under another."""
        state = org.OrganizationState(code=code, kind=kind, parent=parent, since=on, established_on="2019-01-01")
        self.append(ORG, code, org.OrganizationMoved(after=[state]))

    def merge(self, sources: Iterable[str], into: str, on: str) -> None:
        """Merge branches into a new one."""
        sources = list(sources)
        after = [
            org.OrganizationState(
                code=code, kind="BRANCH", since=on, established_on="2019-01-01", until=on, successors=[into]
            )
            for code in sources
        ]
        new = org.OrganizationState(code=into, kind="BRANCH", since=on, established_on=on, predecessors=sources)
        self.append(ORG, into, org.OrganizationMerged(after=[*after, new]))

    def establish_temporary(self, code: str, on: str, until: str) -> None:
        """Establish a temporary organization."""
        state = org.OrganizationState(code=code, kind="TEMPORARY", since=on, established_on=on, until=until)
        self.append(ORG, code, org.TemporaryOrganizationEstablished(after=[state]))

    def appoint(self, person: str, organization: str, on: str, until: str = "", role: str = "SECRETARY") -> None:
        """Give somebody a post; `until` where the end is known."""
        post = org.PostStarted(person=person, organization=organization, role=role, since=on, until=until)
        self.append(ORG, person, post)

    def dismiss(self, person: str, organization: str, on: str, role: str = "SECRETARY") -> None:
        """End a post."""
        post = org.PostEnded(person=person, organization=organization, role=role, until=on)
        self.append(ORG, person, post)

    def correct_appointment(self, person: str, organization: str, was: str, since: str) -> None:
        """Put right the first day of a secretary's post."""
        spell = {"person": person, "organization": organization, "was": was, "since": since}
        self.append(ORG, person, org.PostStartCorrected(role="SECRETARY", **spell))

    def correct_joining(self, person: str, organization: str, was: str, since: str, kind: str = "FORMAL") -> None:
        """Put right the first day of a membership."""
        spell = {"person": person, "organization": organization, "was": was, "since": since}
        self.append(ORG, person, org.MembershipStartCorrected(kind=kind, **spell))

    def join(self, person: str, organization: str, on: str, kind: str = "FORMAL") -> None:
        """Start a membership."""
        membership = org.MembershipStarted(person=person, organization=organization, kind=kind, since=on)
        self.append(ORG, person, membership)

    def leave(self, person: str, organization: str, on: str) -> None:
        """End a membership."""
        self.append(ORG, person, org.MembershipEnded(person=person, organization=organization, until=on))

    def open_cycle(self, year: int) -> None:
        """Open a year with its quarters and months, judged by the town's models."""
        ordinals = [("year", 1), *(("quarter", n) for n in range(1, 5)), *(("month", n) for n in range(1, 13))]
        periods = [_period(year, cadence, ordinal) for cadence, ordinal in ordinals]
        pinned = [assessment.PinnedModel(code=graph.code, hash=graph.hash) for graph in self.graphs]
        self.append(ASSESSMENT, str(year), assessment.CycleOpened(cycle=str(year), periods=periods, models=pinned))

    def check(self, number: str, subject: str, period: str, amount: int) -> assessment.Fact:
        """Record the points a branch got for its meetings of a quarter."""
        return self.fact("check", number, subject, period, indicator="meetings", amount=str(amount))

    def deduct(self, number: str, subject: str, period: str, amount: int) -> assessment.Fact:
        """Record points deducted for dues in a month or quarter."""
        return self.fact("ledger", number, subject, period, indicator="dues", amount=str(amount))

    def rung(self, number: str, subject: str, cycle: str, rung: str) -> assessment.Fact:
        """Record the rung on which a branch enters a cycle."""
        return self.fact("rung", number, subject, cycle, indicator="opening_rung", rung=rung)

    def fact(
        self, kind: str, number: str, subject: str, period: str, **more: str | int | bool | Sequence[str]
    ) -> assessment.Fact:
        """Record any fact."""
        given: dict[str, Any] = {"recorded_by": "样例办公室", "recorded_at": "2020-04-01T01:00:00Z", **more}
        of = "task" if kind == "done" else kind
        fact = assessment.Fact(number=number, kind=of, subject=subject, cycle=period[:4], period=period, **given)
        self.append(ASSESSMENT, subject, _RECORDED[kind](fact=fact))
        return fact

    def reverse(self, number: str, fact: assessment.Fact) -> None:
        """Reverse a fact."""
        self.append(ASSESSMENT, fact.subject, assessment.FactReversed(number=number, fact=fact, reason="误录"))

    def close_cycle(self, year: int, registry_sequence: int | None = None) -> None:
        """Close a year, with the registry as known so far or up to a sequence."""
        known = len(self.records[ORG]) if registry_sequence is None else registry_sequence
        closed = assessment.CycleClosed(cycle=str(year), facts_hash=f"facts-{year}", registry_sequence=known)
        self.append(ASSESSMENT, str(year), closed)

    def events(self, topic: str) -> list[Event]:
        """The records of a topic as their service would publish them."""
        call = Call("样例办公室", frozenset(), TRACE)
        return [
            Event(topic, self.city, record.subject, record.type, record.data, call, record.time)
            for record in self.records[topic]
        ]


def _period(year: int, cadence: str, ordinal: int) -> assessment.Period:
    period = period_of(year, cadence, ordinal)
    return assessment.Period(
        code=period.code,
        cadence=cadence,
        ordinal=ordinal,
        starts_on=period.start.isoformat(),
        ends_before=period.end.isoformat(),
    )
