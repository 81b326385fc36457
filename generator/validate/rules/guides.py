"""The guides: complete, connected, and no dead end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from generator.diagnostics import Diagnostic
from generator.library.guides import FOLDER, PARTNERS
from generator.library.library import Library
from generator.library.markdown import MarkdownPage, anchored_blocks
from generator.library.passages import NEXT
from generator.library.routes import known_targets
from generator.library.served import cells
from generator.library.sources import Sources
from generator.library.template import target_of
from generator.validate.base import catalogue_of_value, did_you_mean


class GuidesComplete:
    """The guides lead to everything and end nowhere.

    Every guide stands in one group; every hand-written page but the home page ends with links under `{ #next }`; a
    guide or a start page leads to every paper; a passage of a guide and a document serve every principle at every
    stage; and every page that is made from data names a next step that exists.

    Fails in content/guides/principles/privacy.md:

        ## What to do now { #now }

    Passes:

        ## What to do next { #next }
    """

    code = "GUID"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """GUID001 group, GUID002 end, GUID003 paper, GUID004 and GUID006 cell, GUID005 next step, GUID007 subject."""
        yield from _groups(library, sources)
        for page in library.pages:
            if page.path != "index":
                yield from _end(page, sources)
        yield from _papers(library, sources)
        yield from _cells(library, sources)
        yield from _next(library, sources)


_EXPLAINS = {group: scheme for scheme, group in PARTNERS.items()}
"""What the guides of a group explain, by the group: they are part of its page, so each must have one."""


def _ids(known: Iterable[str], scheme: str) -> str:
    return ", ".join(sorted(target.partition(":")[2] for target in known if target.startswith(f"{scheme}:")))


def _groups(library: Library, sources: Sources) -> Iterator[Diagnostic]:
    pages = {page.path: page for page in library.pages if page.path.startswith(f"{FOLDER}/")}
    listed: set[str] = set()
    known = known_targets(library)
    for number, group in enumerate(library.guides.groups):
        for index, path in enumerate(group.paths):
            at = partial(sources.at, "content/guides", ("groups", number, "pages", index))
            if path not in pages:
                yield Diagnostic("GUID001", f"there is no page content/{path}.md", at(), did_you_mean(path, pages))
            elif path in listed:
                yield Diagnostic("GUID001", f"the page '{path}' stands in the groups twice", at(), "remove one")
            elif group.id in _EXPLAINS and f"{_EXPLAINS[group.id]}:{group.pages[index]}" not in known:
                help = f"name it after one, or put it into another group; known: {_ids(known, _EXPLAINS[group.id])}"
                message = f"there is no {_EXPLAINS[group.id]} '{group.pages[index]}' that this guide could explain"
                yield Diagnostic("GUID007", message, at(), help)
            listed.add(path)
    for path, page in pages.items():
        if path not in listed:
            help = "name it in one of the groups of content/guides.yaml"
            yield Diagnostic("GUID001", f"no group names the guide '{path}'", sources.of(page.title.key), help)


def _end(page: MarkdownPage, sources: Sources) -> Iterator[Diagnostic]:
    headed = list(anchored_blocks(page))
    last = headed[-1][0] if headed else None
    if last is None or last[0] != NEXT or not any(block.targets for heading, block in headed if heading == last):
        help = f"close it with a heading '{{ #{NEXT} }}' and a list of links"
        message = "the page does not end with what to do next"
        yield Diagnostic("GUID002", message, sources.of(headed[-1][1].text.key if headed else page.title.key), help)


def _papers(library: Library, sources: Sources) -> Iterator[Diagnostic]:
    guides = [page for page in library.pages if page.path.startswith((f"{FOLDER}/", "start/"))]
    reached = {target.partition("#")[0] for page in guides for block in page.blocks for target in block.targets}
    for template in library.templates:
        if target_of(template) not in reached:
            place = sources.at(catalogue_of_value(template), ("id",))
            help = f"link {target_of(template)} where a reader of content/{FOLDER} or content/start needs it"
            yield Diagnostic("GUID003", f"no guide leads to '{template.id}'", place, help)


def _cells(library: Library, sources: Sources) -> Iterator[Diagnostic]:
    names = {each.id: each.name.key for each in library.framework.principles.principles}
    for (principle, stage), served in cells(library).items():
        if not served.passages:
            message = f"no guide serves '{principle}' at the stage '{stage}'"
            help = f"link stage:{stage} in content/{FOLDER}/principles/{principle}.md where that is said"
            yield Diagnostic("GUID004", message, sources.of(names[principle]), help)
        if not served.documents:
            message = f"no document serves '{principle}' at the stage '{stage}'"
            help = "name both in a document that helps there"
            yield Diagnostic("GUID006", message, sources.of(names[principle]), help)


def _next(library: Library, sources: Sources) -> Iterator[Diagnostic]:
    known = known_targets(library)
    for number, steps in enumerate(library.guides.next):
        for index, target in enumerate(steps.to):
            if "{id}" not in target and target not in known:
                place = sources.at("content/guides", ("next", number, "to", index))
                yield Diagnostic("GUID005", f"there is no '{target}'", place, did_you_mean(target, known))
