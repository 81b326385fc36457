"""The navigation: which pages stand under which heading, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.blocks.nodes import MenuItem, Page
from generator.compose.inline import phrase
from generator.compose.writer import Writer
from generator.library.kinds import FRAMEWORK, PAGES, REFERENCE, START, PageRow

_OWN_PARTS: tuple[PageRow, ...] = tuple(page for page in PAGES if not page.part)
"""The pages that open a part of their own."""


def navigation(writer: Writer, pages: Sequence[Page]) -> tuple[MenuItem, ...]:
    """Every page exactly once, but for the forms to fill in; a page that no part names stands with the guides."""
    by_path = {page.path: page for page in pages if page.fill_in is None}
    starts = [path for path in by_path if path.startswith("start/")]
    groups = writer.library.guides.groups
    own = {page.path: [page.path, *_of(page.path), *_inside(page.path, by_path)] for page in _OWN_PARTS}
    parts = [
        MenuItem(writer.say("nav-home"), "index"),
        _part(writer.say("nav-start"), [*_of(START), *starts], by_path),
        _part(writer.say("nav-framework"), _of(FRAMEWORK), by_path),
        *(_part(phrase(group.title).plain, group.paths, by_path) for group in groups),
        *(_part(by_path[path].title.plain, paths, by_path) for path, paths in own.items() if path in by_path),
    ]
    reference = _part(writer.say("nav-reference"), _of(REFERENCE), by_path)
    placed = {item.path for part in (*parts, reference) for item in (part, *part.parts)}
    others = [path for path in by_path if path not in placed]
    return (*parts, *([_part(writer.say("nav-guides"), others, by_path)] if others else []), reference)


def _of(part: str) -> list[str]:
    return [page.path for page in PAGES if page.part == part]


def _inside(folder: str, paths: Iterable[str]) -> list[str]:
    return [path for path in paths if path.startswith(f"{folder}/")]


def _part(title: str, paths: Iterable[str], by_path: dict[str, Page]) -> MenuItem:
    return MenuItem(title, parts=tuple(MenuItem(by_path[path].title.plain, path) for path in paths if path in by_path))
