"""The year's pace (调度、通报与无会日): what is owed each half month and month, quiet days, and what a unit bears."""

from biaochi_sdk import Burden, Field, Kind, Quiet, Step, default, published

from biaochi_laixi import sources as s

OFFICE = "work_committee"
REMINDED = 3
"""Working days before a deadline."""
CHECKS = Burden(key="checks", title=default("督导检查", s.OURS), most=2)
RECORDS = Burden(key="records", title=default("报送材料", s.OURS))
"""What a unit writes for others; it is measured, and not limited."""
MEETINGS = Burden(key="meetings", title=default("会议", s.OURS), most=4)
QUIET = (
    Quiet(title=default("无会周（每月第四周）", s.OURS), weeks=(4,)),
    Quiet(title=default("无会日（每周三）", s.OURS), weekdays=(3,)),
)
"""The article has both once a month and says not when."""

DISPATCH = Kind(
    key="half_month_dispatch",
    title=published("每半月调度提醒", s.EVALUATION),
    noun="meeting",
    subjects=("WORK_COMMITTEE",),
    once_per="half-month",
    every="half-month",
    remind_working_days=REMINDED,
    quiet=QUIET,
    burdens=(MEETINGS,),
    opening=Step(
        key="dispatch",
        title="调度",
        to="held",
        by=OFFICE,
        fields=(
            Field("convener", "召集人", "person"),
            Field("reminded", "被提醒的单位", "organizations", optional=True),
        ),
        closes=True,
    ),
    states=(("held", "已调度"),),
)
BULLETIN = Kind(
    key="monthly_bulletin",
    title=published("每月考核通报", s.EVALUATION),
    noun="report",
    subjects=("WORK_COMMITTEE",),
    once_per="month",
    every="month",
    due_working_days=5,
    remind_working_days=REMINDED,
    opening=Step(key="draft", title="起草", to="drafted", by=OFFICE),
    steps=(Step(key="print", title="印发", to="printed", origins=("drafted",), by=OFFICE, closes=True),),
    states=(("drafted", "起草中"), ("printed", "已印发")),
)

KINDS = (DISPATCH, BULLETIN)
