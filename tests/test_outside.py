"""What the system refuses a build: space, rights, room for a file, or more time; at any moment of it.

Each ends with one line that says what to do; the site that stood there is whole, and nothing half-made is left.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.bundle.manifest import list_files, read_manifest
from tests import ready
from tests.conftest import ROOT
from tests.copied import edit, project
from tests.lent import Lent
from tests.test_build import digests

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="limits, rights and signals of POSIX"),
    pytest.mark.slow,
]

BUILD = ("build", "--format", "pages", "--lang", "en", "--jobs", "1")

REFUSING = """
import re, sys
where, number, *arguments = sys.argv[1:]
full = False

def refuse(event, found):
    global full
    if event == "open":
        path, mode, flags = found
        writes = flags & 3 or (mode or "r")[0] in "wax"
        if not isinstance(path, (str, bytes)) or not writes:
            return
        words = f"write {path}"
    elif event in ("os.rename", "os.mkdir", "os.link", "ctypes.dlsym"):
        words = f"{event} {found[0]} {found[1]}"
    else:
        return
    hit = re.search(where, words) is not None
    # A disk that is full stays so; what is on it can still be renamed and removed.
    full = full or hit
    if hit or (full and event in ("open", "os.mkdir", "os.link")):
        raise OSError(int(number), "refused", found[0])
    if re.search("renameat", words):
        raise AttributeError("an old system: folders are renamed in two steps")

from generator import __main__
sys.executable = ""  # pages are built in this very process, where the refusals are
sys.argv = ["citizen-data", *arguments]
sys.addaudithook(refuse)
__main__.main()
"""
"""A build whose system refuses to write from the first file or folder on that a pattern finds."""


@pytest.fixture(scope="module")
def lent(tmp_path_factory: pytest.TempPathFactory) -> Lent:
    root = project(tmp_path_factory.mktemp("outside") / "p")
    assert ready.run(root, *BUILD, fresh=True).returncode == 0
    return Lent(root)


@pytest.fixture
def built(lent: Lent) -> Path:
    """A project with its site."""
    return lent.afresh()


@pytest.fixture
def root(built: Path) -> Path:
    """A project whose site is behind its sources."""
    edit(built / "content/index.md", "small", "little")
    return built


def all_is_well(root: Path) -> bool:
    return ready.run(root, *BUILD, program=ready.ALONE).returncode == 0


def refused(done: subprocess.CompletedProcess[str], root: Path, before: dict[str, str]) -> str:
    """The one line that was said; nothing else has happened."""
    assert done.returncode == 1, done.stderr
    lines = done.stderr.splitlines()
    assert [line for line in lines if line.startswith("error: ")] == lines[-1:], done.stderr
    assert "Traceback" not in done.stderr and "bug" not in done.stderr
    is_as_before(root, before)
    return lines[-1]


def is_as_before(root: Path, before: dict[str, str]) -> None:
    assert digests(root / "site") == before
    assert list_files(root / "site") == read_manifest(root / "site")
    assert [path.name for path in root.iterdir() if path.name.startswith(".site")] == []
    # What the cache holds under a name that no finished file has would stay for ever.
    assert not list((root / ".cache").rglob("*.new"))


MOMENTS = {
    "cache": r"^write .*\.cache/",
    "turn": r"^write .*turn$",
    "values": r"^write .*\.cache/values/",
    "tree": r"^write .*\.cache/trees/",
    "renamed": r"^os\.rename .*\.cache/",
    "staging": r"^os\.mkdir .*\.site\.next",
    "pages": r"^write .*\.site\.next/",
    "front": r"^write .*\.site\.next/\.?index\.html",
    "manifest": r"^write .*\.site\.next/\.manifest\.json",
    "named": r"^os\.rename .*\.manifest\.json",
    "aside": r"^os\.rename \S+/site \S+/\.site\.previous",
    "swap": r"^os\.rename \S+/\.site\.next \S+/site$",
}  # fmt: skip


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_can_no_longer_be_written(root: Path, moment: str) -> None:
    before = digests(root / "site")
    number = (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT, errno.EIO)[list(MOMENTS).index(moment) % 5]
    done = ready.run(root, MOMENTS[moment], str(number), *BUILD, program=REFUSING)
    assert re.search("then run the same command again|choose a folder", refused(done, root, before))
    assert all_is_well(root), "when the disk has room again"


def written(root: Path) -> dict[str, str]:
    """All files of the project but those of the cache."""
    return {name: digest for name, digest in digests(root).items() if not name.startswith(".cache/")}


@pytest.mark.parametrize("size", [0, 500, 8_000, 13_000, 40_000])
def test_files_of_limited_size(root: Path, size: int) -> None:
    """Here the workers meet the limit too."""
    before = digests(root / "site")
    program = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size})); {ready.COMMAND}"
    limited = ready.run(root, *BUILD, program=program)
    if limited.returncode == 0:  # no file of it is so large
        assert size > 13_000 and list_files(root / "site") == read_manifest(root / "site")
    else:
        assert "larger" in refused(limited, root, before)


def test_a_disk_that_is_full(built: Path, tmp_path: Path) -> None:
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "none", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only the superuser may make a disk")
    try:
        root = place / "p"
        shutil.copytree(built, root)
        before = digests(root / "site")
        for free in (0, 100_000, 400_000):
            edit(root / "content/index.md", "small", f"small {free}") if free == 0 else None
            there = shutil.disk_usage(place).free
            (place / "full").write_bytes(b"x" * max(0, there - free))
            assert "no space left" in refused(ready.run(root, *BUILD), root, before)
            (place / "full").unlink()
        assert all_is_well(root)
    finally:
        subprocess.run(["umount", str(place)], check=True)


AS_ANYBODY = f"""
import ctypes, sys
if sys.platform == "linux":
    library, head, held = ctypes.CDLL(None), (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    library.capget(head, held)
    for right in (1, 2):  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: the superuser's way past every permission
        library.prctl(24, right, 0, 0, 0)  # PR_CAPBSET_DROP: what this process starts has it no more
        held[0] &= ~(1 << right)
        held[1] &= ~(1 << right)
    library.capset(head, held)
{ready.COMMAND}
"""
"""A command with the rights of a file's owner and no more, even where the superuser runs the tests."""
CLOSED = {
    ".": 0o555, ".cache": 0o555, ".cache/": 0o000, ".cache/values": 0o555, ".cache/trees/en/docs": 0o555,
    "content/index.md": 0o000, "content": 0o000, "framework/editions/1.0": 0o000,
}  # fmt: skip


def rights_matter() -> bool:
    return sys.platform == "linux" or os.geteuid() != 0


needs_rights = pytest.mark.skipif(not rights_matter(), reason="here the superuser has every right")


@needs_rights
@pytest.mark.parametrize("name", CLOSED)
def test_a_place_without_rights(root: Path, name: str) -> None:
    before = digests(root / "site")
    mode = (root / name).stat().st_mode
    (root / name).chmod(CLOSED[name])
    done = ready.run(root, *BUILD, program=AS_ANYBODY)
    (root / name).chmod(mode)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr and "no right" in done.stderr
    is_as_before(root, before)


@needs_rights
def test_a_place_to_build_in_without_rights(root: Path) -> None:
    (root / "closed").mkdir(mode=0o555)
    done = ready.run(root, *BUILD, "--out", "closed/site", program=AS_ANYBODY)
    assert done.returncode == 1 and "no right" in done.stderr and done.stderr.count("\n") == 1, done.stderr
    assert list((root / "closed").iterdir()) == []


def a_turn(root: Path) -> bool:
    return (root / ".cache/turn").exists()


def staging(root: Path) -> bool:
    return (root / ".site.next").exists()


@pytest.mark.parametrize("moment", [a_turn, staging])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_by_a_person(root: Path, moment: Callable[[Path], bool], number: signal.Signals) -> None:
    before = digests(root / "site")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(
        [sys.executable, "-m", "generator", "build", "--format", "docx", "--jobs", "2"],
        cwd=root, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - jobs ignore it
    )  # fmt: skip
    while running.poll() is None and not moment(root):
        time.sleep(0.01)
    os.killpg(running.pid, number)  # as a terminal does: to all that it has started
    _, said = running.communicate(timeout=600)
    lines = [line for line in said.splitlines() if not line.startswith("  ")]  # how far it was
    assert lines == ["Stopped. What stood there before is as it was."]
    assert running.returncode == 130
    is_as_before(root, before)
