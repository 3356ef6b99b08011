"""Activities of persons, with who was there: sessions, named activities, front-line stays, volunteering."""

from biaochi_sdk import Field, Kind, Step, follows, published

from biaochi_laixi import sources as s

UNIT, OFFICE = "department", "work_committee"
HELD = (("held", "已开展"),)

SESSION = Kind(
    key="session",
    title=published("“夜课堂”“攻坚讲堂”", s.ABILITIES),
    noun="activity",
    subjects=("WORK_COMMITTEE",),
    opening=Step(
        key="hold",
        title="举办",
        to="held",
        by=OFFICE,
        fields=(
            Field("form", "形式", "choice", (("night", "夜课堂"), ("forum", "攻坚讲堂"))),
            Field("present", "参加人员", "people"),
        ),
        closes=True,
    ),
    follows=(follows("sessions", at="hold", amount=1), follows("attended", at="hold", subject="present", amount=1)),
    states=HELD,
)
ACTIVITY = Kind(
    key="named_activity",
    title=published("特色主题活动", s.THEMES),
    noun="activity",
    subjects=("WORK_COMMITTEE", "DEPARTMENT"),
    opening=Step(
        key="hold",
        title="开展",
        to="held",
        by=UNIT,
        fields=(
            Field(
                "series",
                "活动",
                "choice",
                (
                    ("four_ones", "“四个一”主题活动"),
                    ("theme_day", "特色主题党日"),
                    ("speech", "演讲比赛"),
                    ("talks", "百姓宣讲"),
                    ("reading", "读书征文"),
                    ("operator", "我当接线员"),
                    ("find_me", "不解决找我"),
                    ("open_day", "机关开放日"),
                ),
            ),
            Field("present", "参加人员", "people"),
        ),
        closes=True,
    ),
    follows=(follows("joined_in", at="hold", subject="present", amount=1),),
    states=HELD,
)
STAY = Kind(
    key="front_line_stay",
    title=published("“一线蹲点调研体悟”", s.ABILITIES),
    noun="activity",
    subjects=("DEPARTMENT",),
    opening=Step(
        key="go",
        title="下沉",
        to="there",
        by=UNIT,
        fields=(Field("person", "蹲点干部", "person"), Field("place", "蹲点地点")),
    ),
    # What the ten measures are is not published: what came of a stay is said in words.
    steps=(Step(key="come_back", title="调研体悟成果", to="back", origins=("there",), by=UNIT, closes=True),),
    follows=(follows("stays", at="come_back", subject="person", amount=1),),
    states=(("there", "蹲点中"), ("back", "已形成成果")),
)
REGISTRATION = Kind(
    key="double_registration",
    title=published("在职党员双报到", s.VOLUNTEERS),
    noun="activity",
    subjects=("BRANCH",),
    opening=Step(
        key="register",
        title="报到",
        to="registered",
        by=UNIT,
        fields=(Field("person", "党员", "person"), Field("community", "报到社区")),
        closes=True,
    ),
    follows=(follows("registered", at="register", subject="person", amount=1),),
    states=(("registered", "已报到"),),
)
VOLUNTEERING = Kind(
    key="volunteering",
    title=published("党员志愿服务活动", s.VOLUNTEERS),
    noun="activity",
    subjects=("DEPARTMENT",),
    opening=Step(
        key="hold",
        title="开展",
        to="held",
        by=UNIT,
        fields=(Field("community", "服务社区"), Field("present", "参加党员", "people")),
        closes=True,
    ),
    follows=(follows("served", at="hold", subject="present", amount=1),),
    states=HELD,
)

KINDS = (SESSION, ACTIVITY, STAY, REGISTRATION, VOLUNTEERING)
