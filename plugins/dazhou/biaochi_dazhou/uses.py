"""What follows from a year's results (绩效运用): whoever did not fulfil their duties is talked to and mends it."""

from biaochi_sdk import Consequence, our_reading

from biaochi_dazhou.sources import CHECK_FIRST

CONSEQUENCES = (
    Consequence("talk", our_reading("履职不到位：约谈并限期整改", CHECK_FIRST), "unit", "answer", ("not_fulfilled",)),
)
