"""Links inside texts and between glossary entries, the pages that show diagrams, and what kits hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from generator.diagnostics import Diagnostic, Position
from generator.library.library import Library, library_texts
from generator.library.markdown import MarkdownPage
from generator.library.routes import known_targets
from generator.library.sources import Sources
from generator.validate.base import did_you_mean, links_in

_OUTSIDE = re.compile(r"https?://[^\s/]+(/\S*)?|mailto:[^\s@]+@[^\s@]+")


class Links:
    """Every link leads to a page, principle, term … that exists, or to a whole address on the web.

    Fails in framework/editions/1.0/definition.yaml:

        plain: The [first stage](stage:desing) comes first.

    Passes:

        plain: The [first stage](stage:design) comes first.
    """

    code = "REF"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """REF004 for each link that leads nowhere."""
        known = known_targets(library)
        headings = {f"page:{page.path}": frozenset(block.anchor for block in page.blocks) for page in library.pages}
        for target, place in _links(library, sources):
            page, _, anchor = target.partition("#")
            if _OUTSIDE.fullmatch(target):
                continue
            if page not in known:
                help = did_you_mean(page, known) or "write scheme:id, such as principle:relevance or page:definition"
                yield Diagnostic("REF004", f"the link '{target}' leads nowhere", place(), help)
            elif anchor and anchor not in headings.get(page, {anchor}):
                help = did_you_mean(anchor, headings[page])
                yield Diagnostic("REF004", f"'{page}' has no heading with the id '{anchor}'", place(), help)


def _links(library: Library, sources: Sources) -> Iterator[tuple[str, Callable[[], Position]]]:
    """Where each link leads, and who looks for its place if that is nowhere."""
    for page in library.pages:
        yield from ((target, partial(sources.of, key)) for key, target in _page_links(page))
    written = {block.text.key for page in library.pages for block in page.blocks}
    for text in library_texts(library):
        if text.key not in written and "](" in text.value:
            yield from ((target, partial(sources.of, text.key)) for target in links_in(text.value))
    for index, diagram in enumerate(library.diagrams.diagrams):
        for number, path in enumerate(diagram.pages):
            yield f"page:{path}", partial(sources.at, "content/diagrams", ("diagrams", index, "pages", number))
    for index, kit in enumerate(library.kits.kits):
        for number, target in enumerate(kit.ids):
            yield target, partial(sources.at, "content/kits", ("kits", index, "ids", number))
    for index, term in enumerate(library.glossary.terms):
        for number, target in enumerate(term.see):
            yield target, partial(sources.at, "content/glossary", ("terms", index, "see", number))


def _page_links(page: MarkdownPage) -> Iterator[tuple[str, str]]:
    yield from ((block.text.key, target) for block in page.blocks for target in block.targets)
