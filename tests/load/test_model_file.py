"""What does not fit a model is reported where it stands, with the way to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic
from generator.library.framework import Chapter
from generator.library.template import DocumentTemplate
from generator.library.text import texts_in
from generator.load.model_file import load_model

CHAPTER = """\
title: A title
summary: A summary.
entries:
  - id: first
    paragraphs: ['1']
    title: The first
    quote: Official words
    plain: >-
      Words that
      are folded.
    points:
      one: Point one.
"""


def mistakes(folder: Path, text: str, model: type[Chapter | DocumentTemplate] = Chapter) -> list[Diagnostic]:
    file = folder / "chapter.yaml"
    file.write_text(text, encoding="utf-8")
    loaded, found = load_model(file, model, "framework/1.0/chapter")
    assert loaded is None
    return found


def only(found: list[Diagnostic]) -> tuple[str, int, int, str, str]:
    assert len(found) == 1
    return found[0].code, found[0].position.line, found[0].position.column, found[0].message, found[0].help


def test_texts_are_keyed_by_ids_and_know_their_places(tmp_path: Path) -> None:
    file = tmp_path / "chapter.yaml"
    file.write_text(CHAPTER, encoding="utf-8")
    loaded, found = load_model(file, Chapter, "framework/1.0/chapter")
    assert found == []
    assert loaded is not None
    texts = {text.key.partition("#")[2]: text for _, text in texts_in(loaded.model)}
    assert list(texts) == ["title", "summary", "first.title", "first.quote", "first.plain", "first.points.one"]
    assert texts["first.plain"].value == "Words that are folded."
    assert [key for key, text in texts.items() if text.official] == ["first.quote"]
    assert loaded.source.at(("entries", 0, "points", "one")).line == 12


def test_a_missing_key(tmp_path: Path) -> None:
    found = mistakes(tmp_path, CHAPTER.replace("    title: The first\n", ""))
    assert only(found) == ("MODEL001", 4, 5, "the key 'title' is missing here", "add 'title:'")


def test_a_key_that_is_spelt_wrong(tmp_path: Path) -> None:
    found = mistakes(tmp_path, CHAPTER.replace("    points:", "    pionts:"))
    assert only(found) == ("MODEL002", 11, 5, "the key 'pionts' has no meaning here", "did you mean 'points'?")


def test_a_key_that_no_other_resembles(tmp_path: Path) -> None:
    found = mistakes(tmp_path, CHAPTER + "zzz: 1\n")
    assert only(found) == (
        "MODEL002", 13, 1, "the key 'zzz' has no meaning here", "allowed here: title, summary, entries",
    )  # fmt: skip


def test_a_number_in_place_of_a_text(tmp_path: Path) -> None:
    code, line, column, _, help = only(mistakes(tmp_path, CHAPTER.replace("title: A title", "title: 12")))
    assert (code, line, column) == ("MODEL003", 1, 1)
    assert "quote it" in help


def test_a_place_that_is_no_place(tmp_path: Path) -> None:
    code, line, column, _, help = only(mistakes(tmp_path, CHAPTER.replace("['1']", "['1', page 3]")))
    assert (code, line, column) == ("MODEL003", 5, 23)
    assert "'box-1'" in help


def test_an_id_with_capitals_as_a_key_of_points(tmp_path: Path) -> None:
    code, line, column, message, _ = only(mistakes(tmp_path, CHAPTER.replace("one: Point", "One: Point")))
    assert (code, line, column) == ("MODEL003", 12, 7)
    assert message.startswith("'One': ")


@pytest.mark.parametrize("mark", [">-", "", "|"])
def test_two_paragraphs_in_one_text(tmp_path: Path, mark: str) -> None:
    text = CHAPTER.replace("plain: >-", f"plain: {mark}").replace("      Words that\n", "      Words that\n\n")
    found = mistakes(tmp_path, text)
    assert only(found)[3] == "'plain': a text is one paragraph: give a second paragraph a key of its own"


def test_a_file_that_is_no_mapping(tmp_path: Path) -> None:
    code, line, column, _, _ = only(mistakes(tmp_path, "- one\n- two\n"))
    assert (code, line, column) == ("MODEL003", 1, 1)


def test_every_mistake_is_reported_at_once(tmp_path: Path) -> None:
    found = mistakes(tmp_path, "title: ''\nentries: [{id: A}, 3]\nmore: 1\n", Chapter)
    assert {each.position.line for each in found} == {1, 2, 3}
    assert {each.code for each in found} == {"MODEL001", "MODEL002", "MODEL003"}
    assert len(found) == 8


def test_an_unknown_kind_of_field_names_the_known_ones(tmp_path: Path) -> None:
    found = mistakes(tmp_path, "fields:\n  - id: name\n    label: Name\n    type: textt\n", DocumentTemplate)
    kind = next(each for each in found if each.position.line == 4)
    assert "'long-text'" in kind.message
