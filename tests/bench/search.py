"""How good the search is and what its first use costs, on the site that was built last."""

from __future__ import annotations

import gzip
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import machine
from tests.conftest import ROOT, loaded
from tests.searching import FIRST_USE, quality, ranked, wordings

KILOBYTE = 1000


def compare_search(site: Path) -> None:
    """Print for each language what the first use costs, and where it has wordings of its own, how they are answered."""
    library = loaded(ROOT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.browser(), args=["--no-sandbox"])
        page = browser.new_page()
        for folder in sorted(path.parent for path in site.glob("*/assets")):
            first = sum(len(gzip.compress((folder / "assets" / name).read_bytes())) for name in FIRST_USE)
            whole = sum(len(gzip.compress(path.read_bytes())) for path in (folder / "assets/search").glob("*.js"))
            print(
                f"{folder.name}: first use {first / KILOBYTE:.0f} kB, the whole index {whole / KILOBYTE:.0f} kB (gzip)"
            )
            asked = wordings(library, folder.name)
            if asked:
                page.goto((folder / "index.html").as_uri())
                found = quality(asked, ranked(page, folder.as_uri(), [each.words for each in asked]))
                print(
                    f"{folder.name}: {found.asked} wordings: at 1 {found.at_one:.0%}, at 3 {found.at_three:.0%}, "
                    f"mean rank {found.mean_rank:.1f}"
                )
        browser.close()
