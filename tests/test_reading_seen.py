"""A returned file says what a reader sees in it: no tick and no clause counts that nobody sees, and no words are lost.

Each case is a way in which a program, a person or an attacker may let the words of the file and its looks say two
things.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from generator.load.returned.drawn_words import like_drawn
from generator.reading.changes import changed
from generator.render.zipped import zipped
from tests.test_filling import filled
from tests.test_reading import changed as with_other
from tests.test_reading import fields_of, read, saved
from tests.test_reading_word import SPACE

STOP, TICK, BAD = "I can stop at ", "I take part.", "We may sell all that you say."
BODY, STYLES = "word/document.xml", "word/styles.xml"
NAMES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


@pytest.fixture
def tiny(known: Path) -> Path:
    return known


def run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def paragraph(words: str) -> str:
    return f"<w:p>{run(words)}</w:p>"


Change = Callable[[str], str]


def on(words: str, change: Change) -> Change:
    """The paragraph with these words is changed."""

    def made(xml: str) -> str:
        start, end = xml.rindex("<w:p>", 0, xml.index(words)), xml.index("</w:p>", xml.index(words)) + len("</w:p>")
        return xml[:start] + change(xml[start:end]) + xml[end:]

    return made


def looking(mark: str) -> Change:
    """Its runs have one more property."""
    return lambda line: re.sub(
        "<w:r>(<w:rPr>)?", lambda found: f"<w:r><w:rPr>{mark}{'' if found[1] else '</w:rPr>'}", line
    )


def around_runs(before: str, after: str) -> Change:
    return lambda line: re.sub("((?:<w:sdt>|<w:r>).*</w:r>)", rf"{before}\1{after}", line, flags=re.DOTALL)


def in_a_table(row: str = "", cell: str = "", table: str = "") -> Change:
    return lambda line: (
        f"<w:tbl><w:tblPr>{table}</w:tblPr><w:tr><w:trPr>{row}</w:trPr>"
        f"<w:tc><w:tcPr>{cell}</w:tcPr>{line}</w:tc></w:tr></w:tbl>"
    )


def style(attributes: str, looks: str) -> tuple[str, Change]:
    made = f"<w:style {attributes}><w:rPr>{looks}</w:rPr></w:style></w:styles>"
    return STYLES, lambda xml: xml.replace("</w:styles>", made)


def without_style(line: str) -> str:
    """It looks as paragraphs do that name no style."""
    return re.sub("<w:pStyle[^>]*/>", "", line).replace("<w:p>", "<w:p ><!-- -->")


def spaced(spacing: str) -> Change:
    """Its paragraph says how high its lines are."""
    return lambda line: re.sub(
        "<w:p>(<w:pPr>)?", lambda found: f"<w:p><w:pPr>{spacing}{'' if found[1] else '</w:pPr>'}", line, count=1
    )


SIGN = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
UNSEEN: Mapping[str, tuple[Change | tuple[str, Change], ...]] = {
    "in the colour of the paper": (looking('<w:color w:val="FEFEFE"/>'),),
    "in the theme's colour of the paper": (looking('<w:color w:val="000000" w:themeColor="background1"/>'),),
    "too small": (looking('<w:sz w:val="2"/>'),),
    "too narrow": (looking('<w:w w:val="1"/>'),),
    "under a black pen": (looking('<w:color w:val="000000"/><w:highlight w:val="black"/>'),),
    "on black": (looking('<w:color w:val="111111"/><w:shd w:val="clear" w:fill="000000"/>'),),
    "on solid black": (looking('<w:color w:val="000000"/><w:shd w:val="solid" w:color="000000" w:fill="FFFFFF"/>'),),
    "in a black cell": (
        lambda line: in_a_table(cell='<w:shd w:fill="000000"/>')(looking('<w:color w:val="000000"/>')(line)),
    ),
    "clear": (looking('<w14:textFill><w14:noFill/></w14:textFill>'),),
    "in a hidden row": (in_a_table("<w:hidden/>"),),
    "in a row without height": (in_a_table('<w:trHeight w:val="1" w:hRule="exact"/>'),),
    "in a line without height": (spaced('<w:spacing w:line="1" w:lineRule="exact"/>'),),
    "in a deleted row": (in_a_table('<w:del w:id="1" w:author="A"/>'),),
    "in a deleted cell": (in_a_table(cell='<w:cellDel w:id="1" w:author="A"/>'),),
    "in a table that crosses out": (
        in_a_table(table='<w:tblStyle w:val="Gone"/>'),
        style('w:type="table" w:styleId="Gone"', "<w:strike/>"),
    ),
    "deleted in a way of its own": (around_runs('<w:del w:id="1" w:author="A">', "</w:del>"),),
    "in the code of a field": (around_runs(SIGN.format("begin"), SIGN.format("end")),),
    "in a field that began above": (
        lambda line: f"<w:p>{SIGN.format('begin')}</w:p>{line}<w:p>{SIGN.format('end')}</w:p>",
    ),
    "crossed out by the usual style": (
        without_style, style('w:type="paragraph" w:default="1" w:styleId="Own"', "<w:strike/>"),
    ),
    "hidden by the usual style": (
        without_style, style('w:type="paragraph" w:default="1" w:styleId="Own"', "<w:vanish/>"),
    ),
}  # fmt: skip


def changed_so(tiny: Path, words: str, changes: tuple[Change | tuple[str, Change], ...]) -> bytes:
    content = filled(tiny, "docx")
    for each in changes:
        part, change = each if isinstance(each, tuple) else (BODY, on(words, each))
        content = with_other(content, change, part)
    return content


@pytest.mark.parametrize("way", UNSEEN)
def test_a_tick_that_nobody_sees_is_none(tiny: Path, way: str) -> None:
    taken, found = read(tiny, "back.docx", changed_so(tiny, TICK, UNSEEN[way]))
    assert "yes-to.take-part" not in taken["answers"]  # type: ignore[operator]
    assert any("take part" in each.message for each in found), found


@pytest.mark.parametrize("way", UNSEEN)
def test_a_clause_that_nobody_sees_does_not_stand(tiny: Path, way: str) -> None:
    content = changed_so(tiny, STOP, UNSEEN[way])
    _, found = read(tiny, "back.docx", content)
    assert any(STOP.strip() in each.message for each in found), found
    (tiny / "back.docx").write_bytes(content)
    differs, _ = changed(tiny, tiny / "back.docx", None)
    assert any(STOP in "".join(word.words for word in each.printed) for each in differs.changes)


def test_what_crosses_out_everything_leaves_nothing(tiny: Path) -> None:
    usual = "<w:docDefaults><w:rPrDefault><w:rPr><w:strike/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>"
    content = with_other(filled(tiny, "docx"), lambda xml: xml.replace("</w:styles>", usual), STYLES)
    taken, found = read(tiny, "back.docx", content)
    assert taken == {} and any("hardly any words" in each.message for each in found)


def drawn(inside: str) -> Change:
    return lambda line: line.replace("</w:p>", f"<w:r><w:pict {NAMES}>{inside}</w:pict></w:r></w:p>")


LINE_THROUGH: Mapping[str, Change] = {
    "a line": drawn('<v:line from="0,0" to="400,0"/>'),
    "ink": lambda line: line.replace("</w:p>", "<w:r><w:contentPart/></w:r></w:p>"),
    "a shape of newer programs": lambda line: line.replace(
        "</w:p>",
        f'<w:r><mc:AlternateContent {NAMES}><mc:Choice Requires="wps"><w:drawing/></mc:Choice>'
        "</mc:AlternateContent></w:r></w:p>",
    ),
}


@pytest.mark.parametrize("way", LINE_THROUGH)
def test_what_is_drawn_through_words_is_named(tiny: Path, way: str) -> None:
    content = changed_so(tiny, STOP, (LINE_THROUGH[way],))
    assert any("1 drawing" in each.message for each in read(tiny, "back.docx", content)[1])
    assert not changed(tiny, tiny / "back.docx", None)[0].same


def behind(more: str) -> Change:
    return lambda line: line.replace("</w:p>", f"{more}</w:p>")


def newer(inside: str) -> str:
    """What only programs show that know it, or those that do not."""
    return f'<mc:AlternateContent {NAMES}><mc:Choice Requires="w14">{inside}</mc:Choice></mc:AlternateContent>'


ADDED: Mapping[str, Change | tuple[str, str]] = {
    "in a formula": behind(f"<m:oMath {NAMES}><m:r><m:t>{BAD}</m:t></m:r></m:oMath>"),
    "in drawn letters": drawn(f'<v:shape><v:textpath string="{BAD}"/></v:shape>'),
    "in a drawing": behind(f"<w:r><w:drawing {NAMES}><a:p><a:r><a:t>{BAD}</a:t></a:r></a:p></w:drawing></w:r>"),
    "in what newer programs show": lambda line: line + newer(paragraph(BAD)),
    "in a run for newer programs": behind(f"<w:r>{newer(f'<w:t>{BAD}</w:t>')}</w:r>"),
    "in what older programs show": lambda line: (
        line
        + f'<mc:AlternateContent {NAMES}><mc:Choice Requires="x"/>'
        + f"<mc:Fallback>{paragraph(BAD)}</mc:Fallback></mc:AlternateContent>"
    ),
    "above words": behind(f"<w:r><w:ruby><w:rt>{run(BAD)}</w:rt><w:rubyBase>{run('x')}</w:rubyBase></w:ruby></w:r>"),
    "in a box in a control": behind(
        f"<w:sdt><w:sdtContent><w:r><w:pict><w:txbxContent>{paragraph(BAD)}</w:txbxContent></w:pict></w:r>"
        "</w:sdtContent></w:sdt>"
    ),
    "in something unknown": lambda line: f"{line}<w:unknown>{paragraph(BAD)}</w:unknown>",
    "in a field that is worked out": behind(
        f'{SIGN.format("begin")}<w:r><w:instrText>QUOTE "{BAD}"</w:instrText></w:r>{SIGN.format("end")}'
    ),
    "in a short field": behind(f"<w:fldSimple w:instr='QUOTE \"{BAD}\"'/>"),
    "at the head": ("word/header1.xml", f"<w:hdr {SPACE}>{paragraph(BAD)}</w:hdr>"),
    "at the foot": ("word/footer5.xml", f"<w:ftr {SPACE}>{paragraph(BAD)}</w:ftr>"),
    "drawn behind the page": (
        "word/header1.xml",
        f'<w:hdr {SPACE} {NAMES}><w:p><w:r><w:pict><v:textpath string="{BAD}"/></w:pict></w:r></w:p></w:hdr>',
    ),
    "in a diagram": ("word/diagrams/data1.xml", f"<d {NAMES}><a:t>{BAD}</a:t></d>"),
    "before the lines of a list": (
        "word/numbering5.xml",
        f'<w:numbering {SPACE}><w:lvl><w:lvlText w:val="{BAD}"/></w:lvl></w:numbering>',
    ),
}


@pytest.mark.parametrize("way", ADDED)
def test_words_that_stand_where_none_are_read_are_named(tiny: Path, way: str) -> None:
    change = ADDED[way]
    if isinstance(change, tuple):
        with zipfile.ZipFile(io.BytesIO(filled(tiny, "docx"))) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        content = zipped(files | {change[0]: change[1].encode()})
    else:
        content = changed_so(tiny, STOP, (change,))
    assert any(BAD in each.message for each in read(tiny, "back.docx", content)[1])
    differs, _ = changed(tiny, tiny / "back.docx", None)
    assert any(BAD in "".join(word.words for word in each.returned) for each in differs.changes)


def test_words_added_to_our_own_foot_are_named(tiny: Path) -> None:
    content = with_other(
        filled(tiny, "docx"), lambda xml: xml.replace("original text", f"{BAD} original text"), "word/footer1.xml"
    )
    assert any(BAD in each.message for each in read(tiny, "back.docx", content)[1])
    assert not changed(tiny, tiny / "back.docx", None)[0].same


def test_a_clause_that_was_taken_out_is_named_by_read_too(tiny: Path) -> None:
    content = with_other(filled(tiny, "docx"), on(STOP, lambda _: ""))
    taken, found = read(tiny, "back.docx", content)
    assert taken and [each.message for each in found] == [
        "not understood: gone from the paper: 1 line, such as “I can stop at any time.”"
    ]


# -- PDFs -------------------------------------------------------------------------------------------------


def ticked_pdf(tiny: Path) -> pypdf.PdfWriter:
    """The small form, in which two fields are filled in."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(filled(tiny, "a4-print.pdf", answers={})))
    for page in writer.pages:
        writer.update_page_form_field_values(page, {"people": "8", "yes-to_take-part": "/Yes"}, auto_regenerate=False)
    return writer


def the_tick(writer: pypdf.PdfWriter) -> DictionaryObject:
    found = next(each.get_object() for each in fields_of(writer) if each.get_object()["/T"] == "yes-to_take-part")
    assert isinstance(found, DictionaryObject)
    return found


def with_key(name: str, value: object) -> Callable[[pypdf.PdfWriter], None]:
    return lambda writer: the_tick(writer).update({NameObject(name): value})


def off_the_page(writer: pypdf.PdfWriter) -> None:
    for page in (each for each in writer.pages if "/Annots" in each):
        marks = page["/Annots"].get_object()
        assert isinstance(marks, ArrayObject)
        page[NameObject("/Annots")] = ArrayObject(
            each for each in marks if each.get_object().get("/T") != "yes-to_take-part"
        )


def drawn_as_its_contrary(writer: pypdf.PdfWriter) -> None:
    looks = the_tick(writer)["/AP"]["/N"]  # type: ignore[index]
    on, off = looks.raw_get("/Yes"), looks.raw_get("/Off")
    looks |= {NameObject("/Yes"): off, NameObject("/Off"): on}


def corners(*numbers: int) -> ArrayObject:
    return ArrayObject(NumberObject(each) for each in numbers)


NOT_SHOWN: Mapping[str, Callable[[pypdf.PdfWriter], None]] = {
    "hidden": with_key("/F", NumberObject(2)),
    "not on a screen": with_key("/F", NumberObject(32)),
    "in a layer": with_key("/OC", DictionaryObject()),
    "without a size": with_key("/Rect", corners(9, 9, 9, 9)),
    "beside the page": with_key("/Rect", corners(-90, -90, -50, -50)),
    "no place": with_key("/Rect", corners()),
    "on no page": off_the_page,
    "drawn as its contrary": drawn_as_its_contrary,
}


@pytest.mark.parametrize("way", NOT_SHOWN)
def test_a_tick_of_a_pdf_that_nobody_sees_is_none(tiny: Path, way: str) -> None:
    writer = ticked_pdf(tiny)
    NOT_SHOWN[way](writer)
    taken, found = read(tiny, "back.pdf", saved(writer))
    assert taken["answers"] == {"people": "8"}
    assert any("yes-to.take-part" in each.message for each in found)


def the_number(writer: pypdf.PdfWriter) -> DictionaryObject:
    found = next(each.get_object() for each in fields_of(writer) if each.get_object()["/T"] == "people")
    assert isinstance(found, DictionaryObject)
    return found


@pytest.mark.parametrize(
    ("value", "drawn", "said"), [("80", "8", "people: 80 (drawn as “8”)"), ("", "8", "people: (drawn as “8”)"),
                                 ("8", "", "people: 8 (drawn as “”)")],
)  # fmt: skip
def test_words_of_a_pdf_that_are_drawn_otherwise_are_named(tiny: Path, value: str, drawn: str, said: str) -> None:
    """A viewer that shall draw each field anew shows the value, whatever is drawn."""
    writer = ticked_pdf(tiny)
    look = the_number(writer)["/AP"]["/N"].get_object()  # type: ignore[index]
    look.set_data(look.get_data() if drawn else b"")
    the_number(writer)[NameObject("/V")] = TextStringObject(value)
    taken, found = read(tiny, "back.pdf", saved(writer))
    assert taken["answers"] == {"yes-to.take-part": True}
    assert f"not understood: {said}" in [each.message for each in found]
    writer.root_object["/AcroForm"][NameObject("/NeedAppearances")] = BooleanObject(True)  # type: ignore[index]
    taken, found = read(tiny, "back.pdf", saved(writer))
    assert taken["answers"] == {"yes-to.take-part": True} | ({"people": value} if value else {})
    assert not any("drawn" in each.message for each in found)


@pytest.mark.parametrize("anew", [False, True], ids=["as drawn", "drawn anew"])
@pytest.mark.parametrize("way", ["1 g", "0.99 0.99 1 rg", "0 0 0 0 k", "3 Tr", "/Wingdings 0.5 Tf"])
def test_words_of_a_pdf_that_nobody_sees_are_named(tiny: Path, way: str, *, anew: bool) -> None:
    writer = ticked_pdf(tiny)
    field, look = the_number(writer), the_number(writer)["/AP"]["/N"].get_object()  # type: ignore[index]
    field[NameObject("/DA")] = TextStringObject(f"{field['/DA']} {way}" if anew else field["/DA"])
    look.set_data(look.get_data().replace(b"Td", f"Td {'' if anew else way}".encode()))
    writer.root_object["/AcroForm"][NameObject("/NeedAppearances")] = BooleanObject(anew)  # type: ignore[index]
    taken, found = read(tiny, "back.pdf", saved(writer))
    assert taken["answers"] == {"yes-to.take-part": True}
    assert "not understood: people: 8 (drawn as “”)" in [each.message for each in found]


def test_words_that_run_to_the_left_are_drawn_in_the_order_of_the_eye() -> None:
    stored, drawn = "نعم (12)", "(12) ﻢﻌﻧ"
    assert like_drawn(stored) == like_drawn(drawn) != like_drawn(f"{drawn}لا")


def test_a_signature_is_named_with_what_was_written_after_it(tiny: Path) -> None:
    writer = ticked_pdf(tiny)
    places = (0, 1111111111, 2222222222, 3333333333)
    held = DictionaryObject(
        {NameObject("/ByteRange"): corners(*places), NameObject("/Contents"): ByteStringObject(b"x")}
    )
    signed = DictionaryObject({NameObject("/FT"): NameObject("/Sig"), NameObject("/V"): held})
    signed[NameObject("/T")] = TextStringObject("Signed")
    fields_of(writer).append(writer._add_object(signed))
    content = saved(writer)
    for place, number in zip(places[1:], (9, 19, len(content) - 19), strict=True):
        content = content.replace(b"%d" % place, b"%010d" % number)
    _, found = read(tiny, "back.pdf", content)
    assert [each.message for each in found if "Signed" in each.message] == [
        "not understood: Signed: a digital signature, which is not checked here"
    ]
    later = pypdf.PdfWriter(io.BytesIO(content), incremental=True)
    the_tick(later)[NameObject("/V")] = the_tick(later)[NameObject("/AS")] = NameObject("/Off")
    taken, found = read(tiny, "back.pdf", saved(later))
    assert taken["answers"] == {"people": "8"}
    assert any("more was written into the file after it" in each.message for each in found)
