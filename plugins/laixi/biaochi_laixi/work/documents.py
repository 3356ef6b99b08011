"""Documents that work refers to: the standard in its versions, the key points of a year, the campaigns of a year."""

from biaochi_sdk import Field, Kind, Of, Source, Step, follows, our_reading, published

from biaochi_laixi import sources as s

OFFICE = "work_committee"
BLOCKS = {
    "setting": "组织设置",
    "committee": "班子建设",
    "members": "党员教育管理",
    "life": "组织生活",
    "vanguard": "围绕中心、服务群众",
}
"""The five blocks of the standard, which the branch's model scores."""
ISSUED = (("issued", "现行"), ("superseded", "已修订"), ("ended", "已结束"))


def document(key: str, title: str, source: Source, ends: Step, *fields: Field, once_per: str = "") -> Kind:
    """A document of the work committee that is in force until it ends."""
    return Kind(
        key=key,
        title=published(title, source),
        noun="document",
        subjects=("WORK_COMMITTEE",),
        once_per=once_per,
        every=once_per,
        opening_suffices=bool(once_per),
        opening=Step(key="issue", title="印发", to="issued", by=OFFICE, fields=fields),
        steps=(ends,),
        states=tuple(state for state in ISSUED if state[0] in ("issued", ends.to)),
    )


REVISE = Step(
    key="supersede",
    title="修订",
    to="superseded",
    origins=("issued",),
    by=OFFICE,
    fields=(Field("successor", "新版本", "item"),),
    closes=True,
)
END = Step(key="end", title="收官", to="ended", origins=("issued",), by=OFFICE, closes=True)

STANDARD = document(
    "standard",
    "机关基层党支部标准化、规范化建设的实施意见",
    s.BRANCHES,
    REVISE,
    Field("version", "版本"),
    Field("in_force", "施行日期", "day"),
)
KEY_POINTS = document("key_points", "市直机关党建和“四型”机关创建工作要点", s.FOUR_TYPES, END, once_per="year")
CAMPAIGN = document("campaign", "专项行动", s.CAMPAIGNS, END)
RULES = document(
    "internal_rule",
    "机关内部管理规定",
    s.RULES,
    REVISE,
    Field(
        "about",
        "哪一方面",
        "choice",
        (
            ("leave", "请销假"),
            ("archives", "档案管理"),
            ("seals", "印章管理"),
            ("secrecy", "公文保密"),
            ("money", "财务管理"),
        ),
    ),
)
STANDARD_CHECK = Kind(
    key="standard_check",
    title=our_reading("标准化、规范化建设验收", s.BRANCHES),
    noun="inspection",
    subjects=("BRANCH",),
    once_per="year",
    opening=Step(
        key="check",
        title="对标验收",
        to="checked",
        by=OFFICE,
        fields=(
            Field("standard", "所对标准", "item"),
            *(Field(key, title, "number") for key, title in BLOCKS.items()),
        ),
        closes=True,
    ),
    follows=tuple(follows(key, at="check", amount=Of(key)) for key in BLOCKS),
    states=(("checked", "已验收"),),
)

KINDS = (STANDARD, KEY_POINTS, CAMPAIGN, RULES, STANDARD_CHECK)
