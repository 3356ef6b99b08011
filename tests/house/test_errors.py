"""The catalogue of errors says what the classes say, and each class says something."""

import re
from collections import Counter
from inspect import getdoc
from pathlib import Path

import pytest
from biaochi_chassis.foundation.refusal import Refused
from biaochi_cli.documents.errors import document, refusals

PAGE = Path(__file__).parents[2] / "docs" / "errors.md"
RULES = refusals()


def test_the_page_is_what_the_classes_say() -> None:
    assert PAGE.read_text() == document(), "run make errors"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.code))
def test_a_rule_has_a_code_in_capitals_and_says_what_it_forbids(rule: type[Refused]) -> None:
    assert re.fullmatch(r"[A-Z]+(_[A-Z0-9]+)*", rule.code)
    assert (getdoc(rule) or "").rstrip().endswith(".")


def test_a_code_is_one_rule_of_one_part() -> None:
    counted = Counter((rule.__module__.partition(".")[0], rule.code) for rule in RULES)
    assert [each for each, times in counted.items() if times > 1] == []
