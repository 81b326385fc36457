"""The authors' folders as one library, and no traceback whatever stands in them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cache.memory import Memory
from generator.cache.store import Store
from generator.diagnostics import Diagnostic
from generator.library.framework import Chapter
from generator.library.library import library_texts
from generator.load.library import Loaded, load_library
from generator.load.model_file import load_model
from generator.load.yaml_file import read_yaml
from generator.validate import validate
from tests.conftest import ROOT, copy_tiny, examples


def codes(loaded: Loaded) -> set[str]:
    return {each.code for each in loaded.diagnostics}


def assert_placed(found: list[Diagnostic]) -> None:
    """Each diagnostic stands in a file that exists, on a line that it has; or on a file as a whole."""
    for each in found:
        assert each.message and "\n" not in each.message
        position = each.position
        assert position.line >= 0 and position.column >= 0
        if position.line and position.file.is_file():
            lines = position.file.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
            # The parser sees an end of line in U+0085, U+2028 and U+2029 too.
            lines += sum(
                position.file.read_bytes().count(end) for end in (b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9")
            )
            assert 1 <= position.line <= lines + 1
            assert position.column >= 1


def test_the_tiny_framework_loads_and_is_clean(tiny: Path) -> None:
    loaded = load_library(tiny)
    assert loaded.diagnostics == []
    assert loaded.library is not None
    assert [each.id for each in loaded.library.documents] == ["small-consent"]
    guides = ["guides/examples/river", "guides/principles/privacy", "guides/principles/relevance"]
    assert [each.path for each in loaded.library.pages] == [*guides, "index", "start/translator"]
    assert validate(loaded.library, loaded.sources) == []


def test_every_text_knows_its_place(tiny: Path) -> None:
    loaded = load_library(tiny)
    assert loaded.library is not None
    for text in library_texts(loaded.library):
        position = loaded.sources.of(text.key)
        line = position.file.read_text("utf-8").split("\n")[position.line - 1]
        assert line[position.column - 1 : position.column] not in ("", " "), text.key


def test_a_block_of_a_page_stands_where_it_is_written(tiny: Path) -> None:
    loaded = load_library(tiny)
    assert loaded.library is not None
    index = next(page for page in loaded.library.pages if page.path == "index")
    block = next(each for each in index.blocks if each.text.value == "Citizens")
    position = loaded.sources.of(block.text.key)
    assert (position.file, position.line, position.column) == (tiny / "content/index.md", 17, 3)


def test_the_real_folders_load_and_are_clean() -> None:
    loaded = load_library(ROOT)
    assert loaded.diagnostics == []
    assert loaded.library is not None
    assert validate(loaded.library, loaded.sources) == []


@pytest.mark.parametrize(
    "path",
    ["content/site.yaml", "content/glossary.yaml", "framework/editions/1.0/stages.yaml", "translations/languages.yml"],
)
def test_a_missing_file_is_named(tiny: Path, path: str) -> None:
    (tiny / path).unlink()
    loaded = load_library(tiny)
    assert loaded.library is None
    assert [(each.code, each.position.file) for each in loaded.diagnostics] == [("FILE001", tiny / path)]


def test_no_edition_at_all(tiny: Path) -> None:
    shutil.rmtree(tiny / "framework")
    loaded = load_library(tiny)
    assert loaded.library is None
    assert codes(loaded) == {"FILE001"}


def test_an_edition_with_a_name_of_its_own(tiny: Path) -> None:
    shutil.copytree(tiny / "framework/editions/1.0", tiny / "framework/editions/draft")
    assert codes(load_library(tiny)) == {"FILE003"}


def test_two_editions_stand_side_by_side_and_the_newest_counts(tiny: Path) -> None:
    newer = tiny / "framework/editions/1.10"
    shutil.copytree(tiny / "framework/editions/1.0", newer)
    edition = newer / "edition.yaml"
    edition.write_text(edition.read_text("utf-8").replace("id: '1.0'", "id: '1.10'"), encoding="utf-8")
    loaded = load_library(tiny)
    assert loaded.library is not None
    assert loaded.library.framework.edition.id == "1.10"
    # The quotations of an edition are compared with its own text, and a filled paper names its edition.
    assert {each.code for each in validate(loaded.library, loaded.sources)} == {"QUO002", "QUO003", "ANS002"}


def test_a_lock_of_quotations_that_someone_damaged(tiny: Path) -> None:
    lock = tiny / "framework/editions/1.0/quotes.lock"
    lock.write_bytes(lock.read_bytes() + b"\xff not a line\n")
    loaded = load_library(tiny)
    assert codes(loaded) == {"FILE005"}
    assert_placed(loaded.diagnostics)


@pytest.mark.parametrize("held", ["[" * 200_000, "{", "3", '{"pages": {"index": [1]}, "catalogues": {}}', "\x00"])
def test_a_lock_of_the_source_that_someone_damaged(tiny: Path, held: str) -> None:
    (tiny / "translations/source.lock.yml").write_text(held, encoding="utf-8")
    loaded = load_library(tiny)
    assert codes(loaded) == {"LOCK001"}
    assert all("\n" not in each.message for each in loaded.diagnostics)


# -- no input gives a traceback ---------------------------------------------------------------------

AUTHORED = sorted(
    path.relative_to(ROOT / "tests/tiny").as_posix()
    for pattern in (
        "framework/**/*.yaml",
        "framework/**/*.lock",
        "content/**/*",
        "templates/**/*.yaml",
        "translations/*.yml",
    )
    for path in (ROOT / "tests/tiny").glob(pattern)
    if path.is_file()
)

FRAGMENTS = [
    b"\x00", b"\t", b"\xff\xfe", b"\xc2\x85", b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x8f\xbf\xbf",
    b"&a ", b"*a", b"<<: ", b"!!python/name:os ", b"---\n", b"...\n", b"%YAML 9.9\n",
    b"[" * 50, b"{a: " * 50, b"- " * 60,
    b"? ", b": ", b'"', b"'", b"|\n", b">\n", b"#", b"9" * 5000, b"null", b"true", b"\r", b"\r\n", b"id: id\n", b"  ",
    b"](", b"{", b"}",
]  # fmt: skip


@st.composite
def damage(draw: st.DrawFn) -> tuple[str, list[tuple[str, float, float, bytes]]]:
    """A file, and what is cut from it and put into it, at places given as shares of its length."""
    file = draw(st.sampled_from(AUTHORED))
    share = st.floats(0, 1, exclude_max=True)
    edit = st.tuples(
        st.sampled_from(["insert", "delete", "replace", "repeat"]),
        share,
        share,
        st.one_of(
            st.sampled_from(FRAGMENTS),
            st.binary(max_size=12),
            st.text(max_size=6).map(lambda t: t.encode("utf-8", "replace")),
        ),
    )
    return file, draw(st.lists(edit, min_size=1, max_size=3))


def damaged(held: bytes, edits: list[tuple[str, float, float, bytes]]) -> bytes:
    for kind, place, length, fragment in edits:
        start = int(place * (len(held) + 1))
        end = min(len(held), start + int(length**4 * 400))
        middle = {
            "insert": fragment + held[start:end],
            "delete": b"",
            "replace": fragment,
            "repeat": held[start:end] * 2,
        }[kind]
        held = held[:start] + middle + held[end:]
    return held


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_tiny(tmp_path_factory.mktemp("damaged") / "tiny")


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Memory:
    """As commands have one: of a project in which one file is damaged, that file alone is read again."""
    return Memory(Store(tmp_path_factory.mktemp("memory"), held={}))


@settings(max_examples=examples(200), derandomize=True)
@given(case=damage())
def test_a_damaged_file_gives_diagnostics_and_never_a_traceback(
    bench: Path, memory: Memory, case: tuple[str, list[tuple[str, float, float, bytes]]]
) -> None:
    name, edits = case
    file = bench / name
    whole = file.read_bytes()
    try:
        file.write_bytes(damaged(whole, edits))
        loaded = load_library(bench, memory)
        assert_placed(loaded.diagnostics)
        assert loaded.library is not None or loaded.diagnostics
        if loaded.library is not None:
            assert_placed(validate(loaded.library, loaded.sources))
    finally:
        file.write_bytes(whole)


@settings(max_examples=examples(400), derandomize=True)
@given(
    held=st.one_of(
        st.binary(max_size=200), st.lists(st.sampled_from([*FRAGMENTS, b"a: b\n", b"\n"]), max_size=12).map(b"".join)
    )
)
def test_any_bytes_at_all_are_read_or_refused(bench: Path, held: bytes) -> None:
    file = bench / "any.yaml"
    file.write_bytes(held)
    read, found = read_yaml(file)
    assert (read is None) == bool(found)
    _, more = load_model(file, Chapter, "any")
    assert_placed([*found, *more])
    assert more
