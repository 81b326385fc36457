"""The menu with its doors, and the way back from each page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.blocks.nodes import MenuItem, Page, Phrase
from generator.compose.inline import phrase
from generator.compose.writer import Writer
from generator.library.menu import Door, MenuSection
from generator.library.reads import shared
from generator.library.routes import route
from generator.library.text import Text

HOME = "index"


def navigation(writer: Writer, pages: Sequence[Page]) -> tuple[MenuItem, ...]:
    """The doors, each with its first page and its sections; a page that does not exist is left out."""
    by_path = {page.path: page for page in pages}
    return tuple(
        replace(
            _headed(writer, door.title, (_item(by_path, route(door.page)), *_sections(writer, door, by_path))),
            picture=writer.picture(f"door:{door.id}"),
        )
        for door in writer.library.menu.doors
        if route(door.page) in by_path
    )


def _sections(writer: Writer, door: Door, by_path: Mapping[str, Page]) -> Iterator[MenuItem]:
    for section in door.sections:
        paths = [path for path in paths_of(writer, section) if path in by_path]
        if paths:
            yield _headed(writer, section.title, tuple(_item(by_path, path) for path in paths))


def _headed(writer: Writer, title: Text, parts: tuple[MenuItem, ...]) -> MenuItem:
    words = phrase(title)
    return MenuItem(words.plain, parts=parts, lang="" if words.lang == writer.lang else words.lang)


def _item(by_path: Mapping[str, Page], path: str) -> MenuItem:
    return MenuItem(by_path[path].title.plain, path)


def paths_of(writer: Writer, section: MenuSection) -> list[str]:
    """The paths of a section's pages, in their order."""
    return [path for target in section.pages for path in _paths(writer, target)]


def _paths(writer: Writer, target: str) -> list[str]:
    scheme, _, id = target.partition(":")
    if scheme == "guides":
        return [path for group in writer.library.guides.groups if group.id == id for path in group.paths]
    if id == "*":
        return [route(each) for each in writer.ordered_targets(scheme)]
    return [route(target)]


def with_trail(writer: Writer, page: Page) -> Page:
    """The page with its door and the pages that lead to it, from the door down; the home page has no way back."""
    found = _behind(writer, page.path)
    if found is None:
        return page
    door, holder = found
    return replace(
        page,
        door=phrase(door.title).plain,
        card=door.id if writer.picture(f"door:{door.id}") else "",
        trail=tuple(_trail(writer, page.path, door, holder)),
    )


def _behind(writer: Writer, path: str) -> tuple[Door, str] | None:
    """The door behind which a page stands, and the page from which it is reached where no list of the menu has it."""
    doors = _by_place(writer)
    return doors.get(path) or doors.get(f"{path.partition('/')[0]}/")


@shared(maxsize=4)  # every page asks for its door
def _by_place(writer: Writer) -> dict[str, tuple[Door, str]]:
    return dict(_doors(writer))


def _doors(writer: Writer) -> Iterator[tuple[str, tuple[Door, str]]]:
    """Page or folder (`documents/`) → its door, and the page below the door from which it is reached, if any."""
    for door in writer.library.menu.doors:
        yield route(door.page), (door, "")
        for section in door.sections:
            yield from ((path, (door, "")) for path in paths_of(writer, section))
        yield from ((folder, (door, route(page))) for folder, page in door.holds.items())


def _trail(writer: Writer, path: str, door: Door, holder: str) -> Iterator[tuple[str, Phrase]]:
    if path == HOME:
        return
    start, above = route(door.page), path.rpartition("/")[0]
    if start not in {path, HOME}:
        yield start, phrase(door.title)
    for parent in (holder, above):
        name = writer.name_of(f"page:{parent}")
        if name and parent not in {path, start}:
            yield parent, phrase(name)
            return
