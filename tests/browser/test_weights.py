"""What a first visit costs by kind of page: the page and all that it names, compressed as servers do."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from tests.browser.conftest import leads_on

LOADED = re.compile(r'<link rel="(?:icon|stylesheet)"[^>]* href="([^"]+)"|<script src="([^"]+)"')
GUIDANCE = ("stages", "principles", "enabling-environment", "guides")


def weight(page: Path) -> int:
    """The bytes of a page and of the style sheets, scripts and icon that it names."""
    named = [first or other for first, other in LOADED.findall(page.read_text(encoding="utf-8"))]
    files = {page, *((page.parent / name).resolve() for name in named)}
    return sum(len(gzip.compress(file.read_bytes())) for file in files)


def test_the_home_page_is_light_in_each_language(site: Path, tags: list[str]) -> None:
    for tag in tags:
        assert weight(site / tag / "index.html") <= 14_600, tag


@pytest.mark.parametrize("folder", GUIDANCE)
def test_pages_of_guidance_are_light(site: Path, tags: list[str], folder: str) -> None:
    pages = [page for page in sorted((site / tags[0] / folder).rglob("*.html")) if not leads_on(page)]
    assert all(len(LOADED.findall(page.read_text(encoding="utf-8"))) > 2 for page in pages)
    heavy = {page.name: found for page in pages if (found := weight(page)) > 24_000}
    assert heavy == {}
