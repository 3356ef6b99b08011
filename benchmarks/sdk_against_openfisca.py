"""Subjects per CPU-second: Lanzhou's two quarters by the SDK and, rule for rule, by openfisca-core, in one run.

Run it with `python -m benchmarks.sdk_against_openfisca`. Both sides get the same facts as columns of their own kind and
compute the same nodes; every value of both is compared with exact fractions, and one that prints as another number is
counted. A million subjects are a hundred thousand different ones, repeated. Up to these `evaluate` is timed too, from
stored texts to texts with places, rungs and streaks: as it answers, node by node, and with every subject's sheet made.
Nothing is asserted about time.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from time import process_time
from typing import Any

import numpy as np
import numpy.typing as npt
from biaochi_lanzhou.branch import Branch
from biaochi_lanzhou.organ import Organ
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.terms.columns import Column
from biaochi_sdk.terms.past import Past
from biaochi_sdk.values.exact import exact, written
from biaochi_sdk.values.facts import Inputs
from biaochi_sdk.values.periods import period
from openfisca_core.entities import build_entity
from openfisca_core.periods import MONTH
from openfisca_core.simulations import SimulationBuilder  # type: ignore[import-untyped]
from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # type: ignore[import-untyped]
from openfisca_core.variables import Variable  # type: ignore[import-untyped]

Floats = npt.NDArray[Any]
Formula = Callable[[Callable[[str], Floats]], Floats]
QUARTER, MONTH_OF_IT = "2020-Q1", "2020-01"
DISTINCT, CHECKED = 100_000, 2000


@dataclass(frozen=True)
class Rules:
    """A model written for openfisca: the inputs' names and a numpy formula for each node."""

    graph: Graph
    inputs: Sequence[str]
    formulas: Mapping[str, Formula]


def adding(*names: str) -> Formula:
    """A formula that adds variables up."""

    def added(get: Callable[[str], Floats]) -> Floats:
        total = get(names[0])
        for name in names[1:]:
            total = total + get(name)
        return total

    return added


def rounded(values: Floats) -> Floats:
    """Half-up at two places, as an author of float formulas writes it."""
    return np.floor(values * 100 + 0.5) / 100


def branch() -> Rules:
    """The branch's quarter: 27 norms, six standards, the total, the mandatory norms and the pass."""
    terms = {node.key: node.term for node in Branch.graph.described.values()}
    sums = {key: tuple(arg.text("key") for arg in term.args) for key, term in terms.items() if term.op == "sum"}
    formulas = {key: adding(*parts) for key, parts in sums.items()}
    formulas["failed_mandatory"] = lambda get: (
        (get("political_building") / 5 < 0.6) | (get("three_meetings") / 6 < 0.6) | (get("dues") / 4 < 0.6)
    )
    formulas["reached"] = lambda get: (get("total") >= 80) & (get("failed_mandatory") == 0)
    norms = [accept.indicator for accept in Branch.graph.accepts if accept.kind != "veto"]
    return Rules(Branch.graph, norms, formulas)


def organ() -> Rules:
    """The organ committee's quarter: two ratios, the duty list, the mutual round and the total."""
    formulas: dict[str, Formula] = {
        "common_score": lambda get: rounded(get("common_top") / get("common_bottom") * 100),
        "individual_score": lambda get: rounded(get("individual_top") / get("individual_bottom") * 100),
        "duty_list": lambda get: 0.6 * get("common_score") + 0.4 * get("individual_score"),
        "mutual_score": lambda get: rounded(get("mutual_top") / get("mutual_bottom")),
        "total": lambda get: rounded(0.8 * get("duty_list") + 0.2 * get("mutual_score")),
    }
    pairs = [f"{key}_{end}" for key in ("common", "individual", "mutual") for end in ("top", "bottom")]
    return Rules(Organ.graph, pairs, formulas)


def system(rules: Rules) -> TaxBenefitSystem:
    """The openfisca system of these rules."""
    entity = build_entity(key="subject", plural="subjects", label="", is_person=True)
    built = TaxBenefitSystem([entity])
    for name in rules.inputs:
        built.add_variable(variable(name, entity, None))
    for name, formula in rules.formulas.items():
        built.add_variable(variable(name, entity, formula))
    return built


def variable(name: str, entity: object, formula: Formula | None) -> type[Variable]:
    """One openfisca variable, with a formula where it is no input."""
    body: dict[str, object] = {"value_type": float, "entity": entity, "definition_period": MONTH, "label": name}
    if formula is not None:

        def computed(subject: Callable[[str, object], Floats], month: object) -> Floats:
            return formula(lambda wanted: subject(wanted, month))

        body["formula"] = computed
    return type(name, (Variable,), body)


def gathered(rules: Rules, count: int, random: Random) -> list[Inputs]:
    """Random input values of a cohort, mostly near the full mark."""
    return [_gathered(rules.graph, random) for _ in range(count)]


def _gathered(graph: Graph, random: Random) -> Inputs:
    found: Inputs = {}
    for accept in graph.accepts:
        if accept.kind in ("check", "ledger"):
            step, full = exact(accept.step), exact(accept.hi)
            lost = random.choice((0, 0, 0, 1, 2)) * step
            found[accept.indicator] = written(max(full - lost, Fraction(0)))
        elif accept.kind == "task":
            issued = random.randint(20, 80)
            found[accept.indicator] = [str(random.randint(issued // 2, issued)), str(issued)]
        elif accept.kind == "rating":
            count = random.randint(1, 7)
            found[accept.indicator] = [str(sum(random.randint(60, 100) for _ in range(count))), str(count)]
    return found


def floats(rules: Rules, given: Mapping[int, Column]) -> dict[str, Floats]:
    """The same inputs as float columns, ready for openfisca: reading them is not timed."""
    columns: dict[str, Floats] = {}
    for key, column in rules.graph.by_key(given).items():
        den = rules.graph.shape(key).den
        if column.divisor is None:
            columns[key] = np.asarray(column.top / den, np.float32)
        else:
            columns[f"{key}_top"] = np.asarray(column.top / den, np.float32)
            columns[f"{key}_bottom"] = np.asarray(column.divisor, np.float32)
    return {name: columns[name] for name in rules.inputs}


def by_openfisca(rules: Rules, built: TaxBenefitSystem, columns: Mapping[str, Floats], count: int) -> dict[str, Floats]:
    """Every formula's values."""
    simulation = SimulationBuilder().build_default_simulation(built, count=count)
    for name, values in columns.items():
        simulation.set_input(name, MONTH_OF_IT, values)
    return {name: simulation.calculate(name, MONTH_OF_IT) for name in rules.formulas}


def planned(rules: Rules, subjects: Sequence[str], given: Mapping[int, Column]) -> dict[int, Column]:
    """The columns of the same nodes openfisca computes, without the texts before and after."""
    past = Past(period(QUARTER), (), {}, [rung.key for rung in rules.graph.rungs])
    return rules.graph.plan(past, subjects, given, rules.formulas)


def repeated(column: Column, times: int) -> Column:
    """The same column again and again."""
    parts = (column.top, column.divisor, column.judged)
    return Column(*(None if part is None else np.tile(part, times) for part in parts))  # type: ignore[arg-type]


def timed(work: Callable[[], object], repeats: int) -> float:
    """CPU-seconds of one call, the best of some."""
    best = None
    for _ in range(repeats):
        start = process_time()
        work()
        spent = process_time() - start
        best = spent if best is None else min(best, spent)
    return best or 0.0


def wrong(rules: Rules, subjects: Sequence[str], inputs: Sequence[Inputs], values: Mapping[str, Floats]) -> int:
    """How many values of openfisca, printed at three places (no exact one here has more), are another number."""
    exactly = rules.graph.reference(QUARTER, subjects, inputs)
    count = 0
    for name, column in values.items():
        for subject, value in zip(subjects, column, strict=True):
            said = exactly.sheets[subject].values[name] or "0"
            count += exact(f"{value:.3f}") != exact(said)
    return count


def compare(title: str, rules: Rules, count: int, repeats: int) -> None:
    """Time both on one cohort and print what came out."""
    distinct = min(count, DISTINCT)
    inputs = gathered(rules, distinct, Random(20))  # noqa: S311 - the same cohort every time
    subjects = [f"S{number}" for number in range(count)]
    once = rules.graph.columns("quarter", inputs)
    given = {place: repeated(column, count // distinct) for place, column in once.items()}
    columns, built = floats(rules, given), system(rules)
    theirs = timed(lambda: by_openfisca(rules, built, columns, count), repeats)
    plan = timed(lambda: planned(rules, subjects, given), repeats)
    print(f"{title}, {count} subject{'s' * (count > 1)}, {len(rules.formulas)} nodes")
    print(f"  openfisca-core, float columns in and out  {count / theirs:>12,.0f} subjects per CPU-second")
    print(f"  the plan, integer columns in and out      {count / plan:>12,.0f}   {theirs / plan:.2f} times as many")
    if count <= DISTINCT:
        whole = timed(lambda: rules.graph.evaluate(QUARTER, subjects, inputs), repeats)
        sheets = timed(lambda: [*rules.graph.evaluate(QUARTER, subjects, inputs).sheets.values()], repeats)
        for said, spent in (
            ("evaluate, stored texts in and out", whole),
            ("the same, a sheet for each subject", sheets),
        ):
            print(f"  {said:<41} {count / spent:>12,.0f}   {theirs / spent:.2f} times as many")
    values = by_openfisca(rules, built, columns, count)
    few = min(count, CHECKED)
    missed = wrong(rules, subjects[:few], inputs[:few], {name: column[:few] for name, column in values.items()})
    checked = few * len(values)
    ours = differing(rules, subjects[:few], inputs[:few], planned(rules, subjects, given))
    print(f"  wrong: openfisca {missed} of {checked} values, the SDK {ours} of {checked}")


def differing(rules: Rules, subjects: Sequence[str], inputs: Sequence[Inputs], found: Mapping[int, Column]) -> int:
    """How many values of the plan are not the exact reference's."""
    exactly = rules.graph.reference(QUARTER, subjects, inputs)
    count = 0
    for key, column in rules.graph.by_key(found).items():
        den, tops = rules.graph.shape(key).den, column.top[: len(subjects)].tolist()
        for subject, top in zip(subjects, tops, strict=True):
            count += Fraction(int(top), den) != exact(exactly.sheets[subject].values[key] or "0")
    return count


def main() -> None:
    """Both models: one subject alone, a city, and a country."""
    for title, rules in (("branch-quarter", branch()), ("organ-quarter", organ())):
        for count, repeats in ((1, 50), (545, 20), (100_000, 3), (1_000_000, 3)):
            compare(title, rules, count, repeats)


if __name__ == "__main__":
    main()
