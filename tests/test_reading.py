"""Papers that come back: the real command on files that our own build made and other programs saved."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from generator.diagnostics import Diagnostic, UsageError, has_errors
from generator.filling import FillOrder, fill
from generator.load.answers import load_answers
from generator.load.returned.base import Returned
from generator.load.returned.days import day_of
from generator.reading.archive import keep
from generator.reading.collected import TABLE, read_back
from generator.reading.which_paper import Papers
from generator.render.zipped import zipped
from tests.conftest import copy_tiny, some
from tests.returned import hostile
from tests.test_filling import ANSWERS, asked, filled, with_answers
from tests.test_hostile import SPECIAL, Answer, memory_of

SAID = with_answers(people="120")
"""The answers of test_filling as they are read: what stands in a paper are words, a number too."""
OFFICE = shutil.which("soffice")


@pytest.fixture
def tiny(known: Path) -> Path:
    return known


def read(tiny: Path, name: str, content: bytes) -> tuple[dict[str, object], list[Diagnostic]]:
    """What is read of one file, and what is said of it."""
    (tiny / name).write_bytes(content)
    out = tiny / "answers"
    shutil.rmtree(out, ignore_errors=True)
    number, found = read_back(tiny, [tiny / name], out)
    assert out.exists() == bool(number)
    return (json.loads((out / Path(name).with_suffix(".json")).read_bytes()) if number else {}), found


def printed(content: bytes) -> str:
    """The main part of a Word document."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/document.xml").decode("utf-8")


def changed(content: bytes, change: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """The Word document with another text in a part."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    before = files[part].decode()
    after = change(before)
    assert after != before
    return zipped(files | {part: after.encode()})


def without_names(xml: str) -> str:
    """As LibreOffice saves it: the controls are there, their names are not."""
    return re.sub(r"<w:(tag|showingPlcHdr)\b[^>]*/>", "", xml)


def without_controls(xml: str) -> str:
    """As text that was copied into a new document."""
    return re.sub(r"<w:sdtPr>.*?</w:sdtPr>|</?w:sdt(Content)?>|<w:bookmark[^>]*>", "", xml)


@pytest.mark.parametrize(
    "change", [None, without_names, without_controls], ids=["as it was", "no names", "no controls"]
)
@pytest.mark.parametrize("beside", [None, "ar"])
def test_a_word_document_gives_the_answers_that_filled_it(
    tiny: Path, change: Callable[[str], str] | None, beside: str | None
) -> None:
    content = filled(tiny, "docx", beside=beside)
    said, found = read(tiny, "back.docx", changed(content, change) if change else content)
    assert found == []
    assert said["answers"] == SAID
    assert said["conditions"] == {"recording": True}
    assert (said["document"], said["version"], said["edition"]) == ("small-consent", "1.0.0", "1.0")


@pytest.mark.parametrize("holds", [True, False])
def test_conditions_are_read_from_what_is_printed(tiny: Path, holds: bool) -> None:
    said, _ = read(tiny, "back.docx", filled(tiny, "docx", conditions={"recording": holds}))
    assert said["conditions"] == {"recording": holds}
    said, found = read(tiny, "back.docx", filled(tiny, "docx", conditions={}))
    assert said["conditions"] == {}
    assert [each.code for each in found] == ["ANS006"]


def test_what_is_read_fills_the_same_paper_again(tiny: Path) -> None:
    first = filled(tiny, "docx")
    read(tiny, "back.docx", changed(first, without_names))
    again = tiny / "again.docx"
    answers = tiny / "answers/back.json"
    assert fill(tiny, FillOrder("small-consent", answers, "en", None, "docx", again)) == []
    assert again.read_bytes() == first


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
@pytest.mark.slow
@pytest.mark.parametrize(("lang", "beside"), [("en", None), ("ar", "en")])
def test_what_libreoffice_saved_is_read(tiny: Path, lang: str, beside: str | None) -> None:
    """It drops names, repeats controls of mixed scripts and moves ends of lines: marks tell where those were."""
    (tiny / "made.docx").write_bytes(filled(tiny, "docx", lang=lang, beside=beside))
    profile = f"-env:UserInstallation=file://{tiny}/profile"
    command = [OFFICE or "", "--headless", profile, "--convert-to", "docx:Office Open XML Text", "--outdir", "saved"]
    subprocess.run([*command, "made.docx"], cwd=tiny, check=True, capture_output=True)
    content = (tiny / "saved/made.docx").read_bytes()
    assert b'w:val="until"' not in zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")
    said, found = read(tiny, "back.docx", content)
    taken = said["answers"]
    assert isinstance(taken, dict)
    assert taken == SAID
    assert not has_errors(found)


def test_a_folder_in_a_folder_is_named(tiny: Path) -> None:
    """Nobody looks into it, so nobody may say that all papers were read."""
    (tiny / "back/village").mkdir(parents=True)
    (tiny / "back/one.docx").write_bytes(filled(tiny, "docx"))
    number, found = read_back(tiny, [tiny / "back"], tiny / "answers")
    assert (number, [each.message for each in found]) == (1, ["it is a folder"])
    assert has_errors(found)


def test_fields_of_a_pdf(tiny: Path) -> None:
    empty = filled(tiny, "a4-print.pdf", conditions={"recording": True}, answers={})
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(empty))
    values = {"purpose": "007\nyes", "until": "2027-06-30", "log_2_change": "=1+1"}
    writer.update_page_form_field_values(None, values | {"place_district": "/Yes", "yes-to_share": "/Yes"})
    out = io.BytesIO()
    writer.write(out)
    said, found = read(tiny, "back.pdf", out.getvalue())
    assert said["answers"] == {
        "purpose": "007\nyes", "until": "2027-06-30", "log.2.change": "=1+1", "place": "district", "yes-to.share": True,
    }  # fmt: skip
    assert said["version"] == "1.0.0"
    assert {each.code for each in found} == {"ANS006", "ANS007"}
    # Some viewers drop the name that we give beside theirs.
    bare = out.getvalue().replace(b"/TM", b"/TX")
    assert bare != out.getvalue()
    assert read(tiny, "bare.pdf", bare)[0]["answers"] == said["answers"]


def fields_of(writer: pypdf.PdfWriter) -> ArrayObject:
    fields = writer.root_object["/AcroForm"].get_object()["/Fields"].get_object()  # type: ignore[index]
    assert isinstance(fields, ArrayObject)
    return fields


def saved(writer: pypdf.PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_field_that_stands_twice_says_nothing_where_both_differ(tiny: Path) -> None:
    """One says yes, its twin nothing or another thing: neither is an answer, and both are named."""
    empty = filled(tiny, "a4-print.pdf", conditions={"recording": True}, answers={})
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(empty))
    values = {"purpose": "first", "yes-to_share": "/Yes", "yes-to_take-part": "/Yes", "until": "2027-06-30"}
    writer.update_page_form_field_values(None, values)
    fields = fields_of(writer)
    for field in [each.get_object() for each in fields]:
        twin = DictionaryObject(field)
        if field["/T"] == "purpose":
            twin[NameObject("/V")] = TextStringObject("second")
        elif field["/T"] == "yes-to_share":
            twin |= {NameObject(name): NameObject("/Off") for name in ("/V", "/AS")}
        fields.append(writer._add_object(twin))
    said, found = read(tiny, "back.pdf", saved(writer))
    assert said["answers"] == {"yes-to.take-part": True, "until": "2027-06-30"}
    named = " ".join(each.message for each in found)
    for words in ("first", "second", "yes-to.share"):
        assert words in named


@pytest.mark.parametrize("left", ["no form", "no fields", "one field"])
def test_fields_that_the_form_does_not_name_are_read(tiny: Path, left: str) -> None:
    """Programs that join files or cut pages out keep the form of the first, or none."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(filled(tiny, "a4-print.pdf", answers={})))
    for page in writer.pages:
        writer.update_page_form_field_values(page, {"people": "8", "yes-to_take-part": "/Yes"}, auto_regenerate=False)
    form = writer.root_object["/AcroForm"]
    assert isinstance(form, DictionaryObject)
    if left == "no form":
        del writer.root_object["/AcroForm"]
    else:
        held = form["/Fields"][: left == "one field"]  # type: ignore[index]
        form[NameObject("/Fields")] = ArrayObject(held)
    content = io.BytesIO()
    writer.write(content)
    taken, _ = read(tiny, "left.pdf", content.getvalue())
    assert taken["answers"] == {"people": "8", "yes-to.take-part": True}


def test_papers_of_two_people_in_one_file_are_told_apart(tiny: Path) -> None:
    joined = pypdf.PdfWriter()
    for people in ("8", "9"):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(filled(tiny, "a4-print.pdf", answers={})))
        for page in writer.pages:
            writer.update_page_form_field_values(page, {"people": people}, auto_regenerate=False)
        content = io.BytesIO()
        writer.write(content)
        joined.append(content)
    fields = joined.root_object["/AcroForm"]["/Fields"]  # type: ignore[index]
    del fields[len(fields) // 2 :]  # the form of the first alone
    content = io.BytesIO()
    joined.write(content)
    taken, found = read(tiny, "joined.pdf", content.getvalue())
    assert taken["answers"] == {}
    assert {each.message[-3:] for each in found if "people (" in each.message} == {": 8", ": 9"}


def test_a_tick_for_a_choice_that_the_paper_has_not_is_named(tiny: Path) -> None:
    empty = filled(tiny, "a4-print.pdf", conditions={"recording": True}, answers={})
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(empty))
    for field in (each.get_object() for each in fields_of(writer)):
        if field["/T"] == "place_district":
            field |= {NameObject(name): TextStringObject("place_county") for name in ("/T", "/TM")}
            field |= {NameObject(name): NameObject("/Yes") for name in ("/V", "/AS")}
    said, found = read(tiny, "back.pdf", saved(writer))
    assert said["answers"] == {}
    assert any("place.county" in each.message for each in found)


@pytest.mark.parametrize(
    ("value", "shown"), [("/No", "/No"), ("/1", "/1"), ("/Yes", "/Off"), ("/Off", "/Yes"), ("no", "/Off")]
)
def test_a_box_that_is_not_plainly_ticked_is_named_and_no_yes(tiny: Path, value: str, shown: str) -> None:
    empty = filled(tiny, "a4-print.pdf", conditions={"recording": True}, answers={})
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(empty))
    for page in writer.pages:
        for each in page.get("/Annots", ()):
            field = each.get_object()
            if field.get("/FT") == "/Btn":
                kind = NameObject if value.startswith("/") else TextStringObject
                field.update({NameObject("/V"): kind(value), NameObject("/AS"): NameObject(shown)})
    out = io.BytesIO()
    writer.write(out)
    said, found = read(tiny, "back.pdf", out.getvalue())
    assert said["answers"] == {}
    named = " ".join(each.message for each in found)
    assert "yes-to.share" in named
    assert "place.district" in named


MARKS: dict[str, dict[str, str]] = {
    "FreeText": {"/Contents": "No, not\rme"},
    "Text": {"/Contents": "No, not me"},
    "Stamp": {"/Contents": "No, not me"},
    "Ink": {},
    "Highlight": {},
    "Underline": {"/RV": "<body><p>No, <b>not</b> me</p></body>"},
    "StrikeOut": {},
}


def test_what_is_written_on_the_pages_of_a_pdf_is_named(tiny: Path) -> None:
    """Notes, strokes and stamps are how people fill in a PDF on a phone; they stand in no field."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(filled(tiny, "a4-print.pdf", answers={})))
    writer.update_page_form_field_values(None, {"yes-to_share": "/Yes"})
    for kind, words in MARKS.items():
        mark = DictionaryObject(
            {NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject(f"/{kind}")}
        )
        mark.update({NameObject(name): TextStringObject(each) for name, each in words.items()})
        writer.pages[0]["/Annots"].append(writer._add_object(mark))  # type: ignore[attr-defined]
    said, found = read(tiny, "back.pdf", saved(writer))
    assert said["answers"] == {"yes-to.share": True}
    named = [each.message for each in found if each.code == "RET002"]
    assert named == [f"not understood: page 1: {kind}{' No, not me' if words else ''}" for kind, words in MARKS.items()]


def test_words_of_a_field_that_stand_only_with_their_looks_are_named(tiny: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(filled(tiny, "a4-print.pdf", answers={})))
    writer.update_page_form_field_values(None, {"organisation": "River Watch"})
    rich = {
        "purpose": "<body><p>Find <b>safe</b> wells &amp; ways</p></body>",
        "organisation": "<p>Ri<i>ver</i> Watch</p>",
    }
    for field in (each.get_object() for each in fields_of(writer)):
        if field["/T"] in rich:
            field[NameObject("/RV")] = TextStringObject(rich[field["/T"]])
    said, found = read(tiny, "back.pdf", saved(writer))
    assert said["answers"] == {"organisation": "River Watch"}
    assert [each.message for each in found if each.code == "RET002"] == [
        "not understood: purpose: Find safe wells & ways"
    ]


@pytest.mark.parametrize(
    ("value", "shown", "taken"), [("/Yes", "/Off", False), ("", "/Yes", True), ("/Yes", "/Yes", True)]
)
def test_a_box_that_is_drawn_in_a_place_of_its_own(tiny: Path, value: str, shown: str, taken: bool) -> None:
    """Some programs part a field from where it is drawn."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(filled(tiny, "a4-print.pdf", answers={})))
    for field in (each.get_object() for each in fields_of(writer)):
        if field["/T"] == "yes-to_share":
            place = DictionaryObject({NameObject("/AS"): NameObject(shown)})
            for name in ("/AS", "/V"):
                field.pop(name, None)
            field[NameObject("/Kids")] = ArrayObject([writer._add_object(place)])
            field.update({NameObject("/V"): NameObject(value)} if value else {})
    said, found = read(tiny, "back.pdf", saved(writer))
    assert said["answers"] == ({"yes-to.share": True} if taken else {})
    assert any("yes-to.share" in each.message for each in found) != taken


def test_what_was_printed_into_a_pdf_is_said_to_be_missing(tiny: Path) -> None:
    _, found = read(tiny, "back.pdf", filled(tiny, "a4-print.pdf"))
    assert any(each.code == "RET003" and "'organisation'" in each.message for each in found)


def test_typed_text_stays_as_typed_and_what_does_not_fit_is_named(tiny: Path) -> None:
    answers = {
        "organisation": "007 <b> ‘x’ −1",
        "people": "about 12",
        "until": "2027-06-30",
        "log.1.day": "=cmd|'/c calc'!A1",
    }
    content = filled(tiny, "docx", answers=answers | {"people": "12"})
    content = changed(content, lambda xml: xml.replace(">12<", ">about 12<").replace("30 June 2027", "30/6/27"))
    content = changed(content, lambda xml: xml.replace("I can stop at ", "I can perhaps stop at "))
    said, found = read(tiny, "back.docx", content)
    assert said["answers"] == {"organisation": answers["organisation"], "log.1.day": answers["log.1.day"]}
    assert not has_errors(found)
    rows = list(csv.DictReader(io.StringIO((tiny / "answers" / TABLE).read_text("utf-8-sig"))))
    assert len(rows) == 1
    assert (rows[0]["file"], rows[0]["paper"], rows[0]["language"]) == ("back.docx", "small-consent", "en")
    assert re.fullmatch("[0-9a-f]{4}-[0-9a-f]{4}", rows[0]["fingerprint"])
    assert rows[0]["log.1.day"] == f"'{answers['log.1.day']}"
    for words in ("people: about 12", "until: 30/6/27", "I can perhaps stop at"):
        assert words in rows[0]["not understood"]
        assert any(words in each.message and each.position.file.name == "back.docx" for each in found)


def test_what_was_written_into_a_control_that_still_says_it_is_empty(tiny: Path) -> None:
    """Some programs change the words of a control and leave its mark; words that invite are no answer."""
    empty = filled(tiny, "docx", answers={})
    invites = re.search(
        r'w:val="organisation"/>(?:(?!</w:sdt>).)*?<w:showingPlcHdr/>(?:(?!</w:sdt>).)*?<w:t[^>]*>([^<]+)<',
        printed(empty),
    )
    assert invites
    start, end = invites.span(1)
    written = changed(empty, lambda xml: f"{xml[:start]}River Watch{xml[end:]}")
    assert read(tiny, "back.docx", written)[0]["answers"] == {"organisation": "River Watch"}


def test_the_edition_is_the_one_at_the_foot(tiny: Path) -> None:
    """Not the number of a licence, which stands shortly above it where the last page is nearly full."""
    above = "CC BY 4.0, contributors.\n"
    foot = f"{above}A small consent form · version 1.0.0\nFramework 1.0 · English · original text\n3eff-14bf"
    # In Chinese, nothing stands between words and numbers.
    for said in (foot, "A small consent form·版本1.0.0·框架1.0版·English·原文·3eff-14bf"):
        mark = Papers(tiny).recognised(Returned(foot=said))
        assert (mark.template.id, mark.version, mark.edition, mark.fingerprint) == (
            "small-consent",
            "1.0.0",
            "1.0",
            "3eff-14bf",
        )


def test_a_table_that_somebody_made_longer(tiny: Path) -> None:
    """Rows copied in Word have names that were there before; those copied elsewhere have none."""

    def longer(xml: str) -> str:
        rows = re.findall(r"<w:tr\b(?:(?!</w:tr>).)*log\.3\.day.*?</w:tr>", xml, re.DOTALL)
        row = without_names(rows[-1]).replace("Type here", "added")
        return xml.replace(rows[-1], rows[-1] + row + row)

    said, _ = read(tiny, "back.docx", changed(filled(tiny, "docx"), longer))
    taken = said["answers"]
    assert isinstance(taken, dict)
    assert {name: taken.get(name) for name in ("log.2.change", "log.4.day", "log.5.change")} == {
        "log.2.change": "New form", "log.4.day": "added", "log.5.change": "added",
    }  # fmt: skip


def test_a_table_is_read_where_the_words_behind_it_are_gone(tiny: Path) -> None:
    def shorter(xml: str) -> str:
        return re.sub(r"<w:p>(?:(?!</w:p>).)*>Signatures<.*?</w:p>", "", without_names(xml), count=1)

    said, _ = read(tiny, "back.docx", changed(filled(tiny, "docx"), shorter))
    assert said["answers"]["log.2.change"] == "New form"  # type: ignore[index]


def test_no_answer_moves_with_a_column_that_somebody_put_before_it(tiny: Path) -> None:
    def wider(xml: str) -> str:
        table = next(each for each in re.findall(r"<w:tbl>.*?</w:tbl>", xml, re.DOTALL) if "New form" in each)
        added = re.sub(r"(<w:tr\b[^>]*>(?:<w:trPr>.*?</w:trPr>)?)", r"\1<w:tc><w:p/></w:tc>", table)
        return without_names(xml.replace(table, added))

    said, found = read(tiny, "back.docx", changed(filled(tiny, "docx"), wider))
    assert said["answers"] == {name: value for name, value in SAID.items() if not name.startswith("log.")}
    assert any("New form" in each.message for each in found)


def test_an_earlier_version_gives_what_fits(tiny: Path) -> None:
    content = filled(tiny, "docx")
    path = tiny / "templates/documents/small-consent.yaml"
    text = path.read_text("utf-8").replace("version: 1.0.0", "version: 2.0.0").replace("id: purpose", "id: aim")
    path.write_text(text.replace("[purpose, adult", "[aim, adult"), encoding="utf-8")
    said, found = read(tiny, "back.docx", content)
    assert said["version"] == "1.0.0"
    taken = said["answers"]
    assert isinstance(taken, dict)
    assert taken == {key: value for key, value in SAID.items() if key != "purpose"} | {"aim": SAID["purpose"]}
    assert {"ANS002"} <= {each.code for each in found} and not has_errors(found)


@pytest.mark.parametrize("kept", [True, False])
def test_a_tick_of_an_earlier_version_counts_on_the_words_that_were_signed(tiny: Path, kept: bool) -> None:
    """Where nobody kept them, today's words are others than those that were ticked: it is named."""
    content = filled(tiny, "docx")
    if kept:
        keep(tiny)
    path = tiny / "templates/documents/small-consent.yaml"
    text = path.read_text("utf-8").replace("version: 1.0.0", "version: 2.0.0")
    path.write_text(text.replace("I take part.", "I take part, and so does my family."), encoding="utf-8")
    said, found = read(tiny, "back.docx", content)
    taken = said["answers"]
    assert isinstance(taken, dict)
    assert taken == {key: value for key, value in SAID.items() if kept or key != "yes-to.take-part"}
    assert any("I take part." in each.message for each in found) != kept


def test_files_of_answers_are_read_by_the_contract(tiny: Path) -> None:
    path = asked(tiny)
    said, found = read(tiny, "answers.json", path.read_bytes())
    assert found == [] and said["answers"] == SAID
    _, found = read(tiny, "wrong.json", json.dumps(ANSWERS | {"answers": {"nobody": "x"}}).encode())
    assert [(each.code, each.position.line) for each in found if each.code == "ANS003"] == [("ANS003", 1)]


def test_nothing_that_stands_there_is_written_over(tiny: Path) -> None:
    path = asked(tiny)
    (tiny / "out").mkdir()
    (tiny / "out/answers.json").write_text("mine")
    with pytest.raises(UsageError, match=r"answers\.json is there already"):
        read_back(tiny, [path], tiny / "out")
    assert sorted(each.name for each in (tiny / "out").iterdir()) == ["answers.json"]
    assert (tiny / "out/answers.json").read_text() == "mine"


def test_forty_files_take_ten_seconds(tiny: Path) -> None:
    """Of all kinds, in processor seconds of the whole command."""
    folder = tiny / "returned"
    folder.mkdir()
    word, pdf = filled(tiny, "docx"), filled(tiny, "a4-print.pdf", answers={})
    plain = asked(tiny).read_bytes()
    for number in range(40):
        ending, content = (("docx", word), ("docx", changed(word, without_names)), ("pdf", pdf), ("json", plain))[
            number % 4
        ]
        (folder / f"paper-{number:02}.{ending}").write_bytes(content)
    answer = Answer(tiny, "read", "returned", "--out", "out")
    assert answer.code == 0, answer.said[-2000:]
    assert len(list((tiny / "out").glob("*.json"))) == 40
    for path in (tiny / "out").glob("*.json"):
        assert load_answers(path)[0] is not None
    assert answer.within(10, "out") <= 10


def test_days_are_read_as_each_language_writes_them() -> None:
    assert day_of("30 June 2027", "en-GB") == "2027-06-30"
    assert day_of("30 juin 2027", "fr-FR") == "2027-06-30"
    assert day_of("٣٠ يونيو ٢٠٢٧", "ar-EG") == "2027-06-30"
    assert [day_of(words, "en-GB") for words in ("1/2/27", "31 June 2027", "June 2027", "", "30 June 0000")] == [""] * 5


# -- what nobody should send ---------------------------------------------------------------------------------


def test_each_hostile_file_is_refused_in_words(tiny: Path) -> None:
    """One by one: a code, the file, what is wrong and what to do; soon, and nothing is written."""
    assert len(hostile()) >= 60
    for name in some([*hostile()], kind=lambda name: Path(name).suffix):
        (tiny / name).write_bytes(hostile()[name])
        answer = Answer(tiny, "read", name, "--out", "out")
        assert answer.code == 1, (name, answer.said)
        assert f"--> {name}" in answer.said and " = help: " in answer.said, (name, answer.said)
        assert "Traceback" not in answer.said and "root:x:0" not in answer.said
        assert not (tiny / "out").exists()
        assert answer.within(2) <= 2, name
        (tiny / name).unlink()


def test_what_is_no_plain_file(tiny: Path) -> None:
    folder = tiny / "returned"
    folder.mkdir()
    names = []
    for kind, make in SPECIAL.items():
        if kind != "folder":
            make(folder / f"{kind}.docx")
            names.append(f"{kind}.docx")
    with (folder / "large.docx").open("wb") as file:
        file.truncate(200_000_000)
    os.close(os.open(os.fsencode(folder) + b"/\xff.docx", os.O_CREAT))
    answer = Answer(tiny, "read", "returned", "--out", "out")
    assert answer.code == 1
    assert [name for name in (*names, "large.docx") if f"returned/{name}" not in answer.said] == []
    assert "not UTF-8" in answer.said and "larger than 20 MB" in answer.said and "outside the folder" in answer.said
    assert answer.within(2) <= 2
    assert not (tiny / "out").exists()


def test_a_bad_file_does_not_keep_the_good_ones(tiny: Path) -> None:
    folder = tiny / "returned"
    folder.mkdir()
    (folder / "good.docx").write_bytes(filled(tiny, "docx"))
    (folder / "bad.docx").write_bytes(hostile()["entities.docx"])
    answer = Answer(tiny, "read", "returned", "--out", "out")
    assert answer.code == 1 and "bad.docx" in answer.said
    assert sorted(each.name for each in (tiny / "out").iterdir()) == ["good.json", TABLE]


@pytest.mark.slow
def test_memory_stays_small(tmp_path: Path) -> None:
    """All of them at once, in a process of its own."""
    project = copy_tiny(tmp_path / "p")
    folder = project / "returned"
    folder.mkdir()
    for name, content in hostile().items():
        (folder / name).write_bytes(content)
    held = memory_of(project, "read", "returned")
    assert held <= 200 << 20, held
