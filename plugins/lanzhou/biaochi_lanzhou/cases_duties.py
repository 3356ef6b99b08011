"""The golden cases of the four parties' duty lists, worked by hand."""

from biaochi_sdk import Case, Fact, Linked

from biaochi_lanzhou.cases import task
from biaochi_lanzhou.duties import BranchDuty, CommitteeDuty, LeadingDuty, WorkDuty


def lists(party: str) -> tuple[Fact, ...]:
    """The lists of three of one party: A with tasks of both shares, B with common ones only, C with none of those."""
    common, individual = f"{party}_common", f"{party}_individual"
    return (
        # 17.5 ÷ 22.5 = 77.78; 15 ÷ 22.5 = 66.67; 0.6 × 77.78 + 0.4 × 66.67 = 73.336
        task("A", common, "10", "8.5"),
        task("A", common, "12.5", "9"),
        task("A", individual, "22.5", "15"),
        task("B", common, "100", "90"),
        task("C", individual, "100", "50"),
    )


def beyond(party: str) -> tuple[Fact, ...]:
    """Tasks that no list takes."""
    shares = (f"{party}_common", f"{party}_individual")
    return (*(task("A", key, "100.5", "0") for key in shares), task("A", shares[0], "10", "10.5"))


BRANCHES = Case(
    "党支部责任清单：共性六成、个性四成",
    BranchDuty,
    ("2020-Q1",),
    lists("branch"),
    {
        "A": {"branch_common": "7/9", "common_score": "77.78", "individual_score": "66.67", "duty": "73.34"},
        "B": {"individual_score": None, "duty": "90", "place": "1"},
        "C": {"common_score": None, "individual_score": "50", "duty": None, "place": None},
    },
    refused=beyond("branch"),
)

COMMITTEES = Case(
    "机关党委责任清单：本级八成、所属党支部两成",
    CommitteeDuty,
    ("2020-Q1",),
    (),
    {
        # 242 ÷ 3 = 80.67; 0.8 × 90 + 0.2 × 80.67 = 88.134
        "A": {"own": "90", "branches": "80.67", "duty": "88.13", "place": "1"},
        "B": {"own": "50", "branches": None, "duty": "50", "place": "2"},
        "C": {"own": None, "branches": "70", "duty": None, "place": None},
    },
    linked={
        "organ": Linked.of({"A": {"duty_list": "90"}, "B": {"duty_list": "50"}}, {"A": "A", "B": "B", "C": "C"}),
        "branch_duty": Linked.of(
            {
                "A-1": {"duty": "80"},
                "A-2": {"duty": "81"},
                "A-3": {"duty": "81"},
                "A-4": {"duty": None},
                "C-1": {"duty": "70"},
            },
            {"A-1": "A", "A-2": "A", "A-3": "A", "A-4": "A", "C-1": "C"},
        ),
    },
)

GROUPS = Case(
    "部门党组责任清单：本级八成、所领导机关党委两成",
    LeadingDuty,
    ("2020-Q1",),
    lists("leading"),
    {
        # 170.01 ÷ 2 = 85.005; 0.8 × 73.34 + 0.2 × 85.01 = 58.672 + 17.002
        "A": {"common_score": "77.78", "individual_score": "66.67", "own": "73.34", "committees": "85.01"}
        | {"duty": "75.67", "place": "2"},
        "B": {"own": "90", "committees": None, "duty": "90", "place": "1"},
        "C": {"own": None, "duty": None},
    },
    refused=beyond("leading"),
    linked={"committee_duty": Linked.of({"A-1": {"duty": "90"}, "A-2": {"duty": "80.01"}}, {"A-1": "A", "A-2": "A"})},
)

WORK = Case(
    "市委直属机关工委责任清单：本级八成、各部门党组两成",
    WorkDuty,
    ("2020-Q1",),
    lists("work"),
    {
        # 170.01 ÷ 2 = 85.005, as above
        "A": {"common_score": "77.78", "individual_score": "66.67", "own": "73.34", "groups": "85.01"}
        | {"duty": "75.67"},
        "B": {"own": "90", "groups": None, "duty": "90"},
        "C": {"own": None, "duty": None},
    },
    refused=beyond("work"),
    linked={"leading_duty": Linked.of({"D-1": {"duty": "90"}, "D-2": {"duty": "80.01"}}, {"D-1": "A", "D-2": "A"})},
)

CASES: tuple[Case, ...] = (BRANCHES, COMMITTEES, GROUPS, WORK)
