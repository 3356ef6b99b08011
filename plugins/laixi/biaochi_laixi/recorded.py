"""Short ways to write the facts of the golden cases."""

from collections.abc import Mapping

from biaochi_sdk import Fact


def task(subject: str, key: str, code: str, points: str, amount: str) -> Fact:
    """A task of a list: points issued and points earned."""
    share = "INDIVIDUAL" if key == "personal" else "COMMON"
    return Fact(
        f"{subject} {code} {key} {points} {amount}", "task", subject, key, code, amount, points=points, share=share
    )


def got(subject: str, code: str, kind: str = "check", **amounts: str) -> tuple[Fact, ...]:
    """What one subject got of each indicator in one period."""
    return tuple(Fact(f"{subject} {code} {key}", kind, subject, key, code, amount) for key, amount in amounts.items())


def counted(subject: str, code: str, **numbers: str) -> tuple[Fact, ...]:
    """What the registry counts below one subject on the last day of one period."""
    return got(subject, code, "registered", **numbers)


def named(subject: str, code: str, **choices: str) -> tuple[Fact, ...]:
    """The step recorded for one subject by each indicator."""
    return tuple(
        Fact(f"{subject} {code} {key}", "choice", subject, key, code, choice=step) for key, step in choices.items()
    )


def marked(subject: str, key: str, code: str, *amounts: str) -> tuple[Fact, ...]:
    """Marks of as many judges."""
    judges = enumerate(amounts, start=1)
    return tuple(
        Fact(f"{subject} {key} {n}", "rating", subject, key, code, mark, rater=f"评委{n}") for n, mark in judges
    )


def voted(subject: str, code: str, votes: Mapping[str, tuple[str, ...]]) -> tuple[Fact, ...]:
    """Votes by class of voters."""
    return tuple(
        Fact(
            f"{subject} {panel} {n}",
            "ballot",
            subject,
            "opinion",
            code,
            rater=f"{panel} {n}",
            choice=grade,
            panel=panel,
        )
        for panel, grades in votes.items()
        for n, grade in enumerate(grades, start=1)
    )


def let_off(subject: str, code: str) -> Fact:
    """The exception from "in principle not", with its reason and its second signature."""
    return Fact(
        f"{subject} exception", "decision", subject, "exception", code, signed=("第二签字人",), reason="承担急难任务"
    )
