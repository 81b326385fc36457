"""What forms fetch only when they are asked for: packed, it is what stands in the published files."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from base64 import b64decode
from pathlib import Path

import pytest

from generator.compose.papers import alone
from generator.library.library import Library
from generator.render.formats import maker_of
from generator.render.packed import FORM, PAPER, frame_script, packed_script, word_frame
from tests.conftest import copy_tiny, loaded


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return loaded(copy_tiny(tmp_path_factory.mktemp("tiny")))


def word(library: Library, id: str, folder: Path) -> Path:
    path = folder / f"{id}.docx"
    path.write_bytes(maker_of("docx").render(alone(library, id), "docx"))
    return path


def unpacked(script: bytes) -> tuple[str, dict[str, bytes]]:
    """The name under which a script gives its pack, and the files in it."""
    name, _, content = script.decode().partition("[")[2].partition("]=")
    names, _, held = zlib.decompress(b64decode(json.loads(content.strip().removesuffix(";")))).partition(b"\n")
    files = io.BytesIO(held)
    return json.loads(name), {each: files.read(length) for each, length in json.loads(names)}


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
