"""The facts that the golden cases are made of, each said in a word or two."""

from biaochi_sdk import Fact

QUARTERS = ("2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4")
YEAR = (*QUARTERS, "2020")
PANELS = ("leaders", "panel", "members")
CHOICES = {"G": "good", "F": "fairly_good", "O": "ordinary", "P": "poor", "-": "invalid"}


def number(subject: str, key: str, amount: str, period: str = "2020", kind: str = "ledger") -> Fact:
    """A number recorded for a subject: on the ledger, or as a check."""
    return Fact(f"{subject} {key} {period} {amount}", kind, subject, key, period, amount)


def entry(subject: str, key: str, choice: str) -> Fact:
    """A subject's class, or the mode of its report."""
    return Fact(f"{subject} {key}", "choice", subject, key, "2020", choice=choice)


def reported(subject: str, *quarters: str) -> tuple[Fact, ...]:
    """The quarters at whose end the subject reported."""
    return tuple(number(subject, "told", "1", quarter, "check") for quarter in quarters)


def votes(subject: str, *cast: str) -> tuple[Fact, ...]:
    """Votes of leaders, panel and members, a letter each: good, fairly good, ordinary, poor, - for invalid."""
    return tuple(
        Fact(
            f"{subject} {panel} {n}",
            "ballot",
            subject,
            "cast",
            "2020",
            rater=f"{panel} {n}",
            panel=panel,
            choice=CHOICES[letter],
        )
        for panel, letters in zip(PANELS, cast, strict=True)
        for n, letter in enumerate(letters)
    )


def marks(subject: str, key: str, *given: str) -> tuple[Fact, ...]:
    """Marks under the raters' names."""
    rated = enumerate(given, start=1)
    return tuple(Fact(f"{subject} {key} {n}", "rating", subject, key, "2020", mark, rater=f"R{n}") for n, mark in rated)


def plain(subject: str, letter: str, mark: str) -> tuple[Fact, ...]:
    """A subject with nothing but a vote in which everybody says the same, and three equal marks on stage."""
    return (*votes(subject, letter, letter * 2, letter * 2), *marks(subject, "seen_marks", mark, mark, mark))
