"""The biaochi command."""

import shutil
import subprocess
from typing import Annotated, ClassVar, NoReturn

import typer
from biaochi_chassis.foundation.settings import SettingsRefused
from biaochi_chassis.runtime.ending import end_after

from biaochi_cli.background import Background
from biaochi_cli.lazily import Elsewhere, Lazily
from biaochi_cli.record import alone
from biaochi_cli.speaking import console, give_up, settings_here

IDENTITY, OPERATING, BACKUP = "biaochi_cli.identity", "biaochi_cli.operating", "biaochi_cli.backup.commands"


class Commands(Lazily):
    """What the command has besides starting, stopping and looking."""

    elsewhere: ClassVar[Elsewhere] = {
        "up": (
            "biaochi_cli.starting",
            "Start the platform in the background, import the examples once, say where it is.",
        ),
        "import": (
            "biaochi_cli.import_commands",
            "Import spreadsheets: biaochi import FOLDER; or make the workbook for it.",
        ),
        "export": ("biaochi_cli.export_commands", "Write what spreadsheets brought into a city as a workbook."),
        "plugin": ("biaochi_cli.plugin", "Write, check, read and install a city's plugin."),
        "plugins": (
            OPERATING,
            "List the installed cities and models, since when they are, and why",
        ),
        "rebuild": (
            "biaochi_cli.repair",
            "Make all results again from the log in a standby store, then change places.",
        ),
        "result": ("biaochi_cli.kept.result", "Save results as a file, and check such a file."),
        "document": ("biaochi_cli.kept.document", "Save a document in force as a file, and check such a file."),
        "backup": (BACKUP, "Write all databases, as they are at one moment, into a folder."),
        "restore": (BACKUP, "Put back what a backup holds, while the platform is stopped."),
        "log": ("biaochi_cli.log", "Look into the log, and repair what could not be read."),
        "audit": ("biaochi_cli.audit", "The audit trails of the services."),
        "admin": ("biaochi_cli.admin", "Grant roles and take them back."),
        "person": ("biaochi_cli.persons.commands", "What is held of a person: given to them, or erased."),
        "token": (IDENTITY, "Print a token of one hour for development."),
        "keys": (IDENTITY, "Make the keys of a production."),
        "certificates": (IDENTITY, "Make the certificates by which the parts know each other, anew each time."),
        "issue": (IDENTITY, "Print a token of an issuer of our own, for a production without another."),
        "serve": (OPERATING, "Serve one part of the platform in the foreground, over the same configuration."),
        "access": (IDENTITY, "Print who may do what (docs/access.md)."),
        "data": (
            "biaochi_cli.documents.data",
            "Print what is stored and published, how sensitive it is, what for, and how long it is kept.",
        ),
        "errors": ("biaochi_cli.documents.errors", "Print every code a client may be answered with."),
        "inputs": (
            "biaochi_cli.documents.inputs",
            "Print where every input of the installed cities comes from (docs/inputs.md).",
        ),
        "schema": (
            "biaochi_cli.documents.graph",
            "Print the GraphQL schema, or what of it would break clients of an earlier one.",
        ),
    }


app = typer.Typer(
    cls=Commands,
    help="Biaochi (标尺): a yardstick for organisations.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
def down() -> None:
    """Stop the platform of this home."""
    console.print("Stopped." if Background(settings_here()).stop() else "Nothing of ours was running.")


@app.command()
def status() -> None:
    """Say whether the platform runs, is ready, and what limits it. Exit code 3 when not running, 4 when not ready."""
    settings = settings_here()
    background = Background(settings)
    record = background.running()
    if record is None:
        console.print(f"Not running (home {settings.home}).")
        raise typer.Exit(3)
    said = background.readiness()
    ready = bool(said.get("ready"))
    console.print(f"Running as process {record.pid} on port {record.port}: {'ready' if ready else 'not ready'}.")
    for name, sentence in [*said.get("troubles", {}).items(), *said.get("limits", {}).items()]:
        console.print(f"  {name}: {sentence}", soft_wrap=True)
    raise typer.Exit(0 if ready else 4)


@app.command()
def logs(
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on showing new lines.")] = False,
    lines: Annotated[int, typer.Option("--lines", "-n", help="How many lines back.")] = 50,
) -> None:
    """Show what the background process wrote."""
    file = Background(settings_here()).log_file
    if not file.exists():
        give_up(f"There is no log at {file} yet: start the platform with make up.")
    tail = shutil.which("tail") or "tail"
    subprocess.run([tail, f"-n{lines}", *(["-f"] if follow else []), str(file)], check=False)  # noqa: S603  # our own file


@app.command()
def reset(yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Stop the platform and delete all data of this home."""
    settings = settings_here()
    if not yes:
        typer.confirm(f"Delete all data in {settings.home}?", abort=True)
    Background(settings).stop()
    try:
        with alone(settings):
            for name in ("data", "logs", "run"):
                shutil.rmtree(settings.home / name)
            shutil.rmtree(settings.home / "files", ignore_errors=True)  # there is none where nobody ran the gateway
    except SettingsRefused as refused:
        give_up(str(refused))
    console.print(f"{settings.home} is empty.")


def run() -> NoReturn:
    """Run the command of this process, and end it."""
    end_after(app)


if __name__ == "__main__":
    run()
