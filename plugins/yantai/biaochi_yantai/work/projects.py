"""The breakthrough project of a year with its team meetings, and the double registration of members."""

from biaochi_sdk import Children, Field, Kind, Of, Step, follows, published

from biaochi_yantai import sources as of

PROJECT = Kind(
    key="project",
    title=published("年度抓基层党建突破项目", of.PROJECT),
    noun="task",
    subjects=("LEADING_GROUP",),
    once_per="year",
    every="year",
    remind_working_days=20,
    opening=Step(
        key="study",
        title="研究",
        to="studied",
        fields=(Field("secretary", "书记", "person"), Field("worth", "分值", "number")),
    ),
    steps=(
        Step(
            key="settle",
            title="定题",
            to="settled",
            origins=("studied",),
            fields=(Field("topic", "题目"), Field("goal", "目标", optional=True)),
        ),
        Step(key="push", title="推进", to="settled", origins=("settled",), fields=(Field("progress", "进展"),)),
        Step(
            key="show",
            title="现场观摩展示",
            to="shown",
            origins=("settled",),
            by="work_committee",
            fields=(
                Field("shown", "展示了什么"),
                Field("earned", "得分", "number"),
                Field("link", "网络直播地址", optional=True),
            ),
            closes=True,
        ),
    ),
    follows=(
        follows("project_rate", at="study", subject="secretary", points=Of("worth"), share="INDIVIDUAL"),
        follows("project_rate", at="show", subject="secretary", amount=Of("earned")),
    ),
    states=(("studied", "研究中"), ("settled", "已定题"), ("shown", "已展示")),
    children=(Children("settle", "team_meeting", least=1),),
)
"""No topic is settled that the team has not met about."""

TEAM_MEETING = Kind(
    key="team_meeting",
    title=published("研究突破项目的班子会议", of.TEAM_MEETINGS),
    noun="meeting",
    subjects=("LEADING_GROUP",),
    parent="project",
    opening=Step(
        key="meet",
        title="召开",
        to="held",
        fields=(Field("attended", "到会人员", "people", optional=True), Field("decided", "议定事项")),
        closes=True,
    ),
    states=(("held", "已召开"),),
)

REGISTRATION = Kind(
    key="registration",
    title=published("“双报到”活动", of.REGISTRATION),
    noun="activity",
    subjects=("LEADING_GROUP", "BRANCH"),
    opening=Step(
        key="hold",
        title="登记",
        to="held",
        fields=(
            Field("secretary", "书记", "person"),
            Field("community", "报到社区"),
            Field("duty", "值守、登记、宣传等任务"),
            Field("due", "应报到党员数", "number"),
            Field("heads", "报到人次", "number"),
            Field("members", "报到党员", "people", optional=True),
        ),
    ),
    steps=(
        Step(
            key="confirm",
            title="社区确认",
            to="confirmed",
            origins=("held",),
            signatures=1,
            fields=(Field("said", "社区评价", optional=True),),
            closes=True,
        ),
    ),
    follows=(
        follows("members", at="hold", subject="secretary", amount=Of("due")),
        follows("registered", at="confirm", subject="secretary", amount=Of("heads")),
    ),
    states=(("held", "已报到"), ("confirmed", "社区已确认")),
)
"""Group by group: how many should register, and how many did, by name where they are registered here.

Who should counts from the beginning; who did once the community confirms it.
"""
