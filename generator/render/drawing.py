"""Drawings as SVG: lines in the colour of the words around them, mirrored where people read from right to left."""

from __future__ import annotations

from generator.blocks.nodes import Drawing

_LINES = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
_MIRRORED = ' transform="matrix(-1 0 0 1 48 0)"'


def drawing_svg(drawing: Drawing, direction: str) -> str:
    """The drawing inside a page. It decorates: words beside it say the same, so nothing reads it out.

    Its size stands in it, so that it stays small where no style sheet arrives.
    """
    return (
        f'<svg class="picture" width="48" height="48" viewBox="0 0 48 48" {_LINES} aria-hidden="true">'
        f"{_path(drawing, direction)}</svg>"
    )


def door_svg(drawing: Drawing, direction: str) -> str:
    """The drawing of a door, of which each page has several: the style sheet gives it size and lines.

    Where none arrives, it is not seen.
    """
    around = '<svg class="picture" width="0" height="0" viewBox="0 0 48 48" aria-hidden="true">'
    return f"{around}{_path(drawing, direction)}</svg>"


def drawing_file(drawing: Drawing, direction: str) -> str:
    """The drawing in black as a file of its own, for papers."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 48 48" '
        f"{_LINES.replace('currentColor', '#000')}>{_path(drawing, direction)}</svg>"
    )


def _path(drawing: Drawing, direction: str) -> str:
    mirrored = _MIRRORED if drawing.turned and direction == "rtl" else ""
    return f'<path d="{drawing.path}"{mirrored}/>'
