"""Who is excused of one of the five instruments for a time (免办): by request, reason and a second signature."""

from biaochi_sdk import Excuse, Field, Kind, Step, default

from biaochi_dazhou.work.approving import DEPARTMENTS, OFFICE
from biaochi_dazhou.work.five_in_one import DISPATCH, FIRST_LINE, LIST, REVIEW, SUPERVISION

WAIVER = Kind(
    key="waiver",
    title=default("五位一体免办"),
    noun="document",
    subjects=DEPARTMENTS,
    opening=Step(
        key="request",
        title="申请",
        to="requested",
        fields=(
            Field(
                "what",
                "免办的工作",
                "choice",
                choices=tuple(
                    (kind.key, kind.title.title()) for kind in (LIST, DISPATCH, SUPERVISION, FIRST_LINE, REVIEW)
                ),
            ),
            Field("since", "自何日起", "day"),
            Field("until", "至何日前", "day"),
            Field("reason", "理由"),
        ),
    ),
    steps=(
        Step(key="grant", title="同意免办", to="granted", origins=("requested",), by=OFFICE, signatures=1, closes=True),
        Step(key="refuse", title="不同意", to="refused", origins=("requested",), by=OFFICE, closes=True),
    ),
    excuse=Excuse(states=("granted",), of="what", since="since", until="until"),
    states=(("requested", "已申请"), ("granted", "同意免办"), ("refused", "不同意")),
)
"""A department that is being merged owes no list for those months; whoever says so is named, and it stays visible."""
