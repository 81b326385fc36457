"""The two that are compared: our site builder, and plain Material with mkdocs-static-i18n on the same Markdown."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.bench.measure import Measure, measure

OURS = """
import os, sys
from pathlib import Path
from generator.render.site.builder import build_sites

base = Path(sys.argv[1])
report = build_sites({path.name: path for path in sorted((base / "trees").iterdir())}, base / "out", base / "cache")
assert not report.diagnostics, report.diagnostics
os._exit(0)  # as the command ends
"""


@dataclass(frozen=True, slots=True)
class Ours:
    """Our builder, working in a folder of its own."""

    base: Path

    def build(self, memory: bool = False) -> Measure:
        """Build all languages from their Markdown with what the cache holds."""
        shutil.rmtree(self.base / "out", ignore_errors=True)
        return measure([sys.executable, "-c", OURS, str(self.base)], self.base, memory)

    def change(self, tag: str, page: str) -> None:
        """One string of one page is another."""
        _append(self.base / "trees" / tag / "docs" / page)


@dataclass(frozen=True, slots=True)
class Stock:
    """Material with its defaults, search included, and mkdocs-static-i18n with a folder for each language."""

    base: Path

    def build(self, memory: bool = False) -> Measure:
        """Build all languages, as it always does."""
        return measure([sys.executable, "-m", "mkdocs", "--quiet", "build"], self.base, memory)

    def change(self, tag: str, page: str) -> None:
        """One string of one page is another."""
        _append(self.base / "docs" / tag / page)


def _append(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\nOne more sentence.\n", encoding="utf-8")


def our_copy(base: Path, trees: dict[str, Path], times: int = 1) -> Ours:
    """Copies of the trees without their papers; each with all its pages `times` over."""
    for tag, tree in trees.items():
        copy = base / "trees" / tag
        shutil.copytree(tree, copy, ignore=shutil.ignore_patterns("papers"))
        _repeat(copy, times)
    return Ours(base)


def _repeat(tree: Path, times: int) -> None:
    config = yaml.safe_load((tree / "mkdocs.yml").read_text(encoding="utf-8"))
    pages = [path.relative_to(tree / "docs") for path in sorted((tree / "docs").rglob("*.md"))]
    menu = list(config["nav"])
    for number in range(1, times):
        folder = f"again-{number}"
        for page in pages:
            (tree / "docs" / folder / page).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(tree / "docs" / page, tree / "docs" / folder / page)
        # As doors beside the others: the theme shows no lists that are deeper than ours.
        config["nav"] += [{f"{name} {number}": below} for each in _moved(menu, folder) for name, below in _named(each)]
    (tree / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _named(entry: Any) -> Iterable[tuple[str, Any]]:
    """An entry's title and what stands under it; a page without a title in the menu goes by its file."""
    return entry.items() if isinstance(entry, dict) else [(entry, entry)]


def _moved(entry: Any, folder: str) -> Any:
    if isinstance(entry, str):
        return f"{folder}/{entry}"
    if isinstance(entry, list):
        return [_moved(each, folder) for each in entry]
    return {title: _moved(below, folder) for title, below in entry.items()}


def stock_copy(base: Path, trees: dict[str, Path]) -> Stock:
    """The same Markdown for the other builder."""
    for tag, tree in trees.items():
        for page in sorted((tree / "docs").rglob("*.md")):
            target = base / "docs" / tag / page.relative_to(tree / "docs")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(page, target)
    first = next(iter(trees.values()))
    settings = yaml.safe_load((first / "mkdocs.yml").read_text(encoding="utf-8"))
    languages = [{"locale": tag, "name": tag, "build": True, "default": tag == next(iter(trees))} for tag in trees]
    stock_settings = {
        "site_name": settings["site_name"],
        "site_url": "https://example.org/",
        "use_directory_urls": False,
        "theme": {"name": "material"},
        "plugins": ["search", {"i18n": {"docs_structure": "folder", "languages": languages}}],
        "markdown_extensions": settings["markdown_extensions"],
        "nav": settings["nav"],
    }
    (base / "mkdocs.yml").write_text(yaml.safe_dump(stock_settings, allow_unicode=True), encoding="utf-8")
    return Stock(base)
