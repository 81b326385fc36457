"""`make bench`: measure our site builder beside plain Material with mkdocs-static-i18n and print a table.

All rows of a table come from one run on the same Markdown, so that the ratios hold on any machine. Composing the
Markdown is not measured: the other builder starts from Markdown too.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.contestants import Ours, Stock, set_up
from tests.bench.forms import compare_forms
from tests.bench.measure import Measure, measure
from tests.bench.papers import compare_papers, real_papers

ROOT = Path(__file__).parents[2]
WANTED = {"cold": 0.45, "one string": 0.04, "nothing changed": 0.01}
PSEUDO = ("en", "fr", "ar", "es", "pt", "ru", "sw", "hi", "id", "uk")

REMEMBER = """
import sys
from generator.cache.freshness import Closing, remember, take_snapshot

assert remember(take_snapshot(sys.argv[1], ["build"]), [sys.argv[2]], Closing("as it was\\n"))
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    name: str
    ours: Measure
    stock: Measure
    wanted: float | None = None

    def text(self) -> str:
        """Times, ratio, and whether it is what we want."""
        ratio = self.ours.seconds / self.stock.seconds
        verdict = "" if self.wanted is None else f"≤ {self.wanted:<5} {'ok' if ratio <= self.wanted else 'MISSED'}"
        memory = f"{self.ours.megabytes:5.0f} / {self.stock.megabytes:.0f} MB" if self.ours.megabytes else ""
        times = f"{self.ours.seconds:8.3f} {self.stock.seconds:8.3f} {ratio:8.4f}"
        return f"  {self.name:38} {times}  {verdict:14} {memory}".rstrip()


def main() -> None:
    """Measure the papers, the forms, the project's own pages, then the same pages in more languages."""
    options = _options()
    compare_papers(real_papers(ROOT))
    compare_forms(ROOT / "site")
    trees = {path.name: path for path in options.trees.iterdir()} if options.trees else _composed()
    _compare(f"{'the given' if options.trees else 'the site’s own'} {len(trees)} languages", trees, options.runs)
    if options.languages > len(trees):
        _compare(
            f"the same pages as {options.languages} languages", _multiplied(trees, options.languages), options.runs
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--trees", type=Path, help="a folder of Markdown trees to use instead of the site's own")
    parser.add_argument("--languages", type=int, default=6, help="how many languages the second table has")
    parser.add_argument("--runs", type=int, default=3, help="how many runs; the best one counts")
    return parser.parse_args()


def _composed() -> dict[str, Path]:
    from generator.build import compose_tree
    from generator.load.languages import load_languages

    languages, _ = load_languages(ROOT)
    return {language.tag: compose_tree(ROOT, language.tag) for language in languages}


def _multiplied(trees: dict[str, Path], number: int) -> dict[str, Path]:
    tags = [*trees, *(tag for tag in PSEUDO if tag not in trees)][:number]
    originals = list(trees.values())
    return {tag: originals[place % len(originals)] for place, tag in enumerate(tags)}


def _compare(title: str, trees: dict[str, Path], runs: int) -> None:
    with tempfile.TemporaryDirectory(prefix="bench-", dir=os.environ.get("TMPDIR")) as folder:
        ours, stock = set_up(Path(folder), trees)
        tag = list(trees)[-1]
        page = max(path.relative_to(trees[tag] / "docs") for path in (trees[tag] / "docs").rglob("*.md"))
        pages = sum(1 for tree in trees.values() for _ in (tree / "docs").rglob("*.md"))
        print(f"\n{title}: {pages} pages, {os.cpu_count()} processors, Python {sys.version.split()[0]}")
        print(f"  {'':38} {'ours s':>8} {'stock s':>8} {'ratio':>8}  {'wanted':14} memory")
        for row in _rows(ours, stock, tag, str(page), runs):
            print(row.text(), flush=True)


def _rows(ours: Ours, stock: Stock, tag: str, page: str, runs: int) -> list[Row]:
    def change_ours() -> None:
        ours.change(tag, page)

    def change_stock() -> None:
        stock.change(tag, page)

    plain = measure(stock.command, stock.base, stock.forget, runs, memory=True)
    cold = measure(ours.command, ours.base, ours.forget, runs, memory=True)
    again = measure(stock.command, stock.base, change_stock, runs, memory=True)
    string = measure(ours.command, ours.base, change_ours, runs, memory=True)
    crew = _with_early_crew(ours, change_ours, runs)
    unchanged = measure(stock.command, stock.base, _nothing, runs)
    pages = measure(ours.command, ours.base, ours.clear, runs)
    return [
        Row("cold", cold, plain, WANTED["cold"]),
        Row("one string", string, again, WANTED["one string"]),
        Row("one string, MkDocs loaded meanwhile", crew, again, WANTED["one string"]),
        Row("nothing changed, output taken away", pages, unchanged),
        Row("nothing changed", _fresh(ours, runs), unchanged, WANTED["nothing changed"]),
    ]


def _with_early_crew(ours: Ours, prepare: Callable[[], None], runs: int) -> Measure:
    """The pages step alone, as it is after composing, when MkDocs was loaded at the same time."""
    seconds = []
    for _ in range(runs):
        measure(ours.command_with_early_crew, ours.base, prepare, 1)
        seconds.append(float((ours.base / "seconds").read_text()))
    return Measure(min(seconds))


def _fresh(ours: Ours, runs: int) -> Measure:
    """The whole command, with the project's own sources as inputs and the pages as outputs."""
    project = ours.base / "project"
    if not project.exists():
        project.mkdir()
        for name in (
            "content",
            "framework",
            "generator",
            "requirements",
            "templates",
            "translations",
            "pyproject.toml",
        ):
            (project / name).symlink_to(ROOT / name)
    measure([sys.executable, "-c", REMEMBER, str(project), str(ours.base / "out")], project, _nothing, 1)
    return measure([sys.executable, "-m", "generator", "build"], project, _nothing, max(runs, 5))


def _nothing() -> None:
    """Leave everything as it is."""


if __name__ == "__main__":
    main()
