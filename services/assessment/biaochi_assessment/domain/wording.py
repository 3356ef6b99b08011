"""What people call the words of the wire: for sentences, never for rules. An unknown word is its own title."""

_TITLES = {
    "year": "年",
    "half-year": "半年",
    "quarter": "季度",
    "two-months": "双月",
    "month": "月",
    "half-month": "半月",
    "two-weeks": "两周",
    "holiday": "节前",
    "ledger": "台账",
    "check": "检查",
    "veto": "一票否决",
    "task": "任务",
    "rating": "互评",
    "bonus": "加分",
    "choice": "选项登记",
    "decision": "会议决定",
    "ballot": "投票",
    "rung": "起始等级",
    "registered": "名册",
    "COMMON": "共性任务",
    "INDIVIDUAL": "个性任务",
    "WORK_COMMITTEE": "机关工委",
    "LEADING_GROUP": "党组（党委）",
    "ORGAN_COMMITTEE": "机关党委",
    "DISCIPLINE_COMMITTEE": "机关纪委",
    "GENERAL_BRANCH": "党总支",
    "BRANCH": "党支部",
    "PARTY_GROUP": "党小组",
    "TEMPORARY": "临时党组织",
    "DEPARTMENT": "部门",
    "SECTION": "科室",
    "MEMBER": "党员",
    "SECRETARY": "书记",
    "DEPUTY_SECRETARY": "副书记",
    "FULL_TIME_DEPUTY_SECRETARY": "专职副书记",
    "DISCIPLINE_SECRETARY": "纪委书记",
    "COMMITTEE_MEMBER": "委员",
    "GROUP_LEADER": "组长",
}


def title(*words: str) -> str:
    """Return the titles of these words, in this order."""
    return "、".join(_TITLES.get(word, word) for word in words)
