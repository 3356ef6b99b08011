"""What a start brings of the examples and finishes of one, and what an import shows while it works."""

import asyncio
import io
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from biaochi.assessment.v1.service_pb2 import RecordChecksRequest
from biaochi.common.v1.common_pb2 import WriteAnswer
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_chassis.foundation.refusal import ServiceUnavailable
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.identity.development import development_token
from biaochi_chassis.identity.user import EVERYTHING, Grant
from biaochi_cli.bringing import Examples, bring, bring_examples
from biaochi_cli.finishing import shown, signed
from biaochi_cli.importing.office import Office
from biaochi_cli.importing.run import Options
from biaochi_cli.importing.tables import read
from rich.console import Console

from tests.assessment.results.test_consequences import DUE, TALK, freeze, listed
from tests.assessment.results.test_results import RESULTS, Committee, sitting
from tests.assessment.town import CITY
from tests.callers import A_DAY, AUDIENCE, KEY
from tests.cli.brought import settings_of
from tests.conftest import EXAMPLES
from tests.running import Running
from tests.servers.databases import Databases

CASES = Path(__file__).parent / "cases"


class Finished(list[str]):
    """The cities that were said to be imported."""

    async def __call__(self, city: str) -> None:
        self.append(city)


def test_the_example_of_a_city_that_is_left_out_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "examples" / "lanzhou").mkdir(parents=True)
    (tmp_path / "examples" / "lanzhou" / "组织.xlsx").touch()  # no workbook: opening it would fail
    settings = Settings.read({"BIAOCHI_HOME": str(tmp_path), "BIAOCHI_PLUGINS": "laixi"})
    said = io.StringIO()

    bring_examples(settings, Examples(settings, tmp_path / "examples"), Console(file=said), Finished())

    assert said.getvalue().startswith("BIAOCHI_PLUGINS leaves lanzhou out")


def test_the_smaller_folder_is_read_first_so_that_there_is_soon_something_to_write(tmp_path: Path) -> None:
    for name, size in (("dazhou", 300), ("laixi", 200), ("yantai", 100), ("lanzhou", 50)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "组织.xlsx").write_bytes(b" " * size)
    settings = Settings.read({"BIAOCHI_HOME": str(tmp_path / "home")})
    settings.data.mkdir(parents=True)
    (settings.data / "imported-lanzhou.json").touch()

    assert [folder.name for folder in Examples(settings, tmp_path).readings] == ["yantai", "laixi", "dazhou"]


@pytest.mark.parametrize(("terminal", "shown"), [(True, True), (False, False)])
def test_progress_is_shown_to_a_person_and_a_pipe_stays_quiet(city: Running, terminal: bool, shown: bool) -> None:
    said = io.StringIO()
    console = Console(file=said, force_terminal=terminal, width=120)

    report = asyncio.run(bring("lanzhou", read(CASES / "fullwidth"), settings_of(city), Options(True), console))

    assert report.good == 6
    assert ("6/6" in said.getvalue()) is shown
    assert bool(said.getvalue()) is shown


def test_each_folder_is_imported_once_whatever_becomes_of_the_others(city: Running, tmp_path: Path) -> None:
    settings = settings_of(city)
    for name in ("lanzhou", "nowhere"):
        (tmp_path / name).mkdir()
        shutil.copy(EXAMPLES / "lanzhou" / "组织.xlsx", tmp_path / name)
    said, finished = io.StringIO(), Finished()

    for _ in range(2):
        bring_examples(settings, Examples(settings, tmp_path), Console(file=said, width=200), finished)

    assert said.getvalue().count("Importing the example data of lanzhou") == 1
    assert said.getvalue().count("Importing the example data of nowhere") == 2
    assert "没有做完" in said.getvalue()
    assert finished == ["lanzhou"]
    assert [(settings.data / f"imported-{name}.json").exists() for name in ("lanzhou", "nowhere")] == [True, False]


@dataclass(frozen=True)
class Named:
    """The credentials of a developer of this name."""

    name: str

    async def token(self) -> str:
        """A token of theirs."""
        return development_token(KEY, AUDIENCE, self.name, Grant(EVERYTHING, EVERYTHING), A_DAY)


def office_of(committee: Committee, name: str) -> Office:
    """The command's office over the service in this process, which is all that is sent."""
    there = committee.office
    return Office(CITY.slug, None, there.client, None, Named(name), there.call)  # type: ignore[arg-type]


async def test_a_year_is_shown_signed_and_followed_by_what_is_closed_done_and_open(
    tmp_path: Path, databases: Databases
) -> None:
    third = scoring.ConsequenceDue(subject="B03", rule=TALK, step="down")
    async with sitting(tmp_path, databases) as committee:
        await freeze(committee, 1, RESULTS, *DUE, third)
        first, second = office_of(committee, "developer"), office_of(committee, "second_developer")
        last = await shown(first, second)
        committee.calendar.on("2021-01-12")
        again = await shown(first, second)
        await signed(first, second)
        committee.office.call = committee.office.call.after(second.call.positions)

        assert (last.isoformat(), again) == ("2021-01-11", last)
        assert (await committee.life()).state == "FINAL"
        followed = await listed(committee)
        assert [one.state for one in followed] == ["CLOSED", "DONE", "OPEN"]
        assert (followed[0].done_by, followed[0].ended_by) == ("developer", "second_developer")


async def test_an_import_that_is_interrupted_does_not_try_again() -> None:
    office = Office("lanzhou", None, None, None, Named("developer"))  # type: ignore[arg-type]  # nothing else is sent
    sent = asyncio.Event()

    async def cut_off(*_: object, **__: object) -> WriteAnswer:
        sent.set()
        try:
            return await asyncio.Future()
        except asyncio.CancelledError:
            raise ServiceUnavailable("没有及时回答。") from None

    writing = asyncio.create_task(office.write(cut_off, RecordChecksRequest()))
    await sent.wait()
    writing.cancel()

    with pytest.raises(ServiceUnavailable):
        await writing
