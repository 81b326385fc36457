"""The menu with its doors, and the way back from each page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.blocks.nodes import MenuItem, Page, Phrase
from generator.compose.inline import phrase
from generator.compose.writer import Writer
from generator.library.menu import Door, MenuSection
from generator.library.reads import shared
from generator.library.routes import HOME, route
from generator.library.scope import has_page, way_to
from generator.library.text import Text


def navigation(writer: Writer, pages: Sequence[Page]) -> tuple[MenuItem, ...]:
    """The doors, each with its first page and its sections; a page that does not exist is left out.

    Behind each door, what the language has only in English comes last, and says so.
    """
    by_path = {page.path: page for page in pages}
    return tuple(
        replace(
            _headed(writer, door.title, (first, *_sections(writer, door, by_path))),
            picture=writer.picture(f"door:{door.id}"),
        )
        for door in writer.library.menu.doors
        if (first := _item(by_path, route(door.page)) or _english(writer, door.page, phrase(door.title)))
    )


def _sections(writer: Writer, door: Door, by_path: Mapping[str, Page]) -> Iterator[MenuItem]:
    english: list[MenuItem] = []
    for section in door.sections:
        targets = targets_of(writer, section)
        items = tuple(item for target in targets if (item := _item(by_path, route(target))))
        if items:
            yield _headed(writer, section.title, items)
        english += [item for target in targets if (item := _english(writer, target))]
    if english:
        yield _headed(writer, writer.in_english, tuple(english))


def _headed(writer: Writer, title: Text, parts: tuple[MenuItem, ...]) -> MenuItem:
    words = phrase(title)
    return MenuItem(words.plain, parts=parts, lang="" if words.lang == writer.lang else words.lang)


def _item(by_path: Mapping[str, Page], path: str) -> MenuItem | None:
    return MenuItem(by_path[path].title.plain, path) if path in by_path else None


def _english(writer: Writer, target: str, title: Phrase | None = None) -> MenuItem | None:
    """The way to a page that stands on the English site alone; None for one that stands here, or that nobody names."""
    path, language = route(target), writer.library.language
    name = title or ((named := writer.name_of(target)) and phrase(named))
    if not name or has_page(language, path):
        return None
    return MenuItem(name.plain, way_to(language, path), lang="" if name.lang == writer.lang else name.lang)


def paths_of(writer: Writer, section: MenuSection) -> list[str]:
    """The paths of a section's pages, in their order."""
    return list(map(route, targets_of(writer, section)))


def targets_of(writer: Writer, section: MenuSection) -> list[str]:
    """A section's pages in their order, as texts write them."""
    return [each for target in section.pages for each in _targets(writer, target)]


def _targets(writer: Writer, target: str) -> list[str]:
    scheme, _, id = target.partition(":")
    if scheme == "guides":
        groups = (group for group in writer.library.guides.groups if group.id == id)
        return [f"page:{path}" for group in groups for path in group.paths]
    if id == "*":
        return writer.ordered_targets(scheme)
    return [target]


def with_trail(writer: Writer, page: Page) -> Page:
    """The page with its door and the pages that lead to it, from the door down.

    A door itself is reached from the home page, which has no way back.
    """
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
    first = next((each for each in writer.library.menu.doors if path == start and route(each.page) == HOME), door)
    if route(first.page) != path:
        yield route(first.page), phrase(first.title)
    for parent in (holder, above):
        name = writer.name_of(f"page:{parent}")
        if name and parent not in {path, start}:
            yield parent, phrase(name)
            return
