"""Contact (联系): which leader of the work committee has which organization, and every day it was kept."""

from biaochi_sdk import Field, Kind, Step, follows, published

from biaochi_laixi import sources as s

OFFICE = "work_committee"
FORMS = {"sit_in": ("列席会议", "sat_in"), "inspect": ("督查检查", "inspected"), "exchange": ("交流反馈", "exchanged")}
"""The article's three forms: a step, its title, and what it counts as. One that nobody visited stays `assigned`."""

CONTACT = Kind(
    key="contact",
    title=published("班子成员联系基层党组织", s.CONTACT),
    noun="pair",
    subjects=("ORGAN_COMMITTEE",),
    once_per="year",
    opening=Step(
        key="assign", title="分工联系", to="assigned", by=OFFICE, fields=(Field("leader", "联系领导", "person"),)
    ),
    steps=tuple(
        Step(key=key, title=title, to="visited", origins=("assigned", "visited"), by=OFFICE)
        for key, (title, _) in FORMS.items()
    ),
    follows=(
        follows("assigned", at="assign", amount=1),
        follows("contacts", at="assign", subject="leader", amount=1),
        *(follows(indicator, at=key, amount=1) for key, (_, indicator) in FORMS.items()),
        *(follows("contacts_made", at=key, subject="leader", amount=1) for key in FORMS),
    ),
    states=(("assigned", "未走访"), ("visited", "已走访")),
)

KINDS = (CONTACT,)
