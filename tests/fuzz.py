"""Random edits, interruptions and damage, each followed by a build that must equal a build from nothing.

    python -m tests.fuzz --steps 5000 --seed 7
    python -m tests.fuzz --together 200 --kills 80

With `--together`, two builds begin at once beside a check, a kit, a translator's sync and a preview that is rebuilt all
the while. With `--kills`, each step is a build that is ended by a signal which no program can answer.

With `--kept`, a file has what builds from nothing came to before: a site that comes to the same is not built from
nothing again, as long as the same program, to the byte, builds the same sources.

Every command is the whole command in a process of its own, forked from this one so that nothing is loaded twice; each
twentieth starts a fresh interpreter with its workers. Signals are real and fall at random moments. The same seed takes
the same steps, but a signal may fall elsewhere.
"""

from __future__ import annotations

import argparse
import faulthandler
import gc
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from generator import __main__, cli
from generator.build import build
from generator.bundle.manifest import list_files, read_manifest
from generator.cache.code import PROGRAM
from generator.cache.fingerprint import Fingerprints, digest_of_lines, installed_packages
from generator.cache.writing import read_record, write_record
from generator.order import Order
from generator.serving import PREVIEW
from generator.translate.files import LOCK_FILE
from tests.commands import free_port
from tests.conftest import ROOT
from tests.copied import project
from tests.ready import with_commands

THEME = "templates/theme"
MARK = "#, fuzzy\n"
"""What marks a machine's words in a PO file."""
VARIANTS: dict[str, tuple[tuple[str, str], ...]] = {
    "content/index.md": (("A **small** framework", "A secret about Amina, in a small framework"), ("I want to", "We")),
    "content/wording.yaml": (("text: Why it matters", "text: Why this matters"),),
    "content/interface.yaml": (("text: Search", "text: Find"),),
    "content/glossary.yaml": (("meaning: ", "meaning: Now "),),
    "content/site.yaml": (("version: ", "version: 9"),),
    "templates/documents/small-consent.yaml": (("title: ", "title: New "),),
    "translations/ar/content/index.po": (("الأداة الصغيرة", "أداة صغيرة"), (MARK, "")),
    "translations/languages.yml": (("region: ar-SA", "region: ar-SA\n    print_size: 110"),),
    f"{THEME}/assets/stylesheets/theme.css": (("{", "{ --mine: 1;"),),
}
EXTRA = ("content/extra.md", "content/renamed.md")
EXTRA_TEXT = (
    "---\ntitle: Extra\ndescription: One more.\n---\n\nMore words.\n\n"
    "## Next { #next }\n\n- [Two principles](page:principles)\n"
)
SOURCES = ("content", "framework", "templates", "translations")
PROJECT, NOTHING = "project", "nothing"
"""The folder of the project, and the one in which it is built from nothing."""
USUAL = ("--format", "pages")
OPTIONS = (USUAL, ("--format", "pages", "--lang", "en"), ("--format", "docx"), ("--format", "pages", "--lang", "ar"))
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
LONGEST = 600
"""Seconds after which a command hangs."""


Changes: TypeAlias = Mapping[str, str | None]
"""What sources hold, by their names; None for one that is not there."""


class Failed(Exception):
    """A build that was wrong, with the steps that led to it."""


class Fuzz:
    """A project that is edited, built, interrupted and damaged."""

    def __init__(self, folder: Path, seed: int, kept: Path | None = None) -> None:
        self.chance = random.Random(seed)
        self.folder, self.root = folder, folder / PROJECT
        self.log: list[str] = []
        self.options: tuple[str, ...] = USUAL
        self.known: dict[str, dict[str, str]] = {}
        self.kept = Kept(kept)
        self.builds = self.deaths = 0
        self.preview: int | None = None
        project(self.root)
        for name in ("kit", "desk"):  # what `kits` packs
            shutil.copytree(ROOT / "templates" / name, self.root / "templates" / name)
        self.originals = {name: (self.root / name).read_text(encoding="utf-8") for name in VARIANTS}
        self.history: list[Changes] = []
        self.deck: list[Callable[[], None]] = []

    def step(self) -> None:
        """Something happens, and the next build is right all the same."""
        self.deck = self.deck or self.shuffled()
        self.deck.pop()()
        self.say("build")
        code = self.command(self.options, fresh=not self.deck)
        if code:
            raise Failed(f"the build ended with {code}")
        self.compare()

    def shuffled(self) -> list[Callable[[], None]]:
        """Eighteen steps: what does most harm most often, and each at least once, so that few steps leave none out."""
        often = {
            self.edit: 3, self.undo: 3, self.add_or_move: 1, self.interrupt: 4, self.damage: 4, self.tamper: 1,
            self.other_options: 2,
        }  # fmt: skip
        deck = [action for action, times in often.items() for _ in range(times)]
        self.chance.shuffle(deck)
        return deck

    def say(self, what: str) -> None:
        """What was done is remembered for the report of a failure."""
        self.log.append(what)

    def killed(self) -> None:
        """A build after an edit is ended at any moment of it; the site is whole, and the next build is right."""
        delay, code = self.chance.random() * 0.5, 0
        while code != -signal.SIGKILL:  # one that ended before is followed by one that has less time
            self.edit()
            self.say(f"SIGKILL after {delay:.3f} s")
            code = self.command(self.options, stop=(signal.SIGKILL, delay, False))
            self.whole()
            delay *= 0.7
        self.deaths += 1
        if self.chance.random() < 0.5:
            self.undo()
        if self.command(self.options):
            raise Failed("the build after it ended with an error")
        self.compare()

    def together(self) -> None:
        """Two builds at once, with others that read and write beside them: all end well, and the site is right."""
        if self.preview is None:
            self.preview = self._forked(self.root, ["serve", "--jobs", "1", "--port", str(free_port())])
        self.edit()
        beside = [
            ["check"],
            ["kit", "--out", str(self.folder / "kit.zip")],
            ["kits", "--lang", "en", "--kit", "small", "--out", str(self.folder / "kits")],
            ["data", "--out", str(self.folder / "data")],
            ["sync"],
            ["status"],
            ["build", "--format", "pages"],
        ]
        commands = [
            ["build", *self.options],
            ["build", *self.options],
            *self.chance.sample(beside if self.known else beside[:1], min(len(self.known) + 1, 2)),
        ]
        self.chance.shuffle(commands)
        self.say(" & ".join(" ".join(each) for each in commands))
        running: list[int] = []
        for each in commands:
            jobs = ["--jobs", "1"] if each[0] == "build" else []
            running.append(self._forked(self.root, [*each, *jobs], self.folder / f"log-{len(running)}"))
            time.sleep(self.chance.choice((0.0, 0.0, self.chance.random() * 0.3)))
        codes = [self._code(pid) for pid in running]
        self.builds += len(running)
        if any(code not in self._fitting(each[0], commands) for code, each in zip(codes, commands, strict=True)):
            raise Failed(f"they ended with {codes}")
        self.whole()
        # One of them may have built another site than this step's last one: that is built again, and compared.
        if self.command(self.options):
            raise Failed("the build after them ended with an error")
        self.compare()

    def _fitting(self, name: str, beside: list[list[str]]) -> tuple[int, ...]:
        """The codes with which a command may end: a site may lack English, and PO files be behind."""
        if name == "kits" or (name == "check" and (["sync"] in beside or (self.root / LOCK_FILE).exists())):
            return (0, 1)
        return (int(name == "check" and self.lost_marks()),)

    def lost_marks(self) -> bool:
        """Whether an edit has taken the mark from a machine's words, which `check` names as a mistake."""
        marks = ((self.root / name, text.count(MARK)) for name, text in self.originals.items() if MARK in text)
        return any(file.read_text(encoding="utf-8").count(MARK) < number for file, number in marks)

    def stop_preview(self) -> None:
        """The preview ends as somebody ends it who has seen enough, and what it shows is whole."""
        if self.preview is not None:
            os.kill(self.preview, signal.SIGTERM)  # a job in the background may ignore Ctrl+C
            code = self._code(self.preview)
            if code not in (0, 130):
                raise Failed(f"the preview ended with {code}")
            if list_files(self.root / PREVIEW) != read_manifest(self.root / PREVIEW):
                raise Failed("the manifest does not match the preview")

    def whole(self) -> dict[str, str]:
        """What the site is now; its manifest says the same."""
        site = self.root / "site"
        found = {entry.path: entry.sha256 for entry in list_files(site)} if site.exists() else {}
        if found and found != {entry.path: entry.sha256 for entry in read_manifest(site)}:
            raise Failed("the manifest does not match the site")
        return found

    # -- what may happen

    def edit(self) -> None:
        """Words in a source change, and those changed before are as at first.

        So each edit is one, where with all sources edited one more would be none; and states are met again.
        """
        name = self.chance.choice(list(VARIANTS))
        old, new = self.chance.choice(VARIANTS[name])
        wanted = self.originals | {name: self.originals[name].replace(old, new, 1)}
        there = {each: (self.root / each).read_text(encoding="utf-8") for each in wanted}
        if there == wanted:
            wanted = self.originals
        self.write({each: text for each, text in wanted.items() if text != there[each]})

    def undo(self) -> None:
        """The last edits are taken back; often it is the same edit with an interrupted build between."""
        if self.history:
            before = self.history.pop()
            self.say(f"undo {' '.join(before)}")
            self._put(before)

    def add_or_move(self) -> None:
        """A page is added, renamed, or removed."""
        here = [name for name in EXTRA if (self.root / name).exists()]
        if not here:
            self.write({EXTRA[0]: EXTRA_TEXT})
        elif self.chance.random() < 0.5:
            self.write({here[0]: None})
        else:
            self.write({EXTRA[1 - EXTRA.index(here[0])]: EXTRA_TEXT, here[0]: None})

    def interrupt(self) -> None:
        """A build after an edit is stopped at a random moment; then the edit may be taken back."""
        self.edit()
        number = self.chance.choice(SIGNALS)
        delay = self.chance.random() ** 2 * 0.6
        alone = self.chance.random() < 0.5
        self.say(f"{number.name} after {delay:.3f} s")
        self.command(self.options, fresh=self.chance.random() < 0.1, stop=(number, delay, alone))
        if self.chance.random() < 0.6:
            self.undo()

    def damage(self) -> None:
        """A file of the cache is cut, changed, emptied, exchanged or removed."""
        chance = self.apart()
        files = sorted(path for path in (self.root / ".cache").rglob("*") if path.is_file() and path.name != "turn")
        if not files:
            return
        path = chance.choice(files)
        content = path.read_bytes()
        how, changed = chance.choice(
            [
                ("cut", content[: chance.randrange(len(content) + 1)]),
                ("empty", b""),
                ("change", _flipped(content, chance)),
                ("exchange", chance.choice(files).read_bytes()),
                ("remove", None),
            ]
        )
        self.say(f"{how} {path.relative_to(self.root)}")
        # Some tools write into the file that is there, some put a new one in its place.
        if changed is None or chance.random() < 0.5:
            path.unlink()
        if changed is not None:
            path.write_bytes(changed)

    def tamper(self) -> None:
        """Somebody edits the site itself."""
        chance = self.apart()
        files = sorted(path for path in (self.root / "site").rglob("*.html"))
        if files:
            path = chance.choice(files)
            self.say(f"edit {path.relative_to(self.root)}")
            with path.open("ab") as file:
                file.write(b"<!-- mine -->")

    def other_options(self) -> None:
        """The next builds make other languages or formats."""
        self.options = self.chance.choice(OPTIONS)
        self.say(f"options {' '.join(self.options)}")

    # -- how it is done

    def apart(self) -> random.Random:
        """Chance for a step that draws as often as there are files: the steps after it are the same all the same."""
        return random.Random(self.chance.random())

    def write(self, changes: Changes) -> None:
        """The sources hold this now, or are gone; what they held can be taken back at once."""
        paths = {name: self.root / name for name in changes}
        self.history.append(
            {n: path.read_text(encoding="utf-8") if path.exists() else None for n, path in paths.items()}
        )
        for name, text in changes.items():
            self.say(f"write {name}" if text is not None else f"remove {name}")
        self._put(changes)

    def _put(self, changes: Changes) -> None:
        for name, text in changes.items():
            if text is None:
                (self.root / name).unlink(missing_ok=True)
            else:
                (self.root / name).write_text(text, encoding="utf-8")

    def command(
        self, options: tuple[str, ...], *, fresh: bool = False, stop: tuple[signal.Signals, float, bool] | None = None
    ) -> int:
        """The exit code of a build in a process of its own; `stop`: a signal, when, and whether only to the first."""
        self.builds += 1
        arguments = ["build", "--jobs", "2" if fresh else "1", *options]
        pid = _started(self.root, arguments, self.folder / "log") if fresh else self._forked(self.root, arguments)
        if stop is not None:
            number, delay, alone = stop
            time.sleep(delay)
            try:
                (os.kill if alone else os.killpg)(pid, number)
            except ProcessLookupError:
                self.say("it had ended")
        return self._code(pid)

    def _code(self, pid: int) -> int:
        began = time.monotonic()
        while True:
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status)
            if time.monotonic() - began > LONGEST:
                self._where(pid)
                os.killpg(pid, signal.SIGKILL)
                raise Failed("the build hangs")
            time.sleep(0.005)

    def _where(self, pid: int) -> None:
        """The log of a command that hangs, and of the preview it may wait for, ends with the line each is at."""
        for each in {pid, self.preview or pid}:
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGUSR1)
        time.sleep(1)

    def _forked(self, root: Path, arguments: list[str], said: Path | None = None) -> int:
        pid = os.fork()
        if pid:
            return pid
        code = cli.BUG
        try:
            os.setsid()
            os.chdir(root)
            log = os.open(said or self.folder / "log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(log, 1)
            os.dup2(log, 2)
            faulthandler.register(signal.SIGUSR1)
            sys.executable = ""  # then the pages are built in this very process, as where no other can be started
            sys.argv = ["citizen-data", *arguments]
            __main__.main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        except BaseException:  # noqa: BLE001 - a forked process ends here, whatever happens
            traceback.print_exc()
        os._exit(code)

    def compare(self) -> None:
        """The site is, byte by byte, what a build from nothing makes of the same sources, and its manifest says so."""
        found, state = self.whole(), self.state()
        if self.kept.holds(state, found):
            return
        wanted = self.from_nothing(state)
        wrong = sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))
        if wrong:
            raise Failed(f"{len(wrong)} files differ from a build from nothing: {', '.join(wrong[:5])}")

    def state(self) -> str:
        """Names the sources as they are now, and what is built of them."""
        sources = [(name, entry.path, entry.sha256) for name in SOURCES for entry in list_files(self.root / name)]
        return hashlib.sha256(repr((sources, self.options)).encode()).hexdigest()

    def from_nothing(self, state: str) -> dict[str, str]:
        """The digests of the site that these sources make where nothing was built before."""
        if state not in self.known:
            other = self.folder / NOTHING
            shutil.rmtree(other, ignore_errors=True)
            for name in SOURCES:
                shutil.copytree(self.root / name, other / name)
            code = self._code(self._forked(other, ["build", "--jobs", "1", *self.options]))
            if code:
                raise Failed(f"a build from nothing ended with {code}")
            self.known[state] = {entry.path: entry.sha256 for entry in list_files(other / "site")}
            self.kept.keep(state, self.known[state])
        return self.known[state]


class Kept:
    """What builds from nothing came to, from one run to the next: only builds from nothing are kept.

    It is never the reason for a failure: what comes to something else is compared with a new build from nothing.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        packages = [sys.version, *installed_packages()]
        program = Fingerprints().digests_below(PROGRAM) if file else {}
        self._program = digest_of_lines([*packages, *(f"{name} {digest}" for name, digest in program.items())])
        held = read_record(file) if file else None
        if not isinstance(held, dict) or held.get("program") != self._program:
            held = {"sites": {}}
        self._before: dict[str, str] = held["sites"]
        self._used: dict[str, str] = {}

    def holds(self, state: str, site: dict[str, str]) -> bool:
        """True when a build from nothing came to this site."""
        digest = self._before.get(state)
        if digest is not None:
            self._used[state] = digest
        return digest == _digest(site)

    def keep(self, state: str, site: dict[str, str]) -> None:
        """A build from nothing came to this site."""
        self._used[state] = _digest(site)

    def save(self) -> None:
        """What this program built from nothing is there for the next run, which may take other steps."""
        if self._file is not None:
            write_record(self._file, {"program": self._program, "sites": self._before | self._used})

    def __len__(self) -> int:
        """How many states were known from before, and met again."""
        return len(self._used.keys() & self._before.keys())


def _digest(site: dict[str, str]) -> str:
    return digest_of_lines(f"{name} {digest}" for name, digest in sorted(site.items()))


def _flipped(content: bytes, chance: random.Random) -> bytes:
    if not content:
        return b"x"
    place = chance.randrange(len(content))
    return content[:place] + bytes([content[place] ^ (1 << chance.randrange(8))]) + content[place + 1 :]


def _started(root: Path, arguments: list[str], log: Path) -> int:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with log.open("wb") as file:
        program = [sys.executable, "-m", "generator", *arguments]
        running = subprocess.Popen(program, cwd=root, env=environment, stdout=file, stderr=file, start_new_session=True)
    running.returncode = 0  # it is waited for by its number
    return running.pid


MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
ROOM = 500_000_000


def in_memory() -> Path | None:
    """A file system without a disk, where there is one: no signal is as bad as a lost disk, so none is waited for."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM else None


def warm_up(*folders: Path) -> None:
    """A build in each of these folders, and all is gone: what is forked finds everything loaded, and no project.

    Templates are compiled for the place where they stand, so these are the folders in which the forked ones build.
    What Typst draws is made by a process of its own before: it would leave threads here, and a forked process has none
    of them and waits for them for ever.
    """
    root, own = project(folders[0]), sys.executable
    sys.executable = ""  # as in those that are forked, so that nothing else is started
    before = os.fork()
    if not before:
        os._exit(_docx(root))
    failed = bool(os.waitpid(before, 0)[1])
    for folder in folders:
        root = root.rename(folder)
        for each in (root / ".cache").iterdir():
            if each.name != "shared":  # else this process would not read its own program, and each that is forked would
                shutil.rmtree(each) if each.is_dir() else each.unlink()
        failed = failed or _docx(root)
    shutil.rmtree(root)
    sys.executable = own
    if failed:
        raise Failed("the build that should warm up failed")
    if threads() > 1:
        raise Failed("the build that should warm up left threads: what is forked would wait for them for ever")
    with_commands()
    gc.collect()
    gc.freeze()  # what is loaded stays as it is, and a forked process need not copy it to count it


def _docx(root: Path) -> bool:
    return build(Order(root, root / "site", formats=("docx",), jobs=1)).failed


def threads() -> int:
    """The threads of this process, those of libraries in other languages too, where the system tells."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else 1


def fuzz(
    steps: int,
    seed: int,
    say: Callable[[str], None],
    step: Callable[[Fuzz], None] = Fuzz.step,
    kept: Path | None = None,
) -> bool:
    """True when every build was right; `say` gets the steps before the first that was not."""
    with tempfile.TemporaryDirectory(dir=in_memory()) as folder:
        warm_up(Path(folder) / PROJECT, Path(folder) / NOTHING)
        run = Fuzz(Path(folder), seed, kept)
        try:
            for number in range(steps):
                run.say(f"-- {number}")
                step(run)
            run.stop_preview()
        except Failed as failure:
            say("\n".join(run.log[-60:]))
            for log in sorted(Path(folder).glob("log*")):
                say(log.read_text(errors="replace"))
            say(f"{failure} (--seed {seed}, step {number})")
            return False
        finally:
            if run.preview is not None:
                with suppress(ProcessLookupError):
                    os.killpg(run.preview, signal.SIGKILL)
        run.kept.save()
        ended = f", {run.deaths} of them killed" if run.deaths else ""
        anew = f"{len(run.known)} builds from nothing, {len(run.kept)} known"
        say(f"{steps} steps, {run.builds} builds{ended}, {anew}: 0 bytes differ (--seed {seed})")
    return True


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--together", type=int, default=0)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--kept", type=Path)
    wanted = parser.parse_args()
    parts = [(wanted.together, Fuzz.together), (wanted.kills, Fuzz.killed)]
    chosen = [part for part in parts if part[0]] or [(wanted.steps, Fuzz.step)]
    sys.exit(0 if all(fuzz(steps, wanted.seed, print, step, wanted.kept) for steps, step in chosen) else 1)
