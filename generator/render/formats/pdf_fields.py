"""Fields in a PDF.

Typst has no forms yet: each place to write is a link `field:<kind>/<name>` with its place in the structure tree, and
here each of these links becomes a form field. One function, so that native forms can replace it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from generator.blocks.nodes import Field

_LINK = "field:"
_PRINTED = 4
_REQUIRED = 1 << 1
_MANY_LINES = 1 << 12
_APPEARANCE = "/Helv 10 Tf 0 g"


def make_fields(pdf: Pdf, fields: Mapping[str, Field], right_to_left: bool) -> None:
    """Every such link of the PDF is a form field named after its field, with its label for screen readers."""
    elements = dict(_structure_elements(pdf))
    widgets = [widget for page in pdf.pages for widget in _widgets(pdf, page, fields, elements, right_to_left)]
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    pdf.Root.AcroForm = Dictionary(
        Fields=Array(widgets),
        DR=Dictionary(Font=Dictionary(Helv=font)),
        DA=String(_APPEARANCE),
        NeedAppearances=True,
    )


def _structure_elements(pdf: Pdf) -> Iterator[tuple[int, Object]]:
    """The structure element of each annotation, by its StructParent."""
    nodes = [pdf.Root.StructTreeRoot.ParentTree]
    while nodes:
        node = nodes.pop()
        numbers = list(node.get("/Nums", Array()))
        yield from ((int(numbers[at]), numbers[at + 1]) for at in range(0, len(numbers), 2))
        nodes += list(node.get("/Kids", Array()))


def _widgets(
    pdf: Pdf, page: pikepdf.Page, fields: Mapping[str, Field], elements: Mapping[int, Object], right_to_left: bool
) -> Iterator[Object]:
    for annotation in page.obj.get("/Annots", Array()):
        target = str(annotation.get("/A", Dictionary()).get("/URI", ""))
        if target.startswith(_LINK):
            kind, _, name = target.removeprefix(_LINK).partition("/")
            _become_widget(page, annotation, fields[name])
            if kind == "tick":
                _become_tick(pdf, annotation, ticked=bool(fields[name].value))
            else:
                _become_text(pdf, annotation, fields[name], kind == "area", right_to_left)
            _retag(elements[int(annotation.StructParent)], fields[name])
            yield annotation


def _become_widget(page: pikepdf.Page, annotation: Object, field: Field) -> None:
    for key in ("/A", "/Border", "/Dest", "/QuadPoints", "/H", "/BS", "/C"):
        if key in annotation:
            del annotation[key]
    annotation.Subtype = Name.Widget
    annotation.T = String(field.name.replace(".", "_"))
    annotation.TU = String(field.label)
    annotation.TM = String(field.name)
    annotation.Contents = String(field.label)
    annotation.F = _PRINTED
    annotation.P = page.obj


def _become_text(pdf: Pdf, annotation: Object, field: Field, many_lines: bool, right_to_left: bool) -> None:
    annotation.FT = Name.Tx
    annotation.Ff = (_MANY_LINES if many_lines else 0) | (_REQUIRED if field.required else 0)
    annotation.DA = String(_APPEARANCE)
    annotation.V = String(field.value)
    annotation.Q = 2 if right_to_left else 0
    if field.max_length:
        annotation.MaxLen = field.max_length
    annotation.AP = Dictionary(N=_drawing(pdf, annotation, "/Tx BMC EMC"))


def _become_tick(pdf: Pdf, annotation: Object, ticked: bool) -> None:
    width, height = _size(annotation)
    # A drawn tick needs no font.
    corners = ((0.2, 0.5, "m"), (0.42, 0.24, "l"), (0.82, 0.8, "l"))
    points = " ".join(f"{width * x:.2f} {height * y:.2f} {move}" for x, y, move in corners)
    annotation.FT = Name.Btn
    annotation.V = annotation.AS = Name.Yes if ticked else Name.Off
    annotation.MK = Dictionary(CA=String("4"))
    tick = _drawing(pdf, annotation, f"q 1.4 w 0 G {points} S Q")
    annotation.AP = Dictionary(N=Dictionary(Yes=tick, Off=_drawing(pdf, annotation, "")))


def _size(annotation: Object) -> tuple[float, float]:
    left, bottom, right, top = (float(number) for number in annotation.Rect)
    return right - left, top - bottom


def _drawing(pdf: Pdf, annotation: Object, commands: str) -> Object:
    width, height = _size(annotation)
    stream = pdf.make_stream(commands.encode())
    stream.Type = Name.XObject
    stream.Subtype = Name.Form
    stream.BBox = Array([0, 0, round(width, 3), round(height, 3)])
    stream.Resources = Dictionary()
    return stream


def _retag(element: Object, field: Field) -> None:
    """The structure element of the former link is a form element that says its field's label."""
    element.S = Name.Form
    element.Alt = String(field.label)
    if "/A" in element:
        del element["/A"]
