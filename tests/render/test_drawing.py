"""Drawings as SVG: small without a style sheet, silent, and mirrored only where that is meant."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from generator.blocks.nodes import Drawing
from generator.render.drawing import drawing_file, drawing_svg
from generator.render.formats.raster import raster

ARROW = Drawing("M6 24h36M32 14l10 10-10 10", turned=True)
LOCK = Drawing("M9 21h30v22H9z")


@pytest.mark.parametrize(("drawing", "direction", "mirrored"), [
    (ARROW, "ltr", False), (ARROW, "rtl", True), (LOCK, "ltr", False), (LOCK, "rtl", False),
])  # fmt: skip
def test_only_what_is_turned_is_mirrored(drawing: Drawing, direction: str, mirrored: bool) -> None:
    for svg in (drawing_svg(drawing, direction), drawing_file(drawing, direction)):
        (path,) = ElementTree.fromstring(svg)  # noqa: S314 - our own
        assert path.get("d") == drawing.path
        assert ("transform" in path.keys()) is mirrored  # noqa: SIM118 - an element, not a mapping


def test_on_a_page_it_is_small_silent_and_takes_the_colour_of_the_words() -> None:
    svg = ElementTree.fromstring(drawing_svg(LOCK, "ltr"))  # noqa: S314 - our own
    assert (svg.get("width"), svg.get("height"), svg.get("aria-hidden")) == ("48", "48", "true")
    assert svg.get("stroke") == "currentColor"


def test_as_dots_it_is_the_same_each_time_and_mirrors() -> None:
    one, other = raster(drawing_file(ARROW, "ltr")), raster(drawing_file(ARROW, "rtl"))
    raster.cache_clear()
    assert one == raster(drawing_file(ARROW, "ltr")) != other
    assert one.startswith(b"\x89PNG")
