"""Every command is found under its name, wherever its module is, and is loaded only when it is called."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from biaochi_cli.lazily import Deferred, Lazily
from biaochi_cli.main import Commands, app
from biaochi_cli.plugin import PluginCommands
from biaochi_sdk.bench.new_plugin import start
from typer.testing import CliRunner

OWN = ("down", "status", "logs", "reset")
ELSEWHERE = ("up", "import", "export", "serve", "plugins", "rebuild", "schema", "log", "plugin")


@pytest.mark.parametrize("name", [*OWN, *ELSEWHERE])
def test_a_command_says_what_it_does(name: str) -> None:
    done = CliRunner().invoke(app, [name, "--help"])

    assert (done.exit_code, name in done.output) == (0, True), done.output


def test_the_help_lists_every_command() -> None:
    done = CliRunner().invoke(app, ["--help"])

    assert done.exit_code == 0
    assert all(name in done.output for name in (*OWN, *ELSEWHERE))


@pytest.mark.parametrize("group", [Commands, PluginCommands])
def test_what_the_list_says_of_a_command_is_how_its_own_help_begins(group: type[Lazily]) -> None:
    found = {name: group(name="biaochi").get_command(None, name) for name in group.elsewhere}

    assert all(isinstance(one, Deferred) for one in found.values())
    wrong = [name for name, one in found.items() if not one.load().help.startswith(one.help.rstrip("."))]
    assert wrong == []


@pytest.mark.parametrize("command", [["--help"], ["plugin", "--help"], ["plugin", "check", "--help"]])
def test_help_loads_neither_a_database_nor_the_services(command: list[str]) -> None:
    program = (
        "import sys; from typer.testing import CliRunner; from biaochi_cli.main import app\n"
        f"assert CliRunner().invoke(app, {command!r}).exit_code == 0\n"
        "print([m for m in ('sqlalchemy', 'strawberry', 'openpyxl', 'google.protobuf') if m in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_a_folder_to_be_imported_needs_no_word_before_it() -> None:
    done = CliRunner().invoke(app, ["import", "--dry-run", "nowhere"], env={"BIAOCHI_PORT": "1"})

    assert done.exit_code == 1
    assert "Nothing is ready on port 1" in done.output


@pytest.mark.parametrize("module", ["main", "starting"])
def test_what_serves_and_imports_is_not_loaded_to_say_whether_it_runs_or_to_start_it(module: str) -> None:
    program = (
        f"import sys, biaochi_cli.{module}\n"
        "print([m for m in ('sqlalchemy', 'strawberry', 'numpy', 'openpyxl') if m in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_the_list_of_plugins_says_versions_models_hashes_and_since_when(tmp_path: Path) -> None:
    start("binjiang", tmp_path)
    home = {"BIAOCHI_HOME": str(tmp_path / "home"), "BIAOCHI_PLUGINS": "binjiang,yantai", "COLUMNS": "200"}
    installed = CliRunner().invoke(app, ["plugin", "install", str(tmp_path / "binjiang")], env=home)
    assert installed.exit_code == 0, installed.output

    listed = CliRunner().invoke(app, ["plugins"], env=home)

    assert listed.exit_code == 0
    for line in (
        r"binjiang .*: biaochi-binjiang 0\.1\.0, installed \d{4}-\d\d-\d\d",
        r"  branch since \d{4}-\d\d-\d\d  [0-9a-f]{16}",
        r"yantai 烟台市: biaochi-yantai 0\.1\.0, of this environment",
    ):
        assert re.search(f"^{line}$", listed.output, re.MULTILINE), listed.output


def test_the_list_of_plugins_says_why_one_is_not_there(tmp_path: Path) -> None:
    home = {"BIAOCHI_HOME": str(tmp_path / "home"), "BIAOCHI_PLUGINS": "nowhere", "COLUMNS": "200"}

    listed = CliRunner().invoke(app, ["plugins"], env=home)

    assert listed.exit_code == 1
    assert "Quarantined: nowhere: no installed plugin is named nowhere: install it first" in listed.output


def test_a_city_that_is_to_be_served_and_not_installed_is_said_before_anything_is_started(tmp_path: Path) -> None:
    home = {"BIAOCHI_HOME": str(tmp_path / "home"), "BIAOCHI_PLUGINS": "nowhere", "COLUMNS": "200"}

    begun = CliRunner().invoke(app, ["up"], env=home)

    assert begun.exit_code == 1
    assert "no installed plugin is named nowhere: install it first, with biaochi plugin install" in begun.output
    assert not (tmp_path / "home" / "logs" / "platform.log").exists()
