"""What a result of the search shows of a page begins with its own words."""

from __future__ import annotations

from generator.blocks.nodes import Note, Page, PaperPicture, Paragraph
from generator.render.search.places import places_of
from tests.render.formats.samples import EN, PAPERS
from tests.render.test_pages import words


def test_what_stands_on_page_after_page_is_no_part_of_a_place() -> None:
    note = Note("draft", words("Draft"), (Paragraph(words("Nobody has checked it.")),))
    picture = PaperPicture(PAPERS["en"], words("Picture of the first page"), 240, 340)
    said = Paragraph(words("A full form for adults."))
    (place,) = places_of(Page("documents/adult-consent", words("Consent"), "", (note, picture, said), EN))
    assert place.opening == "A full form for adults."
    assert not {"nobody", "picture"} & set(place.told)
