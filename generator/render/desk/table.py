"""Texts for translators as a table (CSV) or JSON: what every program opens."""

from __future__ import annotations

import json

from generator.catalog.entries import spreadsheet
from generator.catalog.sent import Parcel, SentText

MARK = "fingerprint"


def parcel_csv(parcel: Parcel) -> bytes:
    """Columns with names that stay as they are, safe to open in a spreadsheet."""
    heads = ("key", "text", "translation", "checked", "state", "place", "longest", "note", "language", MARK)
    lines = (
        (each.key, each.text, each.translation, "", each.state, each.place, each.longest, each.note,
         parcel.language.tag, marked(each))
        for each in parcel.items
    )  # fmt: skip
    return ("\ufeff" + spreadsheet((heads, *lines))).encode()


def marked(item: SentText) -> str:
    """The fingerprint so that no program takes it for a number, and rounds it."""
    return f"#{item.fingerprint}"


def parcel_json(parcel: Parcel) -> bytes:
    """`{key: {"text": …, "translation": …, "checked": "", …}}`, in order."""
    held = {
        each.key: {
            "text": each.text,
            "translation": each.translation,
            "checked": "",
            "state": each.state.value,
            "place": each.place,
            "longest": each.longest,
            "note": each.note,
            "language": parcel.language.tag,
            MARK: each.fingerprint,
        }
        for each in parcel.items
    }
    return (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
