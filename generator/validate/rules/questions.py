"""Questions that people ask: what they name exists, and every guide has some."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.library.library import Library
from generator.library.names import names
from generator.library.questions import AskedQuestion
from generator.library.routes import known_targets
from generator.library.sources import Sources
from generator.library.text import Loc
from generator.validate.base import catalogue_of_value, did_you_mean


class QuestionsLead:
    """What a question names exists: its links, works, roles, principles and stages.

    Fails in content/questions/small.yaml:

        links: [document:small-consnt]

    Passes:

        links: [document:small-consent]
    """

    code = "ASK"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """ASK001 for something that does not exist, ASK002 for other words of a question that does not exist.

        ASK003 is for a theme that stands on no page, or on two.
        """
        known = known_targets(library) | {f"role:{page.path.rpartition('/')[2]}" for page in library.pages}
        # Below an answer stands the name of what a link leads to, so a place inside a page is none: it has no name.
        named = names(library).keys()
        for theme in library.questions:
            for number, question in enumerate(theme.questions):
                for loc, target in _named(question):
                    allowed = named if loc[0] == "links" else known
                    if target not in allowed:
                        place = sources.at(catalogue_of_value(theme), ("questions", number, *loc))
                        yield Diagnostic("ASK001", f"there is no '{target}'", place, did_you_mean(target, allowed))
        yield from _pages(library, sources)
        ids = {each.id for theme in library.questions for each in theme.questions}
        for words in library.search_words:
            for id in words.asked:
                if id not in ids:
                    place = sources.at(f"content/search/{words.id}", ("asked", id))
                    yield Diagnostic("ASK002", f"no question has the id '{id}'", place, did_you_mean(id, ids))
            for target in words.called.keys() - known:
                place = sources.at(f"content/search/{words.id}", ("called", target))
                yield Diagnostic("ASK001", f"there is no '{target}'", place, did_you_mean(target, known))


def _pages(library: Library, sources: Sources) -> Iterator[Diagnostic]:
    themes = {theme.id: catalogue_of_value(theme) for theme in library.questions}
    seen: set[str] = set()
    for number, page in enumerate(library.question_pages.pages):
        for index, theme in enumerate(page.themes):
            place = sources.at("content/question-pages", ("pages", number, "themes", index))
            if theme not in themes:
                yield Diagnostic("ASK001", f"there is no theme '{theme}'", place, did_you_mean(theme, themes))
            elif theme in seen:
                yield Diagnostic("ASK003", f"the theme '{theme}' stands on two pages", place, "keep one of them")
            seen.add(theme)
    for theme in sorted(themes.keys() - seen):
        place = sources.at(themes[theme], ("title",))
        help = "name it on a page in content/question-pages.yaml"
        yield Diagnostic("ASK003", f"the theme '{theme}' stands on no page", place, help)


def _named(question: AskedQuestion) -> Iterator[tuple[Loc, str]]:
    yield from ((("links", number), link) for number, link in enumerate(question.links))
    for field, scheme in (("works", "work"), ("roles", "role"), ("principles", "principle"), ("stages", "stage")):
        yield from (((field, number), f"{scheme}:{id}") for number, id in enumerate(getattr(question, field)))
