"""Drawings as PNG, for what can't show SVG: older word processors and those of phones."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import typst

_DOTS_AN_INCH = 288.0


@lru_cache(maxsize=200)  # many papers and languages show the same few
def raster(svg: str) -> bytes:
    """The drawing in black on nothing, with enough dots for print."""
    picture = f'#image(bytes({json.dumps(svg)}), format: "svg")'
    source = f"#set page(width: auto, height: auto, margin: 0pt, fill: none)\n{picture}"
    return cast("bytes", _compiler().compile(source.encode(), format="png", ppi=_DOTS_AN_INCH))


def icon(svg: str, dots: int) -> bytes:
    """The drawing on a square of so many dots."""
    side = f"width: {dots}pt, height: {dots}pt"
    picture = f'#image(bytes({json.dumps(svg)}), format: "svg", {side})'
    source = f"#set page({side}, margin: 0pt, fill: none)\n{picture}"
    return cast("bytes", _compiler().compile(source.encode(), format="png", ppi=72.0))


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    import typst  # late: only papers with drawings pay for it

    return typst.Compiler(ignore_system_fonts=True)
