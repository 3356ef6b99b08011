"""The workbook that a city's office fills in is made from its models, and the importer reads it."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from biaochi.scoring.v1.events_pb2 import WorkKind
from biaochi_cli.importing.rows import recognise
from biaochi_cli.importing.tables import read
from biaochi_cli.importing.template import REGISTERED, Template, write_template
from biaochi_cli.importing.vocabulary import Vocabulary
from biaochi_sdk.graph.graph import Graph
from google.protobuf.json_format import ParseDict
from openpyxl import load_workbook

from tests.cities import INSTALLED, release
from tests.cli.brought import bring_into
from tests.running import Running

LONGEST_TITLE = 31


@cache
def template(slug: str) -> Template:
    """The template of an installed city for 2020."""
    city = release(slug)
    work = [ParseDict(kind, WorkKind()) for kind in json.loads(city.work)]
    return Template(city.title, [Graph.parse(model.graph) for model in city.models], "2020", work)


@pytest.mark.parametrize("slug", INSTALLED)
def test_the_importer_reads_every_sheet_of_a_citys_template(tmp_path: Path, slug: str) -> None:
    write_template(tmp_path / "填报表.xlsx", template(slug))

    found = read(tmp_path)

    assert (found.unreadable, len(found.notes)) == ({}, 2)
    forms = {form.title: form for form in template(slug).forms()}
    assert [table.title for table in found.tables] == list(forms)
    for table in found.tables:
        sheet = recognise(table, Vocabulary(work=tuple(template(slug).work)))
        assert (sheet.bad, sheet.notes) == ((), ())
        assert sheet.table.headers == tuple(column.header for column in forms[table.title].columns)
        assert len(table.title) <= LONGEST_TITLE


@pytest.mark.parametrize("slug", INSTALLED)
def test_there_is_a_sheet_for_every_kind_of_fact_that_a_model_takes(slug: str) -> None:
    kinds = {accept.kind for model in release(slug).models for accept in Graph.parse(model.graph).accepts}

    assert kinds - {REGISTERED} <= {form.prefix for form in replace(template(slug), work=()).forms()}


def test_lists_offer_the_words_of_the_models_and_the_periods_of_the_year(tmp_path: Path) -> None:
    write_template(tmp_path / "填报表.xlsx", template("lanzhou"))
    book = load_workbook(tmp_path / "填报表.xlsx")
    sheet, lists = book["投票"], book["选项"]
    offered = {}
    for validation in sheet.data_validations.dataValidation:
        cells = lists[validation.formula1.partition("!")[2].replace("$", "")]
        offered[sheet[f"{str(validation.sqref)[0]}1"].value] = [cell.value for (cell,) in cells]

    assert lists.sheet_state == "hidden"
    assert offered["所投*"] == ["差", "一般", "较好", "好", "无效票"]
    assert offered["投票人类别*"] == ["市级领导", "评议组", "党员代表"]
    assert (offered["期间*"][0], "2020-Q1" in offered["期间*"]) == ("2020", True)


def test_defaults_are_marked_in_the_guide(tmp_path: Path) -> None:
    write_template(tmp_path / "填报表.xlsx", template("lanzhou"))
    guide = load_workbook(tmp_path / "填报表.xlsx")["说明"]
    colours = {row[1].value: row[1].fill.start_color.rgb for row in guide.iter_rows(min_row=5)}

    assert colours["政治理论学习"].endswith("FFF2CC")


def test_a_template_that_was_filled_in_is_imported(city: Running, tmp_path: Path) -> None:
    path = tmp_path / "填报表.xlsx"
    write_template(path, template("lanzhou"))
    book = load_workbook(path)
    book["人员"].append(["T-1", "PT0001", "样例党员00017"])
    book["党员关系"].append(["T-1", "PT0001", "01-01", "正式党员", "2019-03-01"])
    book["考核验收"].append(["T-1", "01-01", "政治理论学习", "2020-Q1", "3", "2020-03-31"])
    book.save(path)

    report = bring_into(city, tmp_path, dry_run=True)

    assert (report.bad, report.good) == ([], 3)
