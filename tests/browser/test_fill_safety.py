"""Files of answers are not trusted, nothing typed leaves the page, and no state of the flow has a barrier."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.checks import AXE, barriers
from tests.browser.conftest import EVERYTHING, NARROW, WIDE, Visit
from tests.browser.test_fill_in import CONDITIONS, VALUES, answer, answer_everything, turn, turn_to, visit
from tests.passed import Passed

PAPER = "adult-consent"
FILE: dict[str, Any] = {
    "schema": "citizen-data-answers/1",
    "document": PAPER,
    "version": "1.1.0",
    "edition": "1.0",
    "conditions": {},
    "answers": {"organisation": "River Watch"},
}
HOSTILE: dict[str, str] = {
    "empty": "",
    "no-json": "organisation: River Watch",
    "a-list": "[]",
    "nothing": "null",
    "too-big": "x" * 50_000_000,
    "deep": "[" * 100_000 + "]" * 100_000,
    "other-schema": json.dumps(FILE | {"schema": "citizen-data-answers/2"}),
    "other-paper": json.dumps(FILE | {"document": "oral-consent"}),
    "answers-list": json.dumps(FILE | {"answers": ["River Watch"]}),
    "answers-text": json.dumps(FILE | {"answers": "River Watch"}),
    "conditions-null": json.dumps(FILE | {"conditions": None}),
    "proto-above": json.dumps(FILE)[:-1] + ', "__proto__": {"answers": {"organisation": 1}}, "answers": {"x": 1}}',
    "version-object": json.dumps(FILE | {"version": {"toString": 1, "valueOf": 1}}),
    "locked-empty": json.dumps({"schema": "citizen-data-locked/1"}),
    "locked-rounds": json.dumps(
        {"schema": "citizen-data-locked/1", "rounds": 10**9, "salt": "AA==", "iv": "AA==", "data": "AA=="}
    ),
    "locked-rubbish": json.dumps(
        {"schema": "citizen-data-locked/1", "rounds": 600000, "salt": "!!", "iv": 3, "data": None}
    ),
    "locked-other": json.dumps(
        {"schema": "citizen-data-locked/1", "rounds": 1000, "salt": "AAAA", "iv": "AAAAAAAAAAAAAAAA", "data": "AAAA"}
    ),
}
PAYLOADS = {
    "organisation": '<img src=x onerror="window.ran=1">',
    "purpose": "</textarea><script>window.ran=1</script>",
    "procedures": "=cmd|' /C calc'!A0",
    "risks": "{{constructor.constructor('window.ran=1')()}} ${window.ran=1}",
    "storage": "\u202e\u0000\ufeff",
}
CANARIES = """prefix => {
  let number = 0;
  document.querySelectorAll('main input, main textarea').forEach(part => {
    if (part.type === 'file' || part.id === 'fill-keep') { return; }
    if (part.type === 'checkbox' || part.type === 'radio') { part.checked = true; }
    else { number += 1; part.value = part.type === 'date' ? '2027-01-31' : `${prefix}${number}`; }
    part.dispatchEvent(new Event('input', {bubbles: true}));
    part.dispatchEvent(new Event('change', {bubbles: true}));
  });
  return number;
}"""
TRACES = """async () => JSON.stringify([location.href, document.title, document.referrer, history.state, history.length,
  Object.assign({}, localStorage), Object.assign({}, sessionStorage), document.cookie, window.name,
  indexedDB.databases ? await indexedDB.databases() : [], performance.getEntries().map(entry => entry.name)])"""
EVERYWHERE = """() => document.documentElement.outerHTML
  + Array.from(document.querySelectorAll('input, textarea'), part => part.value).join(' ')"""


@pytest.fixture(scope="module")
def form(browser: Browser, host: str) -> Iterator[Page]:
    """A form with answers; every hostile file meets the same page."""
    context = browser.new_context()
    page = context.new_page()
    visit(page, f"{host}en/fill/{PAPER}.html")
    answer_everything(page)
    page.evaluate("Object.freeze(Object.prototype) && 0")
    yield page
    context.close()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_a_message_and_changes_nothing(form: Page, tmp_path: Path, name: str) -> None:
    before = form.evaluate(VALUES)
    form.evaluate("() => { document.querySelector('.status').textContent = ''; }")
    form.fill("#fill-password", "x" if name in ("locked-other", "locked-rubbish", "locked-rounds") else "")
    file = tmp_path / "hostile.json"
    file.write_text(HOSTILE[name], encoding="utf-8")
    form.set_input_files("#fill-file", file)
    expect(form.locator(".status")).not_to_be_empty()
    assert "changed" in form.locator(".status").inner_text()
    assert form.evaluate(VALUES) == before
    assert form.evaluate("({}).polluted === undefined && [].answers === undefined")


def test_payloads_stay_words(wide: Visit, host: str, tmp_path: Path) -> None:
    """What looks like markup, a script or a formula is shown as it was typed, and runs nowhere."""
    page = wide.page
    visit(page, f"{host}en/fill/{PAPER}.html")
    file = tmp_path / "payloads.json"
    file.write_text(json.dumps(FILE | {"answers": PAYLOADS}), encoding="utf-8")
    page.set_input_files("#fill-file", file)
    expect(page.locator("[name=organisation]")).to_have_value(PAYLOADS["organisation"])
    expect(page.locator("#fill-paper")).to_contain_text(PAYLOADS["organisation"])
    page.locator(".tools .button--main").click()
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.locator("main img, main script").count() == 0
    assert page.evaluate("window.ran") is None
    assert wide.complaints == []


def test_a_hostile_tree_of_rows_is_bounded(wide: Visit, host: str, tmp_path: Path) -> None:
    """Sixty rows are the most that a file can make."""
    page = wide.page
    visit(page, f"{host}en/fill/sign-in-sheet.html")
    table = page.locator("#fill .copies").first
    name = table.locator("input").first.get_attribute("name") or ""
    clause, _, column = name.split(".")
    version = page.locator("#fill").get_attribute("data-version")
    answers = {f"{clause}.{number}.{column}": "x" for number in range(1, 61)}
    content = {"schema": FILE["schema"], "document": "sign-in-sheet", "version": version, "edition": "1.0"}
    file = tmp_path / "rows.json"
    file.write_text(json.dumps(content | {"answers": answers}), encoding="utf-8")
    page.set_input_files("#fill-file", file)
    expect(table.locator(".copy")).to_have_count(60)
    turn_to(page, name)
    table.locator("xpath=./button").click()
    assert table.locator(".copy").count() == 60


# -- nothing leaves the page ----------------------------------------------------------------------------


def sent(request: Request) -> str:
    """All that a request carries."""
    return f"{request.url} {request.post_data or ''} {json.dumps(request.headers)}"


def some_of(pages: dict[str, str]) -> list[str]:
    """Each fourth form, and more until every kind of control, and of place for answers, is among them."""
    kinds = {name: set(re.findall('data-(?:control|kind)="[a-z]+"|data-copies', pages[name])) for name in pages}
    chosen = list(pages)[::4]
    for name in pages:
        if not kinds[name] <= set[str]().union(*(kinds[each] for each in chosen)):
            chosen.append(name)
    return chosen


def test_nothing_typed_leaves_the_page(wide: Visit, host: str, site: Path) -> None:
    """Canary words in every field of a form: in no request, address, title, history or storage, then erased.

    In some forms, which are all of one make and have one policy (`test_privacy.py`); in each with `make pages`.
    """
    page, asked = wide.page, list[str]()
    page.on("request", lambda request: asked.append(sent(request)))
    pages = {path.stem: path.read_text(encoding="utf-8") for path in sorted((site / "en/fill").glob("*.html"))}
    # An address that a form once had leads on, and may lead to a page on which nothing is typed.
    papers = [name for name, text in pages.items() if "moved.js" not in text]
    assert all('id="fill"' in pages[name] for name in papers)
    assert len(papers) > 50
    chosen = papers if EVERYTHING else some_of({name: pages[name] for name in papers})
    typed = 0
    for number, paper in enumerate(chosen):
        canary = f"canary{number}x"
        visit(page, f"{host}en/fill/{paper}.html")
        typed += page.evaluate(CANARIES, canary)
        page.locator(".tools .button--main").click()
        assert canary in page.evaluate(EVERYWHERE)
        assert "canary" not in page.evaluate(TRACES).replace(page.title(), "")
        eraser = page.locator("#fill-tools .button--warn")
        eraser.click()
        eraser.click()
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert "canary" not in page.evaluate(EVERYWHERE) + page.evaluate(TRACES), paper
    assert typed > 15 * len(chosen)
    assert [each for each in asked if "canary" in each] == []


def test_nothing_typed_leaves_a_worksheet(wide: Visit, host: str, site: Path) -> None:
    """Numbers and a table of people stay on the page, and nothing of them is left when it is opened again."""
    page, asked = wide.page, list[str]()
    page.on("request", lambda request: asked.append(sent(request)))
    sheets = sorted(path.stem for path in (site / "en/numbers").glob("*.html") if path.stem != "index")
    assert len(sheets) >= 4
    for sheet in sheets:
        page.goto(f"{host}en/numbers/{sheet}.html")
        assert page.evaluate(CANARIES, "canary") > 0
        if page.locator("#cells-table").count():
            page.locator("#number-limit").fill("10")
            page.locator("#cells-table").fill("v,<img src=x onerror=ran=1>canary,[/b]\na,3,40\nb,50,60")
            page.locator("section:has(#cells-table) .buttons .button").first.click()
            assert page.locator("main img[src=x]").count() == 0
        assert "canary" in page.evaluate(EVERYWHERE)
        assert "canary" not in page.evaluate(TRACES), sheet
        page.reload()
        assert "canary" not in page.evaluate(EVERYWHERE) + page.evaluate(TRACES), sheet
    assert page.evaluate("window.ran") is None
    assert [each for each in asked if "canary" in each] == []


@pytest.mark.parametrize("paper", [PAPER, "design"])
def test_nothing_typed_leaves_a_page_from_a_disk(away: Visit, site: Path, paper: str) -> None:
    page, asked = away.page, list[str]()
    page.on("request", lambda request: asked.append(sent(request)))
    visit(page, f"{site.as_uri()}/ar/fill/{paper}.html")
    assert page.evaluate(CANARIES, "canary") > 10
    page.locator(".tools .button--main").click()
    assert "canary" in page.evaluate(EVERYWHERE)
    assert "canary" not in page.evaluate(TRACES)
    page.go_back()
    page.go_forward()
    page.wait_for_selector(".bar")
    assert [each for each in asked if "canary" in each] == []


def test_the_canaries_would_be_seen(wide: Visit, host: str) -> None:
    """The look-out is able to find what leaves the page."""
    page, asked = wide.page, list[str]()
    page.on("request", lambda request: asked.append(sent(request)))
    visit(page, f"{host}en/fill/{PAPER}.html")
    page.evaluate("sessionStorage.setItem('draft', 'canary')")
    assert "canary" in page.evaluate(TRACES)
    page.goto(f"{host}en/index.html?canary")
    assert [each for each in asked if "canary" in each]


# -- accessibility in every state ---------------------------------------------------------------------------


STATES = [("en/fill/oral-consent", WIDE), ("ar/fill/adult-consent", NARROW), ("fr/fill/principle-relevance", NARROW)]
"""A checklist of three screens: `design`, which is four times as long, has no others."""
if EVERYTHING:
    STATES += [("fr/fill/design", NARROW)]
    STATES += [(path, NARROW + WIDE - width) for path, width in STATES]


@pytest.mark.parametrize(("path", "width"), STATES)
def test_no_state_has_a_barrier(wide: Visit, host: str, passed: Passed, path: str, width: int) -> None:
    """Empty, with errors, filled, checked, with a second language, after opening a wrong file; light and dark."""
    if passed.holds(path):
        return
    page = wide.page
    page.set_viewport_size({"width": width, "height": 800})
    visit(page, f"{host}{path}.html")
    page.evaluate(AXE)
    found = [("empty", each) for each in barriers(page)]
    page.locator(".tools .button--main").click()
    found += [("errors", each) for each in barriers(page)]
    answer_everything(page)
    conditions = page.evaluate(CONDITIONS)
    answer(page, dict.fromkeys(conditions[::2], "no"))
    page.locator(".tools .button--main").click()
    found += [("checked", each) for each in barriers(page)]
    for place in page.evaluate("Array.from(document.querySelectorAll('.part > h2'), part => part.id)"):
        turn(page, place)
        found += [(place, each) for each in barriers(page)]
    turn(page, "preview")
    page.select_option("#fill-beside", index=1)
    found += [("preview", each) for each in barriers(page)]
    turn(page, "tools")
    page.set_input_files("#fill-file", {"name": "x.json", "mimeType": "application/json", "buffer": b"[]"})
    expect(page.locator(".status")).not_to_be_empty()
    page.emulate_media(color_scheme="dark")
    found += [("preview", each) for each in barriers(page)]
    assert found == []
    passed.keep({path: wide.files(host)})


@pytest.mark.parametrize("path", ["en/fill/sign-in-sheet.html", "ar/fill/oral-consent.html", "en/stages.html"])
@pytest.mark.parametrize("menu", ["closed", "open"])
def test_focus_never_lands_on_something_hidden(narrow: Visit, host: str, path: str, menu: str) -> None:
    """Whatever takes the focus by Tab can be seen, lies on the screen, and nothing covers it."""
    page = narrow.page
    page.goto(host + path)
    if "fill" in path:
        page.wait_for_selector(".bar")
    if menu == "open":
        page.click("#__menu-open")
    page.evaluate("document.activeElement.blur()")
    hidden = []
    for _ in range(500):
        page.keyboard.press("Tab")
        at = page.evaluate("""() => {
          const part = document.activeElement;
          if (part === document.body) { return null; }
          const box = part.getBoundingClientRect();
          const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
          const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 1), innerHeight - 1);
          const top = document.elementFromPoint(x, y);
          const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight
            && box.right > 0 && box.left < innerWidth
            && getComputedStyle(part).visibility === 'visible' && top
            && (part === top || part.contains(top) || top.contains(part) || !!(top.closest('label')));
          return [part.outerHTML.slice(0, 80), seen];
        }""")
        if at is None:
            break
        if not at[1]:
            hidden.append(at[0])
    else:
        pytest.fail("the walk does not end")
    assert hidden == []
