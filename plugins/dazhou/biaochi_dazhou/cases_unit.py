"""The golden cases of the department's combined index and of the answer about it, worked by hand."""

from collections.abc import Mapping

from biaochi_sdk import Case, Fact, Linked

from biaochi_dazhou.unit import Unit

Related = Mapping[str, tuple[str, Mapping[str, str | None]]]


def others(subject: str, amount: str) -> Fact:
    """What the rest of the performance assessment came to."""
    return Fact(f"{subject} others {amount}", "check", subject, "others", "2020", amount)


def poor_relief(subject: str) -> Fact:
    """Poor fulfilment in poverty relief."""
    return Fact(f"{subject} relief", "veto", subject, "poor_relief", "2020-07")


def linked(related: Mapping[str, Related]) -> dict[str, Linked]:
    """By relation what the others found, each with the department it belongs to."""
    return {
        relation: Linked.of(
            {other: found for other, (_, found) in of.items()}, {other: own for other, (own, _) in of.items()}
        )
        for relation, of in related.items()
    }


def alike(marks: Mapping[str, str]) -> dict[str, Related]:
    """Departments whose three indices are the same number."""
    return {
        "performance": {name: (name, {"reached": mark}) for name, mark in marks.items()},
        "duty": {f"{name} group": (name, {"fulfilment": mark}) for name, mark in marks.items()},
        "members": {f"{name} 1": (name, {"points_of_year": mark, "counted": "9"}) for name, mark in marks.items()},
    }


OTHER_FIVE = alike({"B": "85.1", "C": "90", "D": "70", "E": "60", "G": "75"})
COMBINED = Case(
    "三项指数合成、年度绩效的百分之十五与查核意见",
    Unit,
    ("2020",),
    (
        others("B", "90.01"),
        others("C", "100"),
        others("D", "0"),
        poor_relief("C"),
        poor_relief("F"),
    ),
    {
        # 240.37 ÷ 3 = 80.1233…; (74.45 × 37 + 90 × 20) ÷ 57 = 4554.65 ÷ 57 = 79.9061…
        # 0.5 × 80.03 + 0.3 × 80.12 + 0.2 × 79.91 = 40.015 + 24.036 + 15.982 = 80.033; × 0.15 = 12.0045
        "A": {"performance": "80.03", "duty": "80.12", "members": "79.91", "combined": "80.03", "place": "3"}
        | {"party_share": "12", "year_performance": None, "from_last": "4", "low": "0", "answer": "fulfilled"}
        | {"promotion": "1", "honours": "1", "benefits": "1"},
        # 0.15 × 85.1 = 12.765; 12.765 + 0.85 × 90.01 = 89.2735
        "B": {"combined": "85.1", "party_share": "12.77", "year_performance": "89.27", "promotion": "1"},
        "C": {"year_performance": "98.5", "place": "1", "low": "0", "answer": "not_fulfilled", "honours": "0"},
        "D": {"year_performance": "10.5", "from_last": "2", "low": "1", "answer": "not_fulfilled"},
        "E": {"from_last": "1", "low": "1", "promotion": "0", "honours": "0", "benefits": "0"},
        "F": {"combined": None, "judged": "6", "low": "0", "answer": "not_fulfilled"},
        "G": {"from_last": "3", "low": "1", "answer": "not_fulfilled"},
        "H": {"combined": None, "duty": "88", "performance": None, "answer": None, "promotion": None},
    },
    refused=(others("A", "100.01"), others("A", "-0.01"), others("A", "80.005")),
    linked=linked(
        {
            "performance": {**OTHER_FIVE["performance"], "A": ("A", {"reached": "80.03"})},
            "duty": {
                **OTHER_FIVE["duty"],
                "A 1": ("A", {"fulfilment": "79.37"}),
                "A 2": ("A", {"fulfilment": "80"}),
                "A 3": ("A", {"fulfilment": "81"}),
                "A 4": ("A", {"fulfilment": None}),
                "H 1": ("H", {"fulfilment": "88"}),
            },
            "members": {
                **OTHER_FIVE["members"],
                "A 5": ("A", {"points_of_year": "74.45", "counted": "37"}),
                "A 6": ("A", {"points_of_year": "90", "counted": "20"}),
            },
        }
    ),
)

FORTY = {f"{number:02d}": str(number) for number in range(41, 81)}
LOW_RANKED = Case(
    "四十个部门：末百分之十即末四名",
    Unit,
    ("2020",),
    (),
    {
        "80": {"combined": "80", "place": "1", "low": "0", "judged": "40"},
        "45": {"from_last": "5", "low": "0", "answer": "fulfilled"},
        "44": {"from_last": "4", "low": "1", "answer": "not_fulfilled"},
        "41": {"from_last": "1", "low": "1"},
    },
    linked=linked(alike(FORTY)),
)

CONSEQUENCES = Case(
    "一体化的三项后果各看一项：晋升看责任指数，评先看党建意见，待遇看绩效指数",
    Unit,
    ("2020",),
    (),
    {
        "A": {"answer": "fulfilled", "promotion": "0", "honours": "1", "benefits": "1"},
        "B": {"answer": "fulfilled", "promotion": "1", "honours": "1", "benefits": "0"},
        "C": {"answer": "fulfilled", "promotion": "1", "honours": "1", "benefits": "1"},
        "D": {"low": "1", "promotion": "0", "honours": "0", "benefits": "0"},
    },
    linked=linked(
        {
            "performance": {
                "A": ("A", {"reached": "60"}),
                "B": ("B", {"reached": "59.99"}),
                "C": ("C", {"reached": "60"}),
                "D": ("D", {"reached": "59"}),
                "E": ("E", {"reached": "50"}),
                "F": ("F", {"reached": "40"}),
            },
            "duty": {
                f"{name} group": (name, {"fulfilment": mark})
                for name, mark in zip("ABCDEF", ("59.99", "60", "60", "60", "50", "40"), strict=True)
            },
            "members": {
                f"{name} 1": (name, {"points_of_year": mark, "counted": "9"})
                for name, mark in zip("ABCDEF", ("90", "90", "90", "50", "50", "40"), strict=True)
            },
        }
    ),
)

CASES: tuple[Case, ...] = (COMBINED, LOW_RANKED, CONSEQUENCES)
