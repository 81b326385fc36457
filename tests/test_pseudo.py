"""The made-up language goes the way of every translation."""

from __future__ import annotations

from generator.blocks.marks import PLACEHOLDER, parse, words_in
from generator.blocks.walk import blocks_in
from generator.catalog.counts import count
from generator.compose.markdown import markdown_blocks
from generator.library.library import library_texts
from generator.library.text import State, catalogue_of
from tests.pseudo import CLOSE, OPEN, pseudo, pseudo_text
from tests.translate import sample

MADE_UP = sample.ENGLISH.model_copy(update={"tag": "en-XB", "name": "Mirrored", "direction": "rtl"})


def test_every_text_is_marked_and_in_the_language() -> None:
    library = sample.library()
    made_up = pseudo(library, MADE_UP)
    for text, english in zip(library_texts(made_up), library_texts(library), strict=True):
        assert text.value.startswith(OPEN)
        assert text.value.endswith(CLOSE)
        assert (text.lang, text.state, text.source) == ("en-XB", State.HUMAN, english.value)
        assert sorted(PLACEHOLDER.findall(text.value)) == sorted(PLACEHOLDER.findall(english.value))
    assert made_up.language.direction == "rtl"


def test_it_is_about_a_third_longer() -> None:
    library = sample.library()
    made_up = library_texts(pseudo(library, MADE_UP))
    pairs = [(len(own.value), len(made.value)) for own, made in zip(library_texts(library), made_up, strict=True)]
    # The marks at both ends make a label of one word much longer, and a sentence hardly.
    before, after = map(sum, zip(*((own, made) for own, made in pairs if own >= 20), strict=True))
    assert 1.2 < after / before < 1.6


def test_code_links_and_marks_stay() -> None:
    text = pseudo_text("Read `data.csv` and [the **form**](document:consent) in {days} days")
    assert "`data.csv`" in text
    assert "](document:consent)" in text
    assert "{days}" in text
    assert "Read" not in "".join(words_in(parse(text)))


def test_a_page_keeps_its_shape() -> None:
    library = sample.library()
    before, after = (markdown_blocks(each.pages[0], "fr") for each in (library, pseudo(library, MADE_UP)))
    assert [type(block) for block in blocks_in(after)] == [type(block) for block in blocks_in(before)]


def test_every_text_counts_as_translated() -> None:
    texts = library_texts(pseudo(sample.library(), MADE_UP))
    assert catalogue_of(texts[0].key) == "content/site"
    assert count(each for each in texts if catalogue_of(each.key) == "interface").by_state == {State.HUMAN: 2}
    assert count(texts).total == len(library_texts(sample.library()))
