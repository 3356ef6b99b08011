"""Plugins written into a folder and installed there, each as broken as a test needs it."""

from pathlib import Path
from textwrap import dedent

GOOD = """
from biaochi_sdk import City, Model, Publish, Recorded, Source, check, default, hookimpl, published

class Branch(Model, code="branch", title=default("模型"), subject="BRANCH", since="2020-01-01",
             source=Source("办法", "第一条"), defaults=Source("默认值", "可调整")):
    total = check(default(10), default(1), Recorded("work_committee", ("year",)), missing="zero")(default("得分"))
    at_year = Publish("year", totals={"branch": total})

@hookimpl
def biaochi_city():
    return City(slug="SLUG", title=published("某市"), models=(Branch,))
"""


class Folder:
    """A folder on the path into which plugins are installed."""

    def __init__(self, path: Path) -> None:
        """Start with nothing installed."""
        self.path = path

    def install(self, name: str, source: str, distribution: str | None = None) -> None:
        """Write a module and the entry point that names it."""
        (self.path / f"{name}.py").write_text(dedent(source))
        shipped = distribution or f"test-{name}"
        about = self.path / f"{shipped.replace('-', '_')}-1.2.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {shipped}\nVersion: 1.2\n")
        (about / "entry_points.txt").write_text(f"[biaochi]\n{name} = {name}\n")

    def install_good(self, name: str, slug: str, more: str = "", distribution: str | None = None) -> None:
        """A plugin with nothing wrong but what more adds."""
        self.install(name, GOOD.replace("SLUG", slug) + dedent(more), distribution)
