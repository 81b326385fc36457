"""The pieces of WordprocessingML that our papers need, as XML: runs, paragraphs, tables, content controls.

The order of children matters to Word: see ECMA-376 part 1, 17.3 (paragraphs and runs), 17.4 (tables) and 17.5.2
(content controls). The scripts of the site look for what is written here (`word.js`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from generator.blocks.nodes import Field, Typed
from generator.library.language import Language
from generator.render.xml import escaped

WIDTH = 9638
"""How wide the text is between the margins of A4, in twentieths of a point."""
_DRAWN = 612_000
"""How wide and high a drawing is, in 36,000ths of a millimetre: 17 mm, as in the PDF."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_ALIAS_LENGTH = 64
_BOOKMARK_LENGTH = 40
# Scripts of these languages are "complex" or "East Asian" to Word, which keeps a language for each kind.
_COMPLEX = frozenset({"ar", "fa", "ur", "he", "hi", "ne", "bn", "ta", "th", "am"})
_EAST_ASIAN = frozenset({"zh", "ja", "ko"})
_MARKS = {"ltr": "\N{LEFT-TO-RIGHT MARK}", "rtl": "\N{RIGHT-TO-LEFT MARK}"}
_LOOKS = {"b": "<w:b/><w:bCs/>", "i": "<w:i/><w:iCs/>", "small": '<w:sz w:val="17"/><w:szCs w:val="17"/>'}
_BOX = '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/>'


@cache
def language_attribute(language: Language) -> str:
    """Which attribute of `w:lang` carries the language."""
    base = language.tag.partition("-")[0]
    if base in _COMPLEX or language.direction == "rtl":
        return "w:bidi"
    return "w:eastAsia" if base in _EAST_ASIAN else "w:val"


@cache
def properties(language: Language, looks: str = "", style: str = "", direction: str = "") -> str:
    """The properties of a run: `looks` are words of _LOOKS; its direction is the language's where none is given."""
    styled = f'<w:rStyle w:val="{style}"/>' if style else ""
    shown = "".join(_LOOKS[look] for look in looks.split())
    turned = "<w:rtl/>" if (direction or language.direction) == "rtl" else ""
    return f'<w:rPr>{styled}{shown}{turned}<w:lang {language_attribute(language)}="{language.region}"/></w:rPr>'


def run(words: str, language: Language, looks: str = "", style: str = "", direction: str = "") -> str:
    """A run of characters that says its language and direction; each line of the words is a line."""
    lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(escaped(line) for line in words.split("\n"))
    return f'<w:r>{properties(language, looks, style, direction)}<w:t xml:space="preserve">{lines}</w:t></w:r>'


def drawing(number: int, id: str) -> str:
    """A run with a drawing in the line, for the eye alone: the words beside it say the same."""
    size = f'cx="{_DRAWN}" cy="{_DRAWN}"'
    plain = (
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
    )
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" '
        f'xmlns:pic="{_DRAWING}/picture"><wp:extent {size}/><wp:docPr id="{number}" name="{id}-{number}" descr="">'
        f'{plain}</wp:docPr><a:graphic><a:graphicData uri="{_DRAWING}/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{id}.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{id}"/>'
        f'<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def typed(node: Typed, language: Language, looks: str = "") -> str:
    """A run of what somebody typed, with its own direction, line by line apart from what stands around it.

    Not every word processor isolates: marks of its own direction inside and of the paragraph's outside do the same.
    They also tell where lines ended when LibreOffice 7 has moved the ends: more lines than one always have them.
    """
    around = language.direction
    inner, outer = _MARKS[node.direction], _MARKS[around]
    lines = node.text.split("\n")
    plain = around == "ltr" and not node.mixes and len(lines) == 1
    marks = ("", "") if plain else (outer + inner, inner + outer)
    words = "\n".join(line.join(marks) for line in lines)
    return run(words, language, looks, direction=node.direction)


def paragraph(content: str, language: Language, style: str = "", more: str = "") -> str:
    """A paragraph that runs in the direction of the language; `more` are properties that come before the direction."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    turned = '<w:bidi w:val="1"/>' if language.direction == "rtl" else ""
    look = named + more + turned
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{content}</w:p>"


def table(rows: Iterable[str], widths: Sequence[int], language: Language, style: str) -> str:
    """A table as wide as the text, in the direction of the language."""
    turned = "<w:bidiVisual/>" if language.direction == "rtl" else ""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{turned}<w:tblW w:w="5000" w:type="pct"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def row(cells: Iterable[str], header: bool = False, height: int = 0) -> str:
    """A row that no page break splits; a header row is repeated on each page; `height` is in points."""
    high = f'<w:trHeight w:val="{height * 20}" w:hRule="atLeast"/>' if height else ""
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{high}{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def cell(content: str, width: int, columns: int = 1, merge: str = "") -> str:
    """A cell. `merge` is `restart` in the first of the rows that it spans and `continue` in the others."""
    spans = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    # A cell has to end with a paragraph.
    end = "" if content.endswith("</w:p>") else "<w:p/>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{merged}</w:tcPr>{content}{end}</w:tc>'


def text_control(field: Field, id: int, language: Language, prompt: str) -> str:
    """A content control for text, tagged with the field's name."""
    content = typed(field.typed, language) if field.value else run(prompt, language, style="PlaceholderText")
    empty = "" if field.value else "<w:showingPlcHdr/>"
    return _control(field, id, f'{empty}<w:text w:multiLine="1"/>', content)


def tick_control(field: Field, id: int) -> str:
    """A box to tick, tagged with the field's name."""
    box = (
        f'<w14:checkbox><w14:checked w14:val="{int(bool(field.value))}"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
    )
    shown = "\u2612" if field.value else "\u2610"
    return _control(field, id, box, f"<w:r><w:rPr>{_BOX}</w:rPr><w:t>{shown}</w:t></w:r>")


def _control(field: Field, id: int, kind: str, content: str) -> str:
    alias, tag = escaped(field.label[:_ALIAS_LENGTH]), escaped(field.name)
    named = f'<w:alias w:val="{alias}"/><w:tag w:val="{tag}"/><w:id w:val="{id}"/>'
    return f"<w:sdt><w:sdtPr>{named}{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def bookmark(id: int, name: str) -> str:
    """A bookmark on nothing; Word allows 40 letters, digits and underscores in its name."""
    known = name.replace("-", "_")[:_BOOKMARK_LENGTH]
    return f'<w:bookmarkStart w:id="{id}" w:name="{known}"/><w:bookmarkEnd w:id="{id}"/>'


def number_field(kind: str, language: Language) -> str:
    """The runs of a field that shows the number of the page (`PAGE`) or of all pages (`NUMPAGES`)."""
    look = properties(language, "small")
    pieces = (
        '<w:fldChar w:fldCharType="begin"/>',
        f"<w:instrText>{kind}</w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{look}{piece}</w:r>" for piece in pieces)
