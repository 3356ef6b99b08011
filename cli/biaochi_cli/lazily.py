"""Commands whose modules are loaded when they are called: the others answer at once, whatever else there is."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from typer.core import TyperGroup
from typer.main import get_command

GROUPS: Mapping[str, str] = {
    "admin": "biaochi_cli.admin",
    "audit": "biaochi_cli.audit",
    "import": "biaochi_cli.import_commands",
    "log": "biaochi_cli.log",
    "plugin": "biaochi_cli.plugin",
    "result": "biaochi_cli.result",
}
COMMANDS: Mapping[str, str] = {
    "up": "biaochi_cli.starting",
    "export": "biaochi_cli.export_commands",
    "inputs": "biaochi_cli.documents.inputs",
    **dict.fromkeys(("token", "keys", "issue", "access"), "biaochi_cli.identity"),
    **dict.fromkeys(("serve", "plugins", "rebuild"), "biaochi_cli.operating"),
    "errors": "biaochi_cli.documents.errors",
    "schema": "biaochi_cli.documents.graph",
    **dict.fromkeys(("backup", "restore"), "biaochi_cli.backup.commands"),
}


class Lazily(TyperGroup):
    """A group that has, besides its own commands, those of other modules."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401 - typer's own context, which it does not export
        """All names."""
        return [*COMMANDS, *super().list_commands(ctx), *GROUPS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 - nor its own commands
        """One of its own, or from the module that has it; a module of one command is that command."""
        if cmd_name in GROUPS:
            group = get_command(import_module(GROUPS[cmd_name]).app)
            group.name = cmd_name
            return group
        if cmd_name in COMMANDS:
            loaded = get_command(import_module(COMMANDS[cmd_name]).app)
            return loaded.commands[cmd_name] if isinstance(loaded, TyperGroup) else loaded
        return super().get_command(ctx, cmd_name)
