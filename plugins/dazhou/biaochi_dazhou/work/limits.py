"""What a unit is asked for at most in a period, and who is not asked at all (松绑减负); the numbers are defaults."""

from biaochi_sdk import Burden, default

CHECKS = Burden(key="checks", title=default("各类检查"), most=1)
MEETINGS = Burden(key="meetings", title=default("工作调度会"), most=2)
HOURS = Burden(key="hours", title=default("会时"), sums="hours")
RECORDS = Burden(key="records", title=default("留痕材料"), most=2)
EVIDENCE = Burden(key="evidence", title=default("每项指标的留痕材料"), most=1, per="quarter", by="indicator")
"""The paper says by what traces may be asked for, and no number: one an indicator and quarter is a default."""
EXEMPT = ("S01", "S02", "S03", "S04", "S05")
"""Directly-led institutions are under unified management and have no index of their own, so that they owe none of the
five instruments; a city writes its own codes here."""
