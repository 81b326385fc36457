"""What translators send back is read as their programs save it; anything else is named with what to do."""

from __future__ import annotations

import codecs
import json

import pytest

from generator.load.sent_back import sent_back

ROW = {"interface#a": "Texte é, « ici »"}
TABLE = 'key,text,translation,note\r\ninterface#a,Text,"Texte é, « ici »",\r\n'


@pytest.mark.parametrize(
    "held",
    [
        TABLE.encode(),
        codecs.BOM_UTF8 + TABLE.encode(),
        b"sep=,\r\n" + TABLE.encode(),
        b'"sep=;"\r\n' + TABLE.replace("a,T", "a;T").replace(",text,translation,", ";text;translation;").replace(
            't,"', 't;"').replace('",', '";').encode(),
        'Key;TRANSLATION\ninterface#a;"Texte é, « ici »"\n'.encode(),
        'key\ttranslation\ninterface#a\tTexte é, « ici »\n'.encode("utf-16"),
        codecs.BOM_UTF16_BE + 'key\ttranslation\r\ninterface#a\tTexte é, « ici »\r\n'.encode("utf-16-be"),
        json.dumps(ROW).encode(),
        codecs.BOM_UTF8 + json.dumps(ROW, ensure_ascii=False).encode(),
        json.dumps(ROW).encode("utf-16"),
        json.dumps({"interface#a": {"text": "Text", "translation": ROW["interface#a"], "note": ""}}).encode(),
    ],
)  # fmt: skip
def test_every_way_of_saving_gives_the_same(held: bytes) -> None:
    assert sent_back(held).texts == ROW


def test_halves_of_an_emoji_are_joined_and_a_half_alone_is_no_letter() -> None:
    assert sent_back(rb'{"a": "\ud83c\udf89", "b": "\ud83c"}').texts == {"a": "\U0001f389", "b": "�"}


@pytest.mark.parametrize(
    ("held", "message"),
    [
        (b"PK\x03\x04 a workbook", "Save As"),
        ("key,translation\na,é\n".encode("cp1252"), "CSV UTF-8"),
        ("key,translation\na,b\n".encode("utf-16-le"), r"U\+0000"),
        (b"text,note\r\n", "no columns"),
        (b"", "no columns"),
        (b"[" * 100_000, "nested too deeply"),
        (b'["a"]', "must be an object"),
        (b'{"a": ', "Expecting value"),
        (b'key,translation\na,"' + b"x" * 200_000 + b'"\n', "no table"),
    ],
)
def test_anything_else_is_named(held: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        sent_back(held)


def test_a_row_is_ticked_in_a_column_of_its_own() -> None:
    table = "key,translation,checked\na,un,x\nb,deux,\nc,trois, ✓ \nd,quatre,no\ne,cinq\n"
    assert sent_back(table.encode()).ticked == {"a", "c"}
    rows = {"a": {"translation": "un", "checked": True}, "b": {"translation": "deux", "checked": ""}, "c": "trois"}
    assert sent_back(json.dumps(rows).encode()).ticked == {"a"}
