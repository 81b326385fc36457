"""What was made of a file comes back while the file is the same, and never when it was saved meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cache.fingerprint import Fingerprints
from generator.cache.memory import Memory
from generator.cache.store import Store


class Reader:
    """Reads a file through a memory, and counts how often it was really read."""

    def __init__(self, folder: Path) -> None:
        self.file, self.read = folder / "file", 0
        self.memory = Memory(Store(folder / "store"), Fingerprints(), "code")

    def made(self, about: str = "", then: str | None = None) -> str:
        """What the file holds; `then` is saved right after it was read."""

        def make() -> str:
            self.read += 1
            text = self.file.read_text(encoding="utf-8") if self.file.exists() else "none"
            if then is not None:
                self.file.write_text(then, encoding="utf-8")
            return text

        return self.memory.made(self.file, about, make)[0]


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    (tmp_path / "file").write_text("one", encoding="utf-8")
    return Reader(tmp_path)


def test_an_unchanged_file_is_read_once(reader: Reader) -> None:
    assert [reader.made(), reader.made(), reader.made("other")] == ["one", "one", "one"]
    assert reader.read == 2
    reader.file.write_text("two", encoding="utf-8")
    assert reader.made() == "two"
    reader.file.write_text("one", encoding="utf-8")
    assert [reader.made(), reader.read] == ["one", 3]
    reader.file.unlink()
    assert [reader.made(), reader.made(), reader.read] == ["none", "none", 4]


def test_what_was_saved_while_it_was_read_is_not_kept(reader: Reader) -> None:
    assert reader.made(then="two") == "one"
    reader.file.write_text("one", encoding="utf-8")
    assert [reader.made(), reader.read] == ["one", 2]


def test_a_link_is_looked_at_each_time(reader: Reader) -> None:
    reader.file.rename(reader.file.with_name("elsewhere"))
    reader.file.symlink_to("elsewhere")
    assert [reader.made(), reader.made(), reader.read] == ["one", "one", 2]
