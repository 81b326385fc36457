"""A piece of a site is made again when a text that it reads says something else, and only then."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.cache.store import Store
from generator.compose.checked import on_paper
from generator.compose.inline import phrase
from generator.compose.writer import writer_for
from generator.composed import Composed
from generator.library.kinds import KINDS
from generator.library.library import Held, Library, library_texts
from generator.library.markdown import MarkdownPage
from generator.library.reads import FIELDS, SHOWN, reading, shared, watched
from generator.library.text import State, Text, located_texts, map_texts
from generator.load.library import load_library
from tests.conftest import ROOT, copy_tiny


@pytest.fixture
def library(tmp_path: Path) -> Library:
    found = load_library(copy_tiny(tmp_path / "tiny")).library
    assert found is not None
    return found


def changed(library: Library, id: str, **more: Any) -> Library:
    """The library with another text of the wording."""
    key = library.wording[id].key
    return replace(
        library, wording=map_texts(library.wording, lambda _, text: replace(text, **more) if text.key == key else text)
    )


def made(folder: Path, library: Library, structure: str = "same") -> bool:
    """True when the piece had to be made: it reads the words of one text, through the writer that all pieces share."""
    calls: list[str] = []
    with watched():
        composed = Composed(Store(folder), "site", structure, {"own": library}, {})

        def make() -> str:
            calls.append("made")
            return writer_for(library).say("why-it-matters")

        piece = composed.piece("piece", "", make, len)
        said = writer_for(library).say("why-it-matters")
        assert (piece.card, piece.value) == (len(said), said)
        composed.save()
    return bool(calls)


def test_only_what_reads_a_changed_text_is_made_again(library: Library, tmp_path: Path) -> None:
    assert made(tmp_path, library)
    assert not made(tmp_path, library)
    assert not made(tmp_path, changed(library, "page-of", value="Other {page} {pages}"))
    assert made(tmp_path, changed(library, "why-it-matters", value="Other"))
    assert made(tmp_path, changed(library, "why-it-matters", value="Other", lang="fr"))
    assert made(tmp_path, changed(library, "why-it-matters", value="Other", lang="fr", state=State.HUMAN))
    assert not made(tmp_path, library), "what it was before is still there"
    assert made(tmp_path, library, structure="other")


def test_a_damaged_piece_is_made_again(library: Library, tmp_path: Path) -> None:
    assert made(tmp_path / "store", library)
    for file in (tmp_path / "store").iterdir():
        file.write_bytes(file.read_bytes()[:-3])
    assert made(tmp_path / "store", library)


def test_every_field_that_can_differ_is_watched() -> None:
    text = Text("value", "key", "fr", State.STALE, "source", "formerly")
    with watched():
        for name in FIELDS:
            with reading() as found:
                getattr(text, name)
            assert found == {(name, id(text))}
        with reading() as found:
            assert replace(text, value="x") != text
        assert {name for name, _ in found} >= set(FIELDS) - {"value"}
    with reading() as found:
        assert text.value == "value"
    assert found == set()
    assert set(Text.__slots__) - set(FIELDS) == {"key", "official"}


def test_a_text_is_shown_as_one_and_on_paper_with_the_english_behind_it() -> None:
    text = Text("vieux", "key", "fr", State.STALE, "new")
    with watched(), reading() as found:
        assert phrase(text).plain == "vieux"
    assert found == {(SHOWN, id(text))}
    with watched(), on_paper() as states, reading() as found:
        assert (phrase(text).plain, phrase(text).lang) == ("new", "en")
    assert found == {(SHOWN, id(text)), ("source", id(text))}
    assert states == {State.STALE}


def test_a_page_with_another_body_makes_new_only_what_reads_its_body(library: Library, tmp_path: Path) -> None:
    page = library.pages[0]

    def is_made(name: str, body: str) -> bool:
        calls: list[str] = []
        with watched():
            kind = next(kind for kind in KINDS if kind.model is MarkdownPage)
            held = Held(kind, "", f"content/{page.path}", page, body=body)
            composed = Composed(Store(tmp_path), "site", "same", {"own": library}, {"own": [held]})

            def make() -> str:
                calls.append(name)
                return str(len(page.blocks)) if name == "page" else page.title.value

            composed.piece(name, "", make, len)
        return bool(calls)

    assert [is_made("page", "one"), is_made("title", "one")] == [True, True]
    assert [is_made("page", "one"), is_made("title", "one")] == [False, False]
    assert [is_made("page", "two"), is_made("title", "two")] == [True, False]
    assert page.blocks == page.__dict__["blocks"], "afterwards pages are as they were"


def test_what_is_shared_counts_for_everyone_who_asks() -> None:
    text = Text("value", "key")
    said = shared(4)(lambda _: text.value)
    with watched():
        for _ in range(2):
            with reading() as found:
                said(1)
            assert ("value", id(text)) in found


def test_no_text_of_the_library_is_unknown(library: Library) -> None:
    known = {id(text) for text in library_texts(library)}
    values = [getattr(library, name) for name in library.__dataclass_fields__]
    everything = {id(text) for value in values for _, _, text in located_texts(value)}
    assert everything == known


def test_nothing_that_reads_texts_is_kept_without_its_reads() -> None:
    """An `lru_cache` around it would hide them; `shared` does not."""
    hidden = set()
    for room in ("compose", "library", "blocks"):
        for path in sorted((ROOT / "generator" / room).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for each in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
                takes = {ast.unparse(argument.annotation) for argument in each.args.args if argument.annotation}
                is_kept = any("cache" in ast.unparse(name) for name in each.decorator_list)
                if is_kept and not takes <= {"str", "tuple[str, ...]", "Language"}:  # a language has no texts
                    hidden.add(f"{path.name}: {each.name}")
    assert hidden == set()


def test_who_asks_for_all_texts_has_read_which_blocks_pages_have(library: Library) -> None:
    for _ in range(2):  # made, and given again
        with reading() as found:
            library_texts(library)
        assert {("body", id(page)) for page in library.pages} <= found
