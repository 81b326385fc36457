"""What is sent says all that a translator needs, is the same for the same sources, and comes back whole."""

from __future__ import annotations

import io
import json
import unicodedata
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import polib
import pypdfium2
import pytest

from generator.catalog.sent import SIGN_OFF
from generator.desk.receiving import ReceiveOrder, receive
from generator.desk.sending import ENDINGS, WORDS_AT_FIRST, Sending, send
from generator.diagnostics import UsageError
from generator.load.received.shapes import received
from generator.translate.receive import Fate
from generator.translate.send import FIRST, TextSelection
from generator.translating import desks, record_review_file
from tests.conftest import ROOT
from tests.timing import least, seconds_of

PART = "framework/1.0/principles"
TITLE, HUMAN = f"{PART}#relevance.plain", f"{PART}#summary"


def sent(root: Path, shape: str, *parts: str, **how: Any) -> Path:
    file, number = send(root, Sending("ar", TextSelection(parts, **how), shape), root / f"sent.{ENDINGS[shape]}")
    assert number and file.exists()
    return file


def keys(root: Path, *parts: str, **how: Any) -> list[str]:
    return list(json.loads(sent(root, "json", *parts, **how).read_text("utf-8")))


@pytest.mark.parametrize("shape", sorted(set(ENDINGS) - {"print", "page"}))
def test_every_shape_is_the_same_twice_and_comes_back_unchanged(root: Path, shape: str) -> None:
    file = sent(root, shape, PART)
    before = file.read_bytes()
    assert sent(root, shape, PART).read_bytes() == before
    rows, found = received(file, ("ar",))
    assert found == [] and TITLE in {row.key for row in rows}
    outcome = receive(root, ReceiveOrder((file,), "ar" if shape == "json" else "", "A Person"))
    assert set(outcome.counts("ar")) == {Fate.SAME, Fate.EMPTY} and outcome.diagnostics == []


def test_a_part_is_a_paper_a_page_a_folder_or_an_address(root: Path) -> None:
    assert {key.partition("#")[0] for key in keys(root, "documents/small-consent")} == {"documents/small-consent"}
    page = {"content/guides/principles/relevance"}
    for address in ("guides/principles/relevance", "https://example.org/kit/ar/guides/principles/relevance.html#x",
                    "site/ar/guides/principles/relevance.html"):  # fmt: skip
        assert {key.partition("#")[0] for key in keys(root, address)} == page
    both = {key.partition(".")[0].partition("#")[0] for key in keys(root, "principles/relevance")}
    assert both == {"content/guides/principles/relevance", "framework/1"}
    assert all(key.startswith(f"{PART}#relevance.") for key in keys(root, f"{PART}#relevance"))
    assert keys(root, "fill/small-consent.html") == keys(root, "documents/small-consent")
    session = keys(root, "https://example.org/ar/workshops/small-session.html")
    assert {key.partition("#")[0] for key in session} == {"content/sessions/small-session"}
    with pytest.raises(UsageError, match="did you mean 'documents/small-consent'"):
        keys(root, "documents/smal-consent")
    with pytest.raises(UsageError, match="not a language"):
        send(root, Sending("xx", TextSelection(), "csv"))


def test_what_matters_first_comes_first_and_the_words_are_counted(root: Path) -> None:
    first = keys(root, FIRST)
    texts = json.loads((root / "sent.json").read_text("utf-8"))
    assert sum(len(each["text"].split()) for each in texts.values()) <= WORDS_AT_FIRST
    critical = [key for key, each in texts.items() if "Critical" in each["note"]]
    assert critical and critical == first[: len(critical)]
    assert first[len(critical)].startswith("interface#")
    assert len(keys(root, FIRST, words=1)) == 1, "a text that is longer than the limit is sent all the same"


def test_only_what_is_missing_or_what_people_translated(root: Path) -> None:
    (desk,) = desks(root, ("ar",))
    missing = keys(root, PART, missing=True)
    assert all(not desk.catalog.active[key].text for key in missing)
    waiting = keys(root, PART)
    assert set(missing) < set(waiting) and HUMAN not in waiting
    assert HUMAN in keys(root, PART, for_review=True)


def test_a_person_fills_the_workbook_and_signs_it(root: Path) -> None:
    file = sent(root, "xlsx", PART)
    book = openpyxl.load_workbook(file)
    sheet, signed = book["texts"], book[SIGN_OFF]
    heads = [str(cell.value) for cell in sheet[1]]
    assert heads[:4] == ["key", "text: English", "translation (ar)", "checked: Right as it stands: x"]
    assert sheet.protection.sheet and sheet["A2"].protection.locked
    assert not sheet["C2"].protection.locked and not sheet["D2"].protection.locked
    assert {str(each.sqref).rstrip("0123456789") for each in sheet.data_validations.dataValidation} == {"C2:C", "D2:D"}
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == TITLE)
    row[2].value = "اجمع ما يحتاجه الناس"
    signed["B3"].value = "  A   Person "
    book.move_sheet(SIGN_OFF, -1)
    book.save(root / "back.xlsx")
    outcome = receive(root, ReceiveOrder((root / "back.xlsx",)))
    assert outcome.counts("ar")[Fate.TAKEN] == 1 and outcome.diagnostics == []
    (desk,) = desks(root, ("ar",))
    assert desk.catalog.active[TITLE].translators == ("A Person",)
    signed["B5"].value = "x"
    row[2].value = "اجمع ما يلزم"
    book.save(root / "back.xlsx")
    assert receive(root, ReceiveOrder((root / "back.xlsx",))).counts("ar")[Fate.CONFLICTING] == 1, (
        "a machine's, unsigned"
    )


def test_a_reviewer_gets_a_workbook_too(root: Path) -> None:
    po = root / f"translations/ar/{PART}.po"
    text = po.read_text("utf-8")
    po.write_text(text.replace(f'msgctxt "{HUMAN}"', f'# translator: A Person\nmsgctxt "{HUMAN}"'), "utf-8")
    book = openpyxl.load_workbook(sent(root, "xlsx", PART, for_review=True))
    sheet = book["texts"]
    assert sheet["C2"].protection.locked
    next(row for row in sheet.iter_rows(min_row=2) if row[0].value == HUMAN)[3].value = "x"
    out = io.BytesIO()
    book.save(out)
    (root / "back.xlsx").write_bytes(out.getvalue())
    assert record_review_file(root, "ar", "first-reviewer", "2026-01-02", root / "back.xlsx")[0] == 1


def test_a_po_file_has_the_place_the_terms_and_the_room(root: Path) -> None:
    file = polib.pofile(str(sent(root, "po", PART)))
    entry = next(each for each in file if each.msgctxt == TITLE)
    assert "Where it stands · Principles › Relevance" in entry.comment and "Most letters · " in entry.comment
    assert file.metadata["Language"] == "ar"


def test_a_printed_edition_says_each_text_its_key_and_its_state(root: Path) -> None:
    held = sent(root, "print", PART).read_bytes()
    assert held == sent(root, "print", PART).read_bytes()
    words = " ".join(
        page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(held)
    ).replace("\r\n", " ")  # fmt: skip
    assert TITLE in words and "Collect what people need." in words and "Missing" in words
    assert "English" in words and "الإنجليزية" not in words
    with pikepdf.open(io.BytesIO(held)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked) and "/StructTreeRoot" in pdf.Root


def test_notes_come_in_the_translators_language_and_an_unchecked_one_says_so(root: Path) -> None:
    critical = "wording#desk-note-critical.text"
    said = {critical: "حرج: لا يُحذف شيء.", "wording#desk-text.text": "الإنجليزية"}
    (root / "notes.json").write_text(json.dumps(said), "utf-8")
    receive(root, ReceiveOrder((root / "notes.json",), "ar"))
    page = sent(root, "page", "documents/small-consent").read_text("utf-8")
    assert "<li>حرج: لا يُحذف شيء.</li>" in page and '<li lang="en" dir="ltr">' in page
    assert "حرج: لا يُحذف شيء." in sent(root, "csv", "documents/small-consent").read_text("utf-8")
    printed = pypdfium2.PdfDocument(sent(root, "print", "documents/small-consent").read_bytes())
    stamp = next(iter(json.loads(sent(root, "json", "wording#draft-stamp").read_text("utf-8")).values()))["text"]
    pages = [" ".join(page.get_textpage().get_text_bounded().split()) for page in printed]
    assert all(stamp in words for words in pages)
    assert "الإنجليزية" in unicodedata.normalize("NFKC", "".join(reversed(pages[0]))) + pages[0]


def test_a_file_that_somebody_may_have_filled_in_is_not_written_over(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    made, _ = send(root, Sending("ar", TextSelection((PART,)), "csv"))
    made.write_text("filled in", "utf-8")
    with pytest.raises(UsageError, match="there already"):
        send(root, Sending("ar", TextSelection((PART,)), "csv"))
    assert made.read_text("utf-8") == "filled in"


@pytest.mark.slow
def test_all_texts_of_the_toolkit_go_out_and_come_back_in_time(tmp_path: Path) -> None:
    def there_and_back() -> None:
        place = tmp_path / "all.xlsx"
        place.unlink(missing_ok=True)
        file, number = send(ROOT, Sending("fr", TextSelection(), "xlsx"), place)
        outcome = receive(ROOT, ReceiveOrder((file,), by="A Person", dry_run=True))
        assert len(outcome.rows["fr"]) == number and outcome.diagnostics == []

    assert least(lambda: seconds_of(there_and_back), 20) < 20
