"""Filling in papers, comparing two and binding packs: the real commands on the tiny framework, in real formats."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook

from generator.blocks.nodes import Typed
from generator.diagnostics import Diagnostic, Severity, UsageError, has_errors
from generator.filling import FillOrder, compare, fill, pack, phone_forms
from tests.conftest import ROOT, loaded
from tests.render.data.test_xlsform import XForm, converted
from tests.test_hostile import Answer

ANSWERS = {
    "schema": "citizen-data-answers/1",
    "document": "small-consent",
    "version": "1.0.0",
    "edition": "1.0",
    "conditions": {"recording": True},
    "answers": {
        "organisation": "River <Watch> & #friends",
        "purpose": "Find safe wells\nTell families",
        "until": "2027-06-30",
        "people": 120,
        "adult": True,
        "place": "district",
        "recorded": ["photo"],
        "yes-to.take-part": True,
        "people-table.team.why": "To count",
        "log.2.change": "New form",
    },
}


@pytest.fixture
def tiny(known: Path) -> Path:
    return known


def asked(folder: Path, **changes: object) -> Path:
    """A file of answers; `changes` replace parts of it."""
    file = folder / "answers.json"
    file.write_text(json.dumps(ANSWERS | changes), encoding="utf-8")
    return file


def filled(tiny: Path, suffix: str, lang: str = "en", beside: str | None = None, **changes: object) -> bytes:
    out = tiny / f"out.{suffix}"
    found = fill(tiny, FillOrder("small-consent", asked(tiny, **changes), lang, beside, suffix, out))
    assert not has_errors(found), found
    return out.read_bytes()


def words_of(pdf: pypdf.PdfReader) -> str:
    """All that is printed, however its lines are broken."""
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def codes(tiny: Path, **changes: object) -> dict[str, Diagnostic]:
    """What is found in changed answers, by code, and that nothing is written where there is an error."""
    out = tiny / "refused.md"
    found = fill(tiny, FillOrder("small-consent", asked(tiny, **changes), "en", None, "md", out))
    assert out.exists() == (not has_errors(found))
    return {each.code: each for each in found}


def with_answers(**answers: object) -> dict[str, object]:
    return {**ANSWERS["answers"], **answers}  # type: ignore[dict-item]


def test_the_same_answers_fill_every_format(tiny: Path) -> None:
    markdown = filled(tiny, "md").decode()
    assert "I agree that **River \\<Watch\\> & \\#friends** asks me." in markdown
    assert "Find safe wells\\\nTell families" in markdown
    assert "- [x] I take part." in markdown
    assert "- [ ] Photos" not in markdown
    assert "| The team | To count |" in markdown
    html = filled(tiny, "html").decode()
    assert "River &lt;Watch&gt; &amp; #friends" in html
    assert "30 June 2027" in html
    said = words_of(pypdf.PdfReader(io.BytesIO(filled(tiny, "a4-print.pdf"))))
    for words in ("River <Watch> & #friends", "Find safe wells", "30 June 2027", "120", "To count", "New form"):
        assert words in said, words
    controls = {
        control.find(qn("w:sdtPr")).find(qn("w:tag")).get(qn("w:val")): control
        for control in docx.Document(io.BytesIO(filled(tiny, "docx"))).element.iter(qn("w:sdt"))
    }
    assert "".join(each.text for each in controls["until"].iter(qn("w:t"))) == "30 June 2027"
    checked = "{http://schemas.microsoft.com/office/word/2010/wordml}checked"
    value = "{http://schemas.microsoft.com/office/word/2010/wordml}val"
    assert next(controls["yes-to.take-part"].iter(checked)).get(value) == "1"
    assert next(controls["yes-to.share"].iter(checked)).get(value) == "0"


def test_what_was_typed_is_apart_from_the_direction_around_it(tiny: Path) -> None:
    """A telephone number in Arabic and an Arabic name in English: no mark around it may move its signs."""
    number, name = with_answers(organisation="+254 712 (000) 345"), with_answers(organisation="نهر 12")
    assert '<strong class="written" dir="auto">+254 712 (000) 345</strong>' in filled(
        tiny, "html", lang="ar", answers=number
    ).decode("utf-8")
    assert "**\u2068+254 712 (000) 345\u2069**" in filled(tiny, "md", lang="ar", answers=number).decode()
    assert "**\u2068نهر 12\u2069**" in filled(tiny, "md", answers=name).decode()
    plain = filled(tiny, "md", answers=number).decode()
    assert "**+254 712 (000) 345**" in plain
    assert not re.search("[\u2066-\u2069\x02\x03]", plain)
    assert [Typed(said).direction for said in ("+254 7", "١٢/٣", "نهر 1", "River نهر", "", "(– نهر)")] == [
        "ltr", "ltr", "rtl", "ltr", "ltr", "rtl",
    ]  # fmt: skip


def test_a_letter_without_a_font_is_said_and_replaced(tiny: Path) -> None:
    out = tiny / "out.pdf"
    answers = asked(tiny, answers=with_answers(organisation="𒀀 River → ≥ 18 রহিমা"))
    found = fill(tiny, FillOrder("small-consent", answers, "en", None, "a4-print.pdf", out))
    warning = next(each for each in found if each.code == "ANS013")
    assert "organisation" in warning.message
    assert "'𒀀' (U+12000" in warning.message
    assert warning.position.line
    with pypdf.PdfReader(out) as pdf:
        said = " ".join(page.extract_text() for page in pdf.pages)
    assert "\N{WHITE SQUARE} River → ≥ 18" in said


def test_what_reads_as_code_of_a_pdf_is_printed_letter_by_letter(tiny: Path) -> None:
    typed = r"<AB> (<0041>) (<<FF>> \(<41>\) \000 1.23456 [<41>]TJ (a)Tj q Q BT ET <0D0A>"
    document = filled(tiny, "a4-print.pdf", answers=with_answers(organisation=typed))
    pages = pypdf.PdfReader(io.BytesIO(document)).pages
    assert typed in " ".join(" ".join(page.extract_text() for page in pages).split())


def test_what_is_not_answered_yet_can_be_typed(tiny: Path) -> None:
    fields = pypdf.PdfReader(io.BytesIO(filled(tiny, "a4-print.pdf"))).get_fields() or {}
    assert {"organisation", "yes-to.take-part", "place.district"} & set(fields) == set()
    assert fields["yes-to.share"].value == "/Off"


@pytest.mark.parametrize("suffix", ["md", "html", "docx", "a4-print.pdf"])
def test_what_nothing_can_print_is_left_out_and_said(tiny: Path, suffix: str) -> None:
    """Controls, half a pair of surrogates and code points that are no characters, in every kind of field."""
    bad = "\x0b\x00\x7f\x85\ufffe\ud83c\x1b"
    answers = with_answers(**dict.fromkeys(("organisation", "purpose", "people-table.team.why"), f"ze{bad}bra"))
    out = tiny / f"out.{suffix}"
    found = fill(tiny, FillOrder("small-consent", asked(tiny, answers=answers), "en", None, suffix, out))
    assert [each.code for each in found] == ["ANS011"] * 3
    assert "'organisation'" in found[0].message
    if suffix in ("md", "html"):
        assert out.read_text("utf-8").count("zebra") == 4
    if suffix == "docx":
        assert "zebra" in "".join(docx.Document(str(out)).element.itertext())


@pytest.mark.parametrize("suffix", ["md", "html", "docx", "a4-print.pdf"])
def test_every_format_prints_what_was_typed(tiny: Path, suffix: str) -> None:
    """Letter by letter, however YAML would read it."""
    typed = [
        "007",
        "0x1F",
        "1_000",
        "1e3",
        "+254712000345",
        "12:30:00",
        "2026-01-02",
        "yes",
        "~",
        "1.10",
        ".5",
        "True",
        "=",
    ]
    lines = "".join(f"  log.{row}.change: {said}\n" for row, said in enumerate(typed, 1))
    file, out = tiny / "typed.yaml", tiny / f"out.{suffix}"
    head = "schema: citizen-data-answers/1\ndocument: small-consent\nanswers:\n"
    file.write_text(head + lines + "  organisation: no\n  purpose: 0017\n", encoding="utf-8")
    assert not has_errors(fill(tiny, FillOrder("small-consent", file, "en", None, suffix, out)))
    said = _words_of(out)
    for each in (*typed, "0017"):
        assert f" {each} " in said, each


def _words_of(file: Path) -> str:
    """The words of a filled paper, each between spaces."""
    if file.suffix == ".pdf":
        said = " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    elif file.suffix == ".docx":
        said = " ".join(docx.Document(str(file)).element.itertext())
    else:
        said = re.sub(r"<[^>]*>|[|*]", " ", file.read_text("utf-8").replace("\\", ""))
    return f" {' '.join(said.split())} "


def test_an_unchecked_translation_never_stands_alone(tiny: Path) -> None:
    html = filled(tiny, "html", lang="ar").decode()
    assert '<html lang="ar" dir="rtl">' in html
    assert 'class="stamp"' in html
    assert "You are free to say no" in html


def test_a_paper_that_nobody_translated_stands_in_english_once(tiny: Path) -> None:
    """The same words in both columns would help nobody; its answers are there all the same."""
    file = asked(tiny, document=None, checklist="small-check", conditions={}, answers={"ask-first.note": "On Monday"})
    made = {}
    for name, lang, beside in (("ar", "ar", None), ("both", "ar", "en"), ("en", "en", None)):
        out = tiny / f"{name}.md"
        assert not has_errors(fill(tiny, FillOrder("small-check", file, lang, beside, "md", out)))
        made[name] = out.read_text("utf-8")
    assert made["ar"] == made["both"] == made["en"]
    assert made["en"].count("Ask people what they need.") == 1
    assert "On Monday" in made["en"]


def test_a_standalone_page_loads_nothing_and_leads_nowhere_else(tiny: Path) -> None:
    html = filled(tiny, "html").decode()
    assert "default-src 'none'" in html
    assert not re.search(r"<(script|link|img|iframe|object)\b", html)
    assert not re.search(r'(href|src)="(?!https://)', html)


def test_a_part_that_does_not_apply_is_gone_from_the_copy_of_a_person(tiny: Path) -> None:
    said_no = with_answers()
    del said_no["recorded"]
    markdown = filled(tiny, "md", conditions={"recording": False}, answers=said_no).decode()
    assert "### Recordings" not in markdown
    assert "Parts left out" not in markdown
    assert "Use this part only if something is recorded." not in markdown
    open_question = filled(tiny, "md", conditions={}).decode()
    assert "> **Use this part only if something is recorded.**" in open_question
    assert "Parts left out" not in open_question


def test_a_table_grows_with_its_answers(tiny: Path) -> None:
    assert "Seventh change" in filled(tiny, "md", answers=with_answers(**{"log.7.change": "Seventh change"})).decode()


@pytest.mark.parametrize(
    ("code", "changes", "words"),
    [
        ("ANS001", {"schema": "other/1"}, "citizen-data-answers/1"),
        ("ANS003", {"answers": with_answers(organisaton="X")}, "did you mean 'organisation'?"),
        ("ANS003", {"answers": with_answers(**{"log.61.change": "X"})}, "log.61.change"),
        ("ANS004", {"conditions": {"recordin": True}}, "did you mean 'recording'?"),
        ("ANS005", {"answers": with_answers(place="here")}, "one of the choices: point, district"),
        ("ANS005", {"answers": with_answers(until="30.6.2027")}, "'2027-01-31'"),
        ("ANS005", {"answers": with_answers(until="2027-02-30")}, "'2027-01-31'"),
        ("ANS005", {"answers": with_answers(people="many")}, "a whole number"),
        ("ANS005", {"answers": with_answers(organisation="x" * 81)}, "room for 80"),
        ("ANS005", {"answers": with_answers(organisation=True)}, "a text"),
        ("ANS005", {"answers": with_answers(recorded="photo")}, "a list of choices"),
        ("MODEL002", {"answer": {}}, "did you mean 'answers'?"),
    ],
)
def test_a_wrong_answer_is_an_error_at_its_place(tiny: Path, code: str, changes: dict[str, object], words: str) -> None:
    found = codes(tiny, **changes)[code]
    assert words in f"{found.message} {found.help}"
    assert found.position.file.name == "answers.json"
    assert found.position.line == 1
    assert found.position.column > 1


def test_what_is_missing_is_a_warning(tiny: Path) -> None:
    found = codes(tiny, version="0.9.0", conditions={"recording": False})
    assert found["ANS002"].message == "the answers are for the version 0.9.0, the paper is 1.0.0"
    assert "'recorded' is answered, but its part does not apply" in found["ANS008"].message
    nothing = codes(tiny, conditions={}, answers={})
    assert nothing["ANS006"].message == "the condition 'recording' is not answered"
    assert nothing["ANS007"].message == "'purpose' is not answered"
    assert {each.severity.value for each in (*found.values(), *nothing.values())} == {"warning"}


def test_yaml_and_json_say_the_same(tiny: Path) -> None:
    first = filled(tiny, "md")
    file = tiny / "answers.yaml"
    file.write_text(
        "schema: citizen-data-answers/1\ndocument: small-consent\nversion: 1.0.0\nedition: '1.0'\n"
        "conditions: {recording: true}\nanswers:\n  organisation: 'River <Watch> & #friends'\n"
        "  purpose: |-\n    Find safe wells\n    Tell families\n  until: 2027-06-30\n  people: 120\n  adult: true\n"
        "  place: district\n  recorded: [photo]\n  yes-to.take-part: true\n  people-table.team.why: To count\n"
        "  log.2.change: New form\n",
        encoding="utf-8",
    )
    out = tiny / "again.md"
    assert fill(tiny, FillOrder("small-consent", file, "en", None, "md", out)) == []
    assert out.read_bytes() == first


def test_a_checklist_can_be_filled(tiny: Path) -> None:
    answers = {"ask-first": True, "before.notes": "On Monday"}
    file = asked(tiny, document=None, checklist="small-check", conditions={}, answers=answers)
    out = tiny / "check.md"
    fill(tiny, FillOrder("small-check", file, "en", None, "md", out))
    markdown = out.read_text("utf-8")
    assert "- [x] Ask people what they need." in markdown
    assert "- [ ] Lock the forms away." in markdown
    assert "On Monday" in markdown


def agreement(tiny: Path, **answers: object) -> list[str]:
    """What `compare` says when the same form plays the agreement with other answers."""
    (tiny / "b").mkdir(exist_ok=True)
    other = asked(tiny / "b", answers=with_answers(**answers))
    return [f"{each.code} {each.message}" for each in compare(tiny, asked(tiny), other) if each.code.startswith("CMP")]


def test_an_agreement_that_keeps_to_the_consent_has_no_difference(tiny: Path) -> None:
    assert agreement(tiny) == []
    assert agreement(tiny, purpose="tell FAMILIES.", until="2027-01-01", place="point") == []


def test_every_step_beyond_the_consent_is_named(tiny: Path) -> None:
    assert agreement(tiny, purpose="Find safe wells; Plan taxes") == [
        "CMP001 Purposes: the agreement says “Plan taxes”; the consent form says “Find safe wells”, “Tell families”"
    ]
    assert agreement(tiny, until="2027-07-01") == [
        "CMP001 How long data are kept: the agreement says “2027-07-01”; the consent form says “2027-06-30”"
    ]
    narrow = asked(tiny, answers=with_answers(place="point"))
    (tiny / "b").mkdir(exist_ok=True)
    wide = asked(tiny / "b", answers=with_answers(place="district"))
    assert [each.code for each in compare(tiny, narrow, wide)] == ["CMP001"]
    silent = with_answers()
    del silent["purpose"], silent["until"]
    found = {each.code for each in compare(tiny, asked(tiny, answers=silent), asked(tiny / "b"))}
    assert "CMP002" in found
    assert "CMP003" in {each.code for each in compare(tiny, asked(tiny), asked(tiny / "b", answers=silent))}


def test_an_agreement_about_what_nobody_ticked_is_named(tiny: Path) -> None:
    """An empty box means no; before anybody was asked, all boxes are empty, and that is said but no mistake."""
    matters = tiny / "content/matters.yaml"
    matters.write_text(matters.read_text("utf-8") + "    ticks: [yes-to.share]\n", "utf-8")
    message = "How exact places are: the agreement says “district”; in the consent form"
    message += " “{organisation} may share my answers.” is not ticked"
    assert agreement(tiny) == [f"CMP004 {message}"]
    (tiny / "b").mkdir(exist_ok=True)
    agreed, nobody = asked(tiny / "b"), with_answers()
    del nobody["yes-to.take-part"]
    for answers, expected in (
        ({**nobody, "yes-to.share": True}, []),
        ({**nobody, "yes-to.share": False}, [Severity.ERROR]),
        (nobody, [Severity.WARNING]),
    ):
        found = compare(tiny, asked(tiny, answers=answers), agreed)
        assert [each.severity for each in found if each.code == "CMP004"] == expected


def test_the_office_gets_nothing_without_its_tick(tmp_path: Path) -> None:
    """In each consent form that asks for it."""

    def file(paper: str, **more: object) -> Path:
        path = tmp_path / f"{paper}.json"
        path.write_text(json.dumps({"schema": "citizen-data-answers/1", "document": paper, **more}), encoding="utf-8")
        return path

    agreed = file("data-sharing-agreement", answers={"office": "Office"})
    for paper in ("adult-consent", "parental-permission", "reuse-consent", "online-notice"):
        template = next(each for each in loaded(ROOT).documents if each.id == paper)
        (tick,) = set(loaded(ROOT).matters.by_id["office"].ticks) & template.ticks.keys()
        for ticked in (True, False):
            answers = {"office": "Office", tick: ticked}
            consent = file(paper, conditions={"statistical-office": True}, answers=answers)
            found = [each.code for each in compare(ROOT, consent, agreed) if each.message.startswith("Statistical")]
            assert found == ([] if ticked else ["CMP004"]), paper


@pytest.mark.parametrize("suffix", ["a4-pack.pdf", "letter-pack.pdf"])
def test_a_pack_has_a_cover_contents_and_bookmarks(tiny: Path, suffix: str) -> None:
    out = tiny / "pack.pdf"
    assert pack(tiny, "small-pack", "en", suffix, out) == 2
    pdf = pypdf.PdfReader(out)
    cover = pdf.pages[0].extract_text()
    assert "A small pack" in cover
    assert "A small consent form" in cover
    assert "A small checklist" in cover
    top = [each.title for each in pdf.outline if not isinstance(each, list)]
    assert top == ["A small consent form", "A small checklist"]
    assert all(f"{number} of {len(pdf.pages)}" in page.extract_text() for number, page in enumerate(pdf.pages[1:], 2))


def test_a_pack_of_word_documents(tiny: Path) -> None:
    out = tiny / "pack.zip"
    pack(tiny, "small-pack", "ar", "docx.zip", out)
    again = tiny / "again.zip"
    pack(tiny, "small-pack", "ar", "docx.zip", again)
    assert out.read_bytes() == again.read_bytes()
    with zipfile.ZipFile(out) as archive:
        assert archive.namelist() == ["small-consent.ar-en.docx", "small-check.en.docx"]
        docx.Document(io.BytesIO(archive.read("small-consent.ar-en.docx")))


def test_the_kit_of_a_workshop_is_a_pack_too(tiny: Path) -> None:
    out = tiny / "kit.pdf"
    own, papers = ["A short day", "Ask well"], ["A small consent form", "A small checklist"]
    for name, held in (("kit-short-day", own), ("whole-kit-short-day", [*own, *papers])):
        assert pack(tiny, name, "en", "a4-pack.pdf", out) == len(held)
        assert [each.title for each in pypdf.PdfReader(out).outline if not isinstance(each, list)] == held


def test_what_does_not_exist_is_said(tiny: Path) -> None:
    with pytest.raises(UsageError, match="there is no paper 'smal'; known: small-check, small-consent"):
        fill(tiny, FillOrder("smal", asked(tiny), "en", None, "md", tiny / "x.md"))
    with pytest.raises(UsageError, match="there is no pack 'x'; known: small-pack, kit-short-day, whole-kit-short-day"):
        pack(tiny, "x", "en", "docx.zip", tiny / "x.zip")
    with pytest.raises(UsageError, match="another language"):
        fill(tiny, FillOrder("small-consent", asked(tiny), "ar", "ar", "md", tiny / "x.md"))


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(ROOT)})


def test_the_commands(tiny: Path) -> None:
    file = asked(tiny)
    done = run(tiny, "fill", "small-consent", "--answers", str(file), "--to", "html", "-o", "out/form.html")
    assert done.returncode == 0, done.stderr
    assert "<h1>" in (tiny / "out/form.html").read_text("utf-8")
    assert Answer(tiny, "fill", "small-consent", "-a", str(file), "-o", "form.xyz").code == 2
    wrong = asked(tiny, answers={"nothing": "x"})
    refused = Answer(tiny, "fill", "small-consent", "-a", str(wrong), "-o", "form.md")
    assert refused.code == 1
    assert "error[ANS003]" in refused.said
    assert Answer(tiny, "pack", "small-pack", "-o", "p.pdf", "--size", "letter").code == 0
    assert Answer(tiny, "compare", str(asked(tiny)), str(asked(tiny))).code == 0


def test_forms_for_phones_stand_in_the_folder(tiny: Path, tmp_path: Path) -> None:
    made, _ = phone_forms(tiny, ["small-consent"], ["ar"], tmp_path / "forms")
    assert made == [tmp_path / "forms/small-consent.xlsx"]
    book = load_workbook(made[0])
    assert "label::English (en)" in [cell.value for cell in book["survey"][1]]
    every, _ = phone_forms(tiny, [], [], tmp_path / "all")
    assert {path.stem for path in every} == {"small-consent", "small-check", "small-score"}
    with pytest.raises(UsageError, match="those that have one: small-check, small-consent, small-score"):
        phone_forms(tiny, ["nothing"], [], tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_form_for_phones_begins_with_what_the_team_wrote(tiny: Path, tmp_path: Path) -> None:
    """Words, numbers, days and conditions, whatever signs they have; nothing is ticked or chosen for anybody."""
    words = "O’Brien's “well” - (${x}) & $5"
    answers = {**ANSWERS, "answers": {**ANSWERS["answers"], "organisation": words}}  # type: ignore[dict-item]
    (tmp_path / "a.json").write_text(json.dumps(answers), encoding="utf-8")
    made, found = phone_forms(tiny, ["small-consent"], [], tmp_path / "forms", tmp_path / "a.json")
    assert not has_errors(found)
    xform = converted(made[0].read_bytes(), "small-consent")
    tree = XForm.of(xform)
    held = {node.tag: node.text for node in tree.instance.iter() if node.text and node.text.strip()}
    assert held == {"condition___recording": "yes", "until": "2027-06-30", "people": "120"}
    set_first = {
        each.get("ref").rpartition("/")[2]: each.get("value") for each in xform.iterfind(".//{*}model/{*}setvalue")
    }
    said = {name: tree.instance.xpath(f"string({value})") for name, value in set_first.items()}
    assert said.pop("organisation") == "O'Brien's \"well\" - (${x}) & $5"
    assert said == {"purpose": "Find safe wells Tell families", "people_table__team__why": "To count"}
    with pytest.raises(UsageError, match="for one paper"):
        phone_forms(tiny, [], [], tmp_path / "none", tmp_path / "a.json")
