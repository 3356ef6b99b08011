"""The golden cases of the four parties' duty lists, worked by hand."""

from biaochi_sdk import Case

from biaochi_lanzhou.cases import task
from biaochi_lanzhou.duties import BranchDuty

BRANCHES = Case(
    "党支部责任清单：共性六成、个性四成",
    BranchDuty,
    ("2020-Q1",),
    (
        # 17.5 ÷ 22.5 = 77.78; 15 ÷ 22.5 = 66.67; 0.6 × 77.78 + 0.4 × 66.67 = 73.336
        task("A", "branch_common", "10", "8.5"),
        task("A", "branch_common", "12.5", "9"),
        task("A", "branch_individual", "22.5", "15"),
        task("B", "branch_common", "100", "90"),
        task("C", "branch_individual", "100", "50"),
    ),
    {
        "A": {"branch_common": "7/9", "common_score": "77.78", "individual_score": "66.67", "duty": "73.34"},
        "B": {"individual_score": None, "duty": "90", "place": "1"},
        "C": {"common_score": None, "individual_score": "50", "duty": None, "place": None},
    },
    refused=(
        *(task("A", key, "100.5", "0") for key in ("branch_common", "branch_individual")),
        task("A", "branch_common", "10", "10.5"),
    ),
)

CASES: tuple[Case, ...] = (BRANCHES,)
