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


@pytest.mark.parametrize(("path", "most"), [("index.html", 14_600), ("classify.html", 30_000)])
def test_a_first_page_is_light_in_each_language(site: Path, tags: list[str], path: str, most: int) -> None:
    assert {tag: found for tag in tags if (found := weight(site / tag / path)) > most} == {}


@pytest.mark.parametrize("folder", GUIDANCE)
def test_pages_of_guidance_are_light(site: Path, tags: list[str], folder: str) -> None:
    pages = [page for tag in tags for page in (site / tag / folder).rglob("*.html") if not leads_on(page)]
    assert all(len(LOADED.findall(page.read_text(encoding="utf-8"))) > 2 for page in pages)
    heavy = {str(page.relative_to(site)): found for page in sorted(pages) if (found := weight(page)) > 24_000}
    assert heavy == {}


def test_forms_are_light(site: Path, tags: list[str]) -> None:
    """With the scripts that a form waits for; the rest comes when somebody answers."""
    forms = [page for tag in tags for page in (site / tag / "fill").glob("*.html") if not leads_on(page)]
    assert {str(page.relative_to(site)): found for page in forms if (found := weight(page)) > 40_000} == {}


LANGUAGE_MOST = {"en": 22.3e6, "fr": 22e6, "ar": 26.8e6, "es": 30e6}
"""What the site of a language holds at most, without its data; a language with the core alone: `CORE_MOST`."""
CORE_MOST = 12e6
FILES_MOST = {"en": 830, "es": 830}
"""Languages that print on A4 alone have fewer: `A4_FILES_MOST`."""
A4_FILES_MOST = 650


def test_a_language_stays_small(site: Path, tags: list[str]) -> None:
    """A further language with its core takes 15 MB at most, with its data of about 3 MB."""
    files = {tag: [file.stat().st_size for file in (site / tag).rglob("*") if file.is_file()] for tag in tags}
    heavy = {tag: sum(sizes) for tag, sizes in files.items() if sum(sizes) > LANGUAGE_MOST.get(tag, CORE_MOST)}
    many = {tag: len(sizes) for tag, sizes in files.items() if len(sizes) > FILES_MOST.get(tag, A4_FILES_MOST)}
    assert (heavy, many) == ({}, {})
    assert not list(site.rglob("*.docx.zip")), "what a zip would hold stands there as documents"
