"""Find your way, packs and groups: the whole flows in a real browser, over http and from a disk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, expect

from generator.classifying import Classifying
from tests.browser.checks import AXE, barriers
from tests.browser.conftest import NARROW, Tabs, Visit, stands_alone
from tests.conftest import ROOT

NEXT = ".classify .button--main"


@pytest.fixture
def disk(tabs: Tabs, site: Path) -> Iterator[Visit]:
    """A small tab without a network, for pages from a disk."""
    with tabs(offline=True, viewport={"width": NARROW, "height": 640}) as visit:
        yield visit
        assert [address for address in visit.asked if not address.startswith((site.as_uri(), "blob:"))] == []
        assert visit.complaints == []


def answer_all(page: Page, pick: int = 0, begin: bool = True) -> int:
    """Every question until the result is answered with an option; returns how many there were."""
    if begin:
        page.click(".classify button")
    asked = 0
    while page.locator(".classify fieldset").count():
        options = page.locator(".classify .choice input")
        options.nth(min(pick, options.count() - 1)).check()
        page.click(NEXT)
        asked += 1
        page.wait_for_selector(".classify fieldset, .classify__papers")
    return asked


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_the_result_explains_itself(disk: Visit, site: Path, tag: str, tmp_path: Path) -> None:
    """Question by question, with paragraphs; the saved answers give the same result again, here and in the terminal."""
    page = disk.page
    page.goto(f"{site.as_uri()}/{tag}/classify.html")
    asked = answer_all(page)
    assert 6 < asked <= 12
    assert page.evaluate("document.activeElement.tagName") == "H2"
    assert page.locator(".why > li").count() == asked
    assert 0 < page.locator("ol.classify__papers > li").count() <= 6
    shown = page.locator(".classify h3 a").all_inner_texts()
    with page.expect_download() as saved:
        page.locator(".classify > .buttons:last-child button").first.click()
    file = tmp_path / "route.json"
    saved.value.save_as(file)
    walk = Classifying(ROOT, tag)
    assert walk.follow(file) == []
    said = walk.write("md").decode()
    if tag == "en":
        assert [title for title in shown if title not in said] == []
    page.reload()
    page.set_input_files("#classify-file", file)
    page.wait_for_selector(".classify__papers")
    assert page.locator(".classify h3 a").all_inner_texts() == shown


def test_back_and_change_lead_to_another_result(wide: Visit, host: str) -> None:
    """An answer can be taken back; what came after it on the old way is forgotten."""
    page = wide.page
    page.goto(f"{host}en/classify.html")
    page.click(".classify button")
    page.locator(".choice input").nth(1).check()
    page.click(NEXT)
    page.wait_for_selector(".classify__papers")
    assert page.locator(".why > li").count() == 1
    page.locator("details:has(.why) summary").click()
    page.locator(".why button").first.click()
    assert page.locator(".choice input").nth(1).is_checked()
    page.locator(".choice input").nth(0).check()
    page.click(NEXT)
    page.locator(".classify .buttons .button").nth(1).click()
    assert page.locator(".choice input").nth(0).is_checked()


def test_the_browsers_own_way_back_leads_one_question_back(disk: Visit, site: Path) -> None:
    """And forth; from a disk too. A link within the page changes nothing, and what was not answered is not shown."""
    page = disk.page
    page.goto(f"{site.as_uri()}/en/classify.html")
    page.click(".classify button")
    for _ in range(2):
        page.locator(".choice input").first.check()
        page.click(NEXT)
    title = page.locator(".classify h2")
    expect(title).to_have_text("Question 3")
    page.go_back()
    expect(title).to_have_text("Question 2")
    expect(page.locator(".choice input").first).to_be_checked()
    page.go_back()
    expect(title).to_have_text("Question 1")
    page.go_forward()
    expect(title).to_have_text("Question 2")
    page.evaluate("location.hash = 'classify-chart'")
    expect(title).to_have_text("Question 2")
    for _ in range(3):
        page.go_back()
    expect(title).to_have_count(0)
    expect(page.locator(".classify button").first).to_be_focused()
    answer_all(page)
    expect(title).to_have_text("Your result")
    page.go_back()
    expect(page.locator(".classify fieldset")).to_have_count(1)
    page.go_forward()
    expect(title).to_have_text("Your result")


def test_leaving_between_questions_asks_first(wide: Visit, host: str) -> None:
    """From a result people go on to its papers, and nothing asks."""
    page = wide.page
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.goto(f"{host}en/classify.html")
    page.click(".classify button")
    page.locator(".choice input").first.check()
    page.click(NEXT)
    page.click(".md-header__title")
    expect(page.locator(".classify fieldset")).to_have_count(1)
    assert asked == ["beforeunload"]
    answer_all(page, begin=False)
    page.locator("ol.classify__papers a").first.click()
    page.wait_for_url("**/documents/*.html")
    assert asked == ["beforeunload"]


MOST = ("public-body", "mixed", "yes", "not-sure", "not-decided")
"""The answers that show most, the first of them that a question has: two findings that are open, and all categories."""


def test_each_step_fits_a_phone(disk: Visit, site: Path, tags: list[str]) -> None:
    """On two screens each: the start, every question, and the part of the page that holds the longest result.

    In English with the page's foot; in other languages, which have a note on their drafts, without it.
    """
    page = disk.page
    page.set_viewport_size({"width": 390, "height": 844})
    tall = "document.querySelector(document.documentElement.lang === 'en' ? 'html' : 'main').scrollHeight"
    heights: dict[str, list[float]] = {}
    for tag in tags:
        page.goto(f"{site.as_uri()}/{tag}/classify.html")
        found = heights[tag] = [page.evaluate(tall)]
        page.click(".classify button")
        while page.locator(".classify fieldset").count():
            found.append(page.evaluate(tall))
            choices = page.locator(".classify .choice input").evaluate_all("inputs => inputs.map(input => input.value)")
            page.check(f".classify .choice input[value={next(each for each in MOST if each in choices)}]")
            page.click(NEXT)
            page.wait_for_selector(".classify fieldset, .classify__papers")
        assert page.locator(".classify > .classify__finding").count() == 6
        found.append(page.locator(".classify").bounding_box()["height"])  # type: ignore[index]
    assert {tag: found for tag, found in heights.items() if max(found) > 2 * 844} == {}


def test_deeper_questions_follow_a_result(disk: Visit, site: Path, tmp_path: Path) -> None:
    """They add to what was found; a way out of them leads back to the result, and the file opens there again."""
    page = disk.page
    page.goto(f"{site.as_uri()}/en/classify.html")
    first = answer_all(page)
    page.locator(".classify > .buttons").first.locator("button").nth(1).click()
    page.wait_for_selector(".classify fieldset")
    assert str(first + 1) in page.locator(".classify h2").inner_text()
    page.locator(".choice input").nth(1).check()
    page.click(NEXT)
    page.locator(".classify .buttons button").last.click()
    page.wait_for_selector(".classify__papers")
    assert page.locator(".why > li").count() == first + 1
    with page.expect_download() as saved:
        page.locator(".classify > .buttons:last-child button").first.click()
    file = tmp_path / "route.json"
    saved.value.save_as(file)
    page.reload()
    page.set_input_files("#classify-file", file)
    page.wait_for_selector(".classify__papers")
    assert page.locator(".why > li").count() == first + 1
    page.locator(".classify > .buttons").first.locator("button").nth(1).click()
    page.wait_for_selector(".classify fieldset")
    assert answer_all(page, begin=False) > first
    assert 0 < page.locator("ol.classify__papers > li").count() <= 6
    assert page.locator("ul.classify__papers > li").count() > 10


def test_a_file_of_an_older_version_opens_with_what_fits(wide: Visit, host: str, tmp_path: Path) -> None:
    page = wide.page
    page.goto(f"{host}en/classify.html")
    file = tmp_path / "old.json"
    answers = {"kind-of-work": "own-initiative", "main-aim": "citizens", "children": "take-part"}
    answers["citizens-part"] = "share-in-work"
    said = {"schema": "citizen-data-route/1", "version": "1.0.0", "answers": answers}
    file.write_text(json.dumps(said), encoding="utf-8")
    page.set_input_files("#classify-file", file)
    page.wait_for_selector(".classify fieldset")
    assert "3" in page.locator(".classify h2").inner_text()
    page.locator(".classify .buttons button").nth(1).click()
    assert page.locator(".choice input").first.is_checked()


def test_a_question_needs_an_answer(wide: Visit, host: str) -> None:
    page = wide.page
    page.goto(f"{host}en/classify.html")
    page.click(".classify button")
    page.click(NEXT)
    assert page.locator(".classify [role=alert]").inner_text()
    assert page.locator(".classify fieldset").count() == 1


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{",
        '{"schema": "citizen-data-route/1"}',
        '{"schema": "citizen-data-route/1", "version": "0", "answers": {"gone": "x"}}',
        '{"schema": "citizen-data-route/1", "version": "2.0.0", "answers": {"__proto__": "x"}}',
        '{"schema": "citizen-data-route/1", "version": "2.0.0", "answers": {"kind-of-work": "<img src=x onerror=1>"}}',
        '{"schema": "citizen-data-route/1", "version": "2.0.0", "answers": {"kind-of-work": ["own-initiative", "x"]}}',
        "[" * 100_000,
        "x" * 2_000_000,
    ],
    ids=range(10),
)
def test_a_hostile_file_changes_nothing(wide: Visit, host: str, tmp_path: Path, content: str) -> None:
    page = wide.page
    page.goto(f"{host}en/classify.html")
    file = tmp_path / "hostile.json"
    file.write_text(content, encoding="utf-8")
    page.set_input_files("#classify-file", file)
    expect(page.locator(".classify [role=alert]")).not_to_be_empty()
    assert page.locator(".classify fieldset, .classify .why, .classify img").count() == 0
    assert page.evaluate("Object.keys(Object.prototype).length + ('x' in {})") == 0


def test_the_papers_that_fit_become_a_pack(disk: Visit, site: Path) -> None:
    """One button; conditions that were answered are settled in the papers, and named where a part is left out."""
    page = disk.page
    page.goto(f"{site.as_uri()}/en/classify.html")
    answer_all(page)
    first = page.locator("ol.classify__papers > li").count()
    page.locator(".classify .button--main").first.click()
    page.wait_for_selector(".pack h2")
    assert page.locator(".pack__paper").count() == first > 3
    page.locator(".classify .choose").first.uncheck()
    page.locator(".classify details summary").first.click()
    page.locator(".choose[value=quality-statement]").check()
    page.locator(".classify .button--main").first.click()
    expect(page.locator(".pack__paper")).to_have_count(first)
    assert page.evaluate("document.activeElement.tagName") == "H2"
    assert page.locator(".pack .conditional.is-in").count() > 0
    page.emulate_media(media="print")
    assert page.locator(".pack .paper").first.is_visible()


def test_a_pack_of_ones_own(wide: Visit, host: str, site: Path) -> None:
    """On the page about packs; in French each draft stands beside English, under its stamp."""
    drafts = sum(not stands_alone(site, "fr", paper) for paper in ("adult-consent", "design"))
    page = wide.page
    page.goto(f"{host}fr/packs.html")
    page.locator(".buttons .button--main").last.click()
    assert page.locator(".status").last.inner_text()
    page.locator(".choose[value=adult-consent]").check()
    page.locator(".choose[value=design]").check()
    page.locator(".buttons .button--main").last.click()
    page.wait_for_selector(".pack__paper")
    assert page.locator(".pack__paper").count() == 2
    assert page.locator(".pack .paper__stamp").count() == 2 * drafts
    assert (page.locator(".pack .pair > :last-child[lang=en]").count() > 10) is (drafts > 0)


def group(folder: Path, name: str, **answers: object) -> Path:
    """A group's file of answers to the checklist for the design stage."""
    file = folder / f"{name}.answers.json"
    content = {"schema": "citizen-data-answers/1", "checklist": "design", "version": "1.0.0", "edition": "1.0"}
    file.write_text(json.dumps(content | {"conditions": {}, "answers": answers}), encoding="utf-8")
    return file


def test_only_files_of_one_edition_count_and_each_once(wide: Visit, host: str, tmp_path: Path) -> None:
    """The same answers again, another edition or version, and a file of another checklist under this one's name."""
    page = wide.page
    page.goto(f"{host}en/groups.html")
    one = group(tmp_path, "one", seats=True)
    files = {
        name: group(tmp_path, name, seats=True) for name in ("one (1)", "edition", "unsaid", "version", "relabelled")
    }
    for name, old, new in (
        ("edition", '"edition": "1.0"', '"edition": "0.9"'),
        ("unsaid", '"edition": "1.0", ', ""),
        ("version", '"version": "1.0.0"', '"version": "0.9.0"'),
        ("relabelled", '"seats"', '"of-another-list"'),
    ):
        files[name].write_text(files[name].read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    page.set_input_files("#groups-file", [one, *files.values()])
    page.wait_for_selector(".groups table")
    assert page.locator(".groups thead th").all_inner_texts()[1:] == ["one"]
    why = ("groups-twice", "groups-edition", "groups-edition", "open-version", "open-wrong")
    for line, id in zip(page.locator(".groups [role=alert] li").all_inner_texts(), why, strict=True):
        assert page.evaluate("id => window.CitizenData.words(id).split('{')[0]", id) in line
    letters = group(tmp_path, "letters", seats=True)
    letters.write_bytes(letters.read_bytes().replace(b"true", b'true, "seats.note": "caf\xe9"'))
    page.set_input_files("#groups-file", [one, letters])
    expect(page.locator(".groups [role=alert] li")).to_have_count(2)
    assert page.locator(".groups thead th").count() == 2


def test_what_is_done_and_does_not_apply_is_named_and_counts_as_neither(
    disk: Visit, site: Path, tmp_path: Path
) -> None:
    page = disk.page
    page.goto(f"{site.as_uri()}/en/groups.html")
    both = group(tmp_path, "both", **{"seats": True, "seats.not-applicable": "No seats"})
    page.set_input_files("#groups-file", [both, group(tmp_path, "done", seats=True)])
    expect(page.locator(".groups thead th")).to_have_count(3)
    row = page.locator(".groups tbody tr").nth(1)
    done, other = (
        page.evaluate("id => window.CitizenData.words(id)", f"counts-{each}") for each in ("done", "not-applicable")
    )
    assert row.locator("td").all_inner_texts() == [f"{done} / {other}", done]
    assert "1 of 2" in row.inner_text()


def test_many_groups_in_one_table(disk: Visit, site: Path, tmp_path: Path) -> None:
    """Each group has a column, also of what it wrote; a file that does not fit is named and left out."""
    page = disk.page
    page.goto(f"{site.as_uri()}/en/groups.html")
    other = group(tmp_path, "other", seats=True)
    other.write_text(other.read_text(encoding="utf-8").replace('"design"', '"review"'), encoding="utf-8")
    files = [
        group(tmp_path, "one", **{"groups-listed": True, "seats.note": "=1+1"}),
        group(tmp_path, "two", **{"groups-listed": True, "seats.not-applicable": "<b>none</b>"}),
        group(tmp_path, "wrong", seats="yes"),
        other,
    ]
    page.set_input_files("#groups-file", files)
    page.wait_for_selector(".groups table")
    assert page.locator(".groups thead th").all_inner_texts()[1:] == ["one", "two"]
    assert page.locator(".groups [role=alert] li").count() == 2
    rows = page.locator(".groups tbody tr")
    assert "2 of 2" in rows.nth(0).inner_text()
    assert "<b>none</b>" in rows.nth(1).inner_text()
    with page.expect_download() as saved:
        page.locator(".groups button.button").nth(1).click()
    lines = Path(saved.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == rows.count() + 1
    page.locator(".groups .button--warn").click()
    assert page.locator(".groups table").count() == 0


@pytest.mark.parametrize("path", ["en/classify.html", "ar/classify.html", "en/packs.html", "en/groups.html"])
def test_without_scripts_the_page_is_whole(scriptless: Visit, host: str, path: str) -> None:
    """The chart says where each answer leads; lists lead to every paper; no button is dead."""
    page = scriptless.page
    page.goto(host + path)
    assert page.locator("main button").count() == 0
    if "classify" in path:
        assert 6 < page.locator("main h3[id^=question-]").count() <= 12
        assert page.locator("main a[href*='#question-']").count() > 3
        assert page.locator("main a[href$='.pdf']").count() > 0
        chart = page.locator("#classify-chart").bounding_box()
        assert chart is not None
        assert chart["y"] < 20_000
    else:
        assert page.locator("main li a").count() > 20


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_no_state_has_a_barrier(narrow: Visit, host: str, tag: str, tmp_path: Path) -> None:
    """The question, the question without an answer, the result, the pack and the table of groups."""
    page = narrow.page
    page.goto(f"{host}{tag}/classify.html")
    page.evaluate(AXE)
    page.click(".classify button")
    assert barriers(page) == []
    page.click(NEXT)
    assert barriers(page) == []
    page.goto(f"{host}{tag}/packs.html")
    page.evaluate(AXE)
    page.locator(".choose[value=answer-cards]").check()
    page.locator(".buttons .button--main").last.click()
    page.wait_for_selector(".pack__paper")
    assert barriers(page) == []
    page.goto(f"{host}{tag}/groups.html")
    page.evaluate(AXE)
    page.set_input_files("#groups-file", [group(tmp_path, "one", seats=True), group(tmp_path, "two")])
    page.wait_for_selector(".groups table")
    assert barriers(page) == []
    page.goto(f"{host}{tag}/classify.html")
    answer_all(page, 1)
    page.evaluate(AXE)
    assert barriers(page) == []
