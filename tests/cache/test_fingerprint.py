"""Digests are remembered by stamp, and never trusted within one tick of the file system's clock."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from generator.cache import fingerprint
from generator.cache.fingerprint import (
    COARSE_TICK_NS,
    Fingerprints,
    digest_of,
    is_settled,
    sha256_of,
    stamp_of,
    stamps_below,
)
from generator.files import Refused


def age(path: Path, seconds: float) -> None:
    """The file was last written that long ago, by its own time (the inode's time cannot be set)."""
    then = time.time_ns() - int(seconds * 1e9)
    os.utime(path, ns=(then, then - then % 10_000_000 + 1))


def test_digest_follows_the_content(tmp_path: Path) -> None:
    file = tmp_path / "a"
    store = tmp_path / "store" / "known.json"
    seen = set()
    for number in range(50):
        file.write_text(f"{number:02}")  # the same size each time, many within one tick
        known = Fingerprints(store)
        seen.add(known.digest(file))
        known.save()
        assert known.digest(file) == sha256_of(file)
    assert len(seen) == 50


def test_unchanged_files_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a"
    file.write_text("x")
    time.sleep(0.1)  # its tick is over
    known = Fingerprints(tmp_path / "known.json")
    digest = known.digest(file)
    known.save()
    monkeypatch.setattr(fingerprint, "sha256_of", lambda path: pytest.fail("read again"))
    again = Fingerprints(tmp_path / "known.json")
    assert again.digest(file) == digest


def test_files_nobody_asks_for_are_forgotten(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_text(name)
    time.sleep(0.1)
    known = Fingerprints(tmp_path / "known.json")
    known.digests_below(tmp_path)
    known.save()
    later = Fingerprints(tmp_path / "known.json")
    later.digest(tmp_path / "a")
    later.save()
    assert "/b" not in (tmp_path / "known.json").read_text().replace(str(tmp_path), "")


def test_coarse_clocks_are_waited_for() -> None:
    now = 1_000_000_000_000
    whole_second = now - 1_000_000_000
    assert not is_settled((1, whole_second, whole_second, 1), now)
    assert is_settled((1, whole_second, whole_second, 1), now + COARSE_TICK_NS)
    assert is_settled((1, whole_second + 1, whole_second + 1, 1), now)
    assert not is_settled((1, now + 5_000_000_001, 0, 1), now)  # a clock that runs ahead


def test_names_below_a_folder(tmp_path: Path) -> None:
    for name in ("b/c.txt", "a.txt", ".nojekyll", "__pycache__/x.pyc", "b/.#c.txt", "b/c.txt~"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    assert list(Fingerprints().digests_below(tmp_path)) == [".nojekyll", "a.txt", "b/c.txt"]
    assert Fingerprints().digests_below(tmp_path / "none") == {}


def test_a_link_to_a_folder_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "all").symlink_to("/")
    assert [name for name, _ in stamps_below(str(tmp_path))] == ["all"]
    with pytest.raises(Refused, match="folder"):
        Fingerprints().digests_below(tmp_path)


def test_what_is_known_of_a_file_holds_until_it_is_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    path.write_text("one")
    monkeypatch.setitem(fingerprint._seen, stamp_of(path.stat()), "known")
    assert digest_of(path) == "known"
    path.write_text("two")
    assert digest_of(path) == sha256_of(path)
