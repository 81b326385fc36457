"""Whatever shape, dialect and letters a translation comes back in, its rows are the same; anything else is named."""

from __future__ import annotations

import codecs
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from generator.catalog.received import Row
from generator.diagnostics import Diagnostic
from generator.load.received.shapes import received
from tests.conftest import examples

KEY, TEXT = "interface#a", "Texte é, « ici »"
TABLE = f'key,text,translation,note\r\n{KEY},Text,"{TEXT}",\r\n'
TAGS = ("fr", "ar", "ru")
PO = f'msgid ""\nmsgstr ""\n"Language: fr\\n"\n\n#. note\nmsgctxt "{KEY}"\nmsgid "Text"\nmsgstr "{TEXT}"\n'


def back(folder: Path, held: bytes, name: str = "back") -> tuple[list[Row], list[Diagnostic]]:
    (folder / name).write_bytes(held)
    return received(folder / name, TAGS)


def workbook(rows: list[list[Any]], change: Callable[[Any], None] = lambda _: None) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    change(book)
    book.save(out)
    return out.getvalue()


def xliff(units: str, head: str = "") -> bytes:
    space = "urn:oasis:names:tc:xliff:document:2.0"
    return f'{head}<xliff version="2.0" xmlns="{space}" srcLang="en" trgLang="fr"><file>{units}</file></xliff>'.encode()


UNIT = f'<unit id="u1" name="{KEY}"><segment><source>Text</source><target>{TEXT}</target></segment></unit>'
OLD = (
    f'<xliff version="1.2"><file target-language="fr"><body><trans-unit id="{KEY}__%04__Text"><source>Text</source>'
    f"<target>{TEXT}</target></trans-unit></body></file></xliff>"
)


@pytest.mark.parametrize(
    "held",
    [
        TABLE.encode(),
        codecs.BOM_UTF8 + TABLE.encode(),
        b"sep=,\r\n" + TABLE.encode(),
        f'"sep=;"\r\nkey;translation\r\n{KEY};"{TEXT}"\r\n'.encode(),
        f'Key;TRANSLATION\n{KEY};"{TEXT}"\n'.encode(),
        f'A title\n\nkey;note;Translation (fr)\n{KEY};;"{TEXT}"\n'.encode(),
        f"key\tfr\r{KEY}\t{TEXT}\r".encode(),
        f"key\ttranslation\n{KEY}\t{TEXT}\n".encode("utf-16"),
        codecs.BOM_UTF16_BE + f"key\ttranslation\r\n{KEY}\t{TEXT}\r\n".encode("utf-16-be"),
        f"key\ttranslation\r\n{KEY}\t{TEXT}\r\n".encode("utf-16-le"),
        TABLE.encode("cp1252"),
        json.dumps({KEY: TEXT}).encode(),
        codecs.BOM_UTF8 + json.dumps({KEY: TEXT}, ensure_ascii=False).encode(),
        json.dumps({KEY: TEXT}).encode("utf-16"),
        json.dumps({KEY: {"text": "Text", "translation": TEXT, "note": ""}}).encode(),
        PO.encode(),
        codecs.BOM_UTF8 + PO.replace("\n", "\r\n").encode(),
        PO.encode("utf-16"),
        PO.replace('"Language: fr', '"language: FR_fr\\nContent-Type: x; charset=ISO-8859-1').encode("latin-1"),
        PO.replace('msgstr "Texte', 'msgstr ""\n"Texte').encode(),
        xliff(UNIT),
        xliff(UNIT, '<?xml version="1.0" encoding="utf-8"?>\n'),
        OLD.encode(),
        f'<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><body><tu tuid="{KEY}"><tuv '
        f'xml:lang="en"><seg>Text</seg></tuv><tuv xml:lang="fr"><seg>{TEXT}</seg></tuv></tu></body></tmx>'.encode(),
        workbook([["note", "translation fr", "mine", "key"], ["n", TEXT, 4, KEY]]),
        workbook([["Back to you"], [], ["key", "text", "translation"], [KEY, "Text", TEXT]]),
    ],
)  # fmt: skip
def test_every_way_of_saving_gives_the_same(tmp_path: Path, held: bytes) -> None:
    rows, found = back(tmp_path, held)
    assert [(row.key, row.text) for row in rows if row.text] == [(KEY, TEXT)]
    assert all(row.source in (None, "Text") for row in rows)
    assert [each.code for each in found if each.code != "RECEIVE003"] == []


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("هذه الاستمارة تسأل عن البيانات.", "cp1256"),
        ("Эта анкета — о данных.", "cp1251"),
        ("Эта анкета о данных.", "cp866"),
        ("Où ça ? Là-bas, à côté.", "cp1252"),
        ("Où ça ? Là-bas, à côté, c’est l’été.", "mac_roman"),
        ("Où ça ? Là-bas, à côté.", "cp850"),
        ("¿Dónde está la niña?", "mac_roman"),
        ("这份表格询问数据。", "gb18030"),
        ("成年人", "gb18030"),
        ("نعم", "cp1256"),
        ("Да, мы едем.", "cp1251"),
    ],
)
def test_old_code_pages_are_told_apart_and_said(tmp_path: Path, words: str, page: str) -> None:
    rows, found = back(tmp_path, f"key;text;translation\n{KEY};The form;{words}\n".encode(page))
    assert [row.text for row in rows] == [words]
    assert [(each.code, page in each.message) for each in found] == [("RECEIVE003", True)]


WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\r\ufeff", exclude_categories=("Cs", "Cc")) | st.just("\n"),
    min_size=1, max_size=40,
)  # fmt: skip


@settings(max_examples=examples(60), deadline=None)
@given(
    st.lists(WORDS.filter(str.strip), min_size=1, max_size=5),
    st.sampled_from(",;\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.permutations(["key", "text", "translation", "note"]),
)
def test_a_table_of_any_dialect_gives_its_words_back(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], separator: str, code: str, names: list[str]
) -> None:
    import csv

    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, names, delimiter=separator)
    writer.writeheader()
    for number, each in enumerate(words):
        writer.writerow({"key": f"a#{number}", "text": "T", "translation": f"t{each}", "note": each})
    rows, found = back(tmp_path_factory.getbasetemp(), out.getvalue().encode(code))
    assert ([row.text for row in rows], found) == ([f"t{each}" for each in words], [])


def test_a_file_of_joined_merged_and_broken_entries_is_read_entry_by_entry(tmp_path: Path) -> None:
    joined = PO + (
        '\nmsgid ""\nmsgstr "Language: ar\\n"\n#, fuzzy\n#| msgid "Old"\nmsgctxt "b"\nmsgid "New"\nmsgstr "جديد"\n'
        'msgctxt "c"\nmsgid "Not "closed"\nmsgstr "x"\n#~ msgctxt "d"\n#~ msgid "Gone"\n#~ msgstr "Parti"\n'
        'msgid "One"\nmsgid_plural "Many"\nmsgstr[0] "x"\n\nmsgid "Without key"\nmsgstr "y"\n'
    )
    rows, found = back(tmp_path, joined.encode())
    assert [(row.key, row.source, row.lang, row.draft) for row in rows] == [
        (KEY, "Text", "fr", False),
        ("b", "Old", "ar", True),
        ("d", "Gone", "ar", False),
        ("", "Without key", "ar", False),
    ]
    lines = joined.split("\n")
    assert {lines[each.position.line - 1] for each in found} == {'msgid "Not "closed"', 'msgid_plural "Many"'}
    assert all(each.help for each in found)


def test_what_polib_writes_is_read(tmp_path: Path) -> None:
    file = polib.POFile(wrapwidth=30)
    file.metadata = {"Language": "fr"}
    words = 'Des mots « longs », avec \\ et "guillemets",\nsur deux lignes\tet plus encore.'
    file.append(polib.POEntry(msgctxt=KEY, msgid="Text " * 30, msgstr=words, flags=["fuzzy"]))
    file.append(polib.POEntry(msgctxt="old", msgid="Old", msgstr="Vieux", obsolete=True))
    rows, found = back(tmp_path, str(file).encode())
    assert [(row.key, row.text, row.draft) for row in rows] == [(KEY, words, True), ("old", "Vieux", False)]
    assert found == []


def test_halves_of_an_emoji_are_joined_and_a_half_alone_is_no_letter(tmp_path: Path) -> None:
    rows, _ = back(tmp_path, rb'{"a": "\ud83c\udf89", "b": "\ud83c"}')
    assert [row.text for row in rows] == ["\U0001f389", "�"]


def test_a_row_is_ticked_in_a_column_of_its_own(tmp_path: Path) -> None:
    table = "key,translation,checked\na,un,x\nb,deux,\nc,trois, ✓ \nd,quatre,no\ne,cinq\n"
    assert {row.key for row in back(tmp_path, table.encode())[0] if row.ticked} == {"a", "c"}
    rows = {"a": {"translation": "un", "checked": True}, "b": {"translation": "deux", "checked": ""}, "c": "trois"}
    assert {row.key for row in back(tmp_path, json.dumps(rows).encode())[0] if row.ticked} == {"a"}
    sheet = workbook([["key", "translation", "checked"], ["a", "un", True], ["b", "deux", None], ["c", "trois", "X"]])
    assert {row.key for row in back(tmp_path, sheet)[0] if row.ticked} == {"a", "c"}


def test_units_in_parts_and_unfinished_ones(tmp_path: Path) -> None:
    parts = (
        '<unit id="a"><notes><note category="fingerprint">0123456789abcdef</note></notes><segment>'
        "<source>One. </source><target>Un. </target></segment><segment><source>Two.</source>"
        "<target>Deux.</target></segment></unit>"
        '<unit id="b"><segment state="initial"><source>One.</source><target>Un.</target></segment></unit>'
        '<unit id="c"><segment><source>One.</source><target>Un.</target></segment>'
        "<segment><source>Two.</source></segment></unit>"
    )
    rows, found = back(tmp_path, xliff(parts))
    assert [(row.text, row.source, row.draft) for row in rows] == [
        ("Un. Deux.", "One. Two.", False), ("Un.", "One.", True), ("", "One.Two.", False),
    ]  # fmt: skip
    assert (rows[0].fingerprint, found) == ("0123456789abcdef", [])


def spread(book: Any) -> None:
    sheet = book.active
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[2].hidden = True
    sheet["C4"] = "=CONCATENATE(A2, B2)"
    other = book.create_sheet("Other")
    other.append(["my own notes"])


def test_hidden_cells_are_read_and_formulas_and_other_sheets_are_named(tmp_path: Path) -> None:
    rows = [["key", "text", "translation"], ["a", "A", "un"], ["b", "B", "deux"], ["c", "C", ""]]
    rows_back, found = back(tmp_path, workbook(rows, spread), "x.xlsx")
    assert [(row.key, row.text, row.place) for row in rows_back] == [
        ("a", "un", "cell C2 of 'Sheet'"), ("b", "deux", "cell C3 of 'Sheet'"),
    ]  # fmt: skip
    formula, sheet = found
    assert (formula.code, formula.position.line, "C4" in formula.message) == ("RECEIVE002", 4, True)
    assert (sheet.code, "'Other'" in sheet.message) == ("RECEIVE003", True)


def taken_back(book: Any) -> None:
    sheet = book.active
    sheet["C2"].font = Font(strike=True)
    sheet["C3"] = CellRichText(TextBlock(InlineFont(strike=True), "dieux"), TextBlock(InlineFont(), "deux"))
    sheet["D4"].font = Font(strike=True)


def test_words_that_are_crossed_out_are_not_taken(tmp_path: Path) -> None:
    rows = [["key", "text", "translation", "checked"], ["a", "A", "un"], ["b", "B", ""], ["c", "C", "trois", "x"]]
    rows_back, found = back(tmp_path, workbook(rows, taken_back), "x.xlsx")
    assert [(row.key, row.text, row.ticked) for row in rows_back] == [("b", "deux", False), ("c", "trois", False)]
    assert [(each.code, each.position.line, "crossed out" in each.message) for each in found] == [
        ("RECEIVE002", 2, True)
    ]


def test_a_line_with_more_cells_than_columns_is_not_cut_short(tmp_path: Path) -> None:
    rows, [found] = back(tmp_path, b"key,translation\na,bonjour, tout le monde\nb,oui\n")
    assert [row.key for row in rows] == ["b"]
    assert (found.position.line, "3 cells" in found.message, "quotes" in found.help) == (2, True, True)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
@pytest.mark.parametrize("kind", ["xlsx", "csv", "ods"])
def test_what_libreoffice_saves_is_read(tmp_path: Path, kind: str) -> None:
    rows: list[list[Any]] = [
        ["key", "text", "translation", "checked"],
        [KEY, "Text", TEXT, "x"],
        ["b", "B", "= 3 + 4,\n« oui »", None],
    ]
    (tmp_path / "sent.xlsx").write_bytes(workbook(rows, lambda book: setattr(book.active["C3"], "data_type", "s")))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", kind,
         "--outdir", tmp_path / "out", tmp_path / "sent.xlsx"],
        check=False, capture_output=True, timeout=600,
    )  # fmt: skip
    if not (tmp_path / f"out/sent.{kind}").exists():
        pytest.skip("LibreOffice is here without its spreadsheet")
    rows_back, found = received(tmp_path / f"out/sent.{kind}", TAGS)
    assert [(row.key, row.text, row.ticked) for row in rows_back] == [
        (KEY, TEXT, True), ("b", "= 3 + 4,\n« oui »", False),
    ]  # fmt: skip
    assert [each for each in found if each.code != "RECEIVE003"] == []


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE xliff [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]>'
    '<xliff version="2.0"><file><unit id="a"><segment><target>&b;</target></segment></unit></file></xliff>'
)


def archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, held in members.items():
            zipped.writestr(name, held)
    return out.getvalue()


def packed(**parts: bytes) -> bytes:
    return archive({f"xl/{name.replace('_', '/')}.xml": held for name, held in parts.items()})


@pytest.mark.parametrize(
    ("held", "message"),
    [
        (b"PK\x03\x04 a workbook", "damaged"),
        (packed(word=b"<a/>"), "not a workbook"),
        (archive({"word/document.xml": b"<a/>"}), "Word file"),
        (archive({"mimetype": b"", "content.xml": b"<a/>"}), "but no workbook"),
        (archive({"fr.po": b'msgid ""'}), "an archive"),
        (packed(workbook=b"<workbook/>"), "no sheet"),
        (packed(workbook=b"<a>" * 300), "deeper"),
        (packed(workbook=b'<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>'), "entities"),
        (packed(workbook=b"<workbook>" + b" " * 5_000_000 + b"</workbook>"), "times its size"),
        (b"key,translation\na,b\n".ljust(9000, b"\0"), r"U\+0000"),
        (b"\xff\xfekey", "damaged"),
        (b"text,note\r\n", "no columns"),
        (b"", "empty"),
        (b"[" * 100_000, "nested too deeply"),
        (b'["a"]', "must be an object"),
        (b'{"a": ', "not JSON"),
        (b'key,translation\na,"' + b"x" * 10_000_000, "from line 2 on"),
        (b'key,translation\na,un\nb,"deux\nc,trois\n', "from line 3 on"),
        (BOMB.encode(), "entities"),
        (b"<html><body>key</body></html>", "'html'"),
        (b"<xliff><unit", "damaged"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"\0\0\0\x24ftypheic", "a picture"),
        (b"\xd0\xcf\x11\xe0", "old Excel"),
    ],
)
def test_anything_else_is_named_with_what_to_do(tmp_path: Path, held: bytes, message: str) -> None:
    rows, [found] = back(tmp_path, held)
    assert rows == []
    assert found.code == "RECEIVE001" and found.help
    pytest.importorskip("re").search(message, found.message) or pytest.fail(found.message)


_TWO = [{"key": "a/b#c.d", "translation": "une"}, {"key": "a/b#e", "translation": "deux"}]


@pytest.mark.parametrize(
    "held",
    [
        json.dumps(_TWO),
        json.dumps({"texts": _TWO}),
        json.dumps({"fr": _TWO}),
        json.dumps({"fr": {"a/b#c.d": "une", "a/b#e": "deux"}}),
        json.dumps({"fr": {"a/b": {"c": {"d": "une"}, "e": "deux"}}}),
        json.dumps({"a/b": {"c.d": {"translation": "une"}, "e": {"text": "two", "translation": "deux"}}}),
        "".join(json.dumps(each) + "\n" for each in _TWO),
        "".join(json.dumps(each | {"note": "one\u2028two\x85"}, ensure_ascii=False) + "\r\n" for each in _TWO),
    ],
)
def test_json_of_any_program_gives_the_same(tmp_path: Path, held: str) -> None:
    rows, found = back(tmp_path, held.encode())
    assert [(row.key, row.text) for row in rows] == [("a/b#c.d", "une"), ("a/b#e", "deux")]
    assert {row.lang for row in rows} == ({"fr"} if '"fr"' in held else {""}) and not found


@pytest.mark.parametrize("held", ['[["a"]]', "[1, 2]", "{}", '{"a": [1]}'])
def test_json_without_texts_is_named(tmp_path: Path, held: str) -> None:
    rows, [found] = back(tmp_path, held.encode())
    assert not rows and found.help


def test_a_folder_or_nothing_is_named(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere"):
        rows, [found] = received(path)
        assert (rows, found.code) == ([], "RECEIVE001")


@settings(max_examples=examples(80), deadline=None)
@given(
    st.binary(max_size=300)
    | st.tuples(st.sampled_from(["key,translation\n", PO, "{", "<xliff>"]), st.text(max_size=200))
    .map(lambda parts: "".join(parts).encode("utf-8", "replace"))
)  # fmt: skip
def test_no_bytes_end_in_a_traceback(tmp_path_factory: pytest.TempPathFactory, held: bytes) -> None:
    rows, found = back(tmp_path_factory.getbasetemp(), held)
    assert rows or found or not held.strip(b"\0 ") or b"msg" in held or b"key" in held
