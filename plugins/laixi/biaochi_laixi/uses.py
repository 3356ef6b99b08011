"""What follows from a year's results (结果运用): the four classes of Laixi, of departments and of members."""

from biaochi_sdk import Consequence, our_reading

from biaochi_laixi.sources import EVALUATION

CONSEQUENCES = (
    Consequence("praise", our_reading("优者奖、能者上：通报表扬", EVALUATION), "organ", "use", ("rewarded", "up")),
    Consequence("rectify", our_reading("庸者下：约谈并限期整改", EVALUATION), "organ", "use", ("down",)),
    Consequence("removal", our_reading("劣者汰：提请组织处理", EVALUATION), "organ", "use", ("removed",)),
    Consequence("praise_member", our_reading("优者奖：表扬", EVALUATION), "member", "use", ("rewarded",)),
    Consequence("talk_member", our_reading("庸者下：谈话提醒", EVALUATION), "member", "use", ("down",)),
)
"""Who rises, is praised, is talked to and is removed; that each ends in an act is our reading of the four words."""
