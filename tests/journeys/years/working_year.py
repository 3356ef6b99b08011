"""A city's year on a platform under a clock that the test moves: what is done and owed, and what the sheets say."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from tests.journeys.years.town_of_work import Mutation, Town
from tests.running import Running
from tests.servers.deployments import Deployment

PATIENCE = 60
"""Seconds within which a platform under load turns its calendar or judges anew."""
CALENDAR = """query Owed($city: String!, $asOf: Date!, $organization: String!) {
  calendar(city: $city, asOf: $asOf, organization: $organization) { kind { key } period deadline state } }"""
NOTICES = """query Said($city: String!, $cycle: String!, $organization: String!) {
  workNotices(city: $city, cycle: $cycle, organization: $organization, first: 100) {
  edges { node { kind { key } period stage deadline saidOn organizationCount } } } }"""
SHEET = """query Sheet($city: String!, $cycle: String!, $index: String!, $subject: String!, $period: String) {
  sheet(city: $city, cycle: $cycle, index: $index, subject: $subject, period: $period) { nodes { key value } } }"""
WHOSE = """query Whose($city: String!, $organization: String!) {
  workItems(city: $city, organization: $organization, first: 100) { edges { node { code organization { code } } } } }"""
OPEN_CYCLE = "mutation Open($input: OpenCycleInput!) { openCycle(input: $input) { already } }"
CLOSE_CYCLE = "mutation Close($input: CloseCycleInput!) { closeCycle(input: $input) { awaitsSignature } }"
CYCLE = "query Cycle($city: String!) { cycles(city: $city) { edges { node { code closed } } } }"
T = TypeVar("T")


class Clock:
    """The clock of a platform, which stands still until the test moves it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def move(self, day: str) -> None:
        """To nine o'clock in the morning of a day, in China."""
        moved = self.path.with_suffix(".next")
        moved.write_text(f"{day}T09:00:00+08:00")
        moved.replace(self.path)


@dataclass(frozen=True)
class WorkingYear:
    """A platform with one city's plugin, its open cycle, and its clock."""

    running: Running
    town: Town
    cycle: str
    clock: Clock

    def do(self, *mutations: Mutation) -> None:
        """Mutations, one after another."""
        for mutation, given in mutations:
            self.running.execute(mutation, given if "input" in given else {"input": given})

    def do_by_two(self, mutation: Mutation, role: str) -> None:
        """A mutation that takes two, the second of them in this role."""
        query, given = mutation
        second = f"Bearer {self.running.token(role)}"
        answers = [self.running.execute(query, given), self.running.execute(query, given, authorization=second)]
        assert [one["awaitsSignature"] for answer in answers for one in answer.values()] == [True, False]

    def refused(self, mutation: Mutation) -> str:
        """The code under which a mutation is refused."""
        query, given = mutation
        answer = self.running.answer(query, given)
        return str(answer["errors"][0]["extensions"]["code"])

    def said(self, organization: str) -> list[dict[str, Any]]:
        """What was said to an organization."""
        variables = {"city": self.town.city, "cycle": self.cycle, "organization": organization}
        found = self.running.execute(NOTICES, variables)["workNotices"]["edges"]
        return [edge["node"] for edge in found]

    def wait_until_said(self, organization: str, kind: str, period: str, stage: str) -> dict[str, Any]:
        """What is said of a period to an organization, once it is."""

        def said() -> dict[str, Any] | None:
            wanted = (kind, period, stage)
            notices = self.said(organization)
            return next((one for one in notices if (one["kind"]["key"], one["period"], one["stage"]) == wanted), None)

        return waited(said, bool) or {}

    def owed(self, as_of: str, kind: str, organization: str) -> list[tuple[str, str]]:
        """Period and state of what an organization owes of a kind."""
        variables = {"city": self.town.city, "asOf": as_of, "organization": organization}
        found = self.running.execute(CALENDAR, variables)["calendar"]
        return [(one["period"], one["state"]) for one in found if one["kind"]["key"] == kind]

    def wait_until_sheet(self, index: str, subject: str, period: str, values: Mapping[str, str | None]) -> None:
        """Once the sheet of a subject says these values of its nodes: scoring follows by a moment."""

        def nodes() -> Mapping[str, str | None]:
            variables = {"city": self.town.city, "cycle": self.cycle, "index": index, "subject": subject}
            sheet = self.running.execute(SHEET, {**variables, "period": period})["sheet"]
            found = {one["key"]: one["value"] for one in sheet["nodes"]} if sheet else {}
            return {key: found.get(key, "") for key in values}

        waited(nodes, lambda found: found == values)

    def wait_until_held(self, organization: str, item: str) -> None:
        """Once an item is an organization's: what was another's passes to it on the turn of a day."""

        def codes() -> set[str]:
            variables = {"city": self.town.city, "organization": organization}
            found = [edge["node"] for edge in self.running.execute(WHOSE, variables)["workItems"]["edges"]]
            assert all(one["organization"]["code"] == organization for one in found)
            return {one["code"] for one in found}

        waited(codes, lambda found: item in found)

    def close(self) -> None:
        """Close the cycle, as two."""
        given = {"idempotencyKey": "close", "city": self.town.city, "code": self.cycle}
        for role in ("work_committee", "scheme_owner"):
            self.running.execute(CLOSE_CYCLE, {"input": given}, authorization=f"Bearer {self.running.token(role)}")
        (cycle,) = self.running.execute(CYCLE, {"city": self.town.city})["cycles"]["edges"]
        assert cycle["node"] == {"code": self.cycle, "closed": True}


def waited(read: Callable[[], T], ready: Callable[[T], object]) -> T:
    """What is read, once it is ready."""
    deadline = time.monotonic() + PATIENCE
    while not ready(found := read()):
        assert time.monotonic() < deadline, found
        time.sleep(0.2)
    return found


@contextmanager
def working_year(
    home: Path, deployment: Deployment, town: Town, begins: str, bodies: Iterator[Mutation]
) -> Iterator[WorkingYear]:
    """The platform with one city's plugin and these bodies, on the day on which the year's work begins."""
    clock = Clock(home / "clock")
    clock.move(begins)
    environment = {**deployment(), "BIAOCHI_CLOCK": f"@{clock.path}", "BIAOCHI_PLUGINS": town.city}
    running = Running(home / "home", (), environment)
    year = WorkingYear(running, town, begins[:4], clock)
    try:
        running.start()
        year.do(*bodies)
        given = {"idempotencyKey": "cycle", "city": town.city, "code": year.cycle}
        running.execute(OPEN_CYCLE, {"input": given})
        yield year
    finally:
        running.stop()
