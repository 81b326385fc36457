"""The menu: what it names exists."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.library.kinds import KINDS
from generator.library.library import Library
from generator.library.menu import Door
from generator.library.routes import known_targets
from generator.library.sources import Sources
from generator.library.text import Loc
from generator.validate.base import did_you_mean


class MenuLeads:
    """Every entry of the menu leads to a page.

    Fails in content/menu.yaml:

        pages: [page:clasify, page:start/translator]

    Passes:

        pages: [page:classify, page:start/translator]
    """

    code = "MENU"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """MENU001 for an entry that leads nowhere."""
        known = known_targets(library) | {f"guides:{group.id}" for group in library.guides.groups}
        known |= {f"{linked.scheme}:*" for kind in KINDS for linked in kind.linked}
        for number, door in enumerate(library.menu.doors):
            for loc, target in _named(door):
                if target not in known:
                    position = sources.at("content/menu", ("doors", number, *loc))
                    yield Diagnostic("MENU001", f"'{target}' leads nowhere", position, did_you_mean(target, known))


def _named(door: Door) -> Iterator[tuple[Loc, str]]:
    yield ("page",), door.page
    for at, section in enumerate(door.sections):
        yield from ((("sections", at, "pages", place), target) for place, target in enumerate(section.pages))
    yield from ((("holds", folder), page) for folder, page in door.holds.items())
