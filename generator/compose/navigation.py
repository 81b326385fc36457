"""The navigation: which pages stand under which heading, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.blocks.nodes import MenuItem, Page
from generator.compose.inline import phrase
from generator.compose.writer import Writer

_FRAMEWORK = ("objectives", "key-terms", "definition", "initiative-objectives", "modalities", "taxonomy", "nso-role")
_REFERENCE = (
    "glossary",
    "references",
    "consultations",
    "editorial-notes",
    "coverage",
    "readability",
    "translation-status",
    "about",
)
_BESIDE = {"documents": "packs", "checklists": "groups"}
"""The page that stands beside the list of a folder."""
_FOLDERS = (
    "principles",
    "stages",
    "enabling-environment",
    "roadmap",
    "documents",
    "checklists",
    "workshops",
    "matrix",
    "standards",
)


def navigation(writer: Writer, pages: Sequence[Page]) -> tuple[MenuItem, ...]:
    """Every page exactly once, but for the forms to fill in; a page that no part names stands with the guides."""
    pages = [page for page in pages if page.fill_in is None]
    by_path = {page.path: page for page in pages}
    starts = [page.path for page in pages if page.path.startswith("start/")]
    groups = writer.library.guides.groups
    guides = ["guides", *(path for group in groups for path in group.paths)]
    first = ("index", "classify", "questions")
    placed = {*first, *starts, *guides, *_FRAMEWORK, *_REFERENCE, *_FOLDERS, *_BESIDE.values()}
    others = [page.path for page in pages if page.path not in placed and page.path.partition("/")[0] not in _FOLDERS]
    return (
        MenuItem(writer.say("nav-home"), "index"),
        _part(writer.say("nav-start"), ["classify", "questions", "guides", *starts], by_path),
        _part(writer.say("nav-framework"), _FRAMEWORK, by_path),
        *(_part(phrase(group.title).plain, group.paths, by_path) for group in groups),
        *(
            _part(by_path[folder].title.plain, [folder, *_beside(folder), *_inside(folder, pages)], by_path)
            for folder in _FOLDERS
            if folder in by_path
        ),
        *([_part(writer.say("nav-guides"), others, by_path)] if others else []),
        _part(writer.say("nav-reference"), _REFERENCE, by_path),
    )


def _beside(folder: str) -> list[str]:
    return [_BESIDE[folder]] if folder in _BESIDE else []


def _inside(folder: str, pages: Sequence[Page]) -> list[str]:
    return [page.path for page in pages if page.path.startswith(f"{folder}/")]


def _part(title: str, paths: Iterable[str], by_path: dict[str, Page]) -> MenuItem:
    return MenuItem(title, parts=tuple(MenuItem(by_path[path].title.plain, path) for path in paths if path in by_path))
