"""A city's example year on a running platform, asked through GraphQL as an office would."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.running import Running

STANDINGS = """query ($city: String!, $cycle: String!, $index: String!, $period: String, $grade: String) {
  standings(city: $city, cycle: $cycle, index: $index, period: $period, grade: $grade, first: 200) {
  totalCount edges { node { rank total grade rung subject { code name } } } } }"""
NODES = """query ($city: String!, $cycle: String!, $index: String!, $subject: String!, $period: String) {
  sheet(city: $city, cycle: $cycle, index: $index, subject: $subject, period: $period) { nodes { key value } } }"""
OPENED = """query (
  $city: String!, $cycle: String!, $index: String!, $subject: String!, $period: String, $at: String!) {
  sheet(city: $city, cycle: $cycle, index: $index, subject: $subject, period: $period) { node(key: $at) {
  children { value related { sheet { subject { code } } } } } } }"""


@dataclass(frozen=True)
class ExampleYear:
    """A running platform, and the year of a city that is asked about."""

    running: Running
    city: str
    cycle: str

    def execute(self, query: str, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Any query."""
        found: dict[str, Any] = self.running.execute(query, dict(variables or {}))
        return found

    def standing(self, index: str, period: str | None = None, grade: str | None = None) -> list[dict[str, Any]]:
        """Who stands in a list, in order."""
        found = self._of_the_year(STANDINGS, {"index": index, "period": period, "grade": grade})["standings"]
        return [edge["node"] for edge in found["edges"]]

    def nodes(self, index: str, subject: str, period: str | None = None) -> Mapping[str, str]:
        """What a sheet says."""
        found = self._of_the_year(NODES, {"index": index, "subject": subject, "period": period})["sheet"]["nodes"]
        return {node["key"]: node["value"] for node in found}

    def below(self, index: str, subject: str, at: str, period: str | None = None) -> list[str]:
        """Whose sheets a node of a sheet was made of."""
        variables = {"index": index, "subject": subject, "at": at, "period": period}
        found = self._of_the_year(OPENED, variables)["sheet"]["node"]["children"]
        return [child["related"]["sheet"]["subject"]["code"] for child in found]

    def _of_the_year(self, query: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        return self.execute(query, {"city": self.city, "cycle": self.cycle, **variables})
