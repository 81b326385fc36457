"""Exports in the layouts that KoBo and ODK Central write, with each of their settings, come back or say why not.

The layouts are those of KoBo's exporter (formpack 3.0) and of ODK Central (2026), read in June 2026: nothing of theirs
is copied here, the forms and the answers are ours.
"""

from __future__ import annotations

import io
import json
import random
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from generator.blocks.survey import asked_in
from generator.library.answers import Answers
from generator.library.slots import SlotType
from generator.load.returned.base import Sent, Unreadable
from generator.load.returned.phone import sent_forms
from generator.load.returned.readers import reader_of
from generator.load.returned.workbook import read_workbook
from generator.reading.collected import read_back
from generator.reading.returned import Reading
from tests.conftest import ROOT
from tests.load.test_phone import Form, asks_nothing, contract, filled, made, some_answers, table, taken

IDS = ("adult-consent", "field-log", "quality-statement")
LAST = {
    "_id": "7", "_uuid": "a", "_submission_time": "2026-11-28T09:00:00", "_validation_status": "", "_notes": "",
    "_status": "submitted_via_web", "_submitted_by": "", "__version__": "v", "_tags": "", "_index": "1",
}  # fmt: skip


@cache
def reading() -> Reading:
    """Reads all files of a test against the same papers."""
    return Reading(ROOT)


def paths(form: Form, divider: str | None, before: tuple[str, ...] = ()) -> dict[str, Any]:
    """Each answer below its groups, or by its own name alone; rows of a table as a list."""
    held: dict[str, Any] = {}
    for name, value in form.items():
        if isinstance(value, dict):
            held |= paths(value, divider, (*before, name))
        else:
            held[name if divider is None else divider.join((*before, name))] = value
    return held


def spread(id: str, answers: dict[str, Any], choices: str, divider: str) -> dict[str, Any]:
    """Choices in one column, in a column each, or in both."""
    kinds = {each.name: each.choices for group in made(id).groups for each in asked_in(group.parts) if each.choices}
    several = {name for name, slot in contract(id).slots.items() if slot.type is SlotType.CHOICES}
    held: dict[str, Any] = {}
    for path, value in answers.items():
        name = next((each for each in kinds if path == each or path.endswith((f"/{each}", f"-{each}", f".{each}"))), "")
        if not name or name.replace("_", "-") not in several or choices == "one":
            held[path] = value
            continue
        held |= {path: value} if choices == "both" else {}
        said = (value or "").split()
        held |= {f"{path}{divider}{each}": str(int(each in said)) for each, _ in kinds[name].options}
    return held


def kobo_book(id: str, form: Form, divider: str | None, choices: str) -> bytes:
    """A sheet for the forms, and one for each table to which rows were added."""
    answers = spread(id, paths(form, divider), choices, divider or "/")
    book = Workbook()
    main = book.active
    assert main is not None
    lines = {path: value for path, value in answers.items() if not isinstance(value, list)} | LAST
    main.append(list(lines))
    main.append(list(lines.values()))
    for path, rows in answers.items():
        if isinstance(rows, list):
            sheet = book.create_sheet()
            for number, row in enumerate(rows, 1):
                head = {f"{path}{divider}{name}" if divider else name: value for name, value in row.items()}
                head |= {"_index": number, "_parent_table_name": "A", "_parent_index": 1, "_submission__id": 7}
                if number == 1:
                    sheet.append(list(head))
                sheet.append(list(head.values()))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """As a program that writes what people typed: an answer with an equals sign in front becomes a formula."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sent(content: bytes) -> list[Sent]:
    return [each.sent for each in read_workbook(content) if each.sent is not None]


def wanted(id: str, answers: Answers) -> dict[str, Any]:
    return {key: said for key, said in answers.values.items() if not asks_nothing(id, key)}


@pytest.mark.parametrize("choices", ["one", "each", "both"])
@pytest.mark.parametrize("divider", [None, "/", ".", ":", " - "])
def test_a_workbook_of_kobo_comes_back(divider: str | None, choices: str) -> None:
    for number, id in enumerate(IDS):
        answers = some_answers(id, random.Random(number))
        found, beside = taken(id, sent(kobo_book(id, filled(id, answers), divider, choices)))
        assert found.listed == (), id
        assert dict(found.answers.values) == wanted(id, answers), id
        assert dict(found.answers.conditions) == dict(answers.conditions)
        assert all(name.startswith(("time___", "sign___")) for name in beside)


@pytest.mark.parametrize("choices", ["one", "both"])
@pytest.mark.parametrize("grouped", [True, False])
def test_the_files_of_central_come_back(grouped: bool, choices: str) -> None:
    """With the path of groups in the heads or without, and with choices in columns of noughts and ones."""
    for number, id in enumerate(IDS):
        answers = some_answers(id, random.Random(number))
        held = spread(id, paths(filled(id, answers), "-" if grouped else None), choices, "/")
        main = {path: value for path, value in held.items() if not isinstance(value, list)}
        more = {"KEY": "uuid:1", "SubmitterID": "4", "SubmitterName": "A", "Status": "", "AttachmentsPresent": "1",
                "DeviceID": "d", "Edits": "0", "FormVersion": "1", "meta-instanceID": "x"}  # fmt: skip
        below = [
            table(
                [{**row, "PARENT_KEY": "uuid:1", "KEY": f"uuid:1/a/b[{at}]"} for at, row in enumerate(value, 1)]
            )
            for value in held.values() if isinstance(value, list)
        ]  # fmt: skip
        found, _ = taken(id, sent_forms(table([{"SubmissionDate": "x", **main, **more}]), below))
        assert found.listed == (), id
        assert dict(found.answers.values) == wanted(id, answers), id


def one_form(**more: Any) -> Form:
    return {
        "form___paper": made("oral-consent").paper,
        "section___script/clause___invitation/organisation": "A",
        **more,
    }


def test_what_a_team_put_around_or_beside_the_questions_is_taken_or_said() -> None:
    """Answers in a group of their own, "0" too; and a question with capital letters in its name."""
    form = {"form___paper": made("field-log").paper, "ours/refused": "0", "ours/place_code": "P1", "HH_Size": "5"}
    found, _ = taken("field-log", sent_forms(table([form])))
    assert dict(found.answers.values) == {"refused": "0", "place-code": "P1"}
    assert [name for name, _ in found.listed] == ["HH-Size"]


def test_what_was_not_asked_is_no_answer() -> None:
    """Some servers write n/a into each such cell; where people may write what they like, it stays."""
    form = one_form(initiative_title="n/a", keep_until="n/a", choices__recorded="n/a", one___choices___x="n/a")
    found, beside = taken("oral-consent", sent_forms(table([form])))
    assert (found.listed, beside) == ((), [])
    assert dict(found.answers.values) == {"organisation": "A", "initiative-title": "n/a"}


def test_columns_headed_with_words_are_refused() -> None:
    """Two questions may have the same words: nobody can tell from them which is which."""
    for heads in (
        ["Name of the organisation", "Reason", "How long"],
        ["المنظمة", "السبب"],
        ["机构\norganisation", "原因"],
    ):
        form = {"form___start": "x", "form___paper": made("oral-consent").paper, **dict.fromkeys(heads, "A"), **LAST}
        with pytest.raises(Unreadable) as refused:
            sent_forms(table([form], ";"))
        assert "XML values" in refused.value.help


def test_an_answer_that_looks_like_a_formula_and_a_real_date() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    form = one_form(keep_until=datetime(2027, 1, 31), initiative_title="=1+1", why_invited="=HYPERLINK(A1)")  # noqa: DTZ001
    sheet.append(list(form))
    sheet.append(list(form.values()))
    found, _ = taken("oral-consent", sent(saved(book)))
    assert found.listed == ()
    held = found.answers.values
    assert (held["keep-until"], held["initiative-title"]) == ("2027-01-31", "=1+1")
    assert held["why-invited"] == "=HYPERLINK(A1)"


def test_no_column_is_cut_off() -> None:
    """A form of several versions has many columns; a sheet with more than any form has is refused, not cut."""
    for many, taken_in in ((900, True), (1_500, False)):
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        form = {"form___paper": made("oral-consent").paper, **{f"_more{number}": "x" for number in range(many)}}
        form["organisation"] = "The last"
        sheet.append(list(form))
        sheet.append(list(form.values()))
        if taken_in:
            assert taken("oral-consent", sent(saved(book)))[0].answers.text("organisation") == "The last"
        else:
            with pytest.raises(Unreadable, match="columns"):
                sent(saved(book))


def test_rows_that_an_export_leaves_out_and_forms_without_a_paper_are_said(tmp_path: Path) -> None:
    """A table of KoBo has no rows of tables in it, and a form that is locked no answer at all."""
    answers = some_answers("field-log", random.Random(1))
    main = {
        path: value for path, value in paths(filled("field-log", answers), None).items() if value.__class__ is not list
    }
    locked = dict.fromkeys(main, "") | {"Status": "not decrypted"}
    (tmp_path / "log.csv").write_bytes(table([main | LAST, locked, locked], ";"))
    number, found = read_back(ROOT, [tmp_path / "log.csv"], tmp_path / "answers")
    assert number == 1
    said = {each.code: each.message for each in found}
    assert "rows" in said["RET005"]
    assert "in 2 forms of it" in said["RET001"]


@pytest.mark.parametrize(
    "turned_down",
    [
        {"__system": {"reviewState": "rejected"}},
        {"__system": {"reviewState": "hasIssues"}},
        {"_validation_status": {"uid": "validation_status_not_approved", "label": "Rejetée"}},
        {"_validation_status": "validation_status_on_hold"},
        {"_validation_status": "Not Approved"},
        {"ReviewState": "rejected"},
    ],
)
def test_a_form_that_the_office_has_turned_down_is_said(tmp_path: Path, turned_down: Form) -> None:
    """It may be invented, and what a person agreed to in it with it; one that was approved says nothing."""
    approved = {"_validation_status": {"uid": "validation_status_approved"}, "__system": {"reviewState": "approved"}}
    path = tmp_path / "export.json"
    for marks, count in ((turned_down, 1), (approved, 0), ({"_validation_status": {}, "ReviewState": ""}, 0)):
        path.write_text(json.dumps([one_form(**marks)]))
        _, found = reading().entries(path, None)
        assert sum("eviewState: " in each.message or "_status: " in each.message for each in found) == count, found
    flat = {name: words for name, words in turned_down.items() if isinstance(words, str)}
    assert [bool(each.judged) for each in sent_forms(table([one_form(**flat)]))] == [bool(flat)]


def test_what_a_program_keeps_for_another_page_or_address_is_said(tmp_path: Path) -> None:
    """The first page of many forms, and a form whose tables must be fetched one by one."""
    log = {"form___paper": made("field-log").paper, "group": {"rows___days@odata.navigationLink": "x"}}
    here = {"group": {"rows___days@odata.navigationLink": "x", "rows___days": []}}
    for name, export, codes in (
        ("kobo", {"count": 9, "next": "https://example.org/?page=2", "results": [one_form()]}, {"RET006"}),
        ("last", {"count": 1, "next": None, "results": [one_form()]}, set()),
        ("central", {"value": [one_form()], "@odata.nextLink": "https://example.org/"}, {"RET006"}),
        ("tables", {"value": [log]}, {"RET005"}),
        ("with tables", {"value": [log | here]}, set()),
    ):
        (tmp_path / f"{name}.json").write_text(json.dumps(export))
        number, found = read_back(ROOT, [tmp_path / f"{name}.json"], tmp_path / name)
        assert (number, {each.code for each in found} & {"RET005", "RET006"}) == (1, codes), name


def test_a_form_in_two_exports_counts_once(tmp_path: Path) -> None:
    """Whoever exports each evening sends the forms of the morning again; one that was changed meanwhile stays twice."""
    folder = tmp_path / "sent"
    folder.mkdir()
    monday = [one_form(_uuid="a"), one_form(_uuid="b")]
    changed = one_form(meta={"instanceID": "uuid:b"}, why_invited="B")
    (folder / "monday.json").write_text(json.dumps(monday))
    (folder / "tuesday.csv").write_bytes(table([one_form(_uuid="c"), one_form(KEY="uuid:a")]))
    (folder / "wednesday.json").write_text(json.dumps([changed, one_form()]))
    number, found = read_back(ROOT, [folder], tmp_path / "answers")
    said = [each.message for each in found if each.code == "RET007"]
    assert number == 5 and ["counts once" in each for each in said] == [True, False], said


def test_a_zip_is_to_be_unpacked(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        reader_of(tmp_path / "field-log.zip", b"PK\x03\x04 and more")
    assert "unpack it" in refused.value.help
