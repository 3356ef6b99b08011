"""The sheets a city office may bring, in the order in which they are written, and their headers as offices write them.

A row may name what an earlier sheet brought. What is taken back goes before what is recorded: it frees the place.
"""

import re
import unicodedata

from biaochi_cli.importing.fact_forms import FACT_FORMS, REVERSAL
from biaochi_cli.importing.registry_forms import REGISTRY_FORMS
from biaochi_cli.importing.shown import trimmed

FORMS = (*REGISTRY_FORMS, REVERSAL, *FACT_FORMS)
BY_TITLE = {form.title: form for form in FORMS}
OF_WORK = ("事项编号", "日期", "内容", "所属事项", "期限", "签署")
"""What sheets of work have beside the fields of their own."""
HEADERS = frozenset(
    (*OF_WORK, *(header for form in FORMS for column in form.columns for header in (column.header, *column.also)))
)
_HINT = re.compile(r"[(\[【].*[)\]】]$")


def header_of(text: str) -> str:
    """A header without spaces and line ends, without the mark of a column that must be filled, in half width.

    What stands in brackets behind a header we know, (必填) or (年月日), is a hint and left out.
    """
    header = "".join(unicodedata.normalize("NFKC", trimmed(text)).split()).strip("*")
    bare = _HINT.sub("", header).strip("*")
    return bare if header not in HEADERS and bare in HEADERS else header
