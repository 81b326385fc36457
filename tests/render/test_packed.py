"""What forms fetch only when they are asked for: packed, it is what stands in the published files."""

from __future__ import annotations

import hashlib
import random
import re
import zipfile
import zlib
from pathlib import Path

import pytest

from generator.compose.papers import alone
from generator.library.library import Library
from generator.render.formats import maker_of
from generator.render.packed import FORM, PAPER, frame_script, packed_script, word_frame
from generator.render.script import packed_literal
from tests import packs


@pytest.fixture(scope="module")
def library(tiny_library: Library) -> Library:
    return tiny_library


def word(library: Library, id: str, folder: Path) -> Path:
    path = folder / f"{id}.docx"
    path.write_bytes(maker_of("docx").render(alone(library, id), "docx"))
    return path


def unpacked(script: bytes) -> tuple[str, dict[str, bytes]]:
    """The name under which a script gives its pack, and the files in it."""
    found = packs.unpacked(script.decode("ascii"))
    assert found
    return found


@pytest.mark.parametrize("size", [0, 1, 6, 7, 8, 13, 5000])
def test_all_bytes_can_be_packed(size: int) -> None:
    """Also zeros before digits, ends of line and quotes; nothing is longer than an eighth more than it must be."""
    for content in (b"\0" * size, bytes(range(256)) * size, random.Random(size).randbytes(size)):
        written = packed_literal(content)
        assert not {"\0", "\n", "\r"} & set(written)
        assert packs.bytes_of(written[1:-1]) == content
        assert len(re.sub(r"\\(x00|.)", "?", written[1:-1], flags=re.DOTALL)) == -(-8 * len(content) // 7)


def test_files_take_turns_and_come_back_whole() -> None:
    """What is said at the same place of two long files stands together."""
    words = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(3000)]
    long, other = " ".join(words).encode(), "\n".join(words).encode()
    script = packed_script("en", "long", long, other, None, {})
    assert unpacked(script) == ("en/long", {FORM: other, PAPER: long})
    assert len(script) < 1.6 * len(zlib.compress(long, 9)), "the second file costs little"


def test_frame_and_pack_make_the_published_document(library: Library, tmp_path: Path) -> None:
    first, second = word(library, "small-check", tmp_path), word(library, "small-consent", tmp_path)
    frame = word_frame(first)
    name, shared = unpacked(frame_script("en", frame))
    assert name == "en/word"
    name, own = unpacked(packed_script("en", "small-consent", b"{}", b'{"html":"<p>"}', second, frame))
    assert name == "en/small-consent"
    assert own.pop(FORM) == b'{"html":"<p>"}'
    assert own.pop(PAPER) == b"{}"
    assert "word/styles.xml" in shared.keys() - own.keys(), "what all documents have stands once"
    with zipfile.ZipFile(second) as published:
        assert shared | own == {each: published.read(each) for each in published.namelist()}


def test_a_part_that_differs_is_packed_though_the_frame_has_it(library: Library, tmp_path: Path) -> None:
    second = word(library, "small-consent", tmp_path)
    _, own = unpacked(packed_script("en", "small-consent", b"{}", b"{}", second, {"word/styles.xml": b"other"}))
    with zipfile.ZipFile(second) as published:
        assert own["word/styles.xml"] == published.read("word/styles.xml")


def test_a_form_without_a_document_is_packed_alone() -> None:
    assert unpacked(packed_script("ar", "small-check", b"[]", b"{}", None, {})) == (
        "ar/small-check",
        {PAPER: b"[]", FORM: b"{}"},
    )
