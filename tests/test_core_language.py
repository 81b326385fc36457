"""A language that has only a part of the toolkit: what it lacks is found in English, and is dressed as nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.build import build
from generator.compose.packs import packs_of
from generator.editions import Editions
from generator.library.language import Language, Languages
from generator.library.scope import has_page, way_to
from generator.order import Order
from generator.translating import status, sync
from tests.conftest import ROOT
from tests.links import broken_links

SWAHILI = """
  - tag: sw
    name: Kiswahili
    direction: ltr
    region: sw-TZ
    fonts: [Noto Sans]
    plural: "nplurals=2; plural=(n == 1 ? 0 : 1);"
    only: [core]
core: [interface, wording, framework/, content/index, content/menu, content/classifier, content/guides]
"""
LACKING = (
    "documents/small-consent",
    "fill/small-consent",
    "checklists/small-check",
    "guides/examples/river",
    "standards",
)


@pytest.fixture
def project(tiny: Path) -> Path:
    """The tiny framework with a language of which the core is translated: here, the name of a principle."""
    (tiny / "templates/theme").symlink_to(ROOT / "templates/theme")
    file = tiny / "translations/languages.yml"
    file.write_text(file.read_text(encoding="utf-8").rstrip("\n") + SWAHILI, encoding="utf-8")
    list(sync(tiny, ("sw",)))
    words = tiny / "translations/sw/interface.po"
    said = words.read_text(encoding="utf-8")
    here = r'(msgctxt "interface#search-english\.text"\nmsgid "In English"\nmsgstr) ""'
    said, found = re.subn(here, r'\1 "Kwa Kiingereza"', said)
    assert found == 1
    words.write_text(said, encoding="utf-8")
    return tiny


def the_language(project: Path) -> Language:
    (language,) = Editions(project).languages(("sw",))
    return language


def test_what_a_language_has_is_what_the_list_names(project: Path) -> None:
    language = the_language(project)
    for path in ("index", "classify", "principles/privacy", "stages/design", "definition", "documents", "all-pages"):
        assert has_page(language, path) == (path != "documents"), path
    assert not any(has_page(language, path) for path in LACKING)
    assert way_to(language, "stages/design#why") == "stages/design#why"
    assert way_to(language, "standards#one") == "file:../en/standards.html#one"
    everything = language.model_copy(update={"only": ()})
    assert all(has_page(everything, path) for path in LACKING)


def test_a_folder_is_named_with_its_stroke_and_a_file_without() -> None:
    language = Language(tag="sw", name="K", direction="ltr", region="sw", fonts=(), plural="", only=("content/guides",))
    assert language.covers("content/guides") and not language.covers("content/guides/topics/children")
    folder = language.model_copy(update={"only": ("content/guides/",)})
    assert folder.covers("content/guides/topics/children") and not folder.covers("content/guides")


def test_a_name_in_the_list_may_stand_for_the_core() -> None:
    more = Language(
        tag="sw", name="K", direction="ltr", region="sw", fonts=(), plural="", only=("core", "content/works")
    )
    (spelt,) = Languages(languages=(more,), core=("interface", "wording")).spelt_out
    assert spelt.only == ("interface", "wording", "content/works")


def test_only_what_a_language_has_is_given_to_translators_and_counted(project: Path) -> None:
    files = {
        path.relative_to(project / "translations/sw").as_posix() for path in project.glob("translations/sw/**/*.po")
    }
    assert {"interface.po", "content/classifier.po"} <= files
    assert not any(name.startswith(("documents", "content/guides/", "content/checklists")) for name in files)
    (line,) = status(project, ("sw",))
    (whole,) = status(project, ("ar",))
    assert int(line.split()[1]) < int(whole.split()[1])


def test_what_is_translated_beyond_it_is_never_thrown_away(project: Path) -> None:
    more = project / "translations/sw/content/standards.po"
    file = project / "translations/languages.yml"
    said = file.read_text(encoding="utf-8")
    file.write_text(said.replace("only: [core]", "only: [core, content/standards]"), encoding="utf-8")
    list(sync(project, ("sw",)))
    words = more.read_text(encoding="utf-8")
    words = re.sub(r'(\nmsgid "[^"]+"\nmsgstr) ""', r'\1 "Viwango"', words, count=1)
    more.write_text(words, encoding="utf-8")
    file.write_text(said, encoding="utf-8")
    list(sync(project, ("sw",)))
    assert "Viwango" in more.read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_site_leads_to_english_where_the_language_ends(project: Path) -> None:
    outcome = build(Order(project, project / "site", formats=("pages",)))
    assert not outcome.failed, outcome.diagnostics
    assert not [each for each in outcome.diagnostics if each.code.startswith("SITE")]
    site = project / "site"
    assert not broken_links(site)
    for path in LACKING:
        assert (site / f"en/{path}.html").is_file() and (site / f"ar/{path}.html").is_file()
        assert not (site / f"sw/{path}.html").exists()
    home = (site / "sw/index.html").read_text(encoding="utf-8")
    menu = home[home.index('id="__menu"') : home.index("<main")]
    assert re.search(r'<a href="\.\./en/documents\.html" hreflang="en"', menu)
    principle = (site / "sw/principles/privacy.html").read_text(encoding="utf-8")
    # The guide on it is not there in English clothes of Swahili: a link leads to it.
    assert "People trust you." not in principle
    # Nothing of this page is translated yet, and it says so to ears, to letters and in a list of tabs.
    assert '<main class="md-content" id="__content" tabindex="-1" lang="en" dir="ltr">' in principle
    assert re.search(r'<title lang="en"[^>]*>[^<]* – Kwa Kiingereza – ', principle)
    assert re.search(r'<a href="\.\./\.\./en/principles/privacy\.html" hreflang="en">', principle)


def test_a_pack_with_papers_that_it_lacks_is_the_english_one(project: Path) -> None:
    editions = Editions(project)
    made = {
        tag: [each.id for each in packs_of(editions.edition(*editions.languages((tag,))).library)]
        for tag in ("ar", "sw")
    }
    assert made["ar"] and not made["sw"]


@pytest.mark.slow
def test_who_changes_the_language_where_it_ends_comes_to_its_first_page(project: Path) -> None:
    assert not build(Order(project, project / "site", formats=("pages",))).failed
    english = (project / "site/en/guides/examples/river.html").read_text(encoding="utf-8")
    switch = english[english.index('id="__languages"') : english.index("</details>")]
    assert 'href="../../../sw/index.html"' in switch and 'href="../../../ar/guides/examples/river.html"' in switch
    assert 'rel="alternate" hreflang="sw"' not in english and 'rel="alternate" hreflang="ar"' in english
