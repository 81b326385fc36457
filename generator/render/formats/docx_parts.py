"""The pieces of WordprocessingML that python-docx has no words for: directions, languages, content controls.

The order of children matters to Word: see ECMA-376 part 1, 17.3 (paragraphs and runs), 17.4 (tables) and 17.5.2
(content controls).
"""

from __future__ import annotations

from typing import Any

from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from generator.blocks.nodes import Field
from generator.library.language import Language

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_CHECKBOX = f"""<w14:checkbox xmlns:w14="{_W14}"><w14:checked w14:val="{{checked}}"/>\
<w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>\
</w14:checkbox>"""
_TICK = f"""<w:sdtContent {nsdecls("w")}><w:r><w:rPr>\
<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/>\
</w:rPr><w:t>{{box}}</w:t></w:r></w:sdtContent>"""
_ALIAS_LENGTH = 64
# Scripts of these languages are "complex" or "East Asian" to Word, which keeps a language for each kind.
_COMPLEX = frozenset({"ar", "fa", "ur", "he", "hi", "ne", "bn", "ta", "th", "am"})
_EAST_ASIAN = frozenset({"zh", "ja", "ko"})


def element(tag: str, **attributes: str) -> Any:
    """A new element; `w_val` becomes the attribute `w:val`."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name.replace("_", ":", 1)), value)
    return made


def language_attribute(language: Language) -> str:
    """Which attribute of `w:lang` carries the language."""
    base = language.tag.partition("-")[0]
    return (
        "w:bidi"
        if base in _COMPLEX or language.direction == "rtl"
        else "w:eastAsia"
        if base in _EAST_ASIAN
        else "w:val"
    )


def run(words: str, language: Language, bold: bool = False, italic: bool = False, small: bool = False) -> Any:
    """A run of characters that says its language and direction."""
    made = element("w:r")
    made.append(_properties(language, bold, italic, small))
    text = element("w:t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.append(text)
    return made


def _properties(language: Language, bold: bool, italic: bool, small: bool) -> Any:
    made = element("w:rPr")
    for wanted, tags in ((bold, ("w:b", "w:bCs")), (italic, ("w:i", "w:iCs"))):
        if wanted:
            for tag in tags:
                made.append(element(tag))
    if small:
        made.append(element("w:sz", w_val="17"))
        made.append(element("w:szCs", w_val="17"))
    if language.direction == "rtl":
        made.append(element("w:rtl"))
    lang = element("w:lang")
    lang.set(qn(language_attribute(language)), language.region)
    made.append(lang)
    return made


def set_direction(paragraph: Any, language: Language) -> None:
    """The paragraph runs in the direction of the language, whatever its style says."""
    properties = paragraph._p.get_or_add_pPr()
    bidi = element("w:bidi", w_val="1" if language.direction == "rtl" else "0")
    properties.insert_element_before(
        bidi,
        "w:adjustRightInd",
        "w:snapToGrid",
        "w:spacing",
        "w:ind",
        "w:contextualSpacing",
        "w:jc",
        "w:rPr",
        "w:sectPr",
    )


def set_table(table: Any, language: Language, style: str) -> None:
    """The table has the style and runs in the direction of the language."""
    table.style = style
    table.autofit = False
    width = table._tbl.tblPr.find(qn("w:tblW"))
    width.set(qn("w:type"), "pct")
    width.set(qn("w:w"), "5000")
    if language.direction == "rtl":
        properties = table._tbl.tblPr
        properties.insert(1 if properties.find(qn("w:tblStyle")) is not None else 0, element("w:bidiVisual"))


def set_row(row: Any, header: bool, height: int = 0) -> None:
    """A row that no page break splits; a header row is repeated on each page; `height` is in points."""
    properties = row._tr.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    if header:
        properties.append(element("w:tblHeader"))
    if height:
        row.height = Pt(height)
        row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST


def drop_first_paragraph(cell: Any) -> None:
    """A new cell comes with an empty paragraph; it goes once there is another, but a cell must end with one."""
    paragraphs = cell._tc.findall(qn("w:p"))
    first = paragraphs[0]
    if (
        len(cell._tc.findall(qn("w:p"))) + len(cell._tc.findall(qn("w:tbl"))) > 1
        and first.find(qn("w:r")) is None
        and first.find(qn("w:sdt")) is None
    ):
        cell._tc.remove(first)
    if cell._tc[-1].tag != qn("w:p"):
        cell._tc.append(element("w:p"))


def text_control(field: Field, id: int, language: Language, prompt: str) -> Any:
    """A content control for text, tagged with the field's name."""
    control = _control(field, id)
    properties = control.find(qn("w:sdtPr"))
    if not field.value:
        properties.append(element("w:showingPlcHdr"))
    properties.append(element("w:text", w_multiLine="1"))
    content = element("w:sdtContent")
    written = run(field.value or prompt, language)
    if not field.value:
        written.find(qn("w:rPr")).insert(0, element("w:rStyle", w_val="PlaceholderText"))
    content.append(written)
    control.append(content)
    return control


def tick_control(field: Field, id: int) -> Any:
    """A box to tick, tagged with the field's name."""
    control = _control(field, id)
    control.find(qn("w:sdtPr")).append(parse_xml(_CHECKBOX.format(checked=int(bool(field.value)))))
    control.append(parse_xml(_TICK.format(box="\u2612" if field.value else "\u2610")))
    return control


def _control(field: Field, id: int) -> Any:
    control = element("w:sdt")
    properties = element("w:sdtPr")
    properties.append(element("w:alias", w_val=field.label[:_ALIAS_LENGTH]))
    properties.append(element("w:tag", w_val=field.name))
    properties.append(element("w:id", w_val=str(id)))
    control.append(properties)
    return control


def set_bookmark(table: Any, id: int, name: str) -> None:
    """A bookmark at the start of a table; Word allows 40 letters, digits and underscores in its name."""
    paragraph = table.cell(0, 0).paragraphs[0]._p
    start = element("w:bookmarkStart", w_id=str(id), w_name=name.replace("-", "_")[:40])
    paragraph.insert(1 if paragraph.pPr is not None else 0, start)
    start.addnext(element("w:bookmarkEnd", w_id=str(id)))


def hyperlink(paragraph: Any, address: str, words: str, language: Language) -> Any:
    """A link to the open web."""
    link = element("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(run(words, language))
    return link


def number_field(kind: str, language: Language) -> list[Any]:
    """The runs of a field that shows the number of the page (`PAGE`) or of all pages (`NUMPAGES`)."""
    runs = [run("", language) for _ in range(4)]
    for made in runs:
        made.remove(made.find(qn("w:t")))
    runs[0].append(element("w:fldChar", w_fldCharType="begin"))
    instruction = element("w:instrText")
    instruction.text = kind
    runs[1].append(instruction)
    runs[2].append(element("w:fldChar", w_fldCharType="separate"))
    shown = element("w:t")
    shown.text = "1"
    runs[3].append(shown)
    end = run("", language)
    end.remove(end.find(qn("w:t")))
    end.append(element("w:fldChar", w_fldCharType="end"))
    return [*runs, end]
