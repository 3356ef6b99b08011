"""Writes a new city's plugin: a small page, a case worked by hand, a test; it checks green at once."""

from pathlib import Path

from biaochi_sdk.values.errors import ModelRefused

PROJECT = """[project]
name = "biaochi-{slug}"
version = "0.1.0"
description = "{slug} as a Biaochi plugin"
requires-python = ">=3.11"
dependencies = ["biaochi-sdk"]

[project.entry-points.biaochi]
{slug} = "biaochi_{slug}"

[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[tool.hatch.build.targets.wheel]
packages = ["biaochi_{slug}"]
"""
PAGE = '''"""{slug}: its models and the cases worked by hand."""

from collections.abc import Sequence

from biaochi_sdk import (
    Case,
    City,
    Fact,
    Model,
    Publish,
    Recorded,
    Scale,
    Source,
    bands,
    check,
    deductions,
    default,
    hookimpl,
    rank,
    total_of,
)

RULES = Source("考核办法（请写文件名）", "第一条（请写条款）")
OURS = Source("默认值（当地未公布）", "默认值，可调整")
ACCEPTANCE = Recorded(who="work_committee", cadences=("quarter", "year"))
GRADES = Scale("grade", {{"poor": default("不合格"), "fair": default("合格"), "good": default("优秀")}})


class Branch(
    Model,
    code="branch",
    title=default("党支部评价"),
    subject="BRANCH",
    since="2020-01-01",
    source=RULES,
    defaults=OURS,
):
    """One branch, each year."""

    meetings = check(default(60), default("0.5"), ACCEPTANCE, missing="zero")(default("三会一课"))
    dues = deductions(default(40), default("0.5"), ACCEPTANCE, missing="full")(default("党费收缴"))
    total = total_of(meetings, dues, full=default(100))(default("得分"))
    place = rank(total, ties="competition")(default("名次"))
    grade = bands(total, GRADES, (default(90), "good"), (default(60), "fair"), otherwise="poor")(default("等次"))
    at_year = Publish("year", totals={{"branch": total}}, ranks={{"branch": place}}, grade=grade)


CASES = (
    Case(
        "等次的上下线",
        Branch,
        ("2020",),
        (
            Fact("A1", "check", "A", "meetings", "2020", "50"),
            Fact("B1", "check", "B", "meetings", "2020", "20"),
            Fact("C1", "check", "C", "meetings", "2020", "60"),
            Fact("C2", "ledger", "C", "dues", "2020", "10.5"),
            Fact("D1", "check", "D", "meetings", "2020", "19.5"),
            Fact("E1", "check", "E", "meetings", "2020", "60"),
        ),
        {{
            "A": {{"total": "90", "grade": "good", "place": "2"}},
            "B": {{"total": "60", "grade": "fair", "place": "4"}},
            "C": {{"total": "89.5", "dues": "29.5", "grade": "fair", "place": "3"}},
            "D": {{"total": "59.5", "grade": "poor", "place": "5"}},
            "E": {{"total": "100", "grade": "good", "place": "1"}},
        }},
        refused=(
            Fact("too much", "check", "A", "meetings", "2020", "60.5"),
            Fact("too much", "ledger", "A", "dues", "2020", "40.5"),
        ),
    ),
)


@hookimpl
def biaochi_city() -> City:
    """The city with its models."""
    return City(slug="{slug}", title=default("{slug}（请写市名）"), models=(Branch,))


@hookimpl
def biaochi_cases() -> Sequence[Case]:
    """The golden cases."""
    return CASES
'''
TEST = '''"""The page is loaded, exact, and every number of its rules is pinned by a case."""

from biaochi_sdk import examine
from biaochi_{slug} import CASES, biaochi_city


def test_the_model_is_exact_and_every_number_is_pinned() -> None:
    for model in examine(biaochi_city(), CASES):
        assert model.faults == ()
        assert model.unpinned == ()
'''
README = """# {slug}

| The document | In the model | Provenance |
|---|---|---|
| 第几条 | `meetings` | default |

Check it with `biaochi plugin check .`, read it with `biaochi plugin rulebook .`.
"""


def start(slug: str, folder: Path) -> list[Path]:
    """Write the plugin of a city into folder/slug and return its files; a folder that is there is left alone."""
    if not (slug.isascii() and slug.isidentifier() and slug.islower()):
        raise ModelRefused(f"the city {slug!r} is no lower-case ASCII name: write it like lanzhou")
    root = folder / slug
    if root.exists():
        raise ModelRefused(f"{root} is there already: choose another name or folder")
    texts = {
        root / "pyproject.toml": PROJECT,
        root / "README.md": README,
        root / f"biaochi_{slug}" / "__init__.py": PAGE,
        root / f"biaochi_{slug}" / "py.typed": "",
        root / "tests" / f"test_{slug}.py": TEST,
    }
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(slug=slug), encoding="utf-8")
    return list(texts)
