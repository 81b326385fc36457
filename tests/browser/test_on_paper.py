"""Pages as a browser prints them: a table begins on a page with its first row."""

from __future__ import annotations

from pathlib import Path

from tests.browser.conftest import EVERYTHING, Visit
from tests.tagged import heads_at_the_foot

LOOSE = "rules => { const own = new CSSStyleSheet(); own.replaceSync(rules); document.adoptedStyleSheets = [own]; }"
FOLDERS = ("principles", "guides", "stages", "enabling-environment", "start")
TURNS = 6
"""Every so many pages of a language one is printed, another in each language; all of them with ALL_PAGES."""


def with_tables(site: Path, tag: str) -> list[str]:
    """The pages of a language to read at a table or to take along, that hold a table."""
    pages = (page for folder in FOLDERS for page in sorted((site / tag / folder).rglob("*.html")))
    return [page.relative_to(site).as_posix() for page in pages if "<thead" in page.read_text(encoding="utf-8")]


def test_a_head_of_a_table_never_stands_alone_at_the_foot(wide: Visit, host: str, site: Path, tags: list[str]) -> None:
    wrong, seen = {}, 0
    for turn, tag in enumerate(tags):
        pages = with_tables(site, tag)
        for path in pages if EVERYTHING else pages[turn % TURNS :: TURNS]:
            wide.page.goto(f"{host}{path}")
            seen += 1
            if alone := heads_at_the_foot(wide.page.pdf(format="A4", tagged=True)):
                wrong[path] = alone
    assert wrong == {}
    assert seen > len(tags)


def test_such_a_head_would_be_seen(wide: Visit, host: str, site: Path) -> None:
    """On one of these pages at least, a head stands alone without the rules that keep it with its row."""
    found = 0
    for path in with_tables(site, "en"):
        wide.page.goto(f"{host}{path}")
        wide.page.evaluate(
            LOOSE,
            "@media print { thead { break-after: auto !important } tbody > tr { break-before: auto !important } }",
        )
        found += len(heads_at_the_foot(wide.page.pdf(format="A4", tagged=True)))
        if found:
            break
    assert found
