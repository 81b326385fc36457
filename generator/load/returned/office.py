"""What no paper in a file of Office may hold: programs, other files, and parts that are fetched from elsewhere."""

from __future__ import annotations

from generator.load.returned.base import Unreadable
from generator.load.returned.container import Container
from generator.load.returned.xml import parsed

CLEAN = "copy what was written into the paper as you published it, and read that"
_PROGRAMS = (
    "vbaproject.bin",
    "vbadata.xml",
    "/activex/",
    "/embeddings/",
    "oleobject",
    "/macrosheets/",
    "/dialogsheets/",
    "/basic/",
    "/scripts/",
)
_FETCHES = frozenset(
    {"aFChunk", "externalLink", "connections", "queryTable", "xlMacrosheet", "customDataProps", "volatileDependencies"}
)
"""Parts that bring in what is not in the file, or a document of another kind, even where they stand in it."""


def refuse_active(held: Container) -> None:
    """Unreadable for a file that does more than say words."""
    _refuse_programs(held)
    _refuse_links(held)


def _refuse_programs(held: Container) -> None:
    for name in sorted(held.names):
        if any(part in f"/{name.lower()}" for part in _PROGRAMS):
            raise Unreadable(f"it holds a program or another file ({name[:60]})", f"do not open it in Office; {CLEAN}")
    if b"macroEnabled" in held.read("[Content_Types].xml"):
        raise Unreadable("it is made to run macros", f"do not open it in Office; {CLEAN}")


def _refuse_links(held: Container) -> None:
    """An address in the text is only an address; anything else from elsewhere would be fetched by a word processor."""
    for name in sorted(each for each in held.names if each.endswith(".rels")):
        for each in parsed(held.read(name), name).iter():
            kind, outside = each.get("Type", "").rpartition("/")[2], each.get("TargetMode", "") == "External"
            if kind in _FETCHES or (outside and kind != "hyperlink"):
                message = f"it fetches a part from elsewhere ({kind[:40]}, in {name[:60]})"
                raise Unreadable(message, CLEAN)
