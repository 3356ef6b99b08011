"""Whatever a service refuses an imported row for, the rehearsal refuses it for, or here stands why it cannot."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path

import biaochi_cli.rehearsing.assessment as rehearsed_assessment
import biaochi_cli.rehearsing.registry as rehearsed_registry
import pytest
from biaochi_assessment.domain import deciding
from biaochi_assessment.use_cases import commands, work
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.identity.policy import access_table
from biaochi_chassis.store.batch import LONGEST_KEY
from biaochi_cli.importing.forms import FORMS
from biaochi_cli.importing.work_forms import work_forms
from biaochi_cli.rehearsing.importer import POLICIES
from biaochi_org.use_cases import commands as registry_commands

from tests.cli.random_work import kinds_of

ROOT = Path(__file__).parents[2]
CITIES = ("dazhou", "laixi", "lanzhou", "yantai")
LONGEST_CODE = 64
IN = {
    "services/assessment/biaochi_assessment/use_cases": ("commands", "work", "decision", "keeping"),
    "services/assessment/biaochi_assessment/store": ("facts", "texts", "work_texts"),
    "services/org/biaochi_org/use_cases": ("commands",),
    "services/org/biaochi_org/store": ("registry", "corrections"),
    "chassis/biaochi_chassis/store": ("batch", "idempotency", "signatures", "unit_of_work", "database", "writer"),
    "chassis/biaochi_chassis/store/personal": ("keys",),
    "chassis/biaochi_chassis/runtime": ("writing", "guard"),
}
WRITING = tuple(ROOT / folder / f"{name}.py" for folder, names in IN.items() for name in names)
"""What a write passes through beside the domain's decisions, which are the rehearsal's own."""
WHY = {
    ("decision", "unknown_city"): "said by what the rehearsal is made with",
    ("commands", "UnknownCity"): "said by what the rehearsal is made with",
    ("batch", "RequestTooLarge"): "an import sends no batch that is too large",
    ("batch", "BadRequest"): "a number of an import is visible, has at most 64 characters, and stands once in a batch",
    ("idempotency", "IdempotencyKeyReused"): "raised by the rehearsal, of what was done and of what was signed",
    ("unit_of_work", "RequestTooLarge"): "a text of an import has at most 500 characters: no event of it is too large",
    ("keys", "PersonIsErased"): "raised by the rehearsal, of what is registered and of what is written",
    ("guard", "Forbidden"): "raised by the rehearsal, by the same table of who may do what",
}


def raised(file: Path) -> Iterator[str]:
    """What a file raises by a name of its own: a refusal, or what makes one."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and isinstance(node.exc.func, ast.Name):
            yield node.exc.func.id


def is_refusal(file: Path, name: str) -> bool:
    """Whether what a file raises is a refusal: others are faults of ours, which nobody is to rehearse."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    module = importlib.import_module(".".join(parts[next(at for at, part in enumerate(parts) if "biaochi" in part) :]))
    found = getattr(module, name, None)
    return issubclass(found, Refused) if inspect.isclass(found) else found is not None


def test_every_other_refusal_of_a_write_is_listed_with_its_reason() -> None:
    found = {(file.stem, name) for file in WRITING for name in raised(file) if is_refusal(file, name)}

    assert found - {("keys", "missing")} == WHY.keys()


def test_the_rehearsal_decides_by_the_very_functions_of_the_services() -> None:
    assert vars(rehearsed_registry)["DECIDE"] is registry_commands.DECIDE
    assert vars(rehearsed_assessment)["take"] is work.take
    assert vars(rehearsed_assessment)["decide_by_hand"] is deciding.decide_by_hand is vars(commands)["decide_by_hand"]
    assert vars(rehearsed_assessment)["reversing"] is vars(commands)["reversing"]
    assert vars(rehearsed_assessment)["open_cycle"] is vars(commands)["open_cycle"]
    assert vars(rehearsed_assessment)["check_new"] is vars(commands)["check_new"]


@pytest.mark.parametrize("city", CITIES)
def test_every_row_of_a_citys_sheets_can_be_rehearsed(city: str) -> None:
    forms = [*FORMS, *work_forms(kinds_of(city))]
    named = {form.command.DESCRIPTOR.name for form in forms}

    assert named <= POLICIES.keys()
    assert max(len(form.prefix) for form in forms) + 1 + LONGEST_CODE <= LONGEST_KEY


def test_who_may_rehearse_rows_is_admitted_to_each_by_a_role_for_the_whole_city_or_by_none() -> None:
    loading = access_table().methods_of("biaochi.assessment.v1.AssessmentService", ["LoadDecisionContext"])
    rehearses = loading["LoadDecisionContext"]
    by_a_part = {name: policy for name, policy in POLICIES.items() if policy.of}

    assert rehearses.of == ""
    assert {name for name, policy in by_a_part.items() if not rehearses.roles <= policy.roles} == set()
    assert by_a_part.keys() & {kind.__name__ for kind in registry_commands.DECIDE} == set()
