"""The main ways again in a browser of other makers: Firefox, where it is installed; from a disk, without a network."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from tests import machine
from tests.browser.conftest import served
from tests.browser.firefox import Firefox, started
from tests.browser.test_fill_in import ANSWER, EVERYTHING, FRAME
from tests.browser.test_kits import DEAD, unpacked
from tests.browser.test_numbers import TABLE
from tests.conftest import ROOT, opened

SEEN = "[...document.querySelectorAll(arguments[0])].filter(each => each.checkVisibility())"
PAPERS = "main .contents > li"
CUT = """
const form = document.getElementById('fill'), labels = [...form.querySelectorAll('label, legend, .choice > span')];
const cut = [];
for (let width = 280; width <= 480; width += 20) {
  form.style.width = `${width}px`;
  cut.push(...labels.filter(each => each.scrollWidth > each.clientWidth + 1).map(each => [width, each.textContent]));
}
return cut;
"""
TWO_ENDS = ("en", "ar")


@pytest.fixture(scope="module")
def program() -> Path:
    found = machine.firefox()
    if found is None:
        pytest.skip("Firefox is not installed")
    return found


@pytest.fixture(scope="module")
def running(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with started(program, tmp_path_factory.mktemp("firefox")) as firefox:
        firefox.offline()
        yield firefox


@pytest.fixture
def away(running: Firefox) -> Iterator[Firefox]:
    """Without a network, which no page asks for anything; with nothing to complain of."""
    yield running
    assert running.complaints() == []
    assert running.asked() == []


@pytest.mark.slow
def test_what_a_page_asks_for_and_what_is_wrong_in_it_is_told(program: Path, tmp_path: Path) -> None:
    """The other tests mean something: they would see a request, a broken script and what the policy forbids."""
    page = tmp_path / "page.html"
    policy = "<meta http-equiv=Content-Security-Policy content=\"img-src 'self'\">"
    page.write_text(
        f"<meta charset=utf-8>{policy}<script>lost()</script><img src=data:,><link rel=stylesheet href=http://127.0.0.1:8009/a>"
    )
    with started(program, tmp_path / "firefox") as firefox:
        firefox.offline()
        firefox.go(page.as_uri())
        assert firefox.asked() == ["http://127.0.0.1:8009/a"]
        said = "\n".join(firefox.complaints())
        assert "lost is not defined" in said and "img-src" in said


def count(firefox: Firefox, selector: str) -> int:
    """How many such elements can be seen."""
    number: int = firefox.run(f"return {SEEN}.length", selector)
    return number


def search(firefox: Firefox, words: str) -> None:
    """The words are typed, and all that is found stands there."""
    firefox.press("#__search-open")
    firefox.wait("document.querySelector('#__search[data-state=ready][data-complete]')")
    firefox.type("#__search-words", words)
    firefox.wait("document.querySelector('#__search-status').textContent")


def turn(firefox: Firefox, place: str) -> None:
    """The screen of a form comes that has this id, or a control with it."""
    firefox.wait("document.querySelector('.bar')")
    firefox.run("location.hash = arguments[0]", place)
    firefox.run(f"return ({FRAME})()")


@pytest.mark.parametrize("tag", TWO_ENDS)
def test_a_kit_opens_with_menu_and_search(away: Firefox, kits: Path, tmp_path: Path, tag: str) -> None:
    (kit,) = kits.glob(f"*-{tag}-pages.zip")
    root = f"{unpacked(kit, tmp_path / 'kit %20 é').as_uri()}/"
    away.go(f"{root}index.html")
    away.press("main a")
    away.wait("document.querySelector('#__menu-open')")
    for path in ("principles/relevance", "documents/adult-consent", "questions/people"):
        away.go(f"{root}{tag}/{path}.html")
        assert away.run("return document.querySelectorAll('#__menu a[aria-current]').length") >= 1
        assert away.run(f"return ({DEAD})(arguments[0])", root) == []
    editions = opened(ROOT)
    question = editions.edition(*editions.languages((tag,))).library.questions[0].questions[0]
    search(away, question.question.value)
    assert away.run("return document.querySelector('.md-search__answer h3').textContent") == question.question.value
    away.press(".md-search__answer ul a")
    away.wait("!location.pathname.endsWith('/people.html') && document.querySelector('h1')")


@pytest.mark.parametrize("tag", TWO_ENDS)
def test_the_list_of_papers_narrows(away: Firefox, site: Path, tag: str) -> None:
    away.go(f"{site.as_uri()}/{tag}/documents.html")
    every = count(away, PAPERS)
    away.press("#__narrow-purpose option[value=children]")
    assert 0 < count(away, PAPERS) < every / 2


@pytest.mark.parametrize("tag", TWO_ENDS)
def test_a_form_is_filled_saved_opened_and_printed(away: Firefox, site: Path, tag: str) -> None:
    here = f"{site.as_uri()}/{tag}/fill/oral-consent.html"
    away.go(here)
    turn(away, "preview")
    away.wait("document.querySelector('#fill-paper .paper__text')")
    given = away.run(f"return ({EVERYTHING})()")
    away.run(f"return ({ANSWER})(arguments[0])", given)
    name = next(name for name, said in given.items() if said.startswith("said "))
    turn(away, away.run("return document.getElementsByName(arguments[0])[0].id", name))
    away.type(f"[name='{name}']", " by keys")
    turn(away, "tools")
    away.press("#fill-tools .button--main")
    assert (count(away, ".errors"), count(away, ".checked__entry") >= 5) == (0, True)
    file = away.saved(lambda: away.press("#fill-tools .ask + .buttons .button"))
    assert json.loads(file.read_text(encoding="utf-8"))["answers"][name] == f"{given[name]} by keys"
    away.go("about:blank")
    away.go(here)
    turn(away, "preview")
    away.wait("document.querySelector('#fill-paper .paper__text')")
    turn(away, "tools")
    away.type("#fill-file", str(file))
    away.wait("document.querySelector('#fill-paper').textContent.includes(arguments[0])", f"{given[name]} by keys")
    printed = pypdf.PdfReader(io.BytesIO(away.pdf()))
    assert "by keys" in "".join(each.extract_text() for each in printed.pages)


def test_no_words_of_a_form_are_cut_off(away: Firefox, site: Path) -> None:
    """Lines break where letters of two directions stand in them, however wide the screen is."""
    for page in sorted(site.glob("ar/fill/principle-*.html")):
        away.go(page.as_uri())
        away.wait("document.querySelector('.bar')")
        assert away.run(CUT) == [], page.name


def test_the_way_is_found_in_twelve_questions(away: Firefox, site: Path) -> None:
    away.go(f"{site.as_uri()}/en/classify.html")
    away.press(".classify button")
    for _ in range(13):
        away.wait("document.querySelector('.classify fieldset, .classify__papers')")
        if not count(away, ".classify fieldset"):
            break
        away.press(".classify .choice input")
        away.press(".classify .button--main")
    assert 0 < count(away, "ol.classify__papers > li") <= 6


def test_small_numbers_are_hidden_and_scores_drawn(away: Firefox, site: Path) -> None:
    away.go(f"{site.as_uri()}/en/numbers/small-cells.html")
    away.run("document.querySelector('#cells-table').value = arguments[0]", TABLE)
    away.press("main button.button")
    away.wait(f"{SEEN}.filter(each => each.textContent === 'hidden').length === 4", "main table td")
    away.go(f"{site.as_uri()}/en/fill/quality-score.html")
    turn(away, "preview")
    turn(away, away.run("return document.querySelector('.item input[type=radio]').id"))
    away.press(".item input[type=radio]")
    turn(away, "tools")
    assert count(away, ".counts table svg") > 5


def test_without_scripts_pages_are_whole(program: Path, site: Path, tmp_path: Path) -> None:
    with started(program, tmp_path, **{"javascript.enabled": False}) as firefox:
        firefox.offline()
        for tag in TWO_ENDS:
            for path in ("index", "principles/relevance", "documents", "fill/oral-consent"):
                firefox.go(f"{site.as_uri()}/{tag}/{path}.html")
                assert count(firefox, "h1") == 1
                assert count(firefox, "main button, #__search-open, .bar, .narrow") == 0
            assert count(firefox, "#fill input, #fill textarea") > 20
        assert (firefox.complaints(), firefox.asked()) == ([], [])


def test_a_language_is_kept_and_opens_without_a_network(program: Path, site: Path, tmp_path: Path) -> None:
    with started(program, tmp_path) as firefox:
        with served(site) as host:
            firefox.go(f"{host}en/about.html")
            for button in (1, 2):
                firefox.wait(f"{SEEN}.length", f"#__keep button:nth-of-type({button})")
                firefox.press(f"#__keep button:nth-of-type({button})")
            firefox.wait("document.querySelector('#__keep [role=status]').textContent.startsWith('Kept')")
        firefox.go(f"{host}en/stages/design.html")
        search(firefox, "consent")
        assert count(firefox, "#__search-results li") > 3
        assert firefox.complaints() == []
        assert [address for address in firefox.asked() if not address.startswith((host, "blob:"))] == []
