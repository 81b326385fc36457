"""The project's own languages, terms and translations."""

from __future__ import annotations

from gettext import c2py

import pytest
from babel import Locale

from generator.catalog.counts import count
from generator.library.language import Language
from generator.library.library import Library, library_texts
from generator.library.text import SOURCE_LANGUAGE, State
from generator.load.catalogs import load_catalog
from generator.load.languages import load_languages, load_termbase
from generator.translate.apply import translate
from generator.translate.inline import safe_value
from generator.translate.wording import _forms, _is_rendered, folded
from tests.conftest import ROOT, loaded
from tests.pseudo import pseudo

LANGUAGES, _ = load_languages(ROOT)
TERMBASE, _ = load_termbase(ROOT)
OTHERS = [language for language in LANGUAGES if language.tag != SOURCE_LANGUAGE]


@pytest.fixture(scope="module")
def library() -> Library:
    return loaded(ROOT)


def test_languages_and_terms_are_clean() -> None:
    assert load_languages(ROOT)[1] == []
    assert load_termbase(ROOT)[1] == []
    assert SOURCE_LANGUAGE in {language.tag for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_a_language_is_as_cldr_has_it(language: Language) -> None:
    locale = Locale.parse(language.tag)
    assert (language.name.lower(), language.direction) == (
        (locale.get_display_name() or "").lower(),
        locale.text_direction,
    )
    category = locale.plural_form
    numbers = (*range(1200), *range(999_990, 1_000_010), 2_000_000)
    occurring = {category(number) for number in numbers}  # what only fractions need has no place in a PO file
    used = [name for name in ("zero", "one", "two", "few", "many", "other") if name in occurring]
    index = c2py(language.plural.partition("plural=")[2].rstrip(";"))
    assert f"nplurals={len(used)};" in language.plural
    for number in numbers:
        assert used[index(number)] == category(number), number


@pytest.mark.parametrize("language", OTHERS, ids=lambda language: language.tag)
def test_every_term_accepts_its_own_preferred_words(language: Language) -> None:
    """A new language has no terms yet."""
    for concept in TERMBASE.terms:
        rendering = concept.in_language.get(language.tag)
        if rendering is None:
            continue
        words = folded(rendering.preferred)
        assert _is_rendered(rendering, _forms(words), words), (concept.id, rendering)
        assert rendering.preferred not in rendering.avoid


@pytest.mark.parametrize("language", OTHERS, ids=lambda language: language.tag)
def test_every_published_translation_is_safe(language: Language, library: Library) -> None:
    catalog, found = load_catalog(ROOT, language)
    _, held_back = translate(library, language, catalog)
    # What was right for an earlier English, with other links or blanks, is shown in English and is not held back.
    assert [*found, *held_back] == []


def test_every_english_text_is_a_safe_translation_of_itself(library: Library) -> None:
    for page in library.pages:
        for block in page.blocks:
            safe_value(block.text.value, block.text.value)
    made_up = LANGUAGES[0].model_copy(update={"tag": "en-XB", "direction": "rtl"})
    assert set(count(library_texts(pseudo(library, made_up))).by_state) == {State.HUMAN}
