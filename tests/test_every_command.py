"""What must hold for every command: stopped, or refused its disk, at a moment of its own, it ends in one line.

`python -m tests.stops` does the first at random moments by the clock; here the moments are counted, so that the same
run meets them on every machine.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import pytest
from typer.testing import CliRunner

from generator.__main__ import STOPPED, WORDS
from generator.cli import app
from tests import commands, ready
from tests.conftest import ROOT
from tests.lent import Lent
from tests.stops import half_made, left_of
from tests.test_build import digests
from tests.test_hostile import A_FEW_NAMED, SECONDS, SPECIAL, Answer, make
from tests.test_outside import REFUSING, written

pytestmark = [pytest.mark.skipif(os.name != "posix", reason="signals and sessions of POSIX"), pytest.mark.slow]

STOPPING = """
import os, sys
number, where, left, *arguments = sys.argv[1:]
left = int(left)

def stop(event, found):
    global left
    if event != "open" or not str(found[0]).startswith(where):
        return
    left -= 1
    if left == 0:
        for _ in range(2):  # whoever is in a hurry presses twice
            os.kill(os.getpid(), int(number))

from generator import __main__
sys.argv = ["citizen-data", *arguments]
sys.addaudithook(stop)
__main__.main()
"""
"""A command that is stopped when it opens a file for the n-th time."""

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
NEEDS_MORE = {"zim": "libzim"}
"""What is not installed with the program."""
READS_ONLY = {"check", "compare"}
"""Commands that write nothing beside the cache."""


@pytest.fixture(scope="module")
def lent(tmp_path_factory: pytest.TempPathFactory) -> Lent:
    return Lent(commands.prepared(tmp_path_factory.mktemp("every") / "p"))


@pytest.fixture
def root(lent: Lent) -> Path:
    return lent.afresh()


def test_the_table_has_a_row_for_every_command() -> None:
    assert set(commands.ARGUMENTS) == commands.names()


def test_the_help_names_what_people_can_type_and_no_type_of_the_program() -> None:
    for name in sorted(commands.names()):
        said = CliRunner().invoke(app, [*name.split(), "--help"], terminal_width=200).output
        assert "--help" in said and not re.search(r"<[a-z|]+|list\[|…", said), said


SEEN = """
import os, signal, sys
print(sys.argv[1:], os.getcwd(), os.environ["HOME"], os.getsid(0) == os.getpid())
print(*(signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)))
print(*((each.encoding, each.errors, each.line_buffering, each.write_through) for each in (sys.stdout, sys.stderr)))
print(sorted(os.listdir("/proc/self/fd")), os.listdir("/proc/self/task") == [str(os.getpid())])
print("wrong", file=sys.stderr)
sys.exit("so it ends")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells all this of a process")
def test_a_forked_process_is_as_a_fresh_one(tmp_path: Path) -> None:
    forked, fresh = (ready.run(tmp_path, "a", "ü", program=SEEN, fresh=fresh) for fresh in (False, True))
    assert (forked.returncode, forked.stdout, forked.stderr) == (fresh.returncode, fresh.stdout, fresh.stderr)
    assert (forked.returncode, forked.stderr) == (1, "wrong\nso it ends\n")


def test_a_hidden_command_only_names_what_took_its_place(tmp_path: Path) -> None:
    for command in commands.names(hidden=True):
        answer = Answer(tmp_path, *command.split(), "--lang", "ar", "drafts.json")
        named = re.search(r"citizen-data ([a-z]+)", " ".join(answer.said.split()))
        assert answer.code == 2 and named and named[1] in commands.names(), answer.said
    assert list(tmp_path.iterdir()) == []


def stopped(root: Path, command: str, where: str, count: int, *, fresh: bool = False) -> ready.Ended:
    """The command after a signal at the given moment; what it started is gone, and nothing is half-made."""
    before, site = half_made(root), digests(root / "site")
    number = SIGNALS[crc32(f"{command} {count}".encode()) % len(SIGNALS)]
    line = (str(int(number)), where, str(count), *commands.line(command))
    done = ready.run(root, *line, program=STOPPING, fresh=fresh)
    assert not left_of(done.pid)
    assert half_made(root) == before
    assert digests(root / "site") == site
    return done


@pytest.mark.parametrize("command", ["build", "check", "fill", "kit", "read", "receive", "send", "preview", "serve"])
def test_stopped_at_work(root: Path, command: str) -> None:
    """When it opens one of the first files of the project."""
    done = stopped(root, command, str(root), 1 + crc32(command.encode()) % 3)
    assert (done.returncode, done.stderr) == (STOPPED, WORDS)


@pytest.mark.parametrize("count", [1, 5, 20, 180])
def test_stopped_while_it_is_loaded(root: Path, count: int) -> None:
    done = stopped(root, ("sync", "status")[count % 2], "", count, fresh=True)
    assert (done.returncode, done.stderr) == (STOPPED, WORDS)


def in_a_library(words: str) -> str:
    return f"""
import os, sys, time
from generator import __main__, cli
def app(**_):
    {words}
cli.app = app
__main__.main()
"""


OTHERWISE = {
    "says it is an error": """try:
        os.kill(os.getpid(), int(sys.argv[1]))
        time.sleep(600)
    except KeyboardInterrupt:
        raise ValueError("so says a library that was stopped in the middle")""",
    "says no exception at all": """class Panic(BaseException): pass
    try:
        os.kill(os.getpid(), int(sys.argv[1]))
        time.sleep(600)
    except KeyboardInterrupt:
        raise Panic("so say libraries in Rust")""",
    "ends in a mistake of an author": """try:
        os.kill(os.getpid(), int(sys.argv[1]))
        time.sleep(600)
    except KeyboardInterrupt:
        sys.exit(1)""",
    "cannot raise it": """class Closing:
        def __del__(self):
            os.kill(os.getpid(), int(sys.argv[1]))
            time.sleep(0.001)
    Closing()
    time.sleep(600)""",
    "swallows it and writes what it made": """try:
        os.kill(os.getpid(), int(sys.argv[1]))
        time.sleep(600)
    except KeyboardInterrupt:
        from generator.cache.writing import write_whole
        write_whole("half", "what came of it")""",
}


@pytest.mark.parametrize("library", OTHERWISE)
def test_stopped_within_a_library_that(tmp_path: Path, library: str) -> None:
    number = SIGNALS[crc32(library.encode()) % len(SIGNALS)]
    done = ready.run(tmp_path, str(int(number)), program=in_a_library(OTHERWISE[library]))
    assert (done.returncode, done.stderr) == (STOPPED, WORDS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["status", "sync", "schemas", "receive", "kits"])
def test_a_reader_that_is_gone(root: Path, command: str) -> None:
    """`citizen-data status | head -1`: no trace, and what was to be written is whole or as it was."""
    before = half_made(root)
    read, write = os.pipe()
    os.close(read)
    try:
        done = ready.run(root, *commands.line(command), out=write)
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (1, "")
    assert half_made(root) == before


def on_a_disk(root: Path, refused: str, command: str, *, fresh: bool = False) -> ready.Ended:
    if command in NEEDS_MORE:
        pytest.importorskip(NEEDS_MORE[command])
    number = (errno.ENOSPC, errno.EROFS, errno.EACCES)[crc32(command.encode()) % 3]
    return ready.run(root, refused, str(number), *commands.line(command), program=REFUSING, fresh=fresh)


@pytest.mark.parametrize("command", sorted(commands.names() - READS_ONLY - {"serve"}))
def test_a_disk_that_takes_nothing(root: Path, command: str) -> None:
    """One line says so; what stood there is as it was, and no half of a file is beside it.

    Each command loads here what it needs, in an order of its own.
    """
    before = written(root)
    done = on_a_disk(root, r"^write (?!.*\.cache/|/dev/|/proc/)", command, fresh=True)
    assert done.returncode == 1 and "Traceback" not in done.stderr, (done.stdout, done.stderr)
    assert len([line for line in done.stderr.splitlines() if line.startswith("error: ")]) == 1, done.stderr
    assert written(root) == before


@pytest.mark.parametrize("command", ["cells", "data", "epub", "fill", "read", "status", "xlsform"])
def test_a_disk_that_is_full_at_the_first_file(root: Path, command: str) -> None:
    """A real one: it opens files and takes no words, and the system does not say which file it was."""
    out = root / "out"
    out.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=4k", "none", str(out)]
    try:
        if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("only the superuser may make a disk")
        (out / "full").write_bytes(b"x" * 4096)
        before = written(root)
        done = ready.run(root, *commands.line(command), program=ready.ALONE)
        (said,) = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
        assert done.returncode == 1 and "no space left: make room" in said and "out/" in said, done.stderr
        assert re.search(r"/\.[^/]*\.new", said) is None
        assert written(root) == before
    finally:
        subprocess.run(["umount", str(out)], capture_output=True, check=False)
        shutil.rmtree(out, ignore_errors=True)


@pytest.mark.parametrize("command", ["check", "fill", "data", "preview"])
def test_a_cache_that_takes_nothing(root: Path, command: str) -> None:
    """It ends as where the disk is full, or does its work without remembering it; nothing else."""
    shutil.rmtree(root / ".cache")
    done = on_a_disk(root, r"^(write|os\.mkdir) .*\.cache", command)
    assert done.returncode in (0, 1) and "Traceback" not in done.stderr and "bug" not in done.stderr, done.stderr
    assert not half_made(root)


def test_a_preview_whose_disk_takes_nothing(root: Path) -> None:
    """It says so and waits for the next change, when there may be room; stopped, it leaves nothing."""
    arguments = [r"^write .*/build/", str(errno.ENOSPC), *commands.line("serve")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-c", REFUSING, *arguments],
        cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as running:  # fmt: skip
        assert running.stdout is not None
        said = []
        for line in running.stdout:
            said.append(line)
            if "Ctrl+C ends" in line:
                break
        running.terminate()
        out, err = running.communicate(timeout=600)
    assert "there is no space left: make room" in "".join(said), said
    assert "Traceback" not in out + err
    assert not half_made(root)


@pytest.mark.parametrize("command", ["kits", "epub"])
def test_nothing_is_handed_on_but_what_was_built(root: Path, command: str) -> None:
    """Not what a link leads to on this machine, nor what another program wrote there; and no pipe is waited for."""
    page, manifest = root / "site/en/definition.html", root / "site/manifest.json"
    line = (command, "--lang", "en", *(("--kit", "small") if command == "kits" else ()), "--out", "handed")
    for place in (page, manifest):
        held = place.read_bytes()
        for kind in (*SPECIAL, "bad-byte", "deep-flow", "json"):
            make(place, kind)
            answer = Answer(root, *line)
            place.rmdir() if kind == "folder" else place.unlink()
            named = f"error: site/{place.relative_to(root / 'site')}: " in answer.said
            assert answer.code == 1 and (named or (place == manifest and "no site yet" in answer.said)), answer.said
            assert "Traceback" not in answer.said and list(root.glob("handed/*")) == [], kind
            assert answer.within(SECONDS + 2) <= SECONDS + 2, kind
        place.write_bytes(held)
    (root / "site/en/everything").symlink_to("/")
    for name in ("pipe", "zero"):
        make(root / f"handed/citizen-data-toolkit-{name}.zip", name)
    answer = Answer(root, *line)
    assert answer.code == 0, answer.said
    (made,) = (path for path in root.glob("handed/*toolkit-en*"))
    assert made.name in (root / "handed/SHA256SUMS").read_text("utf-8") and made.stat().st_size < 1_000_000


AS_AN_ORDINARY_USER = """
import ctypes
# Who has no right of the system's own may not read what they have no right to, whoever they are.
assert ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()) == 0
from generator.__main__ import main
main()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives up rights so")
@pytest.mark.parametrize(
    ("place", "command"),
    [
        ("content/kits.yaml", ("check",)),
        ("translations/ar/content", ("status",)),
        ("content", ("build", "--lang", "en")),
        ("site/en/definition.html", ("epub", "--lang", "en", "--out", "out")),
        (".cache", ("check",)),
    ],
)
def test_what_an_ordinary_user_has_no_right_to(root: Path, place: str, command: tuple[str, ...]) -> None:
    (root / place).chmod(0)
    done = ready.run(root, *command, program=AS_AN_ORDINARY_USER)
    (root / place).chmod(0o755)
    assert done.returncode == 1 and place in done.stderr and "no right" in done.stderr, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["build", "data", "epub", "fill", "read", "xlsform"])
def test_a_place_that_is_a_link_to_itself(root: Path, command: str) -> None:
    line = commands.line(command)
    line = line if any(each.startswith("out/") for each in line) else (*line, "--out", "out/site")
    place = root / next(each for each in line if each.startswith("out/"))
    shutil.rmtree(place.parent, ignore_errors=True)
    place.parent.mkdir()
    place.symlink_to(place.name)
    done = ready.run(root, *line)
    assert done.returncode == 1 and "Traceback" not in done.stderr and "out/" in done.stderr, done.stderr
    assert place.is_symlink()


def test_nobody_is_there_to_answer(root: Path) -> None:
    for nobody in ("sys.stdin = None", "sys.stdin = open('/dev/null')"):
        done = ready.run(root, "classify", program=f"import sys; {nobody}; {ready.COMMAND}")
        assert done.returncode == 1 and "error: nobody is there to answer" in done.stderr, done.stderr
        assert "Traceback" not in done.stderr


def test_a_name_of_any_bytes(root: Path) -> None:
    answer = Answer(root, "kit", "--out", "\udcff.zip")
    assert answer.code == 0 and (root / "\udcff.zip").stat().st_size > 1_000, answer.said


RUNS_ON = {"serve"}
"""It waits for the file to be mended."""
NEEDS_NO_SOURCES = {"cells", "kit", "languages weblate", "schemas", "zim"}
"""They work where the sources have mistakes: a table is no source, a site was built before, a list of files is one."""


def test_no_command_works_as_if_nothing_were_wrong_with_the_sources(root: Path) -> None:
    """With a file among them that can't be read it names it, and writes nothing."""
    path = root / "content/checklists/bad.yaml"
    before = written(root)
    for number, command in enumerate(sorted(commands.names() - RUNS_ON - NEEDS_NO_SOURCES)):
        make(path, ("pipe", "secret", "bad-byte")[number % 3])
        answer = Answer(root, *commands.line(command))
        path.unlink()
        assert answer.code in (1, 2), (command, answer.said[-2000:])
        assert "Traceback" not in answer.said and "root:x:0" not in answer.said
        assert "bad.yaml" in answer.said or "check" in answer.said, (command, answer.said)
        assert answer.within(SECONDS + 2) <= SECONDS + 2, command
    assert written(root) == before


def _linked(path: Path) -> None:
    path.symlink_to(path.name)


ODD: dict[str, tuple[str, Callable[[Path], object] | None]] = {
    "a folder that holds something": ("odd", lambda path: shutil.copytree(ROOT / "LICENSES", path)),
    "a pipe": ("odd", os.mkfifo),
    "a link in a circle": ("odd", _linked),
    "a way through a file": ("answers.json/odd", None),
    "a way through a link in a circle": ("odd/odd", lambda path: _linked(path.parent)),
    "a name that is too long": ("x" * 300, None),
    "too many folders": ("a/" * 2_500 + "x", None),
    "a device": ("/dev/full", None),
    "where nobody may write": ("/proc/odd", None),
    "the project": (".", None),
    "what holds it": ("..", None),
    "the sources": ("content", None),
}
"""What may stand where a person asks a command to write, and how it comes there; each ends in a refusal."""
FOLDERS = {"build", "data", "epub", "kits", "read", "xlsform", "zim"}
"""Commands that write into a folder that is there already."""


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_place_to_write_to(root: Path, odd: str) -> None:
    """For every command that is told of one: a line with the place and what to do, and nothing has changed."""
    name, make_it = ODD[odd]
    before, tried = written(root), 0
    for command in sorted(commands.names() - set(NEEDS_MORE)):
        line = commands.line(command)
        place = next((at for at, each in enumerate(line) if each.startswith("out/")), 0)
        if not place or (command in FOLDERS and odd in ("a folder that holds something", "what holds it")):
            continue
        path = name if name[0] in "./c" else name + Path(line[place]).suffix
        if make_it:
            make_it(root / path)
        done = ready.run(root, *line[:place], path, *line[place + 1 :])
        said = [each for each in done.stderr.splitlines() if each.startswith("error: ")]
        assert done.returncode in (1, 2) and len(said) == 1, (command, done.stderr[-2000:])
        assert "Traceback" not in done.stderr, (command, done.stderr[-2000:])
        tried += 1
        made = root / path.partition("/")[0]
        if make_it:
            shutil.rmtree(made) if made.is_dir() and not made.is_symlink() else made.unlink()
    assert tried > 12
    assert written(root) == before


def test_no_command_writes_over_a_source(root: Path) -> None:
    """Whatever its option for a place to write is called."""
    (root / "README.md").write_text("mine", "utf-8")
    before = written(root)
    tried = set()
    for command in sorted(commands.names()):
        line = commands.line(command) if command != "receive" else (*commands.line(command), "--left", "out/left.csv")
        for place, argument in enumerate(line):
            if argument.startswith("out/"):
                tried.add(line[place - 1])
                answer = Answer(root, *line[:place], "README.md", *line[place + 1 :])
                assert answer.code == 2 and "README.md is among the sources" in answer.said, (line, answer.said)
    assert tried == {"-o", "--out", "--to", "--left", "--json", "--badges"}
    assert written(root) == before


def test_whatever_a_person_names_on_the_command_line(root: Path) -> None:
    """Each argument that is a file, of each command: another stands there."""
    before = written(root)
    tried = set()
    for command in sorted(commands.names() - RUNS_ON):
        line = commands.line(command)
        for place, argument in enumerate(line):
            if (root / argument).is_file():
                tried.add(command)
                kind = A_FEW_NAMED[len(tried) % len(A_FEW_NAMED)]
                make(root / "named", kind)
                answer = Answer(root, *line[:place], "named", *line[place + 1 :])
                (root / "named").rmdir() if kind == "folder" else (root / "named").unlink()
                assert answer.code in (1, 2), (command, kind, answer.said[-2000:])
                assert "Traceback" not in answer.said and "root:x:0" not in answer.said, (command, kind)
                assert answer.within(SECONDS + 2) <= SECONDS + 2, (command, kind)
    assert {"quotes", "review", "receive", "fill", "compare", "read", "dcat", "record", "xlsform"} <= tried
    assert written(root) == before
