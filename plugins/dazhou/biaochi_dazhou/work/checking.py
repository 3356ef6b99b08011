"""Checks that may not multiply (做好松绑减负): four rules, each a field, a step, a seal or a gate."""

from biaochi_sdk import Field, Gate, Kind, Of, Source, Step, default, follows, published

from biaochi_dazhou.performance import Performance
from biaochi_dazhou.sources import ARTICLE, CHAIN, CHECK_FIRST
from biaochi_dazhou.work.approving import DEPARTMENTS, OFFICE
from biaochi_dazhou.work.limits import EVIDENCE, RECORDS

LIGHTER = Source(ARTICLE, "三（三）做好松绑减负")
WINDOW = 30
"""Days in which no unit is checked twice."""
INSTRUMENTS = ("task_list", "dispatch", "supervision", "inspection", "review")
INDICATORS = tuple((key, Performance.graph.described[key].title.text) for key in INSTRUMENTS)
"""What a department's record may prove: an indicator of its index, and nothing else."""

INSPECTION = Kind(
    key="inspection",
    title=published("督查检查", LIGHTER),
    noun="inspection",
    subjects=("WORK_COMMITTEE",),
    opening=Step(
        key="request",
        title="报批",
        to="requested",
        fields=(
            Field(
                "clause",
                "所查的目标考核内容",
                "choice",
                choices=(
                    ("performance", "党建绩效指数"),
                    ("duty", "履行党建责任指数"),
                    ("members", "党员行为积分指数"),
                    ("village", "驻村帮扶"),
                ),
            ),
            Field("traces", "要求留痕的明文规定", optional=True),
            Field("seal", "封存的日期和单位之SHA-256"),
        ),
    ),
    steps=(
        Step(key="approve", title="市委批准", to="approved", origins=("requested",), by="city_office", signatures=1),
        Step(key="refuse", title="不予批准", to="refused", origins=("requested",), by="city_office", closes=True),
        Step(
            key="inspect",
            title="直接到现场",
            to="inspected",
            origins=("approved",),
            fields=(
                Field("units", "被查的单位", "organizations"),
                Field("opened", "封存的原文", opens="seal"),
                Field("found", "现场所见、台账所查、群众所说"),
            ),
            closes=True,
        ),
    ),
    gates=(
        Gate(
            key="collision",
            title=default("一个单位三十天内只查一次"),
            at="inspect",
            work="inspection",
            states=("inspected",),
            own="units",
            theirs="units",
            within_days=WINDOW,
            advice="请并入那次检查，一并采用其结果，或过期再查。",
        ),
    ),
    states=(("requested", "待批准"), ("approved", "已批准"), ("refused", "未获批准"), ("inspected", "已检查")),
)

WRITTEN_RULE = Kind(
    key="trace_rule",
    title=published("要求留痕的明文规定", LIGHTER),
    noun="document",
    subjects=("WORK_COMMITTEE",),
    opening=Step(
        key="draft",
        title="拟订",
        to="drafted",
        by=OFFICE,
        fields=(Field("number", "文号"), Field("demands", "要求留哪些痕")),
    ),
    steps=(
        Step(key="issue", title="印发", to="in_force", origins=("drafted",), by=OFFICE, signatures=1),
        Step(key="repeal", title="废止", to="repealed", origins=("in_force",), by=OFFICE, closes=True),
    ),
    states=(("drafted", "拟订中"), ("in_force", "现行"), ("repealed", "已废止")),
)

TRACE = Kind(
    key="trace",
    title=published("留痕上报", LIGHTER),
    noun="report",
    subjects=DEPARTMENTS,
    due_days=15,
    burdens=(RECORDS, EVIDENCE),
    opening=Step(
        key="ask",
        title="要求上报",
        to="asked",
        by=OFFICE,
        fields=(
            Field("rule", "所依据规定的文号"),
            Field("indicator", "所证明的指标", "choice", choices=INDICATORS),
            Field("what", "要什么材料"),
        ),
    ),
    steps=(
        Step(
            key="hand_in",
            title="上报",
            to="handed_in",
            origins=("asked",),
            fields=(Field("evidence", "材料"),),
            closes=True,
        ),
        Step(key="drop", title="不再要求", to="dropped", origins=("asked",), by=OFFICE, closes=True),
    ),
    gates=(
        Gate(
            key="no_rule",
            title=published("未有明文规定的，一律不要求留痕上报", LIGHTER),
            at="ask",
            work="trace_rule",
            states=("in_force",),
            own="rule",
            theirs="number",
            required=True,
            advice="请不要求上报，或先印发明文规定。",
        ),
    ),
    succession="withdrawn",
    states=(("asked", "待上报"), ("handed_in", "已上报"), ("dropped", "不再要求")),
)
"""By a rule in force alone, so many a month, and so many for one indicator in a quarter; whoever asks is on record."""

DAILY_CHECK = Kind(
    key="daily_check",
    title=published("日常检查", CHAIN),
    noun="problem",
    subjects=("LEADING_GROUP",),
    opening=Step(
        key="find",
        title="发现",
        to="found",
        by=OFFICE,
        fields=(Field("points", "扣分", "number"),),
    ),
    steps=(
        Step(
            key="mend", title="整改", to="mended", origins=("found",), fields=(Field("done", "怎样整改"),), closes=True
        ),
    ),
    follows=(follows("daily", at="find", amount=Of("points"), note=Of("words"), case=Of("code")),),
    succession="passes",
    states=(("found", "待整改"), ("mended", "已整改")),
)
"""What a daily check finds, in words; it costs the duty index what whoever found it says."""

POOR_RELIEF = Kind(
    key="poor_relief",
    title=published("脱贫攻坚履职不力", CHECK_FIRST),
    noun="problem",
    subjects=DEPARTMENTS,
    opening=Step(
        key="find",
        title="认定",
        to="found",
        by=OFFICE,
        fields=(Field("clause", "依据的条款"),),
        signatures=1,
        closes=True,
    ),
    follows=(follows("poor_relief", at="find", case=Of("code"), clause=Of("clause"), note=Of("words")),),
    states=(("found", "已认定"),),
)
"""By the facts (据实): its words are the reason that the opinion prints."""
