"""What a Word document has around its text: the package, the styles, the draft stamp and the page numbers.

Styles and the rest of the package are the same for all papers in the same languages, so they are made once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from generator.blocks.nodes import Paper
from generator.library.language import Language
from generator.library.text import SOURCE_LANGUAGE
from generator.render.formats.docx_parts import language_attribute, number_field, paragraph, run
from generator.render.xml import escaped

_FONT = "Arial"
"""On every ordinary machine, with Arabic letters; LibreOffice puts Liberation Sans in its place."""
_EPOCH = "2000-01-01T00:00:00Z"
_PROPERTY_LENGTH = 255
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMES = (
    f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_CENTRED = '<w:jc w:val="center"/>'
# (style, size in points, bold, space before and after in points, keep with next, more of its paragraph and of its runs)
_STYLES = (
    ("Title", 20, True, 0, 5, True, "", ""),
    ("Heading 1", 14, True, 16, 5, True, '<w:outlineLvl w:val="0"/>', ""),
    ("Heading 2", 11.5, True, 11, 5, True, '<w:outlineLvl w:val="1"/>', ""),
    ("Heading 3", 10.5, True, 8, 5, True, '<w:outlineLvl w:val="2"/>', ""),
    ("Caption", 10, True, 0, 6, True, "", ""),
    ("Small", 9, False, 0, 4, False, "", ""),
    ("Label", 10.5, True, 6, 2, True, "", ""),
    ("Answer", 10.5, False, 2, 10, False, "", ""),
    ("Cell", 10, False, 2, 2, False, "", ""),
    ("Tick", 10.5, False, 4, 4, False, "", ""),
    ("Under a tick", 9.5, False, 0, 3, False, '<w:ind w:left="340"/>', ""),
    ("Second title", 10.5, False, 0, 6, True, "", ""),
    ("Official wording", 10.5, False, 2, 2, False, '<w:ind w:left="340"/>', "<w:i/><w:iCs/>"),
    ("Card", 20, True, 6, 28, False, _CENTRED, ""),
    ("Sign", 10.5, False, 14, 0, True, _CENTRED, ""),
    ("Case", 13, False, 14, 14, False, "", ""),
    ("Gap", 4, False, 0, 0, False, "", ""),
    ("List Bullet", 10.5, False, 0, 4, False, '<w:ind w:left="360" w:hanging="360"/>', ""),
    ("List Number", 10.5, False, 0, 4, False, '<w:ind w:left="360" w:hanging="360"/>', ""),
)
_EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
BULLETS = 1
"""The number of the list that has bullets; each ordered list has a number of its own above it."""


def style_id(name: str) -> str:
    """How a style is called inside the document."""
    return name.replace(" ", "")


def drawing_id(number: int) -> str:
    """How a document calls one of its drawings."""
    return f"drawing{number}"


def package(
    paper: Paper, body: str, addresses: Sequence[str], lists: int, drawings: Sequence[bytes] = ()
) -> dict[str, bytes]:
    """The files of the document by their names, in their order.

    `addresses` are those of its links, from `rId10` on; `drawings` are PNG files, called as `drawing_id` says.
    """
    header = _header(paper)
    files = {
        "[Content_Types].xml": _types(bool(header)),
        "_rels/.rels": _relations(_ROOT),
        "docProps/core.xml": _core(paper),
        "word/document.xml": _document(paper, body, bool(header)),
        "word/_rels/document.xml.rels": _relations((*_parts(bool(header)), *_drawn(drawings)), addresses),
        "word/styles.xml": _styles(paper.language, paper.languages),
        "word/numbering.xml": _numbering(lists),
        "word/settings.xml": _SETTINGS,
        "word/footer1.xml": _footer(paper),
        **({"word/header1.xml": header} if header else {}),
    }
    written = {name: (_HEAD + content).encode() for name, content in files.items()}
    return written | {f"word/media/{drawing_id(number)}.png": png for number, png in enumerate(drawings)}


_ROOT = (
    ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
    ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
)
_SETTINGS = (
    f'<w:settings {_NAMES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)


def _parts(header: bool) -> tuple[tuple[str, str, str], ...]:
    names = ("styles", "numbering", "settings", "footer1", *(("header1",) if header else ()))
    return tuple(
        (f"rId{number}", f"{_OFFICE}/{name.rstrip('1')}", f"{name}.xml") for number, name in enumerate(names, 1)
    )


def _drawn(drawings: Sequence[bytes]) -> Iterator[tuple[str, str, str]]:
    for number in range(len(drawings)):
        yield drawing_id(number), f"{_OFFICE}/image", f"media/{drawing_id(number)}.png"


def _relations(parts: Iterable[tuple[str, str, str]], addresses: Sequence[str] = ()) -> str:
    inside = (f'<Relationship Id="{id}" Type="{type}" Target="{target}"/>' for id, type, target in parts)
    outside = (
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/hyperlink" Target="{escaped(address)}" TargetMode="External"/>'
        for number, address in enumerate(addresses, 10)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join((*inside, *outside))}</Relationships>'


def _types(header: bool) -> str:
    parts = {name: f"{_WORD}.{name}" for name in ("styles", "numbering", "settings")}
    parts |= {"document": f"{_WORD}.document.main", "footer1": f"{_WORD}.footer"}
    parts |= {"header1": f"{_WORD}.header"} if header else {}
    named = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{type}+xml"/>' for name, type in parts.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        '<Override PartName="/docProps/core.xml" '
        f'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>{named}</Types>'
    )


def _core(paper: Paper) -> str:
    values = {
        "dc:title": paper.title.plain[:_PROPERTY_LENGTH],
        "dc:subject": paper.description[:_PROPERTY_LENGTH],
        "dc:language": paper.language.region,
        "cp:version": paper.version,
        "cp:revision": "1",
    }
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{_EPOCH}</dcterms:{name}>' for name in ("created", "modified")
    )
    said = "".join(f"<{name}>{escaped(value)}</{name}>" for name, value in values.items())
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/'
        '" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{said}{dates}</cp:coreProperties>"
    )


def _document(paper: Paper, body: str, header: bool) -> str:
    rtl = "<w:bidi/>" if paper.language.direction == "rtl" else ""
    top = '<w:headerReference w:type="default" r:id="rId5"/>' if header else ""
    return (
        f"<w:document {_NAMES}><w:body>{_title(paper)}{body}"
        f'<w:sectPr>{top}<w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" '
        f'w:gutter="0"/>'
        f"{rtl}</w:sectPr></w:body></w:document>"
    )


def _title(paper: Paper) -> str:
    title = paragraph(run(paper.title.plain, paper.language), paper.language, "Title")
    if not (paper.subtitle and paper.beside):
        return title
    return title + paragraph(run(paper.subtitle.plain, paper.beside), paper.beside, style_id("Second title"))


@cache
def _styles(language: Language, languages: tuple[Language, ...]) -> str:
    spoken = {language_attribute(each): each.region for each in (*languages, language)}
    lang = " ".join(f'{name}="{region}"' for name, region in spoken.items())
    fonts = " ".join(f'w:{script}="{_FONT}"' for script in ("ascii", "hAnsi", "cs", "eastAsia"))
    default = f'<w:rPr><w:rFonts {fonts}/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang {lang}/></w:rPr>'
    margins = "".join(f'<w:{side} w:w="108" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f"<w:styles {_NAMES}><w:docDefaults><w:rPrDefault>{default}</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:spacing w:after="120"/></w:pPr></w:style>'
        f"{''.join(_style(*each) for each in _STYLES)}"
        '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>'
        '<w:rPr><w:color w:val="595959"/></w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{_EDGES}</w:tblBorders></w:tblPr></w:style>"
        '<w:style w:type="table" w:styleId="Sidebyside"><w:name w:val="Side by side"/>'
        '<w:basedOn w:val="TableNormal"/></w:style></w:styles>'
    )


def _style(name: str, size: float, bold: bool, above: int, below: int, keep: bool, more: str, looks: str) -> str:
    exact = ' w:line="80" w:lineRule="exact"' if name == "Gap" else ""
    spacing = f'<w:spacing w:before="{above * 20}" w:after="{below * 20}"{exact}/>'
    kept = "<w:keepNext/>" if keep else ""
    half = int(size * 2)
    strong = "<w:b/><w:bCs/>" if bold else ""
    known = name.lower() if name.startswith(("Heading", "Caption")) else name
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id(name)}"><w:name w:val="{known}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{kept}{spacing}{more}</w:pPr>"
        f'<w:rPr>{strong}{looks}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr></w:style>'
    )


@cache
def _numbering(lists: int) -> str:
    """Bullets, and numbers that begin anew in each of the ordered lists."""
    kinds = (("bullet", "•"), ("decimal", "%1."))
    levels = "".join(
        f'<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
        for id, (kind, shown) in enumerate(kinds)
    )
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbers = f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>' + "".join(
        f'<w:num w:numId="{BULLETS + 1 + each}"><w:abstractNumId w:val="1"/>{anew}</w:num>' for each in range(lists)
    )
    return f"<w:numbering {_NAMES}>{levels}{numbers}</w:numbering>"


def _header(paper: Paper) -> str:
    """The draft stamp, in both languages, on every page; empty where there is none."""
    labels = paper.labels
    if not labels.draft:
        return ""
    stamps = [paragraph(run(labels.draft, paper.language, "b"), paper.language)]
    if labels.draft_source != labels.draft:
        source = next(language for language in paper.languages if language.tag == SOURCE_LANGUAGE)
        stamps.append(paragraph(run(labels.draft_source, source, "b"), source))
    return f"<w:hdr {_NAMES}>{''.join(stamps)}</w:hdr>"


def _footer(paper: Paper) -> str:
    line = paragraph(run(paper.labels.footer, paper.language, "small"), paper.language)
    pieces = re.split(r"(\{pages?\})", paper.labels.page_of)
    numbers = "".join(_piece(piece, paper.language) for piece in pieces if piece)
    return f"<w:ftr {_NAMES}>{line}{paragraph(numbers, paper.language)}</w:ftr>"


def _piece(piece: str, language: Language) -> str:
    fields = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
    return number_field(fields[piece], language) if piece in fields else run(piece, language, "small")
