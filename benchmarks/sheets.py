"""The spreadsheets that a measured build is given: its own, since one build may refuse another's."""

from pathlib import Path

from tests.conftest import BY_TWO, EXAMPLES, bring
from tests.running import BUILD, Running

CITY = "lanzhou"


def own_sheets() -> Path:
    """Lanzhou's example year as it stands in the checkout of the build that runs."""
    # Not resolved: a checkout's interpreter is a link to the machine's.
    theirs = Path(BUILD).absolute().parents[2] / "examples" / CITY
    return theirs if theirs.is_dir() else EXAMPLES / CITY


def import_own_year(running: Running) -> None:
    """Bring it in, with what takes two persons where there is such a sheet."""
    sheets = own_sheets()
    bring(running, sheets)
    if (sheets / BY_TWO[CITY]).exists():
        bring(running, sheets / BY_TWO[CITY], "--city", CITY, "--by", "second_developer")
