"""Papers as scripts preview them while somebody fills them in: whole, with empty blanks and every conditional part."""

from __future__ import annotations

from dataclasses import replace

from generator.blocks.fill_in import PaperPreview
from generator.compose.checked import on_paper
from generator.compose.inline import phrase
from generator.compose.papers import is_translated, lowered, may_stand_alone, unfilled
from generator.compose.writer import Writer, writer_for
from generator.library.library import Library
from generator.library.slots import REMARKS, contract_of
from generator.library.template import DocumentTemplate, Template


def preview(library: Library, source: Library, template: Template, original: Template) -> PaperPreview:
    """The paper in the library's language; in English where nothing of it is translated, as `original` is."""
    return _preview(library, template) if is_translated(library, template.id) else _preview(source, original)


def _preview(library: Library, template: Template) -> PaperPreview:
    writer = writer_for(library)
    checked = may_stand_alone(library, template.id)
    with on_paper():
        return _composed(library, template, writer, checked)


def _composed(library: Library, template: Template, writer: Writer, checked: bool) -> PaperPreview:
    for_people = isinstance(template, DocumentTemplate) and template.for_people
    left_out = None if for_people else (writer.words("left-out"), writer.words("left-out-text"))
    whole = unfilled(library, template.id)
    document = replace(whole, blocks=tuple(lowered(whole.blocks)))
    conditions = template.conditions if isinstance(template, DocumentTemplate) else ()
    said = tuple((each.id, phrase(each.words)) for each in conditions)
    remarks = tuple((name, writer.words(f"said-{name}")) for name in REMARKS)
    stamp = writer.say("draft-stamp")
    contract = contract_of(template, library.framework.edition.id)
    return PaperPreview(document, contract, checked, stamp, remarks, left_out, said, writer.words("the-original"))
