"""A city that declares work."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_sdk import Field, Kind, Of, Step, follows, published
from google.protobuf.json_format import ParseDict

from tests.assessment.office import Office, city_published, open_office
from tests.assessment.town import CITY
from tests.servers.databases import Databases

PROBLEM = Kind(
    key="problem",
    title=published("问题台账"),
    noun="problem",
    subjects=("BRANCH",),
    due_days=30,
    opening=Step(key="find", title="发现", to="open", fields=(Field("points", "扣分", "number"),)),
    steps=(
        Step(key="plan", title="制定措施", to="planned", origins=("open",), fields=(Field("owner", "责任人"),)),
        Step(key="close", title="销号", to="closed", origins=("planned",), signatures=1, closes=True),
    ),
    follows=(follows("dues", at="find", amount=Of("points")), follows("meetings", at="close", amount=5)),
)
CHECKING = Kind(
    key="checking",
    title=published("检查"),
    noun="inspection",
    subjects=("BRANCH",),
    opening=Step(key="check", title="检查", to="done", closes=True),
    most=1,
    most_per="month",
)


@pytest.fixture
async def working(tmp_path: Path, databases: Databases) -> AsyncIterator[Office]:
    """The small city in its open cycle 2020; it declares two kinds of work."""
    async with open_office(tmp_path, databases) as opened:
        city = city_published()
        city.work.extend(ParseDict(kind.data(), scoring.WorkKind()) for kind in (PROBLEM, CHECKING))
        await opened.receive("scoring", [(CITY.slug, city)])
        await opened.open_2020()
        yield opened
