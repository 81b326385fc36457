"""Texts for translators as one HTML file: for a stick, a phone, a message; it works from a disk and asks no network."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from generator.catalog.sent import Parcel
from generator.files import text
from generator.library.text import SOURCE_LANGUAGE, State
from generator.render.jinja import template
from generator.render.site.hook import without_comments

FOLDER = Path(str(files("generator"))).parent / "templates" / "desk"
SCRIPTS = ("rules", "fingerprint", "page")
_DRAFTS = (State.MACHINE, State.STALE, State.MISSING, State.BLOCKED)


def parcel_page(parcel: Parcel) -> bytes:
    """The whole file; its policy allows the scripts and the style that stand in it, and nothing else."""
    scripts = [without_comments(text(FOLDER / f"{name}.js").encode()).decode() for name in SCRIPTS]
    style = text(FOLDER / "page.css")
    page = template(FOLDER, "page.html").render(
        language=parcel.language,
        title=f"{parcel.title} · {parcel.language.name}",
        policy=_policy(scripts, style),
        style=style,
        words=parcel.words,
        english=parcel.english,
        items=parcel.items,
        for_review=parcel.for_review,
        data=_data(parcel),
        scripts=scripts,
    )
    return page.encode("utf-8", "replace")


def _policy(scripts: list[str], style: str) -> str:
    allowed = " ".join(map(_named, scripts))
    return f"default-src 'none'; script-src {allowed}; style-src {_named(style)}; base-uri 'none'; form-action 'none'"


def _named(held: str) -> str:
    """A script or a style as a policy names it: whatever else gets into the page does not run."""
    return f"'sha256-{b64encode(sha256(held.encode()).digest()).decode()}'"


def _data(parcel: Parcel) -> str:
    """What the script needs of each text, and the rules; JSON that can stand in a page."""
    rules = {name: value for name, value in parcel.check.items() if name != "texts"}
    texts = [
        {
            "key": each.key,
            "text": each.text,
            "translation": each.translation,
            "draft": each.state in _DRAFTS,
            "fingerprint": each.fingerprint,
            "terms": terms,
        }
        for each, terms in zip(parcel.items, parcel.check["texts"], strict=True)
    ]
    tag = parcel.language.tag
    words = {
        name: {"text": said, "lang": SOURCE_LANGUAGE if name in parcel.english else tag}
        for name, said in parcel.words.items()
        if name.startswith("said-") or name in ("done", "name-first", "saved", "opened")
    }
    held = {
        "rules": rules,
        "texts": texts,
        "words": words,
        "file": f"{tag}-{sha256(parcel.title.encode()).hexdigest()[:6]}.po",
        "header": _header(parcel),
    }
    said = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    return said.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _header(parcel: Parcel) -> str:
    fields = (f"Language: {parcel.language.tag}", "MIME-Version: 1.0", "Content-Type: text/plain; charset=UTF-8",
              "Content-Transfer-Encoding: 8bit", f"Plural-Forms: {parcel.language.plural}")  # fmt: skip
    lines = "\n".join(f'"{field}\\n"' for field in fields)
    return f'msgid ""\nmsgstr ""\n{lines}'
