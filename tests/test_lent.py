"""What is lent stands as it stood, whatever the one before did with it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.lent import Lent

OLD = 1_000_000_000


def _rewrite(folder: Path) -> None:
    """As many bytes as before, and the time of before."""
    before = (folder / "a/one").stat()
    (folder / "a/one").write_text("ONE", "utf-8")
    os.utime(folder / "a/one", ns=(before.st_atime_ns, before.st_mtime_ns))


def _swap_kinds(folder: Path) -> None:
    (folder / "a/one").unlink()
    (folder / "a/one").mkdir()
    (folder / "a/one/new").touch()
    (folder / "empty").rmdir()
    (folder / "empty").write_text("a file", "utf-8")


def _lock(folder: Path) -> None:
    (folder / "a/b/two").chmod(0)
    for each in (folder / "a/b", folder / "a"):
        each.chmod(0o500)


def _lead_elsewhere(folder: Path) -> None:
    (folder / "a").rename(folder / "moved")
    (folder / "a").symlink_to("moved")
    (folder / "link").unlink()
    (folder / "link").symlink_to("empty")


def _remove_whole(folder: Path) -> None:
    shutil.rmtree(folder)


def _replace_one(folder: Path) -> None:
    (folder / "new").write_text("one", "utf-8")
    (folder / "new").replace(folder / "a/one")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "lent"
    (made / "a/b").mkdir(parents=True)
    (made / "empty").mkdir()
    (made / "a/one").write_text("one", "utf-8")
    (made / "a/b/two").write_text("two", "utf-8")
    (made / "a/b/two").chmod(0o640)
    (made / "link").symlink_to("a/one")
    for each in (made / "a/one", made / "a/b/two"):
        os.utime(each, (OLD, OLD))
    return made


def seen(folder: Path) -> dict[str, tuple[int, str]]:
    return {
        path.relative_to(folder).as_posix(): (
            path.lstat().st_mode,
            str(path.readlink()) if path.is_symlink() else path.read_text("utf-8") if path.is_file() else "",
        )
        for path in [folder, *folder.rglob("*")]
    }


@pytest.mark.parametrize("change", [_rewrite, _swap_kinds, _lock, _lead_elsewhere, _remove_whole, _replace_one])
def test_whatever_was_done_is_undone_twice(folder: Path, change: Callable[[Path], None]) -> None:
    before, lent = seen(folder), Lent(folder)
    for _ in range(2):
        change(folder)
        assert lent.afresh() == folder
        assert seen(folder) == before
        assert (folder / "a/one").stat().st_mtime == OLD


def test_what_nobody_touched_is_left_alone(folder: Path) -> None:
    lent, before = Lent(folder), (folder / "a/one").stat()
    (folder / "a/new").mkdir()
    lent.afresh()
    assert (folder / "a/one").stat() == before and not (folder / "a/new").exists()
