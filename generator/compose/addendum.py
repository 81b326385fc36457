"""What is new in a form that people signed before, on a page of its own to sign."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from generator.blocks.nodes import Block, Heading, Labels, Paper, Paragraph
from generator.blocks.walk import fingerprint_of
from generator.compose.checked import written
from generator.compose.forms import parts_of
from generator.compose.papers import as_printed, is_translated, may_stand_alone
from generator.compose.writer import writer_for
from generator.library.answers import Answers
from generator.library.library import Library
from generator.library.template import DocumentTemplate, Template


def addendum(library: Library, source: Library, id: str, clauses: Collection[str], answers: Answers) -> Paper | None:
    """These clauses of the form as they are today, with what it is about above, and a place to sign below.

    In English, the language of `source`, where a word of it is not checked; None for what is no form.
    """
    if is_translated(library, id) and may_stand_alone(library, id):
        paper, checked = written(lambda: _addendum(library, as_printed(library, id), clauses, answers))
        if checked:
            return paper
    return _addendum(source, as_printed(source, id), clauses, answers)


def _addendum(library: Library, template: Template, clauses: Collection[str], answers: Answers) -> Paper | None:
    if not isinstance(template, DocumentTemplate):
        return None
    writer = writer_for(library)
    signing = {each.id for each in template.clauses if each.signatures}
    blocks: list[Block] = [Paragraph(writer.words("addendum-text"), "lead")]
    for clause, _, own in parts_of(writer, template, answers):
        if clause in signing or clause in clauses:
            # Sections are left out, so clauses come right below the title.
            blocks += (replace(each, level=2) if isinstance(each, Heading) else each for each in own)
    paper = Paper(
        id=f"{template.id}-addendum",
        title=writer.titled("addendum-title", template.title),
        language=library.language,
        beside=None,
        version=template.version,
        labels=Labels(writer.say("page-of"), "", "", "", writer.say("type-here")),
        blocks=tuple(blocks),
        languages=(library.language,),
    )
    footer = f"{paper.title.plain} · {template.version} · {fingerprint_of(paper)}"
    return replace(paper, labels=replace(paper.labels, footer=footer))
