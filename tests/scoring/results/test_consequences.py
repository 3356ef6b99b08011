"""What follows from results is found on the whole year's lists, each once for a subject."""

from biaochi_scoring.domain.results.consequences import ConsequenceRule, consequences_due
from biaochi_scoring.domain.standings import Result, Sheet

RULE = ConsequenceRule("talk", "约谈", "branch", "use", ("down", "removed"), "work_committee", "DEFAULT", "")


def result(subject: str, use: str | None, period: str = "2020", index: str = "points", model: str = "branch") -> Result:
    values = "[null]" if use is None else f'["{use}"]'
    sheet = Sheet("x", "2020", index, period, subject, model, values, "1", None, None, "", "[]", "")
    return Result(sheet, sheet.nodes(["use"]), None, None)


def test_it_follows_for_whoever_stands_on_one_of_the_steps_once_however_many_lists_there_are() -> None:
    results = [
        *(result(subject, use) for subject, use in (("B2", "down"), ("B1", "removed"), ("B3", "kept"), ("B4", None))),
        result("B1", "removed", index="party"),
        result("B3", "down", period="2020-Q3"),
        result("D1", "down", model="organ"),
    ]

    found = [(one.subject, one.rule.key, one.step) for one in consequences_due([RULE], results, "2020")]

    assert found == [("B1", "talk", "removed"), ("B2", "talk", "down")]
