"""Pictures: each stands for something, and what people must find has one."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.library.library import Library
from generator.library.routes import known_targets
from generator.library.sources import Sources
from generator.validate.base import did_you_mean

_FILE = "content/pictures"


class PicturesStand:
    """A picture stands for what exists; each door, stage, principle and level of risk has exactly one picture.

    Fails in content/pictures.yaml:

        of: ["door:start", "door:do", "door:papres", "door:framework"]

    Passes:

        of: ["door:start", "door:do", "door:papers", "door:framework"]
    """

    code = "PIC"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """PIC001 for a picture of nothing, PIC002 for a thing without a picture, PIC003 for one with two."""
        needed = _needed(library)
        known = {*known_targets(library), *needed, *_cards(library)}
        seen: dict[str, str] = {}
        for number, picture in enumerate(library.pictures.pictures):
            for at, target in enumerate(picture.of):
                position = sources.at(_FILE, ("pictures", number, "of", at))
                if target not in known:
                    yield Diagnostic("PIC001", f"there is no '{target}'", position, did_you_mean(target, known))
                if target in seen:
                    message = f"'{target}' has two pictures"
                    yield Diagnostic("PIC003", message, position, f"'{seen[target]}' stands for it too: keep one")
                seen[target] = picture.id
        for target in needed:
            if target not in seen:
                help = f"draw one, or write '{target}' under 'of' of a picture that fits"
                yield Diagnostic("PIC002", f"'{target}' has no picture", sources.at(_FILE, ("pictures",)), help)


def _needed(library: Library) -> list[str]:
    """What nobody should have to read to find."""
    return [
        *(f"door:{door.id}" for door in library.menu.doors),
        *(f"stage:{each.id}" for each in library.framework.stages.stages),
        *(f"principle:{each.id}" for each in library.framework.principles.principles),
        *(f"level:{each.id}" for each in library.levels.levels),
    ]


def _cards(library: Library) -> Iterator[str]:
    """The cards of all papers; those with one id say the same."""
    return (f"card:{id}" for each in library.documents for clause in each.clauses for id in clause.cards)
