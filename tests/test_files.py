"""The door through which files are read: what it opens, and what it says of the rest."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest

from generator.diagnostics import Position
from generator.files import Refused, explained, in_one_line, is_within, listed, opened, read, text
from generator.load.text_file import read_text

POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes and links of POSIX")


def test_a_plain_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: 1\n")
    assert read(file, tmp_path) == b"a: 1\n"
    assert read(file, limit=5) == b"a: 1\n"


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    with file.open("wb") as writing:
        writing.truncate(1 << 40)
    with pytest.raises(Refused, match="larger than 5 MB"):
        read(file)


@pytest.mark.parametrize(
    ("held", "line", "column"),
    [(b"\xff", 1, 1), (b"a\n\xff", 2, 1), (b"a\n\nbc\xe9", 3, 3), (b"\xef\xbb\xbfa\xe4", 1, 2)],
)
def test_the_first_byte_that_is_no_letter_is_named(tmp_path: Path, held: bytes, line: int, column: int) -> None:
    """In the same place, whoever reads the file."""
    file = tmp_path / "a.yaml"
    file.write_bytes(held)
    with pytest.raises(Refused) as refused:
        text(file)
    assert in_one_line(refused.value) == f"{file}:{line}:{column}: the file is not UTF-8: save the file as UTF-8"
    assert [each.position for each in read_text(file)[1]] == [Position(file, line, column)]


@POSIX
def test_what_never_ends_is_not_opened(tmp_path: Path) -> None:
    pipe, device, plug = tmp_path / "pipe", tmp_path / "device", tmp_path / "socket"
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(plug))
        for path in (pipe, device, plug):
            with pytest.raises(Refused, match="not a plain file"):
                opened(path)
    with pytest.raises(Refused, match="a folder"):
        read(tmp_path)


@POSIX
def test_a_link_may_stay_inside_and_not_leave(tmp_path: Path) -> None:
    inside, secret = tmp_path / "project", tmp_path / "secret"
    inside.mkdir()
    secret.write_text("secret")
    (inside / "real").write_text("text")
    (inside / "good").symlink_to("real")
    (inside / "bad").symlink_to(secret)
    (inside / "beside").symlink_to(tmp_path / "project-2")
    assert read(inside / "good", inside) == b"text"
    assert not is_within(inside / "beside", inside)
    with pytest.raises(Refused, match="outside"):
        read(inside / "bad", inside)
    assert read(inside / "bad") == b"secret"  # a file that a person names on the command line may be anywhere


@POSIX
def test_a_list_leaves_nothing_out(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/x.po").touch()
    (tmp_path / "a-b.po").touch()
    (tmp_path / "folder.po").mkdir()
    (tmp_path / "none.po").symlink_to("nowhere")
    names = [Path(path).relative_to(tmp_path).as_posix() for path in listed(tmp_path, ".po")]
    assert names == ["a/x.po", "a-b.po", "folder.po", "none.po"]
    assert listed(tmp_path / "missing", ".po") == []
    (tmp_path / "a/deep").symlink_to("/")
    with pytest.raises(Refused, match="a link to a folder"):
        listed(tmp_path, ".po")


def test_every_refusal_says_what_to_do() -> None:
    for number in errno.errorcode:
        message, help = explained(OSError(number, os.strerror(number)))
        assert message and help
    full = OSError(errno.ENOSPC, "No space left on device", "from", None, "to")
    assert in_one_line(full) == "to: there is no space left: make room on the disk, then run the same command again"
    assert in_one_line(OSError(errno.EFBIG, "File too large", 7)).startswith("a file would be larger")
    assert in_one_line(OSError("no number")) == "the system refused: mend this, then run the same command again"
