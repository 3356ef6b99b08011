"""Everything the guide shows runs as it stands, in order."""

import re
import sys
from pathlib import Path

import pytest
from biaochi_cli.plugin import app
from biaochi_sdk import ModelRefused
from typer.testing import CliRunner

GUIDE = (Path(__file__).parents[2] / "docs" / "plugins.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(python refused|python|console)\n(.*?)```", GUIDE, re.DOTALL)
FACTS = "subject,indicator,period,amount\n样例党支部01,meetings,2020,55.5\n样例党支部02,dues,2020,1\n"


def test_every_python_example_does_what_it_says() -> None:
    namespace: dict[str, object] = {"__name__": "guide"}
    for kind, source in BLOCKS:
        if kind == "python":
            exec(compile(source, "docs/plugins.md", "exec"), namespace)  # noqa: S102 - our own guide
        elif kind == "python refused":
            sentence = re.escape(source.splitlines()[0].removeprefix("# "))
            with pytest.raises(ModelRefused, match=sentence):
                exec(compile(source, "docs/plugins.md", "exec"), namespace)  # noqa: S102 - our own guide


def test_every_command_of_the_guide_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.delitem(sys.modules, "biaochi_binjiang", raising=False)
    (tmp_path / "facts.csv").write_text(FACTS, encoding="utf-8")
    lines = [line for kind, text in BLOCKS if kind == "console" for line in text.splitlines()]

    assert len(lines) >= 6
    for line in lines:
        done = CliRunner().invoke(app, line.removeprefix("$ biaochi plugin ").split())
        assert done.exit_code == 0, f"{line}: {done.output}"


def test_the_guide_names_every_primitive() -> None:
    table = GUIDE[GUIDE.index("## 7.") : GUIDE.index("A few of them")]

    assert [int(number) for number in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)] == list(range(1, 31))
