"""Files that no author would write, in every place from which something is read, and every command that reads them.

Each is answered with an exit code of 1 or 2 and a line that names the place and what to do: no trace, no silence, no
hanging. Many stand in one project, so that one run of a command answers for all of them.
"""

from __future__ import annotations

import io
import json
import os
import random
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest
import typer

from generator import cli
from generator.library.template import Checklist
from generator.load.answers import load_answers
from generator.load.model_file import load_model
from generator.load.received.shapes import received
from generator.load.text_file import read_text
from tests import returned
from tests.conftest import ROOT
from tests.timing import least, measured, seconds_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="pipes, links and limits of POSIX"),
]

MEMORY = 500 << 20
SECONDS = 2.0
STRANGE = int(os.environ.get("ATTACKS", "100")) // 4
"""How many strange values each of four tests tries."""

BYTES: dict[str, bytes] = {
    "empty": b"",
    "space": b" \n\n \n",
    "nul": b"title: a\0b\n",
    "only-nul": b"\0" * 5000,
    "mark": b"\xef\xbb\xbf",
    "utf-16": "title: a\n".encode("utf-16"),
    "latin-1": "title: é\n".encode("latin-1"),
    "half-letter": b"title: a\n\xed\xa0\x80\n",
    "bad-byte": b"\xff\xfe\xfd",
    "control": b"title: \x1b[31mred\x07\x7f\n",
    "program": b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20,
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n",
    "zip": b"PK\x03\x04\x14\0\0\0\x08\0" + bytes(100),
    "large": b"a: b\n" * 1_200_000,
    "long-line": b"a" * 3_000_000,
    "deep-flow": b"[" * 100_000,
    "deep-map": b"{a: " * 100_000,
    "deep-list": b"- " * 100_000,
    "deep-quotes": b"> " * 40_000,
    "many-values": b"[" + b"a," * 2_000_000 + b"]",
    "many-keys": b"".join(b"k%d: 1\n" % number for number in range(90_000)),
    "same-keys": b"a: 1\n" * 200_000,
    "bomb": b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n",
    "merge": b"a: {}\n<<: {b: 1}\n",
    "object": b"!!python/object/apply:os.system ['true']\n",
    "two-documents": b"a: 1\n---\nb: 2\n",
    "tabs": b"a:\n\t- b\n",
    "quote": b'title: "a\n',
    "list": b"- a\n- b\n",
    "number": b"42\n",
    "null": b"null\n",
    "huge-number": b"title: " + b"9" * 5000 + b"\n",
    "unknown": b"nobody: knows\n",
    "conflict": b"<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> other\n",
    "html": b"<script>alert(1)</script>\n",
    "json": b'{"title": ["a", {"b": null}]}',
    "emphasis": b"*a **a " * 10_000,
    "pieces": b'msgid ""\nmsgstr ""\n' + b'"a"\n' * 300_000,
    "line-ends": b"title: a\r\ndescription: b\r\n",
}


def _bind(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket may have 100 letters
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(path.name)
    finally:
        os.chdir(here)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


SPECIAL: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "zero": lambda path: path.symlink_to("/dev/zero"),
    "nowhere": lambda path: path.symlink_to("nowhere"),
    "circle": lambda path: path.symlink_to(path.name),
    "secret": lambda path: path.symlink_to("/etc/passwd"),
    "folder": lambda path: path.mkdir(),
    "socket": _bind,
    "sparse": _sparse,
}

KINDS = (*BYTES, *SPECIAL)

PLACES = {
    "content/checklists/bad-{}.yaml": KINDS,
    "templates/documents/bad-{}.yaml": KINDS,
    "content/sessions/bad-{}.yaml": KINDS,
    "content/examples/river/bad-{}.json": KINDS,
    "content/worksheets/bad-{}.yaml": KINDS,
    "content/questions/bad-{}.yaml": KINDS,
    "content/search/bad-{}.yaml": KINDS,
    "content/guides/principles/bad-{}.md": KINDS,
    "translations/ar/content/bad-{}.po": KINDS,
}
"""Where many files of one kind may stand, so that each kind of file is tried in each."""

ALONE = (
    "content/site.yaml", "content/wording.yaml", "content/interface.yaml", "content/classifier.yaml",
    "content/index.md",
    "content/criteria.yaml", "content/levels.yaml", "content/purposes.yaml", "content/pictures.yaml",
    "content/redirects.yaml", "content/search/en.yaml", "content/question-pages.yaml", "content/programmes.yaml",
    "content/packs.yaml", "content/menu.yaml", "content/diagrams.yaml", "content/matters.yaml",
    "framework/editions/1.0/principles.yaml", "framework/editions/1.0/quotes.lock", "translations/languages.yml",
    "translations/termbase.yml", "translations/source.lock.yml", "translations/ar/review.tsv",
    "translations/ar/documents/small-consent.po",
)  # fmt: skip
"""Files of which there is one: each is replaced by a few kinds."""
A_FEW = ("bad-byte", "pipe", "secret", "large", "deep-flow", "folder")

HARMLESS = {
    ("json", "line-ends"), ("po", "empty"), ("po", "space"), ("po", "mark"), ("po", "pieces"),
    ("md", "never"),
}  # fmt: skip
"""What is no mistake in a file of this ending."""


def make(path: Path, kind: str) -> None:
    """A file of this kind stands there and nothing else."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_file() or path.is_symlink():
        path.unlink()
    if kind in BYTES:
        path.write_bytes(BYTES[kind])
    else:
        SPECIAL[kind](path)


_COMMANDS = cache(typer.main.get_command)
"""The tree of all commands, made once a process: a command has it made anew, which takes longer than many answers."""


class Answer:
    """What a command answered: its exit code, all that it printed, and the processor seconds that it took."""

    def __init__(self, root: Path, *arguments: str) -> None:
        self._root, self._arguments = root, arguments
        said = io.StringIO()
        here, called = Path.cwd(), sys.argv
        os.chdir(root)
        sys.argv = ["citizen-data", *arguments]
        try:
            typer_once = patch.object(typer.main, "get_command", _COMMANDS)
            with measured() as spent, redirect_stdout(said), redirect_stderr(said), typer_once:
                cli.main()
        except SystemExit as ended:
            self.code = ended.code
        finally:
            os.chdir(here)
            sys.argv = called
        self.said, self.seconds = said.getvalue(), spent.seconds

    def within(self, limit: float, *written: str) -> float:
        """Its seconds, or those of the best of two more runs; what it wrote is taken away before each of them.

        What is remembered between builds goes too, so that no later run has it easier than the first.
        """
        first = iter((self.seconds,))
        return least(lambda: next(first, None) or self._once_more(written), limit)

    def _once_more(self, written: tuple[str, ...]) -> float:
        for name in (".cache", *written):
            shutil.rmtree(self._root / name, ignore_errors=True)
        again = Answer(self._root, *self._arguments)
        assert again.code == self.code, again.said
        return again.seconds


def memory_of(project: Path, *arguments: str) -> int:
    """The most bytes that a command holds in a process of its own, which ends with what is to be mended."""
    code = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run([sys.executable, '-m', 'generator', *sys.argv[1:]], capture_output=True)\n"
        "assert done.returncode == 1, done.stderr[-2000:]\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=True)
    return int(done.stdout) << 10


@pytest.fixture
def project(known: Path) -> Path:
    return known


@pytest.mark.parametrize("place", PLACES)
def test_check_names_each_of_them(project: Path, place: str) -> None:
    names = {}
    for kind in PLACES[place]:
        path = project / place.format(kind)
        make(path, kind)
        if (path.suffix[1:], kind) not in HARMLESS:
            names[kind] = place.format(kind)
    answer = Answer(project, "check")
    assert answer.code == 1, answer.said[-2000:]
    assert [kind for kind, name in names.items() if f"{name}:" not in answer.said] == []
    assert "Traceback" not in answer.said and "root:x:0" not in answer.said
    assert answer.said.count(" = help: ") >= len(names)
    limit = SECONDS + 8  # for forty files at once, some of them of several MB
    assert answer.within(limit) <= limit


@pytest.mark.parametrize("name", ALONE)
def test_a_file_that_the_project_needs(project: Path, name: str) -> None:
    whole = (project / name).read_bytes() if (project / name).exists() else b""
    for kind in A_FEW:
        make(project / name, kind)
        answer = Answer(project, "check")
        assert answer.code == 1, (kind, answer.said[-2000:])
        assert Path(name).name in answer.said
        assert "Traceback" not in answer.said and "root:x:0" not in answer.said
        assert answer.within(SECONDS + 2) <= SECONDS + 2, kind
        path = project / name
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
        if whole:
            path.write_bytes(whole)


INPUTS = {
    "receive": ("receive", "{}"),
    "fill": ("fill", "small-consent", "--answers", "{}", "-o", "out.md"),
    "cells": ("cells", "{}"),
    "score": ("fill", "small-score", "--answers", "{}", "-o", "out.docx"),
    "sums": ("fill", "small-sums", "--answers", "{}", "-o", "out.html"),
    "session": ("fill", "small-session", "--answers", "{}", "-o", "out.pdf"),
    "record": ("record", "{}", "-o", "out.jsonld"),
    "reconsent": ("reconsent", "{}", "-o", "out.docx"),
}
A_FEW_NAMED = ("pipe", "zero", "large", "deep-flow", "only-nul", "folder", "nowhere")
EACH_KIND = {"receive": {*KINDS} - {"json"}, "fill": KINDS, "cells": KINDS}
"""Commands that read in a way of their own. Each command that reads a file is tried with a few kinds, see
`test_every_command.py`."""


@pytest.mark.parametrize("command", INPUTS)
def test_what_a_person_names_on_the_command_line(project: Path, command: str) -> None:
    for kind in EACH_KIND.get(command, A_FEW_NAMED):
        path = project / f"named-{kind}"
        make(path, kind)
        answer = Answer(project, *(part.format(path.name) for part in INPUTS[command]))
        assert answer.code in (1, 2), (kind, answer.said[-2000:])
        assert "Traceback" not in answer.said
        assert answer.within(SECONDS + 2) <= SECONDS + 2, kind


def _answers(**held: object) -> bytes:
    return json.dumps({"schema": "citizen-data-answers/1", "document": "small-consent", "answers": {}, **held}).encode()


MANY: dict[str, Callable[[], bytes]] = {
    "answers": lambda: _answers(answers={f"k{number}": "x" for number in range(40_000)}),
    "rows": lambda: _answers(answers={f"team.{number}.who": "x" for number in range(40_000)}),
    "conditions": lambda: _answers(conditions={f"k{number}": True for number in range(40_000)}),
    "values": lambda: _answers(answers={"organisation": ["x"] * 900_000}),
    "same keys": lambda: _answers()[:-1] + b', "answers": {}' * 300_000 + b"}",
}


def test_many_questions_that_nobody_asks(project: Path) -> None:
    answers = {"ours": ["x"] * 30_000, **{f"k{number}": "x" for number in range(30_000)}}
    (project / "route.json").write_text(json.dumps({"schema": "citizen-data-route/1", "answers": answers}))
    answer = Answer(project, "classify", "--answers", "route.json", "-o", "out.md")
    assert answer.code == 1 and "route.json:1:" in answer.said and answer.said.count("CLS01") < 250
    assert answer.within(SECONDS + 2) <= SECONDS + 2


@pytest.mark.parametrize("name", MANY)
def test_many_answers_that_no_paper_has(project: Path, name: str) -> None:
    """Each would be looked for among the names of the paper, and each told."""
    (project / "many.json").write_bytes(MANY[name]())
    answer = Answer(project, *(part.format("many.json") for part in INPUTS["fill"]))
    assert answer.code == 1 and "many.json:1:" in answer.said and answer.said.count(" = help: ") < 110
    assert answer.within(SECONDS + 2) <= SECONDS + 2


TEXT = 'msgctxt "content/index#cf8c"\nmsgid "a"\nmsgstr "{}"\n'
TWISTED: dict[str, bytes] = {
    "blanks.tmx": b"<!DOCTYPE tmx SYSTEM" + b" " * 400_000,
    "blanks.xliff": b"<a>" + b" " * 400_000,
    "heads.xliff": b"<a>" + b"<?xml" * 400_000,
    "lines.csv": b"a" + b"\n" * 400_000,
    "old.csv": b"a\n" + b"#~ " * 400_000,
    "signed.po": f"# translator: a{' ' * 200_000}x\n{TEXT.format('x')}".encode(),
    "address.po": f"#  {'a.' * 100_000}@\n{TEXT.format('x')}".encode(),
    "quotes.po": TEXT.format("“" * 300_000).encode(),
    "marks.po": TEXT.format("«" * 300_000).encode(),
    "slashes.po": TEXT.format("\\\\" * 1_000_000).encode(),
}
"""Files over which a reader that looks for one sign from every other goes as often as there are signs."""


def test_no_reader_goes_over_a_file_again_and_again(project: Path) -> None:
    for name, content in TWISTED.items():
        path = project / ("translations/ar/content" if name.endswith(".po") else ".") / f"bad-{name}"
        path.write_bytes(content)

        def read(path: Path = path) -> None:
            rows, found = received(path, ("ar",))
            assert rows or all(each.help for each in found)

        assert least(lambda: seconds_of(read), SECONDS) <= SECONDS, name
    answer = Answer(project, "check")
    assert answer.code == 1 and "letters" in answer.said
    assert [name for name in TWISTED if name.endswith(".po") and f"bad-{name}:" not in answer.said] == []
    assert answer.within(SECONDS * 2) <= SECONDS * 2


def test_the_framework_is_looked_for_in_anything(project: Path) -> None:
    (project / "page.html").write_bytes(b"<html><!--" + b"<" * 1_000_000)
    answer = Answer(project, "quotes", "--against", "page.html")
    assert answer.code == 1 and "page.html:1:1" in answer.said
    assert answer.within(SECONDS) <= SECONDS


WRITING = {
    "fill": ("fill", "small-consent", "--answers", "answers.json", "--to", "md", "-o", "{}"),
    "booklet": ("booklet", "small-consent", "-o", "{}.pdf"),
    "record": ("record", "answers.json", "-o", "{}.ttl"),
    "cells": ("cells", "table.csv", "-o", "{}.csv"),
    "kit": ("kit", "--out", "{}.zip"),
}


@pytest.mark.parametrize("command", WRITING)
def test_nothing_is_put_in_the_place_of_a_pipe_or_a_device(project: Path, command: str) -> None:
    """A file there would take it from every other program."""
    shutil.copy(project / "content/examples/river/small-consent.json", project / "answers.json")
    (project / "table.csv").write_text("place,a,b\nx,3,40\ny,50,60\n")
    make(project / "site/index.html", "html")
    line = [part.format("out") for part in WRITING[command]]
    path = project / line[-1]
    make(path, ("pipe", "zero", "socket")[len(command) % 3])
    before = os.lstat(path)
    answer = Answer(project, *line)
    assert answer.code == 1 and path.name in answer.said and "pipe or a device" in answer.said, answer.said
    assert (os.lstat(path).st_ino, os.lstat(path).st_mode) == (before.st_ino, before.st_mode)


NOT_OVER = {
    ("fill", "small-consent", "--answers", "answers.json", "-o"): "content/index.md",
    ("classify", "--answers", "answers.json", "-o"): "link/index.md",
    ("languages", "weblate", "https://example.org/x.git", "--to"): "essay.docx",
    ("send", "ar", "--as", "csv", "--to"): "CHANGELOG.md",
    ("record", "answers.json", "-o"): ".git/x.ttl",
    ("kit", "--out"): "essay.docx",
    ("kits", "--out"): "mine",
    ("epub", "--out"): "content/guides",
    ("read", "answers.json", "--out"): "templates/documents",
    ("xlsform", "small-consent", "--out"): "content/examples/../checklists",
    ("build", "--out"): "framework/new",
}
"""What a person may name by mistake as the place to write to."""


def test_nothing_that_a_person_wrote_is_written_over(project: Path) -> None:
    shutil.copy(project / "content/examples/river/small-consent.json", project / "answers.json")
    (project / "link").symlink_to("content")
    (project / "essay.docx").write_text("mine")
    (project / "mine").mkdir()
    (project / "mine/SHA256SUMS").write_text(f"{'0' * 64}  photo.jpg\n")
    make(project / "site/index.html", "html")
    (project / "site/manifest.json").write_text("{}")

    def held() -> dict[Path, bytes]:
        every = (path for path in project.rglob("*") if path.is_file() and ".cache" not in path.parts)
        return {path: path.read_bytes() for path in every}

    before = held()
    for line, place in NOT_OVER.items():
        answer = Answer(project, *line, place)
        assert answer.code == 2 and answer.said.startswith("error: "), (line, answer.said[-2000:])
        assert held() == before, line


def test_what_came_back_has_names_of_its_own(project: Path) -> None:
    """No paper is lost where the names of two make one, and none where a name is too long to be written beside."""
    held = (project / "content/examples/river/small-consent.json").read_bytes()
    names = ("x.json", "x-2.json", "x.yaml", "X.yml", f"{'a' * 250}.json", f"{'é' * 124}.json")
    for name in names:
        (project / "back").mkdir(exist_ok=True)
        (project / "back" / name).write_bytes(held)
    answer = Answer(project, "read", "back")
    assert answer.code == 0, answer.said
    made = {path.name for path in (project / "answers").glob("*.json")}
    assert len(made) == len({name.casefold() for name in made}) == len(names)
    make(project / "other/table.csv", "sparse")
    answer = Answer(project, "read", "back", "--out", "other")
    assert answer.code == 2 and "other/table.csv is there already" in answer.said


@pytest.mark.parametrize("kind", ["pipe", "zero", "nowhere", "circle", "secret", "socket"])
def test_a_kit_holds_nothing_but_files_of_the_site(project: Path, kind: str) -> None:
    """Neither what a link leads to on this machine, nor a pipe, for which it would wait for ever."""
    make(project / "site/index.html", "html")
    make(project / f"site/{kind}", kind)
    answer = Answer(project, "kit", "--out", "kit.zip")
    assert answer.code == 1 and f"site/{kind}" in answer.said, answer.said
    assert "Traceback" not in answer.said
    assert list(project.glob("*.zip*")) == []


@pytest.mark.parametrize("kind", ["bad-byte", "utf-16", "nul", "deep-flow", *SPECIAL])
def test_schemas_are_written_over_nothing_strange(project: Path, kind: str) -> None:
    Answer(project, "schemas")
    make(project / ".vscode/settings.json", kind)
    make(project / "framework/schemas/checklist.schema.json", kind)
    answer = Answer(project, "schemas")
    # What is a file is written anew, what is none is left to a person.
    assert answer.code == (1 if kind in SPECIAL and kind != "secret" else 0), answer.said
    assert "Traceback" not in answer.said and "root:x:0" not in answer.said
    assert answer.within(SECONDS + 2) <= SECONDS + 2


@pytest.mark.parametrize("kind", ["pipe", "zero", "nowhere", "circle", "socket"])
def test_a_theme_holds_nothing_but_files(project: Path, kind: str) -> None:
    shutil.copytree(ROOT / "templates/theme", project / "templates/theme")
    make(project / "templates/theme/assets/x.css", kind)
    answer = Answer(project, "build", "--format", "pages", "--jobs", "1")
    assert answer.code == 1 and "x.css" in answer.said, answer.said
    assert "Traceback" not in answer.said


@pytest.mark.parametrize("kind", KINDS)
def test_every_reader_refuses_in_time(tmp_path: Path, kind: str) -> None:
    """The readers behind the commands, each with each kind of file."""
    path = tmp_path / "file.yaml"
    make(path, kind)

    def read() -> None:
        answers, found = load_answers(path)
        assert (answers is None) == bool(found)
        _, found = load_model(path, Checklist, "content/checklists/file")
        assert found and all(each.help or each.message for each in found) and len(found) <= 102
        read_text(path)
        rows, found = received(path)
        assert rows or all(each.help for each in found)

    assert least(lambda: seconds_of(read), SECONDS * 3) <= SECONDS * 3


def test_memory_stays_small(project: Path) -> None:
    """All of them at once, in a process of its own whose memory is counted."""
    for place, kinds in PLACES.items():
        for kind in kinds:
            make(project / place.format(kind), kind)
    assert memory_of(project, "check") <= MEMORY


def _far(rows: int, first: str = "", last: str = "") -> bytes:
    """A workbook of few cells, each far to the right: the empty ones before it are many."""
    cell = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
    head = f"<row>{cell.format('A1', first)}{cell.format('ALL1', last)}</row>" if first else ""
    return returned.book(
        head + "".join(f'<row r="{number}">{cell.format(f"ALL{number}", number)}</row>' for number in range(2, rows))
    )


WIDE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "keys.json": ("receive", lambda: json.dumps({f"k{number}": "1" for number in range(400_000)}).encode()),
    "pieces.po": ("receive", lambda: b'msgid ""\nmsgstr ""\n' + b'"a"\n' * 1_200_000),
    "far.xlsx": ("receive", lambda: _far(100_000)),
    "form.xlsx": ("read", lambda: _far(100_000)),
    # As far as the limits let them: with heads, so that every line is held.
    "held.xlsx": ("receive", lambda: _far(1_990, "key", "translation")),
    "sent.xlsx": ("read", lambda: _far(1_990, "form___paper", "a")),
}


@pytest.mark.parametrize("name", WIDE)
def test_a_file_of_five_megabytes_that_comes_back_takes_no_more_memory(project: Path, name: str) -> None:
    """Those kinds that took most among sixty: each thing in it costs a hundred times its bytes."""
    command, content = WIDE[name]
    (project / name).write_bytes(content())
    assert memory_of(project, command, name) <= MEMORY


NAMES = {
    "con.yaml": "a device", "Aux.yaml": "a device", "com1.yaml": "a device", "a:b.yaml": "Windows",
    "a?.yaml": "Windows",
    "a*.yaml": "Windows", "dot.": "Windows", "space ": "Windows", "back\\slash.yaml": "Windows",
    "tab\there.yaml": "Windows", "SMALL-check.yaml": "one name",
}  # fmt: skip


def test_names_that_not_every_system_can_hold(project: Path) -> None:
    for name in NAMES:
        (project / "content/checklists" / name).write_text("title: a\n")
    os.close(os.open(os.fsencode(project / "content/checklists") + b"/\xff.yaml", os.O_CREAT))
    for report in ("text", "json", "github"):
        answer = Answer(project, "check", "--format", report)
        assert answer.code == 1
        for name, words in {**NAMES, "\udcff.yaml": "not UTF-8"}.items():
            assert words in answer.said, name


def test_what_a_terminal_could_read_as_marks_is_shown_as_it_is(project: Path) -> None:
    for name in ("[/b]x", ":x:.md", "[bold]a.md"):
        answer = Answer(project, "fill", "small-consent", "--answers", "source.txt", "-o", name)
        assert answer.code in (1, 2) and "Traceback" not in answer.said
    steering = "a\nerror: b\x1b[31m\x07"
    (project / steering).write_text("{")
    for line in (
        ("cells", steering),
        ("changed", steering),
        ("booklet", steering, "-o", "a.pdf"),
        ("data", "-l", steering),
    ):
        said = Answer(project, *line).said
        assert "error: b" in said and "\nerror: b" not in said and not {"\x1b", "\x07"} & {*said}, said
    answer = Answer(project, "send", "ar", "--to", "[/b]:smile:.csv")
    assert answer.code == 0
    assert "[/b]:smile:.csv" in answer.said


@pytest.mark.parametrize("width", ["", "1", "0", "-5", "x", "99999999"])
def test_what_no_command_knows_is_one_line_at_any_width(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    monkeypatch.setenv("LINES", width)
    for line, words in (
        (("check", "--nothing\nerror: b"), "No such option"),
        (("nobody",), "No such command"),
        (("fill",), "Missing argument"),
        (("check", "--format", "x"), "not one of"),
        (("cells", "nowhere\x1b[31m"), "does not exist"),
    ):
        answer = Answer(tmp_path, *line)
        assert answer.code == 2 and answer.said.startswith("error: ") and answer.said.count("\n") == 1, answer.said
        assert words in answer.said and f"`citizen-data{' ' * (line != ('nobody',))}" in answer.said
        assert "\x1b" not in answer.said
    answer = Answer(tmp_path, "kits", "--help")
    assert answer.code == 0 and 500 < len(answer.said) < 5_000


def test_the_name_of_a_file_is_no_message(project: Path) -> None:
    shutil.copy(project / "content/examples/river/small-consent.json", project / "answers.json")
    for name in ("a\nerror: b.md", "a\r\x1b[31mb.md"):
        said = Answer(project, "fill", "small-consent", "--answers", "answers.json", "-o", name).said
        assert (project / name).is_file() and said.count("\n") == 1 and not {"\x1b", "\r"} & {*said}, said


ODD = (
    "''", "' '", "constructor", "__proto__", "Fill",
    "../../../../evil", "/etc/evil", "a b", "'→ ✓ ☐ ★ ≥'", "😀", "x" * 300,
    "'\\u202e'", "'<b>x</b>'", "'{{ x }}'", "'{a}'", "page:nowhere", "'[w](javascript:a)'", "-1", "0", "999999999999",
    "9e99", ".nan", "true", "null", "[]", "{}", "[[]]", "{constructor: a}", "[a, a]", "2026-02-31", "'99:99'", "con",
    "9**9**9", f"{'(' * 3000}1{')' * 3000}", "1000000000000000000000000000000",
)  # fmt: skip
"""Values that a person, or a program, may put where another was."""
A_VALUE = re.compile(r"(?<=[ {\[])([\w-]+):|(?<=: )([^\s,{}\[\]][^,{}\[\]\n]*)|(?<=\[)([^\[\],]+)(?=[\],])")
"""A key, a value, or the first of a list."""


@pytest.mark.parametrize("part", range(4))
def test_strange_values_in_any_place(project: Path, part: int) -> None:
    """Each time one value or key of a file is another: `check` says where, or the site is built; and nothing else."""
    shutil.copytree(ROOT / "templates/theme", project / "templates/theme")
    chance, wrong = random.Random(part), []
    files = sorted([*(project / "content").rglob("*.yaml"), *(project / "templates/documents").glob("*.yaml")])
    files = [file for file in files if file.name not in ("wording.yaml", "interface.yaml")]
    for number in range(STRANGE):
        file = files[(number * 4 + part) % len(files)]
        text = file.read_text(encoding="utf-8")
        found = chance.choice(list(A_VALUE.finditer(text)))
        group = next(each for each in (1, 2, 3) if found[each] is not None)
        odd = chance.choice(ODD)
        file.write_text(text[: found.start(group)] + odd + text[found.end(group) :], encoding="utf-8")
        answer = Answer(project, "check")
        if answer.code == 0 and number % 3 == 0:
            answer = Answer(project, "build", "--format", "pages", "--lang", "en", "--jobs", "1")
        if (
            answer.code not in (0, 1)
            or (answer.code == 1 and " --> " not in answer.said)
            or answer.within(SECONDS * 2) > SECONDS * 2
        ):
            wrong.append((file.name, found[0][:40], odd[:40], answer.code, answer.said[-600:]))
        file.write_text(text, encoding="utf-8")
    assert wrong == []
    assert list(project.parent.rglob("evil*")) == []


@pytest.mark.parametrize(
    "file", ["worksheets/small-sums", "questions/small", "sessions/small-session", "checklists/small-check"]
)
def test_an_id_that_is_not_the_name_of_its_file(project: Path, file: str) -> None:
    path = project / f"content/{file}.yaml"
    path.write_text(re.sub(r"^id: .*$", "id: other", path.read_text("utf-8"), flags=re.MULTILINE), encoding="utf-8")
    answer = Answer(project, "check")
    assert answer.code == 1 and "the id 'other' is not the name of the file" in answer.said


@pytest.mark.parametrize(
    "old", ["../../../../evil", "/evil", "a/../b", "a//b", "a b", "A", "a.html", "a#b", "", "." * 3, "a" * 300]
)
def test_an_old_address_is_no_place_outside(project: Path, old: str) -> None:
    file = project / "content/redirects.yaml"
    file.write_text(file.read_text("utf-8").replace("old/start:", f'"{old}":'), encoding="utf-8")
    answer = Answer(project, "check")
    assert answer.code == 1 and "content/redirects.yaml:3:3" in answer.said


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("released", value) for value in ("''", "soon", "2026-02-30", "2026-1-2", "20260102", "'→ ✓'")),
        *(("url", value) for value in ("''", "//[", "http://[", "'http://a b/'", "example.org", "javascript:a", "/")),
    ],
)
def test_a_day_and_an_address_of_the_site(project: Path, field: str, value: str) -> None:
    """What data and pages are made of must be one; else a build would end in a bug long after the check."""
    file = project / "content/site.yaml"
    text = re.sub(rf"^{field}: .*$", f"{field}: {value}", file.read_text("utf-8"), flags=re.MULTILINE)
    file.write_text(text, encoding="utf-8")
    answer = Answer(project, "check")
    assert answer.code == 1 and re.search(r"content/site\.yaml:\d+:\d+", answer.said) and "write" in answer.said


def test_an_address_in_the_environment_is_checked_too(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "templates/theme", project / "templates/theme")
    monkeypatch.setenv("SITE_URL", "https://[")
    answer = Answer(project, "build", "--format", "pages", "--jobs", "1")
    assert answer.code == 2 and "error: SITE_URL: write the address" in answer.said


def test_a_long_text_without_a_blank_stops_nothing(project: Path) -> None:
    """Thai and Chinese part no words by blanks, and a description is cut between words."""
    shutil.copytree(ROOT / "templates/theme", project / "templates/theme")
    file = project / "content/programmes.yaml"
    text = re.sub(r"^summary: .*$", f"summary: {'ก' * 400}", file.read_text("utf-8"), count=1, flags=re.MULTILINE)
    file.write_text(text, encoding="utf-8")
    assert Answer(project, "build", "--format", "pages", "--lang", "en", "--jobs", "1").code == 0


def test_a_message_that_somebody_took_away(project: Path) -> None:
    shutil.copytree(ROOT / "templates/theme", project / "templates/theme")
    file = project / "content/wording.yaml"
    text = file.read_text("utf-8")
    assert "id: contents," in text
    file.write_text(text.replace("id: contents,", "id: contentz,"), encoding="utf-8")
    answer = Answer(project, "build", "--format", "pages", "--lang", "en", "--jobs", "1")
    line = text[: text.index("id: contents,")].count("\n") + 1
    said = f"content/wording.yaml:{line}: the message 'contents' is not there: write it back"
    assert answer.code == 1 and said in answer.said, answer.said


def test_a_tag_names_no_place_outside(project: Path) -> None:
    file = project / "translations/languages.yml"
    file.write_text(file.read_text("utf-8").replace("tag: ar", "tag: ../../x"), encoding="utf-8")
    answer = Answer(project, "build", "--format", "pages")
    assert answer.code == 1 and "BCP 47" in answer.said
    assert not (project.parent / "x").exists()


def test_sync_deletes_nothing_that_holds_text(project: Path) -> None:
    """A copy of a PO file, as browsers make it, with a translation that is nowhere else."""
    Answer(project, "sync", "--lang", "ar")
    first = project / "translations/ar/content/index.po"
    copy = first.with_name("index (1).po")
    copy.write_text(first.read_text("utf-8").replace('msgstr "', 'msgstr "نص ', 3), encoding="utf-8")
    held = copy.read_bytes()
    assert "index (1).po" in Answer(project, "check").said
    assert Answer(project, "sync", "--lang", "ar").code == 0
    assert copy.read_bytes() == held


def kinds_of_files() -> Iterator[str]:
    """Every hostile file of this table, for its size."""
    for place, kinds in PLACES.items():
        yield from (place.format(kind) for kind in kinds)
    yield from (f"{name}: {kind}" for name in ALONE for kind in A_FEW)


def test_the_table_is_large_enough() -> None:
    assert len(set(kinds_of_files())) >= 300


def test_a_message_that_is_missing_is_named_with_a_line(project: Path) -> None:
    """Where its name has a slip, with the line of that; where it is gone, with another."""
    path = project / "content/wording.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if "id: paper-footer," in line)
    for changed in (lines[at].replace("paper-footer", "paper-foter"), ""):
        path.write_text("".join((*lines[:at], changed, *lines[at + 1 :])), "utf-8")
        answer = Answer(project, "build", "--lang", "en", "--format", "pages")
        assert answer.code == 1, answer.said
        place = re.search(r"error: content/wording.yaml:([0-9]+): the message 'paper-footer' is not there", answer.said)
        assert place and (int(place[1]) == at + 1 or not changed), answer.said


def test_check_and_build_name_every_message_that_is_missing(project: Path) -> None:
    """Of the frame, of scripts, of papers and of the data: all at once, each with its line and what to do."""
    Answer(project, "schemas")
    places = []
    wording = project / "content/wording.yaml"
    wording.write_text(re.sub(r"  - \{id: paper-footer,.*\n", "", wording.read_text("utf-8")), "utf-8")
    for name, id in (("interface", "skip-to-content"), ("wording", "screen-unanswered"), ("data", "column-action")):
        path = project / f"content/{name}.yaml"
        text = path.read_text("utf-8")
        path.write_text(text.replace(f"id: {id},", f"id: {id}-x,").replace(f"id: {id}\n", f"id: {id}-x\n"), "utf-8")
        line = next(at for at, each in enumerate(path.read_text("utf-8").splitlines(), 1) if f"id: {id}-x" in each)
        places.append((id, f"content/{name}.yaml:{line}:"))
    for command in (("check",), ("build", "--lang", "en", "--format", "pages")):
        answer = Answer(project, *command)
        assert answer.code == 1 and "Traceback" not in answer.said, answer.said
        for id, place in (*places, ("paper-footer", "content/wording.yaml:")):
            told = answer.said.partition(f"MSG001]: the message '{id}' is not there")[2].partition("MSG001")[0]
            assert place in told and "help: write it back" in told, (id, answer.said)


@pytest.mark.parametrize("command", [("build", "--lang", "en"), ("data", "--lang", "en"), ("xlsform", "--lang", "en")])
def test_a_mistake_in_the_list_of_languages_is_named_where_one_is_asked_for(
    project: Path, command: tuple[str, ...]
) -> None:
    path = project / "translations/languages.yml"
    lines = path.read_text("utf-8").splitlines()
    at = next(number for number, line in enumerate(lines, 1) if "tag: ar" in line)
    path.write_text("\n".join(lines).replace("tag: ar", "tag: ../../x"), "utf-8")
    answer = Answer(project, *command)
    assert answer.code == 1 and f"translations/languages.yml:{at}" in answer.said, answer.said
