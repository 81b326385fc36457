"""What `make bench` measures: whole commands, in a copy of the project. A part is a few rows that belong together."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.contestants import our_copy, stock_copy
from tests.bench.measure import environment
from tests.bench.project import Project
from tests.bench.table import Row

PAGES = ("build", "--format", "pages")
FULL = ("en", "fr", "ar")
"""The languages for which the figures are wanted; a further one is one that has the core."""
FURTHER = "pt"
LARGE = 10_000
SERVE_STARTS_WITHIN = 1200.0
RELOADS_WITHIN = 300.0


def pages(project: Project) -> Iterator[Row]:
    """The pages alone, and what an edit costs; beside the other builder, on the same Markdown."""
    project.speak(*FULL)
    project.forget()
    cold = project.run(*PAGES)
    yield Row("pages only, no cache", cold.processor, 12)
    trees = _copied_trees(project, "compared")
    for name, change, most in (
        ("one msgstr changed", project.change_msgstr, 2),
        ("one guide changed", project.change_guide, 2),
        ("one word of the interface changed", project.change_interface, 5),
    ):
        change()
        yield Row(name, project.run(*PAGES).processor, most)
    yield Row("nothing changed", project.run(*PAGES).processor, 0.3)
    yield from _beside_stock(project.root / "compared", trees, cold.processor)


def _copied_trees(project: Project, name: str) -> dict[str, Path]:
    """The Markdown of each language as it is now: what follows may change it."""
    shutil.copytree(project.root / ".cache/trees", project.root / name / "trees")
    return {path.name: path for path in sorted((project.root / name / "trees").iterdir())}


def _beside_stock(folder: Path, trees: dict[str, Path], whole: float) -> Iterator[Row]:
    ours, stock = our_copy(folder / "ours", trees), stock_copy(folder / "stock", trees)
    plain, cold = stock.build(memory=True), ours.build(memory=True)
    tag, tree = list(trees.items())[-1]
    page = min(path.relative_to(tree / "docs").as_posix() for path in (tree / "docs").rglob("*.md"))
    for each in (ours, stock):
        each.change(tag, page)
    again, string = stock.build(), ours.build()
    yield Row("Material with static-i18n on the same Markdown", plain.processor)
    yield Row("  its memory", plain.megabytes, unit="MB")
    yield Row("ours from the same Markdown", cold.processor)
    yield Row("  its memory", cold.megabytes, unit="MB")
    yield Row("  ratio, no cache", cold.processor / plain.processor, 0.20, "")
    yield Row("  ratio, one string", string.processor / again.processor, 0.02, "")
    yield Row("  ratio, no cache, composing included", whole / plain.processor, unit="")


def site(project: Project) -> Iterator[Row]:
    """Everything from nothing, how large it is, what a docstring costs, and what a further language adds."""
    project.speak(*FULL)
    project.forget()
    cold = project.run("build")
    yield Row("make site, environment made, no cache", cold.processor, 110)
    yield Row("  on the clock", cold.clock, 60)
    files, size = project.size()
    yield Row("size of the site", size, 75, "MB")
    yield Row("files of the site", files, 2200, "files")
    before = project.printed()
    project.change_docstring()
    project.run("build")
    yield Row("docstring edited: papers printed again", len(project.printed() - before), 0, "papers")
    project.speak(*FULL, FURTHER)
    more = project.run("build")
    yield Row("a further language, its core", more.processor, 25)
    yield Row("  adds", project.size()[1] - size, 15, "MB")


def check(project: Project) -> Iterator[Row]:
    """`check` from nothing and again, and of every language that there is."""
    project.forget()
    yield Row("check, everything, all languages", project.run("check").processor)
    project.speak(*FULL)
    project.forget()
    yield Row("check, everything", project.run("check").processor, 5)
    yield Row("check, nothing changed since", project.run("check").processor, 0.3)


def serve(project: Project) -> Iterator[Row]:
    """From a saved guide to the page that a browser would load again, on the clock."""
    project.speak(*FULL)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", "--port", str(port)]
    page = f"http://127.0.0.1:{port}/en/stages/design.html"
    with subprocess.Popen(command, cwd=project.root, env=environment(), stdout=subprocess.DEVNULL) as server:
        try:
            _seconds_until(page, "<h1", SERVE_STARTS_WITHIN)
            spent = []
            for number in range(3):
                time.sleep(1)  # what was touched a moment ago is read again, which is not what an edit usually costs
                project.change_guide(f"Sentence {number} of the preview.")
                spent.append(_seconds_until(page, f"Sentence {number} of the preview.", RELOADS_WITHIN))
        finally:
            server.send_signal(signal.SIGTERM)
    yield Row("serve, from an edited guide to its page, on the clock", sorted(spent)[1], 1.5)


def _seconds_until(page: str, words: str, at_most: float) -> float:
    started = time.perf_counter()
    while time.perf_counter() - started < at_most:
        try:
            with urllib.request.urlopen(page, timeout=10) as answer:  # noqa: S310 - the address is our own
                if words.encode() in answer.read():
                    return time.perf_counter() - started
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass  # not listening yet, or not built
        time.sleep(0.02)
    raise SystemExit(f"{page} did not show “{words}” within {at_most:.0f} s")


def large(project: Project) -> Iterator[Row]:
    """The Markdown of all languages so often that there are 10,000 pages."""
    project.forget()
    project.run(*PAGES)
    trees = _copied_trees(project, "large")
    own = sum(1 for tree in trees.values() for _ in (tree / "docs").rglob("*.md"))
    spent = our_copy(project.root / "large/ours", trees, times=-(-LARGE // own)).build(memory=True)
    number = sum(1 for _ in (project.root / "large/ours/out").rglob("*.html"))
    yield Row(f"{number} pages (the tree repeated)", spent.processor, 180)
    yield Row("  highest memory", spent.megabytes, 1000, "MB")


PARTS: dict[str, Callable[[Project], Iterator[Row]]] = {
    "site": site,
    "pages": pages,
    "check": check,
    "serve": serve,
    "large": large,
}
