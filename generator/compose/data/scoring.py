"""The scoring sheet of the criteria for a spreadsheet."""

from __future__ import annotations

from generator.blocks.scoring import Scored, ScoreSheet
from generator.compose.checked import written
from generator.compose.inline import phrase
from generator.compose.writer import writer_for
from generator.library.library import Library


def score_sheet(library: Library, source: Library) -> ScoreSheet:
    """The sheet in the library's language; beside English where somebody has not checked all of it, as every paper."""
    sheet, checked = written(lambda: _sheet(library, source, draft=False))
    return sheet if checked else written(lambda: _sheet(library, source, draft=True))[0]


def _sheet(library: Library, source: Library, *, draft: bool) -> ScoreSheet:
    criteria, writer = library.criteria, writer_for(library)
    levels = list(criteria.scale)
    categories = library.framework.nso_role.categories
    publication = library.publication
    return ScoreSheet(
        library.language,
        f"{criteria.sheet.id} {criteria.sheet.version} {library.framework.edition.id} {library.language.tag}",
        phrase(criteria.sheet.title).plain,
        tuple(phrase(text).plain for text in (criteria.sheet.summary, *criteria.sheet.instructions.values())),
        writer.say("why-beside") if draft else "",
        writer.say("score-profile"),
        phrase(publication.title).plain,
        publication.released,
        (
            writer.say("criteria-criterion"),
            writer.say("score-question"),
            writer.say("the-original") if draft else "",
            writer.say("score-level"),
        ),
        tuple(phrase(text).plain for text in criteria.scale.values()),
        tuple(phrase(each.name).plain for each in categories),
        tuple(
            Scored(
                each.id,
                phrase(each.name).plain,
                phrase(each.question).plain,
                phrase(first.question).plain if draft else "",
                tuple(levels.index(each.needs[category.id]) for category in categories),
            )
            for each, first in zip(criteria.criteria, source.criteria.criteria, strict=True)
        ),
    )
