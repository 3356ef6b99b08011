"""The four mutuals: a dated visit of one organ by another, and what it found, in words, until it is mended."""

from biaochi_sdk import Burden, Children, Field, Follow, Kind, Of, Step, Turns, default, follows, published

from biaochi_lanzhou import sources as of

FORMS = (
    ("stay", "“一对一”蹲点指导"),
    ("talk", "座谈交流"),
    ("observation", "观摩学习"),
    ("report", "集中汇报"),
    ("analysis", "分析研判"),
)
ABOUT = (("dues", "党费收缴"), ("organizational_life", "组织生活制度执行"), ("other", "其他"))


def costs(indicator: str, about: str) -> Follow:
    """A finding costs the branch in which it was found one point of what it is about, which is a default."""
    return follows(indicator, at="find", only=("about", (about,)), amount=1, case=Of("code"), note=Of("words"))


MUTUAL_CHECK = Kind(
    key="mutual_visit",
    title=published("“四互”考评活动", of.FOUR_MUTUALS),
    noun="visit",
    subjects=("ORGAN_COMMITTEE",),
    every="quarter",
    due_working_days=15,
    remind_working_days=5,
    turns=Turns(title=default("四互结对逐季轮转"), field="visitor", every="quarter", shifts=((1,), (2,), (3,), (4,))),
    burdens=(Burden(key="checks", title=default("各类检查"), most=2),),
    opening=Step(
        key="visit",
        title="走访",
        to="visited",
        fields=(
            Field("visitor", "走访的机关党委", "organization"),
            Field("form", "形式", "choice", choices=FORMS),
            Field("dues_seen", "党费收缴情况"),
            Field("life_seen", "组织生活制度执行情况"),
            Field("learned", "值得互学的做法", optional=True),
        ),
    ),
    steps=(
        Step(key="circulate", title="以督查通报反馈", to="circulated", origins=("visited",), by="work_committee"),
        Step(
            key="lift",
            title="整改提升完毕",
            to="lifted",
            origins=("circulated",),
            by="work_committee",
            closes=True,
        ),
    ),
    states=(("visited", "已走访"), ("circulated", "已通报"), ("lifted", "已整改提升")),
    children=(Children("lift", "finding", states=("verified",)),),
)
"""A pair whose turn it is; it ends when every finding is verified, within fifteen working days after its quarter."""

FINDING = Kind(
    key="finding",
    title=published("督查通报的问题", of.CIRCULATED),
    noun="problem",
    subjects=("ORGAN_COMMITTEE", "BRANCH"),
    parent="mutual_visit",
    due_days=30,
    opening=Step(
        key="find",
        title="查出",
        to="open",
        under=("visited",),
        fields=(Field("about", "哪一方面", "choice", choices=ABOUT), Field("owner", "责任人", "person", optional=True)),
    ),
    steps=(
        Step(
            key="mend",
            title="整改",
            to="mended",
            origins=("open",),
            under=("circulated",),
            by="organ_committee",
            fields=(Field("done", "怎样整改"),),
        ),
        Step(
            key="verify",
            title="核实销号",
            to="verified",
            origins=("mended",),
            by="work_committee",
            apart_from="mend",
            signatures=1,
            closes=True,
        ),
        Step(
            key="reopen",
            title="整改不到位，退回",
            to="open",
            origins=("mended",),
            by="work_committee",
            fields=(Field("lacking", "还差什么"),),
        ),
    ),
    follows=(costs("dues", "dues"), costs("attendance", "organizational_life")),
    succession="passes",
    states=(("open", "待整改"), ("mended", "待核实"), ("verified", "已销号")),
)
"""Found on the visit, told by the circular, mended by its owner within the days, verified by somebody else.

What is found in a branch costs it points of its own sheet; a finding about a committee is told and mended alone.
"""
