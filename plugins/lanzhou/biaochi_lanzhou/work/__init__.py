"""Lanzhou's work of a year: what the article says is done, as kinds of items taken step by step."""

from biaochi_lanzhou.work.campaign import CAMPAIGN_TASK
from biaochi_lanzhou.work.guidance import EXCHANGE, GRIP, KEY_POINTS, OPINION
from biaochi_lanzhou.work.lists import LISTS, TASKS
from biaochi_lanzhou.work.mutuals import FINDING, MUTUAL_CHECK
from biaochi_lanzhou.work.norms import CRITICISM, ELECTION, LADDER_PAIR, NORM_FLOW, SHORTCOMING
from biaochi_lanzhou.work.skills import CONTEST, CONTEST_ENTRY, LECTURE

WORK = (
    OPINION,
    KEY_POINTS,
    *LISTS,
    *TASKS,
    NORM_FLOW,
    ELECTION,
    SHORTCOMING,
    CRITICISM,
    LADDER_PAIR,
    GRIP,
    MUTUAL_CHECK,
    FINDING,
    CAMPAIGN_TASK,
    LECTURE,
    CONTEST,
    CONTEST_ENTRY,
    EXCHANGE,
)
