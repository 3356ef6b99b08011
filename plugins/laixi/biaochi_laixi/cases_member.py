"""The golden cases of the member: points, the place in the department, and who is kept from honours."""

from biaochi_sdk import Case, Fact, Linked

from biaochi_laixi.member import Member
from biaochi_laixi.recorded import got, let_off, task

YEAR = "2023"
DONE = ("attended", "joined_in", "stays", "served", "registered", "commended")
"""What a member took part in: shown, and no part of the points."""


def points(member: str, earned: str) -> Fact:
    """A list of a hundred points."""
    return task(member, "personal", YEAR, "100", earned)


HOMES = {f"P{number}": "甲" for number in range(8)} | {f"Q{number}": "乙" for number in range(5)}
HONOURS = Case(
    "个人积分、部门内名次、排名靠后与原则上的例外",
    Member,
    (YEAR,),
    (
        # 120.5 ÷ 150 = 80.33
        task("P0", "personal", YEAR, "100", "80"),
        task("P0", "personal", YEAR, "50", "40.5"),
        *(points(f"P{number}", str(100 - number)) for number in range(1, 6)),
        *(points(f"Q{number}", str(20 + number)) for number in range(5)),
        let_off("P5", YEAR),
        # P7 has no list
        points("P6", "50"),
        *got("P1", YEAR, "ledger", **dict.fromkeys(DONE, "366")),
        *got("P2", YEAR, "ledger", **dict.fromkeys(DONE, "1")),
        *got("P2", "2023-03", "ledger", attended="1"),
    ),
    {
        # Seven are judged, so the last three are P5, P0 and P6; five are too few for places.
        "P0": {"points": "80.33", "place": "6", "members": "7", "low": "1", "eligible": "0", "nominated": None}
        | {"use": "down"},
        "P1": {"points": "99", "place": "1", "low": "0", "eligible": "1", "nominated": "1", "use": "rewarded"}
        | dict.fromkeys(DONE, "366"),
        "P2": {"use": "kept", "attended": "2", "joined_in": "1", "commended": "1"},
        "P4": {"place": "4", "low": "0", "eligible": "1", "nominated": "4"},
        "P5": {"points": "95", "place": "5", "low": "1", "exception": "1", "eligible": "1", "nominated": "5"}
        | {"use": "kept"},
        "P6": {"place": "7", "eligible": "0"},
        "P7": {"points": None, "place": None, "members": "7", "low": "0", "eligible": "0", "nominated": None},
        "Q0": {"points": "20", "place": None, "members": "5", "low": "0", "eligible": "1", "nominated": "10"},
    },
    refused=(
        task("P0", "personal", YEAR, "100.5", "0"),
        *got("P0", YEAR, "ledger", **dict.fromkeys(DONE, "367")),
    ),
    linked={"department": Linked.of({}, HOMES)},
)

SIX = Case(
    "六人的部门排名",
    Member,
    (YEAR,),
    tuple(points(f"P{number}", str(90 - number)) for number in range(6)),
    {"P0": {"place": "1", "low": "0"}, "P2": {"low": "0", "last": "3"}, "P3": {"place": "4", "low": "1"}},
    linked={"department": Linked.of({}, {f"P{number}": "甲" for number in range(6)})},
)

FORTY = Case(
    "四十人的部门，末一成是四人",
    Member,
    (YEAR,),
    tuple(points(f"P{number:02d}", str(90 - number)) for number in range(40)),
    {"P35": {"low": "0", "last": "4"}, "P36": {"place": "37", "low": "1"}},
    linked={"department": Linked.of({}, {f"P{number:02d}": "甲" for number in range(40)})},
)

CASES: tuple[Case, ...] = (HONOURS, SIX, FORTY)
