"""What a language has: the pages that stand on its own site, and those that its readers find in English."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from generator.library.kinds import KINDS, Kind
from generator.library.language import Language
from generator.library.routes import GENERATED_PAGES, on_site
from generator.library.text import SOURCE_LANGUAGE

_FILL = "fill/"
"""The page on which a paper is filled in goes with the paper."""
_PAPERS = ("documents/", "checklists/")


def has_page(language: Language, path: str) -> bool:
    """True when the page stands on the language's own site, as all do that are made of the framework or of no kind."""
    return not language.only or _has_page(language, path.partition("#")[0])


def _has_page(language: Language, page: str) -> bool:
    if page.startswith(_FILL):
        return any(_has_page(language, folder + page.removeprefix(_FILL)) for folder in _PAPERS)
    catalogues = list(_catalogues_of(page))
    if not catalogues and page not in GENERATED_PAGES:
        catalogues = [f"content/{page}"]  # written by hand
    return any(each is None or language.covers(each) or _some(language, each) for each in catalogues or [None])


def way_to(language: Language, path: str) -> str:
    """What a link on the language's site leads to: the page, or the English one where the language has none."""
    return path if has_page(language, path) else on_site(SOURCE_LANGUAGE, path)


@lru_cache(maxsize=5_000)  # every link of every page asks
def _catalogues_of(page: str) -> tuple[str | None, ...]:
    return tuple(_catalogues(page))


def _catalogues(page: str) -> Iterator[str | None]:
    """The catalogues of the kinds that a page shows; None for the framework, which every language has."""
    for kind in KINDS:
        if kind.page and kind.page.path == page:
            yield _folder(kind) if kind.many else _catalogue(kind, "")
        for linked in kind.linked:
            if linked.at.endswith("/") and page.startswith(linked.at):
                yield _catalogue(kind, page.removeprefix(linked.at))


def _some(language: Language, folder: str) -> bool:
    return folder.endswith("/") and language.covers_some(folder)


def _catalogue(kind: Kind, id: str) -> str | None:
    return None if kind.of_edition else kind.catalogue_of(kind.files.replace("*", id))


def _folder(kind: Kind) -> str:
    """The folder of a kind's catalogues: the page about all of them is there when some of them are."""
    return kind.catalogue_of(kind.files).partition("*")[0]
