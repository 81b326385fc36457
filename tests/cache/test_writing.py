"""The one way in which files are put in place, on disks that refuse it at each moment."""

from __future__ import annotations

import builtins
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.cache.writing import write_together, write_whole
from generator.files import in_one_line

NUMBERS = (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT, errno.EIO)


def refusing(number: int, after: int, own: Callable[..., Any], *, names: bool) -> Callable[..., Any]:
    """A call of the system that works so many times and then refuses; some name the file, others do not."""
    left = [after]

    def call(*given: Any, **more: Any) -> Any:
        if names and not (len(given) > 1 and str(given[1])[:1] in "w/"):
            return own(*given, **more)
        left[0] -= 1
        if left[0] < 0:
            raise OSError(number, "refused", *([given[0]] if names else []))
        return own(*given, **more)

    return call


CALLS: dict[str, tuple[Any, str, bool]] = {
    "opened": (builtins, "open", True),
    "flushed": (os, "fsync", False),
}


@pytest.mark.parametrize("number", NUMBERS, ids=errno.errorcode.get)
@pytest.mark.parametrize("moment", CALLS)
def test_a_refusal_names_the_file_and_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str, number: int
) -> None:
    (tmp_path / "old").write_text("as it was")
    where, name, names = CALLS[moment]
    monkeypatch.setattr(where, name, refusing(number, 0, getattr(where, name), names=names))
    with pytest.raises(OSError, match="refused") as refused:
        write_whole(tmp_path / "old", "new")
    monkeypatch.undo()
    said = in_one_line(refused.value)
    assert said.startswith(f"{tmp_path / 'old'}: ") and ".new" not in said and said.count(": ") == 2
    assert {each.name: each.read_text() for each in tmp_path.iterdir()} == {"old": "as it was"}


@pytest.mark.parametrize("moment", CALLS)
def test_of_files_that_belong_together_none_stands_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """A folder of answers without its table looks as if it were all."""
    files = {tmp_path / "out" / name: name.encode() for name in ("a", "b", "c")}
    where, name, names = CALLS[moment]
    after = 2 if moment == "opened" else 0
    monkeypatch.setattr(where, name, refusing(errno.ENOSPC, after, getattr(where, name), names=names))
    with pytest.raises(OSError, match="refused"):
        write_together(files)
    monkeypatch.undo()
    assert list((tmp_path / "out").iterdir()) == []
    write_together(files)
    assert {each: each.read_bytes() for each in (tmp_path / "out").iterdir()} == files


def test_a_name_that_no_system_takes_is_refused_as_one(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="too long") as refused:
        write_whole(tmp_path / ("a/" * 3_000), b"x")
    assert refused.value.errno == errno.ENAMETOOLONG and list(tmp_path.iterdir()) == []
