"""The pocket guide: every principle once, eight pages, and the right ones back to back once it is folded."""

from __future__ import annotations

import pypdfium2

from generator.blocks.nodes import Heading, Paper
from generator.compose.pocket import pocket_guides
from generator.render.formats import maker_of
from tests.conftest import ROOT, loaded, opened


def guide_in(tag: str) -> Paper:
    editions = opened(ROOT)
    (language,) = editions.languages((tag,))
    (guide,) = pocket_guides(editions.edition(language).library, editions.source.usable)
    return guide


def places(guide: Paper) -> dict[str, tuple[int, int]]:
    """The column and row (0 below, 1 above) in which the number of each principle stands on the sheet."""
    page = pypdfium2.PdfDocument(maker_of("a4-fold.pdf").render(guide, "a4-fold.pdf"))[0]
    words = page.get_textpage()
    width, height = page.get_size()
    found = {}
    for heading in (each for each in guide.blocks if isinstance(each, Heading)):
        number, name = heading.phrase.plain.split(" ")[:2]
        # Pages stand in the file as they are read, so that of "3." comes before that of "13."; words from right to left
        # come out of it in another order.
        sought = number if guide.language.direction == "rtl" else f"{number} {name}"
        at = words.search(sought).get_next()
        assert at, number
        left, bottom, _, _ = words.get_charbox(at[0])
        found[number] = int(left * 4 / width), int(bottom * 2 / height)
    return found


def test_each_principle_has_its_place_once() -> None:
    library = loaded(ROOT)
    (guide,) = pocket_guides(library, library)
    names = [each.phrase.plain for each in guide.blocks if isinstance(each, Heading)]
    principles = library.framework.principles.principles
    assert names == [f"{each.number}. {each.name.value}" for each in principles]
    assert sum(each.new_page for each in guide.blocks if isinstance(each, Heading)) == 7


def test_pages_lie_so_that_the_sheet_folds_in_both_directions() -> None:
    english = places(guide_in("en"))
    assert [english[f"{number}."] for number in (1, 3, 5, 7, 9, 11, 13)] == [
        (2, 0), (3, 0), (3, 1), (2, 1), (1, 1), (0, 1), (0, 0),
    ]  # fmt: skip
    arabic = places(guide_in("ar"))
    assert {number: (3 - column, row) for number, (column, row) in arabic.items() if number in ("3.", "5.", "9.")} == {
        number: english[number] for number in ("3.", "5.", "9.")
    }


def test_it_is_one_sheet_in_every_language_and_a_draft_says_so() -> None:
    for tag in ("en", "fr", "ar"):
        guide = guide_in(tag)
        for ending in ("a4-fold.pdf", "letter-fold.pdf"):
            pdf = maker_of(ending).render(guide, ending)
            assert len(pypdfium2.PdfDocument(pdf)) == 1
            assert pdf == maker_of(ending).render(guide, ending)
        words = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
        assert words.count("DRAFT") == (8 if guide.beside else 0)
        assert guide.language.direction == "rtl" or guide.labels.footer.rpartition(" ")[2] in words
