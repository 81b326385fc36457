"""Old addresses, spelled out: each with the page to which it leads on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.blocks.artifact import Moved
from generator.blocks.nodes import Phrase, Plain
from generator.compose.writer import Writer
from generator.library.routes import route
from generator.library.text import Text

_SCHEME = re.compile(r"\{([a-z-]+)\}")


def redirects(writer: Writer, existing: frozenset[str]) -> tuple[Moved, ...]:
    """Every address that was given up; one at which a page stands again is left out."""
    return tuple(moved for moved in _spelled_out(writer) if moved.path not in existing)


def _spelled_out(writer: Writer) -> Iterator[Moved]:
    for old, target in writer.library.redirects.moved.items():
        scheme = _SCHEME.search(old)
        for id in [each.partition(":")[2] for each in writer.ordered_targets(scheme[1])] if scheme else [""]:
            to = _SCHEME.sub(id, target)
            name = _name(writer, to.partition("#")[0])
            words = name.value if name else route(to)
            yield Moved(_SCHEME.sub(id, old), route(to), Phrase((Plain(words),), name.lang if name else writer.lang))


def _name(writer: Writer, target: str) -> Text | None:
    """What the page is called; a form on the screen has the name of its paper."""
    paper = target.removeprefix("page:fill/")
    return writer.name_of(target) or writer.name_of(f"document:{paper}") or writer.name_of(f"checklist:{paper}")
