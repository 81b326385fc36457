"""A paper as data for scripts, so that a page can show it while somebody fills it in, also from file://."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from generator.blocks.artifact import Site
from generator.blocks.fill_in import PaperPreview
from generator.blocks.nodes import Block, Conditional, Phrase
from generator.library.language import Language
from generator.library.slots import TABLE
from generator.render.html import HtmlWriter
from generator.render.place import PagePlace
from generator.render.script import assigned, said

FOLDER = "fill"
WORDS = "assets/screen-words.js"
FORM_WORDS = "assets/form-words.js"
_NOT_OF_FORMS = ("cells-", "groups-", "numbers-", "pack-")
"""What the ids of words begin with that scripts of other pages show: a form does without them, and is lighter."""
_UNSAID = "und"
"""No language: so every part of a preview names its own, and stands the same on every page."""


def preview_data(preview: PaperPreview, site: Language, languages: Mapping[str, Language]) -> bytes:
    """What scripts must know to show the paper on a site of that language, as JSON."""
    document, labels = preview.document, preview.document.labels
    nowhere = site.model_copy(update={"tag": _UNSAID})
    writer = HtmlWriter(PagePlace(f"{FOLDER}/{document.id}", nowhere, languages), live=True)
    data = {
        "id": document.id,
        "kind": preview.contract.kind,
        "version": document.version,
        "edition": preview.contract.edition,
        "contract": preview.contract.data,
        "lang": document.language.tag,
        "dir": document.language.direction,
        "locale": document.language.region,
        "language": document.language.name,
        "checked": preview.checked,
        "stamp": preview.stamp,
        "remarks": {name: writer.inline(words.children) for name, words in preview.remarks},
        "footer": labels.footer,
        "title": writer.phrase(document.title, "p", "paper__title"),
        "leftOut": _left_out(writer, preview.left_out),
        "conditions": [[id, writer.phrase(words, "p")] for id, words in preview.conditions],
        "original": _heading(writer, preview.original),
        "blocks": list(_fragments(writer, document.blocks)),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def screen_words(site: Site, languages: Mapping[str, Language]) -> Iterator[tuple[str, bytes]]:
    """What scripts need, by the page that they are on: their words, and what any file of answers may hold."""
    every = {id: said(words, site.language, languages) for id, words in site.screen_words.items()}
    of_forms = {id: words for id, words in every.items() if not id.startswith(_NOT_OF_FORMS)}
    for path, words in ((WORDS, every), (FORM_WORDS, of_forms)):
        yield path, assigned("CitizenDataWords", words) + assigned("CitizenDataAnswers", TABLE)


def _heading(writer: HtmlWriter, phrase: Phrase) -> str:
    return writer.phrase(phrase, "h3")


def _left_out(writer: HtmlWriter, words: tuple[Phrase, Phrase] | None) -> list[str] | None:
    return None if words is None else [_heading(writer, words[0]), writer.phrase(words[1], "p")]


def _fragments(writer: HtmlWriter, blocks: tuple[Block, ...]) -> Iterator[str | list[object]]:
    """Each block as HTML; a conditional one as [condition, its words, [fragments]]."""
    for block in blocks:
        if isinstance(block, Conditional):
            words = writer.phrase(block.words, "p", "conditional__words")
            yield [block.condition, words, list(_fragments(writer, block.blocks))]
        else:
            yield writer.block(block)
