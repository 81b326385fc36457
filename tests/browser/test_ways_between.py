"""To the same section in another language, and from a wrong address back into the site; without styles too."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.build import build
from generator.order import THEME, Order
from tests.browser.conftest import Visit
from tests.conftest import ROOT, copy_tiny


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the tiny framework; its address has a path, as on a server that holds other sites."""
    project = copy_tiny(tmp_path_factory.mktemp("project"))
    shutil.copytree(ROOT / THEME, project / THEME)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", "https://example.org/toolkit/")
        assert not build(Order(project, project / "site", formats=("pages",))).failed
    return project / "site"


@pytest.fixture
def tab(away: Visit) -> Page:
    return away.page


def test_language_switch_keeps_the_section(small: Path, tab: Page) -> None:
    tab.goto(f"{(small / 'en/index.html').as_uri()}#doors")
    tab.click("#__languages summary")
    tab.click("#__languages a[hreflang=ar]")
    expect(tab).to_have_url(f"{(small / 'ar/index.html').as_uri()}#doors")
    expect(tab.locator(":target")).to_have_id("doors")


@pytest.mark.parametrize("path", ["index.html", "404.html", "en/index.html", "ar/documents.html"])
def test_from_the_disk_a_printed_sheet_bears_the_address_that_the_publisher_gave(
    small: Path, tab: Page, path: str
) -> None:
    tab.goto((small / path).as_uri())
    given = "" if path == "index.html" else path
    assert tab.locator(".sheet__address").text_content() == f"https://example.org/toolkit/{given}"


def test_page_for_a_wrong_address_works_from_the_disk(small: Path, tab: Page) -> None:
    tab.goto((small / "index.html").as_uri())
    header = "getComputedStyle(document.querySelector('.md-header')).backgroundColor"
    styled = tab.evaluate(header)
    tab.goto((small / "404.html").as_uri())
    assert tab.evaluate(header) == styled
    doors = tab.locator("main a:visible")
    assert [door.get_attribute("href") for door in doors.all()] == ["en/index.html", "ar/index.html"]
    doors.nth(1).click()
    assert tab.url == (small / "ar/index.html").as_uri()


def test_page_for_a_wrong_address_works_deep_in_a_server(small: Path, tab: Page) -> None:
    def answer(address: str) -> bytes | None:
        file = small / address.removeprefix("https://example.org/toolkit/")
        return file.read_bytes() if file.is_file() else None

    tab.route(
        "**/*",
        lambda route: route.fulfill(
            status=200 if answer(route.request.url) else 404,
            body=answer(route.request.url) or (small / "404.html").read_bytes(),
            content_type="text/css" if answer(route.request.url) and ".css" in route.request.url else "text/html",
        ),
    )
    tab.goto("https://example.org/toolkit/en/no/such/page.html")
    doors = tab.locator("main a:visible")
    assert [door.get_attribute("href") for door in doors.all()] == ["/toolkit/en/index.html", "/toolkit/ar/index.html"]


@pytest.mark.slow
def test_icons_fill_no_screen_without_styles(small: Path) -> None:
    """A drawing without a size takes all the room there is. Icons stand beside words, and are not seen."""
    icons = [svg for page in small.rglob("*.html") for svg in re.findall(r"<svg[^>]*>", page.read_text("utf-8"))]
    own = [svg for svg in icons if 'viewBox="0 0 24 24"' in svg]
    assert own and all('width="0" height="0"' in svg for svg in own)
