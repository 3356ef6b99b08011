"""The sheets a city office may bring, in the order in which they are written.

A row may name what an earlier sheet brought. What is taken back goes before what is recorded: it frees the place.
"""

from biaochi_cli.importing.fact_forms import FACT_FORMS, REVERSAL
from biaochi_cli.importing.registry_forms import REGISTRY_FORMS

FORMS = (*REGISTRY_FORMS, REVERSAL, *FACT_FORMS)
BY_TITLE = {form.title: form for form in FORMS}
OF_WORK = ("事项编号", "日期", "内容", "所属事项", "期限", "签署")
"""What sheets of work have beside the fields of their own."""
HEADERS = frozenset(
    (*OF_WORK, *(header for form in FORMS for column in form.columns for header in (column.header, *column.also)))
)
