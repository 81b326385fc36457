"""What the list of papers narrows by, as a classic script."""

from __future__ import annotations

from collections.abc import Mapping

from generator.blocks.narrowing import Narrowing
from generator.blocks.nodes import Phrase
from generator.library.language import Language
from generator.render.place import PagePlace
from generator.render.script import assigned, said

PATH = "assets/narrowing.js"


def narrowing_script(narrowing: Narrowing, language: Language, languages: Mapping[str, Language]) -> bytes:
    """The script's bytes: it gives `window.CitizenDataNarrowing` its value."""
    place = PagePlace(narrowing.page, language, languages)

    def words_of(phrase: Phrase) -> str | list[str]:
        return said(phrase, language, languages)

    data = {
        "heads": narrowing.heads,
        "facets": [
            {
                "id": each.id,
                "label": words_of(each.label),
                "options": [[id, words_of(words)] for id, words in each.options],
            }
            for each in narrowing.facets
        ],
        "entries": {place.html_link(path): fits for path, fits in narrowing.entries},
        "words": {id: words_of(words) for id, words in narrowing.words.items()},
    }
    return assigned("CitizenDataNarrowing", data)
