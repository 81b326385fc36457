"""What changed in a returned agreement, and whom to ask again: the real commands on files of our own build."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pypdf
import pytest

from generator.blocks.changes import ChangeKind
from generator.catalog.entries import EDITORIAL_FILE
from generator.compose.papers import editions
from generator.diagnostics import UsageError
from generator.filling import FillOrder, fill
from generator.library.template import DocumentTemplate
from generator.load.catalogs import load_editorial
from generator.load.model_file import load_model
from generator.load.returned.base import Unreadable
from generator.reading.again import reconsent, says
from generator.reading.archive import FOLDER, INDEX, digest, index, keep, released, wordings
from generator.reading.changes import changed, compared
from generator.reading.returned import Reading
from generator.reading.which_paper import Papers
from generator.render.formats.docx import DocxFormat
from generator.translate.extract import units
from tests.conftest import ROOT
from tests.test_filling import filled, words_of
from tests.test_hostile import Answer
from tests.test_reading import changed as with_other
from tests.test_reading import without_names

DOCUMENT = "templates/documents/small-consent.yaml"


@pytest.fixture
def tiny(known: Path) -> Path:
    return known


def returned(tiny: Path, *changes: tuple[str, str]) -> Path:
    content = filled(tiny, "docx")
    for before, after in changes:
        content = with_other(content, lambda xml, before=before, after=after: xml.replace(before, after))  # type: ignore[misc]
    path = tiny / "back.docx"
    path.write_bytes(content)
    return path


def renewed(tiny: Path, *changes: tuple[str, str]) -> None:
    """The form is changed and has a new version."""
    path = tiny / DOCUMENT
    text = path.read_text("utf-8")
    for before, after in (("version: 1.0.0", "version: 2.0.0"), *changes):
        assert before in text
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")


def test_a_paper_that_nobody_changed(tiny: Path) -> None:
    path = returned(tiny)
    found, listed = changed(tiny, path, None)
    assert found.same and found.changes == () and found.lost == ()
    assert listed == []
    path.write_bytes(with_other(filled(tiny, "docx"), without_names))
    assert changed(tiny, path, None)[0].same
    assert Answer(tiny, "changed", "back.docx").code == 0


def with_a_word_more(xml: str) -> str:
    """One of its longer sentences says something else."""
    found = [*re.finditer("<w:t[^>]*>[A-Z][^<]{40,} ", xml)]
    end = found[len(found) // 2].end()
    return f"{xml[:end]}never {xml[end:]}"


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["en", "fr"])
def test_no_paper_of_the_toolkit_is_altered_as_the_site_gives_it(tmp_path: Path, tag: str) -> None:
    """Untouched, each says the same; with one word more, none does."""
    papers = Papers(ROOT)
    made = [
        paper
        for template in papers.source.documents
        for paper in editions(papers.library(tag), papers.source, template.id)
    ]
    altered, unseen = [], []
    for paper in made:
        path = tmp_path / f"{paper.id}.docx"
        content = DocxFormat().render(paper, "docx")
        path.write_bytes(content)
        if not compared(papers, path).same:
            altered.append(paper.id)
        path.write_bytes(with_other(content, with_a_word_more))
        if compared(papers, path).same:
            unseen.append(paper.id)
    assert len(made) > 40 and altered == [] and unseen == []


def test_a_leaflet_is_no_paper_that_it_names(tmp_path: Path) -> None:
    papers = Papers(ROOT)
    (leaflet,) = editions(papers.source, papers.source, "ask-for-consent")
    path = tmp_path / "back.docx"
    path.write_bytes(DocxFormat().render(leaflet, "docx"))
    with pytest.raises(Unreadable, match="none of our papers"):
        compared(papers, path)


def test_words_that_were_mended_without_a_new_version_are_compared_with_todays(tiny: Path) -> None:
    keep(tiny)
    renewed(tiny, ("version: 2.0.0", "version: 1.0.0"), ("I can stop at **any time**.", "I can stop when I like."))
    path = returned(tiny)
    assert changed(tiny, path, None)[0].same
    papers = Papers(tiny)
    (empty,) = editions(papers.source, papers.source, "small-consent")
    path.write_bytes(DocxFormat().render(empty, "docx"))
    assert reconsent(tiny, [path], None, "en", "docx")[0] == []


def test_every_change_is_named_with_its_clause_and_words(tiny: Path) -> None:
    path = returned(
        tiny,
        (" asks me.", " orders me."),
        ("I can stop at ", "I can never stop at "),
        ("Tick what you agree to. An empty box means no.", "Tick everything."),
    )
    found, listed = changed(tiny, path, tiny / "out.json")
    by_clause = {(each.how, each.clause) for each in found.changes}
    assert by_clause == {(ChangeKind.ALTERED, "invitation"), (ChangeKind.ALTERED, "yes-to")}
    first = found.changes[0]
    assert [each.words.strip() for each in first.printed if each.own] == ["asks"]
    assert "orders" in [each.words.strip() for each in first.returned if each.own]
    assert [each.id for each in found.touched] == ["small-free"]
    assert found.lost == ()
    assert sum(each.code == "CHG001" for each in listed) == len(found.changes) == 3
    said = json.loads((tiny / "out.json").read_bytes())
    assert said["same"] is False and len(said["changes"]) == 3


def test_a_clause_that_was_taken_out_loses_its_requirement(tiny: Path) -> None:
    content = filled(tiny, "docx")

    def without_clause(xml: str) -> str:
        start = xml.index("<w:p>", xml.rindex("</w:p>", 0, xml.index("You are free to say no")))
        return xml[:start] + xml[xml.rindex("<w:p>", 0, xml.index("The facts")) :]

    path = tiny / "back.docx"
    path.write_bytes(with_other(content, without_clause))
    found, _ = changed(tiny, path, tiny / "out.html")
    assert found.missing == ("You are free to say no",)
    assert [each.id for each in found.lost] == ["small-free"]
    page = (tiny / "out.html").read_text("utf-8")
    assert "You are free to say no" in page and found.lost[0].asks in page
    assert page.startswith("<!doctype html>") and "<script" not in page


def test_the_places_of_a_second_language_say_what_was_written_in_the_first(tiny: Path) -> None:
    """A day is written out in each language, and is the same; a word more is one that nobody signed in the other."""
    path = tiny / "back.docx"
    path.write_bytes(content := filled(tiny, "docx", lang="ar", beside="en"))
    assert changed(tiny, path, None)[0].same
    path.write_bytes(with_other(content, lambda xml: xml.replace(" asks me.", " and the police asks me.")))
    (change,) = changed(tiny, path, None)[0].changes
    assert (change.how, change.clause) == (ChangeKind.ALTERED, "invitation")
    assert "".join(each.words for each in change.returned).strip() == "River <Watch> & #friends and the police"
    answer = Answer(tiny, "read", "back.docx", "--out", "out")
    assert "River <Watch> & #friends and the police asks me." in answer.said


def test_english_words_that_follow_after_two_drafts_are_of_the_paper(tmp_path: Path) -> None:
    """What they repeat was written in the first language, a day too."""
    said = {"schema": "citizen-data-answers/1", "document": "sign-in-sheet", "answers": {"destroy-date": "2027-06-30"}}
    (tmp_path / "said.json").write_text(json.dumps(said), "utf-8")
    made = tmp_path / "made.docx"
    fill(ROOT, FillOrder("sign-in-sheet", tmp_path / "said.json", "es", "fr", "docx", made))
    assert compared(Papers(ROOT), made).changes == ()
    (entry,), _ = Reading(ROOT).entries(made, None)
    assert (entry.strange, dict(entry.answers.values)) == ([], said["answers"])


def test_words_that_were_added(tiny: Path) -> None:
    path = returned(tiny, ("<w:sectPr>", "<w:p><w:r><w:t>We may sell the data &lt;b&gt;.</w:t></w:r></w:p><w:sectPr>"))
    found, _ = changed(tiny, path, tiny / "out.html")
    assert [(each.how, each.returned[0].words) for each in found.changes] == [
        (ChangeKind.ADDED, "We may sell the data <b>.")
    ]
    assert "We may sell the data &lt;b&gt;." in (tiny / "out.html").read_text("utf-8")
    answer = Answer(tiny, "changed", "back.docx")
    assert answer.code == 1 and "CHG001" in answer.said


def test_blanks_left_open(tiny: Path) -> None:
    path = tiny / "back.docx"
    path.write_bytes(filled(tiny, "docx", answers={"organisation": "A"}))
    found, _ = changed(tiny, path, None)
    assert found.same
    assert found.open[0] == "What it is for" and "Name of the organisation" not in found.open


def test_what_cannot_be_read_ends_with_two(tiny: Path) -> None:
    (tiny / "bad.docx").write_bytes(b"PK\x03\x04")
    answer = Answer(tiny, "changed", "bad.docx")
    assert answer.code == 2 and "bad.docx" in answer.said and "Traceback" not in answer.said
    for name, words in (("bad.yaml", "schema: a\nnobody: 1\n"), ("rows.csv", "PARENT_KEY,a\nx,y\n")):
        (tiny / name).write_text(words)
        answer = Answer(tiny, "changed", name)
        assert answer.code == 2 and "only a Word document" in answer.said, answer.said
    path = returned(tiny)
    renewed(tiny)
    with pytest.raises(UsageError, match="no wording is kept"):
        changed(tiny, path, None)


def test_an_earlier_paper_is_compared_with_the_wording_of_its_fingerprint(tiny: Path) -> None:
    assert len(keep(tiny)) == 2
    assert keep(tiny) == []
    path = returned(tiny)
    renewed(tiny, ("I can stop at **any time**.", "I can stop whenever I want."))
    assert changed(tiny, path, None)[0].same
    assert len(keep(tiny)) == 2
    old = released(tiny, "small-consent", "", "1.0.0")
    assert old is not None and old.version == "1.0.0"


def test_the_archive_holds_what_it_names() -> None:
    """Every kept paper can be read, is the one that it is said to be, and is whole."""
    known = index(ROOT)
    files = {path.name for path in (ROOT / FOLDER).glob("*.yaml")}
    assert known and files == {entry["file"] for entry in known.values()}
    for fingerprint, entry in known.items():
        path = ROOT / FOLDER / entry["file"]
        assert path.name == f"{entry['paper']}.{digest(path.read_bytes())}.yaml"
        assert released(ROOT, entry["paper"], fingerprint, "") is not None
    for name in files:
        file, found = load_model(ROOT / FOLDER / name, DocumentTemplate, "kept")
        assert file is not None, found


def test_no_promise_changed_under_a_version_that_was_kept() -> None:
    """Whoever names the version of a signed form must know what it says; letters alone are in `editorial.tsv`."""
    editorial, _ = load_editorial(ROOT)
    source = Papers(ROOT).source
    changed = {
        f"{today.id} {today.version}: {clause.id}"
        for today in source.documents
        for kept in wordings(ROOT, today.id, "", today.version)
        for clause in today.clauses
        if not says(kept, clause, today, editorial)
    }
    assert not changed, "give them a new version"


def test_who_must_be_asked_again(tiny: Path) -> None:
    keep(tiny)
    path = returned(tiny)
    assert reconsent(tiny, [path], None, "en", "a4-print.pdf") == ([], [])
    renewed(tiny, ("I can stop at **any time**.", "I can stop at **any time**, and you delete my answers."))
    lacking, found = reconsent(tiny, [path], tiny / "again.pdf", "en", "a4-print.pdf")
    assert [(each.code, each.position.file) for each in found] == [("RCN001", path)]
    assert "You are free to say no" in found[0].message
    assert [each.id for each in lacking[0].clauses] == ["invitation"]
    pdf = pypdf.PdfReader(tiny / "again.pdf")
    said = words_of(pdf)
    assert len(pdf.pages) == 1
    assert "you delete my answers" in said and "River <Watch> & #friends" in said and "Signature" in said
    assert "The facts" not in said
    answer = Answer(tiny, "reconsent", "back.docx", "--out", "other.pdf")
    assert answer.code == 1 and "RCN001" in answer.said


def test_words_that_changed_without_a_new_version_are_told_by_what_was_signed(tiny: Path) -> None:
    """By the words of a Word document; an answers file names a version alone, under which people signed other words."""
    said = ["I can stop at **any time**.", "I can stop in the first week.", "I can stop with a letter."]
    signed: list[Path] = []
    for before, words in zip(("", *said), said, strict=False):
        if before:
            renewed(tiny, ("version: 2.0.0", "version: 1.0.0"), (before, words))
        keep(tiny)
        signed.append(returned(tiny).rename(tiny / f"{len(signed)}.docx"))
    assert len(index(tiny)) == 6
    lacking, _ = reconsent(tiny, signed, None, "en", "docx")
    assert [each.path for each in lacking] == signed[:2]
    assert [[clause.id for clause in each.clauses] for each in lacking] == [["invitation"]] * 2
    answers = {"schema": "citizen-data-answers/1", "document": "small-consent", "version": "1.0.0", "answers": {}}
    (tiny / "signed.json").write_text(json.dumps(answers), "utf-8")
    assert [each.known for each in reconsent(tiny, [tiny / "signed.json"], None, "en", "docx")[0]] == [True]


def test_letters_that_were_mended_ask_nobody_again(tiny: Path) -> None:
    keep(tiny)
    path = returned(tiny)
    renewed(tiny, ("I can stop at **any time**.", "I can stop at **anytime**."))
    assert len(reconsent(tiny, [path], None, "en", "docx")[0]) == 1
    key = next(unit.key for unit in units(Papers(tiny).source) if "**anytime**" in unit.text)
    mended = f"{key}\tI can stop at **any time**.\tI can stop at **anytime**.\n"
    (tiny / EDITORIAL_FILE).write_text(mended, encoding="utf-8")
    assert reconsent(tiny, [path], None, "en", "docx") == ([], [])


def test_a_version_that_was_not_kept_is_asked_again_whole(tiny: Path) -> None:
    path = returned(tiny)
    renewed(tiny)
    _, found = reconsent(tiny, [path], None, "en", "a4-print.pdf")
    assert [each.code for each in found] == ["RCN002"]


@pytest.mark.parametrize("damaged", ["list", "nothing", "file", "elsewhere", "links to nothing"])
def test_what_was_kept_and_is_damaged_is_named_and_never_written_anew(tiny: Path, damaged: str) -> None:
    """Neither may a paper that was kept look like one of which nothing was."""
    keep(tiny)
    path = returned(tiny)
    renewed(tiny)
    listed = tiny / FOLDER / INDEX
    file = next((tiny / FOLDER).glob("*.yaml")) if damaged == "file" else listed
    whole = listed.read_text(encoding="utf-8")
    bad = {"list": "[]", "nothing": "", "file": "{", "elsewhere": re.sub('"file": "', '"file": "../', whole)}
    file.unlink()
    file.write_text(bad[damaged], encoding="utf-8") if damaged in bad else file.symlink_to("nowhere")
    for command in ("changed", "reconsent", *(["keep"] if damaged in ("list", "nothing", "links to nothing") else [])):
        answer = Answer(tiny, command, *([path.name] if command != "keep" else []))
        assert answer.code == 1 and f"{file.relative_to(tiny)}: " in answer.said, (command, answer.said)
        assert "take it back from git" in answer.said
    assert file.is_symlink() if damaged == "links to nothing" else file.read_text(encoding="utf-8") == bad[damaged]
