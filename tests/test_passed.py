"""What passed is known again, and whatever changes makes it be seen anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import passed
from tests.passed import Passed


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("page", "style", "check"):
        (tmp_path / name).write_text(name)
    Passed("a", tmp_path, [tmp_path / "check"], "1.0", folder=tmp_path / "kept").keep({"page": ["page", "style"]})
    return tmp_path


def again(root: Path, program: str = "1.0") -> Passed:
    """As the next run has it, which has read nothing yet."""
    passed._digest.cache_clear()
    return Passed("a", root, [root / "check"], program, folder=root / "kept")


def test_what_passed_is_known_and_nothing_else(root: Path) -> None:
    assert again(root).holds("page")
    assert not again(root).holds("style")


@pytest.mark.parametrize("name", ["page", "style", "check"])
def test_a_byte_that_changed_is_seen(root: Path, name: str) -> None:
    (root / name).write_text(f"{name} ")
    assert not again(root).holds("page")


@pytest.mark.parametrize("name", ["page", "style", "check"])
def test_a_file_that_is_gone_is_seen(root: Path, name: str) -> None:
    (root / name).unlink()
    assert not again(root).holds("page")


def test_another_program_asks_again(root: Path) -> None:
    assert not again(root, "1.1").holds("page")


def test_others_are_kept_and_what_changed_is_forgotten(root: Path) -> None:
    again(root).keep({"other": ["style"]})
    assert again(root).holds("page") and again(root).holds("other")
    (root / "page").write_text("new")
    again(root).keep({})
    (root / "page").write_text("page")
    assert not again(root).holds("page") and again(root).holds("other")


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"page": 1}', b'{"page": ["x"]}', b"\xff"])
def test_a_damaged_record_knows_nothing(root: Path, damage: bytes) -> None:
    (root / "kept/a").write_bytes(damage)
    assert not again(root).holds("page")
    again(root).keep({"page": ["page"]})
    assert again(root).holds("page")
