"""Party check first (用好党建查核): of a person for a purpose, and honours that are granted only after it."""

from biaochi_sdk import Field, Gate, Kind, Quota, Step, default, our_reading, published

from biaochi_dazhou.sources import CHECK_FIRST, ONE_PACKAGE
from biaochi_dazhou.work.approving import BODIES, DEPARTMENTS, OFFICE, WEAK, criticized

PURPOSES = (
    ("promotion", "职务晋升"),
    ("honours", "评先选优"),
    ("benefits", "待遇提升"),
    ("performance", "年终绩效"),
)

CLEARANCE = Kind(
    key="party_check",
    title=published("用好党建查核", CHECK_FIRST),
    noun="opinion",
    subjects=DEPARTMENTS,
    opening=Step(
        key="ask",
        title="提请查核",
        to="asked",
        fields=(
            Field("person", "被查核人", "person"),
            Field("purpose", "查核事由", "choice", choices=PURPOSES),
            Field("body", "所在党组织", "organization"),
        ),
    ),
    steps=(
        Step(
            key="answer",
            title="出具意见",
            to="cleared",
            origins=("asked",),
            by=OFFICE,
            fields=(
                Field("duty", "本人履行党建责任", "choice", choices=(("fulfilled", "到位"), ("lacking", "不到位"))),
                Field("facts", "所据的事实"),
            ),
            closes=True,
        ),
    ),
    gates=(
        Gate(
            key="duty",
            title=published("履职不到位", CHECK_FIRST),
            at="answer",
            field="duty",
            values=("lacking",),
            leads_to="adverse",
        ),
        criticized("answer", leads_to="adverse"),
        Gate(
            key="weak",
            title=default("所在党组织软弱涣散、整改不力"),
            at="answer",
            work=WEAK.key,
            states=("failed",),
            own="body",
            theirs="organization",
            leads_to="adverse",
        ),
    ),
    states=(("asked", "查核中"), ("cleared", "无不良意见"), ("adverse", "“履职不到位”意见")),
)

HONOUR = Kind(
    key="honour",
    title=published("评先选优", CHECK_FIRST),
    noun="honour",
    subjects=(*DEPARTMENTS, *BODIES),
    opening=Step(
        key="recommend",
        title="推荐",
        to="recommended",
        fields=(
            Field("level", "级别", "choice", choices=(("city", "市级"), ("province", "省级"), ("national", "国家级"))),
            Field("person", "推荐的个人", "person", optional=True),
        ),
    ),
    steps=(
        Step(
            key="consult",
            title="征求党建意见",
            to="consulted",
            origins=("recommended",),
            by=OFFICE,
            fields=(Field("opinion", "党建意见", "choice", choices=(("agreed", "同意"), ("opposed", "不同意"))),),
        ),
        Step(key="commend", title="表彰", to="commended", origins=("consulted",), signatures=1, closes=True),
        Step(
            key="commend_past",
            title="破例表彰",
            to="commended",
            origins=("consulted",),
            by=OFFICE,
            exception=True,
            closes=True,
        ),
    ),
    quotas=(
        Quota(
            key="share",
            title=default("受表彰的占上年定案名单的比例，未定案时占在册的"),
            states=("commended",),
            percent=20,
            among=(*DEPARTMENTS, *BODIES),
            of_list="unit",
            rounds="up",
        ),
    ),
    gates=(
        Gate(
            key="opinion",
            title=our_reading("未取得党建意见不得表彰", CHECK_FIRST),
            at="consult",
            field="opinion",
            values=("opposed",),
            leads_to="rejected",
        ),
        criticized("consult", leads_to="rejected"),
        Gate(
            key="talked",
            title=default("约谈整改尚未办结"),
            at="consult",
            own="organization",
            consequences=("talk",),
            leads_to="rejected",
        ),
    ),
    states=(("recommended", "已推荐"), ("consulted", "已征求意见"), ("commended", "已表彰"), ("rejected", "不予表彰")),
)

CONSEQUENCE = Kind(
    key="consequence",
    title=published("干部选任、评先选优、待遇提升一体化", ONE_PACKAGE),
    noun="nomination",
    subjects=DEPARTMENTS,
    opening=Step(
        key="propose",
        title="提出",
        to="proposed",
        fields=(
            Field("person", "对象", "person"),
            Field("purpose", "事由", "choice", choices=PURPOSES[:3]),
            Field("what", "拟任职务、荣誉或待遇"),
        ),
    ),
    steps=(
        Step(key="grant", title="决定", to="granted", origins=("proposed",), by=OFFICE, signatures=1, closes=True),
        Step(key="drop", title="不再办理", to="dropped", origins=("proposed",), by=OFFICE, closes=True),
    ),
    gates=(
        Gate(
            key="checked",
            title=published("先经党建查核", CHECK_FIRST),
            at="grant",
            work=CLEARANCE.key,
            states=("cleared",),
            own="person",
            theirs="person",
            same_year=True,
            alike=("purpose",),
            required=True,
            advice="请先就此事由提请党建查核。",
        ),
        criticized("grant", leads_to="barred"),
    ),
    states=(("proposed", "已提出"), ("granted", "已决定"), ("dropped", "不再办理"), ("barred", "不予办理")),
)
"""One package: a promotion, an honour or a benefit is granted only to whom this year's Party check cleared for it."""
