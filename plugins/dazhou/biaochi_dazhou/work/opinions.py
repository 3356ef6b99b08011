"""What people are least satisfied with (群众最不满意的10件事): collected, coded, graded, assigned, mended, judged."""

from biaochi_sdk import Field, Kind, Source, Step, published

from biaochi_dazhou.sources import ARTICLE
from biaochi_dazhou.work.approving import DEPARTMENTS, OFFICE

LEAST_SATISFIED = Source(ARTICLE, "“群众最不满意的10件事”：归类编码、梳理排序、分级分类交办整改、边整边改")
TEN = tuple((f"{place:02}", f"第{place}件") for place in range(1, 11))
GRADES = (("city", "市级督办"), ("department", "部门办理"))

OPINION = Kind(
    key="opinion",
    title=published("“群众最不满意的10件事”意见", LEAST_SATISFIED),
    noun="matter",
    subjects=("WORK_COMMITTEE",),
    opening=Step(key="collect", title="征集", to="collected", by=OFFICE, fields=(Field("source", "来自何处"),)),
    steps=(
        Step(
            key="encode",
            title="归类编码",
            to="coded",
            origins=("collected",),
            by=OFFICE,
            fields=(Field("matter", "归入哪一件", "choice", choices=TEN),),
        ),
        Step(
            key="grade",
            title="梳理排序、分级",
            to="graded",
            origins=("coded",),
            by=OFFICE,
            fields=(Field("grade", "级别", "choice", choices=GRADES), Field("place", "排序", "number")),
        ),
    ),
    states=(("collected", "已征集"), ("coded", "已编码"), ("graded", "已分级")),
)
"""One opinion in its own words; the ten matters are what opinions are sorted into."""

ASSIGNED = Kind(
    key="assigned_opinion",
    title=published("意见交办整改", LEAST_SATISFIED),
    noun="task",
    subjects=DEPARTMENTS,
    parent=OPINION.key,
    due_days=60,
    opening=Step(key="assign", title="交办", to="assigned", under=("graded",), by=OFFICE),
    steps=(
        Step(
            key="mend",
            title="边整边改",
            to="mended",
            origins=("assigned", "mended"),
            fields=(Field("done", "怎样整改"),),
        ),
        Step(
            key="confirm",
            title="群众认可销号",
            to="closed",
            origins=("mended",),
            by=OFFICE,
            apart_from="mend",
            signatures=1,
            fields=(
                Field("satisfaction", "群众评价", "choice", choices=(("satisfied", "满意"), ("fairly", "基本满意"))),
            ),
            closes=True,
        ),
        Step(
            key="reject",
            title="群众不认可，退回",
            to="assigned",
            origins=("mended",),
            by=OFFICE,
            fields=(Field("lacking", "还差什么"),),
        ),
    ),
    succession="passes",
    states=(("assigned", "已交办"), ("mended", "整改中"), ("closed", "已销号")),
)
"""Assigned to a department, mended as work goes on, closed once people accept it; default: within sixty days."""

FIRST_CONTACT = Kind(
    key="first_asked",
    title=published("首问负责制", Source(ARTICLE, "一（三）：推行一线工作法，实行首问负责制，主动搞好对接")),
    noun="matter",
    subjects=DEPARTMENTS,
    due_days=15,
    opening=Step(
        key="ask",
        title="首问受理",
        to="taken_up",
        fields=(Field("first", "首问责任人", "person"), Field("source", "来自何处")),
    ),
    steps=(
        Step(
            key="pass_on",
            title="对接承办单位",
            to="passed_on",
            origins=("taken_up",),
            fields=(Field("unit", "承办单位", "organization"),),
        ),
        Step(
            key="answer",
            title="答复",
            to="answered",
            origins=("taken_up", "passed_on"),
            fields=(Field("answer", "怎样答复"),),
        ),
        Step(
            key="confirm",
            title="来访人认可",
            to="confirmed",
            origins=("answered",),
            apart_from="answer",
            signatures=1,
            closes=True,
        ),
        Step(
            key="return_to",
            title="来访人不认可，退回首问责任人",
            to="taken_up",
            origins=("answered",),
            fields=(Field("lacking", "还差什么"),),
        ),
    ),
    succession="passes",
    states=(("taken_up", "已受理"), ("passed_on", "已对接"), ("answered", "已答复"), ("confirmed", "已认可")),
)
"""Whoever is asked first stays responsible until the person who asked accepts the answer, whoever handles it."""
