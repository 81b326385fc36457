"""The two that are measured: our site builder, and plain Material with mkdocs-static-i18n on the same Markdown."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import yaml

OURS = """
import sys
from pathlib import Path
from generator.render.site.builder import build_sites

base = Path(sys.argv[1])
report = build_sites({path.name: path for path in sorted((base / "trees").iterdir())}, base / "out", base / "cache")
assert not report.diagnostics, report.diagnostics
"""

WARM = """
import sys, time
from pathlib import Path
from generator.render.site.builder import build_sites
from generator.render.site.crew import Crew

base = Path(sys.argv[1])
crew = Crew(1)
crew.start()
time.sleep(2)  # as long as loading and composing would take, or longer
started = time.perf_counter()
build_sites({path.name: path for path in sorted((base / "trees").iterdir())}, base / "out", base / "cache", crew=crew)
(base / "seconds").write_text(str(time.perf_counter() - started))
"""


@dataclass(frozen=True, slots=True)
class Ours:
    """Our builder, working in a folder of its own."""

    base: Path

    @property
    def command(self) -> list[str]:
        """Build all languages with what the cache holds."""
        return [sys.executable, "-c", OURS, str(self.base)]

    @property
    def command_with_early_crew(self) -> list[str]:
        """The same, with MkDocs loaded while something else is done; writes its own time into `seconds`."""
        return [sys.executable, "-c", WARM, str(self.base)]

    def forget(self) -> None:
        """Nothing was ever built."""
        shutil.rmtree(self.base / "cache", ignore_errors=True)
        self.clear()

    def clear(self) -> None:
        """The output is taken away; the cache stays."""
        shutil.rmtree(self.base / "out", ignore_errors=True)

    def change(self, tag: str, page: str) -> None:
        """One string of one page is another, and the output is taken away."""
        _append(self.base / "trees" / tag / "docs" / page)
        self.clear()


@dataclass(frozen=True, slots=True)
class Stock:
    """Material with its defaults, search included, and mkdocs-static-i18n with a folder for each language."""

    base: Path

    @property
    def command(self) -> list[str]:
        """Build all languages, as it always does."""
        return [sys.executable, "-m", "mkdocs", "--quiet", "build"]

    def forget(self) -> None:
        """Nothing was ever built."""
        shutil.rmtree(self.base / "site", ignore_errors=True)

    def change(self, tag: str, page: str) -> None:
        """One string of one page is another."""
        _append(self.base / "docs" / tag / page)


def _append(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\nOne more sentence.\n", encoding="utf-8")


def set_up(base: Path, trees: dict[str, Path]) -> tuple[Ours, Stock]:
    """Copies of the trees, without their papers, for the one and the other."""
    ours, stock = Ours(base / "ours"), Stock(base / "stock")
    for tag, tree in trees.items():
        shutil.copytree(tree, ours.base / "trees" / tag, ignore=shutil.ignore_patterns("papers"))
        config = ours.base / "trees" / tag / "mkdocs.yml"
        config.write_text(config.read_text(encoding="utf-8").replace(str(tree), str(config.parent)), encoding="utf-8")
        for page in sorted((tree / "docs").rglob("*.md")):
            target = stock.base / "docs" / tag / page.relative_to(tree / "docs")
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
    (stock.base / "mkdocs.yml").write_text(yaml.safe_dump(stock_settings, allow_unicode=True), encoding="utf-8")
    return ours, stock
