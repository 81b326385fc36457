"""Cards: pictures without words that a message shows beside a link to a page, one for each door."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from generator.blocks.nodes import Drawing
from generator.render.drawing import drawing_file

if TYPE_CHECKING:
    import typst

SIZE = (1200, 630)
"""Width and height in dots, as those who show such cards want them."""


def card_png(drawing: Drawing) -> bytes:
    """The drawing large and in our blue, on white."""
    svg = drawing_file(drawing, "ltr").replace("#000", "#00577a")
    width, height = SIZE
    source = (
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: white)\n"
        f'#align(center + horizon, image(bytes({json.dumps(svg)}), format: "svg", height: {height * 2 // 3}pt))'
    )
    return cast("bytes", _compiler().compile(source.encode(), format="png", ppi=72.0))


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    import typst  # late: cards are made once and kept

    return typst.Compiler(ignore_system_fonts=True)
