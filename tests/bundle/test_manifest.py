"""The manifest names every file with size and digest."""

from __future__ import annotations

import hashlib
from pathlib import Path

from generator.bundle.manifest import ManifestEntry, list_files, read_manifest, write_manifest


def test_manifest_names_every_file_and_not_itself(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "z.html").write_bytes(b"z")
    (tmp_path / "fr.html").write_bytes("é".encode())
    (tmp_path / "a b.pdf").write_bytes(b"")
    entries = write_manifest(tmp_path)
    assert [(entry.path, entry.size) for entry in entries] == [("a b.pdf", 0), ("fr.html", 2), ("fr/z.html", 1)]
    assert entries[2].sha256 == hashlib.sha256(b"z").hexdigest()
    first = (tmp_path / "manifest.json").read_bytes()
    assert write_manifest(tmp_path) == entries == read_manifest(tmp_path)
    assert (tmp_path / "manifest.json").read_bytes() == first


def test_linked_older_manifest_is_not_written_over(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    write_manifest(old)
    before = (old / "manifest.json").read_bytes()
    (new / "manifest.json").hardlink_to(old / "manifest.json")
    (new / "page.html").write_text("x")
    write_manifest(new)
    assert (old / "manifest.json").read_bytes() == before
    assert list_files(new) == [ManifestEntry("page.html", 1, hashlib.sha256(b"x").hexdigest())]


def test_a_file_whose_digest_is_known_is_not_read_again(tmp_path: Path) -> None:
    for name in ("known", "new"):
        (tmp_path / name).write_text(name)
    entries = write_manifest(tmp_path, {"known": "0" * 64, "gone": "1" * 64})
    assert [entry.sha256 for entry in entries] == ["0" * 64, hashlib.sha256(b"new").hexdigest()]
