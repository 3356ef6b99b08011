"""Leaders in person: which organizations they have contact with, which hard problems they own, and how many closed."""

from biaochi_sdk import Model, Provenance, Publish, count, default, our_reading, published

from biaochi_laixi import sources as s
from biaochi_laixi.shares import one_if, percent

DEFAULT = Provenance.DEFAULT
ONE = default(1)


class Leader(
    Model,
    code="leader",
    title=our_reading("领导班子成员：联系与领办"),
    subject="COMMITTEE_MEMBER",
    since="2021-01-01",
    source=s.CONTACT,
    defaults=s.OURS,
):
    """One leader, each quarter and year; every number follows from what the leader was given and did."""

    contacts = count(default(999), ONE, s.NUMBER)(published("联系基层党组织", s.CONTACT), rule=DEFAULT)
    contacts_made = count(default(999), ONE, s.TIMES)(our_reading("走访次数"), rule=DEFAULT)
    contacting_one = one_if(contacts >= ONE)(default("计入参与联系"))
    owned = count(default(999), ONE, s.NUMBER)(published("领办的攻坚克难问题", s.LED), rule=DEFAULT)
    solved = count(default(999), ONE, s.NUMBER)(our_reading("领办已销号", s.LED), rule=DEFAULT)
    close_rate = percent(solved, owned)(default("领办问题销号率"))

    at_quarter = Publish("quarter", totals={"contacts_made": contacts_made, "close_rate": close_rate})
    at_year = Publish("year", totals={"contacts_made": contacts_made, "close_rate": close_rate})
