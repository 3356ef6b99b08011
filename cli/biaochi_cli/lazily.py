"""Commands whose modules are loaded when they are called: the others answer at once, whatever else there is."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, ClassVar

from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

Elsewhere = Mapping[str, tuple[str, str]]
"""The module of each command, which has it in its app, and what the command is for, as the list of commands says it."""


class Deferred(TyperCommand):
    """A command by its name and what it is for; the command itself is loaded when it is called."""

    def __init__(self, name: str, purpose: str, load: Callable[[], Any]) -> None:
        """`load`: gives the command itself."""
        super().__init__(name, help=purpose)
        self.load = load

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:  # noqa: ANN401 - typer's own context, which it does not export
        """The context of the command itself."""
        return self.load().make_context(info_name, args, parent, **extra)


class Lazily(TyperGroup):
    """A group that has, besides its own commands, those of other modules."""

    elsewhere: ClassVar[Elsewhere] = {}

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401 - as above
        """All names."""
        return [*super().list_commands(ctx), *self.elsewhere]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 - as above
        """One of its own, or one that is loaded from its module when it is called."""
        if cmd_name in self.elsewhere:
            module, purpose = self.elsewhere[cmd_name]
            return Deferred(cmd_name, purpose, lambda: _loaded(module, cmd_name))
        return super().get_command(ctx, cmd_name)


def _loaded(module: str, name: str) -> Any:  # noqa: ANN401 - as above
    """The command of a module by its name, or the module's app where that is the command or group itself."""
    loaded = get_command(import_module(module).app)
    commands = loaded.commands if isinstance(loaded, TyperGroup) else {}
    command = commands.get(name, loaded)
    command.name = name
    return command
