"""A form on a phone: one section a screen, a bar that stays, another language and the way back without a loss."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from playwright.sync_api import Dialog, Page, expect

from tests import machine
from tests.browser.conftest import Tabs
from tests.browser.test_fill_in import ANSWER, CONDITIONS, FRAME, VALUES, turn, turn_to
from tests.browser.test_fill_safety import CANARIES, TRACES

FORM = "en/fill/adult-consent.html"
SHOWN = "Array.from(document.querySelectorAll('.is-shown'), part => part.querySelector('h2').id)"
SEEN = """() => {
  const part = document.activeElement, box = part.getBoundingClientRect(), bar = document.querySelector('.bar');
  return bar.contains(part) || Math.min(box.bottom, box.top + 44) <= bar.getBoundingClientRect().top;
}"""


@pytest.fixture(params=["http", "disk"])
def home(request: pytest.FixtureRequest, host: str, site: Path) -> str:
    """The site on a server, and on a disk."""
    return host if request.param == "http" else f"{site.as_uri()}/"


@pytest.fixture
def phone(tabs: Tabs) -> Iterator[Page]:
    """A tab on a phone; the browser must have nothing to complain of."""
    with tabs(viewport={"width": 360, "height": 740}, has_touch=True) as watched:
        yield watched.page
        assert watched.complaints == []


def open_form(page: Page, address: str) -> None:
    """The form with its first screen."""
    page.goto(address)
    page.wait_for_selector(".bar")


def test_from_home_to_a_printed_form_in_six_taps(phone: Page, host: str) -> None:
    """Adult consent, every condition answered no: what does not apply is not asked, and not printed."""
    phone.goto(f"{host}en/index.html")
    taps = 0

    def tap(selector: str) -> None:
        nonlocal taps
        phone.locator(selector).first.tap()
        taps += 1

    tap("main a[href*='adult-consent.html']")
    phone.wait_for_url("**/adult-consent.html")
    if "/fill/" not in phone.url:
        tap("main a[href$='fill/adult-consent.html']")
    phone.wait_for_selector(".bar")
    for name in phone.evaluate(CONDITIONS):
        phone.locator(f"[name='{name}'][value=no]").check()
    hidden = phone.locator("#fill [data-when]")
    assert hidden.count() > 10
    assert hidden.evaluate_all("parts => parts.every(part => part.hidden)")
    tap(".bar a")
    phone.wait_for_selector(".paper__text")
    phone.evaluate("window.print = () => { window.printed = true; }")
    tap(".preview .button")
    phone.wait_for_function("window.printed")
    assert taps <= 6
    assert phone.locator("#fill-paper .conditional:visible").count() == 0
    words = " ".join(each.extract_text() for each in pypdf.PdfReader(io.BytesIO(phone.pdf())).pages)
    assert "Your decision" in words
    assert "Impartial witness" not in words


def test_one_section_a_screen(phone: Page, host: str) -> None:
    """The conditions come first; a section of which nothing applies is passed over; Back goes one screen back."""
    open_form(phone, f"{host}{FORM}")
    seen = []
    while True:
        shown = phone.evaluate(SHOWN)
        assert len(shown) == 1
        seen += shown
        assert phone.locator(".part:visible, .tools:visible, .preview:visible").count() == 1
        following = phone.locator(".ways .button--main")
        if not following.is_visible():
            break
        following.tap()
        phone.evaluate(FRAME)
        assert phone.evaluate("document.activeElement.id") == phone.evaluate(SHOWN)[0]
    assert seen[0] == "part-conditions"
    assert seen[-2:] == ["tools", "preview"]
    assert len(seen) > 8
    for wanted in reversed(seen[:-1]):
        phone.go_back()
        phone.evaluate(FRAME)
        assert phone.evaluate(SHOWN) == [wanted]


def test_a_section_that_does_not_apply_is_passed_over(phone: Page, host: str) -> None:
    open_form(phone, f"{host}en/fill/data-deposit.html")
    before = phone.locator(".bar__count").inner_text()
    phone.evaluate(ANSWER, dict.fromkeys(phone.evaluate(CONDITIONS), "no"))
    phone.evaluate(FRAME)
    empty = phone.locator(".part[hidden] > h2").evaluate_all("parts => parts.map(part => part.id)")
    assert (phone.locator(".bar__count").inner_text() == before) is not bool(empty)
    for place in empty:
        turn(phone, place)
        assert phone.evaluate(SHOWN) != [place]


@pytest.mark.parametrize("path", [FORM, "ar/fill/adult-consent.html", "en/fill/design.html"])
def test_the_bar_covers_nothing_that_has_the_focus(phone: Page, host: str, path: str) -> None:
    """The bar stands within the screen on every step, and Tab never leads below it."""
    open_form(phone, host + path)
    for place in phone.evaluate("Array.from(document.querySelectorAll('.part > h2'), part => part.id).slice(0, 4)"):
        turn(phone, place)
        bar = phone.locator(".bar").bounding_box()
        assert bar
        assert bar["y"] + bar["height"] <= 741
        assert bar["height"] < 130
        for _ in range(60):
            phone.keyboard.press("Tab")
            if phone.evaluate("!document.querySelector('.is-shown, .ways').contains(document.activeElement)"):
                break
            assert phone.evaluate(SEEN), phone.evaluate("document.activeElement.outerHTML")


AROUND = """() => {
  const parts = document.querySelectorAll('.md-skip, .md-header, #__menu, .md-footer, .sheet span:not(:empty)');
  const links = document.querySelectorAll(':is(.md-header, #__menu, .md-footer) a:not([href^="#"])');
  return [document.title, document.documentElement.lang, document.documentElement.dir,
    Array.from(parts, part => part.textContent.replace(/\\s+/g, ' ').trim()).filter(said => !said.includes('://')),
    Array.from(links, link => link.href)];
}"""


def around(page: Page) -> Any:
    """Title, header, menu, footer and the foot of printed sheets: what they say, and where they lead."""
    return page.evaluate(AROUND)


def around_of(page: Page, address: str) -> Any:
    """The same on a page that is opened at that address."""
    other = page.context.new_page()
    assert page.viewport_size is not None
    other.set_viewport_size(page.viewport_size)
    other.goto(address)
    other.wait_for_selector(".bar")
    found = around(other)
    other.close()
    return found


def test_another_language_keeps_the_answers(phone: Page, home: str) -> None:
    """There and back, by the list of languages and by the way back: all answers stand, and nothing is left anywhere."""
    open_form(phone, f"{home}en/fill/sign-in-sheet.html")
    turn_to(phone, phone.locator(".copies [name]").first.get_attribute("name") or "")
    phone.locator(".copies > .button").first.tap()
    assert phone.evaluate(CANARIES, "canary") > 5
    before, section = phone.evaluate(VALUES), phone.evaluate(SHOWN)
    for tag, direction in (("ar", "rtl"), ("fr", "ltr")):
        phone.locator("#__languages summary").tap()
        phone.locator(f"#__languages a[hreflang={tag}]").tap()
        phone.wait_for_function("tag => document.documentElement.lang === tag", arg=tag)
        assert phone.evaluate("document.documentElement.dir") == direction
        assert phone.locator("#__languages [aria-current]").get_attribute("hreflang") == tag
        assert around(phone) == around_of(phone, f"{home}{tag}/fill/sign-in-sheet.html")
        assert phone.evaluate(VALUES) == before
        assert phone.evaluate(SHOWN) == section
        assert (f"/{tag}/fill/" in phone.url) is home.startswith("http")
        turn(phone, "preview")
        expect(phone.locator("#fill-paper")).to_contain_text("canary1")
        assert phone.locator(f"#fill-paper .paper__text[data-site={tag}]").count() == 1
        phone.go_back()
        phone.evaluate(FRAME)
    for tag in ("ar", "en"):
        phone.go_back()
        phone.wait_for_function("tag => document.documentElement.lang === tag", arg=tag)
        assert phone.evaluate(VALUES) == before
    assert "canary" not in phone.evaluate(TRACES)


def test_a_language_is_a_link_where_nothing_would_be_lost(phone: Page, host: str) -> None:
    open_form(phone, f"{host}{FORM}#part-rights")
    phone.locator("#__languages summary").tap()
    phone.locator("#__languages a[hreflang=fr]").tap()
    phone.wait_for_url(f"{host}fr/fill/adult-consent.html#part-rights", wait_until="load")
    phone.wait_for_selector(".bar")
    assert phone.locator(".md-header[lang]").count() == 0
    assert phone.evaluate(SHOWN) == ["part-rights"]


def test_leaving_asks_while_something_is_in_no_file(phone: Page, home: str) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    open_form(phone, f"{home}{FORM}")
    turn_to(phone, "organisation")
    phone.once("dialog", stay)
    phone.locator("[name=organisation]").tap()
    phone.keyboard.type("River Watch")
    phone.locator(".md-header__title").tap()
    expect(phone.locator("[name=organisation]")).to_have_value("River Watch")
    assert asked == ["beforeunload"]
    with phone.expect_download():
        phone.locator(".bar button").tap()
    expect(phone.locator(".bar__status")).not_to_be_empty()
    phone.locator(".md-header__title").tap()
    phone.wait_for_url("**/en/index.html")
    assert asked == ["beforeunload"]


HELD = """
import os, sys, time
from playwright.sync_api import sync_playwright
path, host = sys.argv[1:]
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(
        executable_path=path, args=["--no-sandbox"], ignore_default_args=["--disable-back-forward-cache"]
    )
    page = browser.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(host + "en/fill/adult-consent.html#q-organisation")
    page.wait_for_selector(".bar")
    page.evaluate("window.addEventListener('pageshow', event => { window.held = event.persisted; })")
    page.fill("[name=organisation]", "River Watch")
    page.click(".md-header__title")
    page.wait_for_url("**/index.html")
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": "setTimeout(() => history.back(), 50)"})
    said = "`${window.held} ${document.querySelector('[name=organisation]')?.value}`"
    for _ in range(300):
        time.sleep(0.2)
        found = session.send("Runtime.evaluate", {"expression": said})["result"].get("value", "")
        if found.startswith("true"):
            break
    print(found, flush=True)
    os._exit(0)  # Playwright has lost sight of a page that comes back
"""


def test_the_way_back_into_a_form_that_the_browser_holds(host: str) -> None:
    """Browsers hold a page that was left (that of the other tests is told not to): the answers stand in it again."""
    command = [sys.executable, "-c", HELD, str(machine.browser()), host]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    assert said == "true River Watch"
