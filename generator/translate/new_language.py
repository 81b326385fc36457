"""A language that is added: what CLDR knows of it, and its entry in `translations/languages.yml`.

The entry is put in as text, so that every other byte of the file stays as a person wrote it; ruamel.yaml says where
the list stands and how it is indented, and writes the entry in the style of the others.
"""

from __future__ import annotations

import io
import re
import unicodedata
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from generator.diagnostics import ToolkitError, UsageError
from generator.library.fonts import all_fonts, families, named, without_font
from generator.library.language import Language, PaperSize, checked_tag
from generator.translate.letters import script_of
from generator.translate.plural import gettext_plural

# CLDR, supplementalData.xml, measurementData: paperSize US-Letter. Babel does not bring this table.
_LETTER = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
_WITHOUT_PLURAL = "nplurals=1; plural=0;"
_NEW_LINE = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


def new_language(tag: str, name: str, known: tuple[Language, ...]) -> Language:
    """What CLDR knows of a language, under its own name or the one given; UsageError for what it does not know.

    The size of print is that of a known language with the same fonts.
    """
    try:
        checked_tag(tag)
    except ValueError as error:
        raise UsageError(f"'{tag}': {error}") from error
    locale = _locale(tag)
    name = name.strip() or (locale.get_display_name() if locale else None) or ""
    if not name:
        raise UsageError(
            f"CLDR knows no language '{tag}': look at the tag, or give the language's own name with --name"
        )
    fonts = _fonts(name + "".join(_dates(locale) if locale else ()))
    return Language(
        tag=tag,
        # A name begins as names do in the other entries; a script without capital letters keeps its own.
        name=name[0].title() + name[1:],
        direction="rtl" if unicodedata.bidirectional(name[0]) in ("R", "AL") else "ltr",
        region=_region(tag),
        fonts=fonts,
        paper=_paper(tag),
        print_size=next((each.print_size for each in known if each.fonts == fonts), 100),
        plural=gettext_plural(locale.plural_form) if locale else _WITHOUT_PLURAL,
    )


def _locale(tag: str) -> Locale | None:
    """CLDR's data of the language in this script, or None; UsageError for a tag that another has replaced."""
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    if locale.language != tag.partition("-")[0]:
        raise UsageError(f"the language '{tag}' is called '{locale.language}' today: add that")
    # Babel takes the usual script where it has no data of the one that is asked for.
    return locale if (locale.script or script_of(locale.language)) == script_of(tag) else None


def _dates(locale: Locale) -> list[str]:
    """Words that show which letters a language needs."""
    return [*locale.months["format"]["wide"].values(), *locale.days["format"]["wide"].values()]


def _fonts(words: str) -> tuple[str, ...]:
    """The font that has most of the letters, then the one of Latin letters; ToolkitError if a letter has none."""
    if lacking := without_font(words):
        help = "name a font of its script in templates/pdf/fonts.yml (it says how), then try again"
        raise ToolkitError(f"no font of the papers has {named(lacking[0])}: {help}")
    best = max(all_fonts(), key=lambda font: len(font.letters & set(words)))
    return tuple(dict.fromkeys((best.family, families()[0])))


def _territory(tag: str) -> str:
    """The country or region that the tag names; "" where it names none."""
    return next((part for part in tag.split("-")[1:] if re.fullmatch("[A-Z]{2}|[0-9]{3}", part)), "")


def _home(tag: str) -> str:
    """The country that CLDR thinks of first for the language; "" where it knows none."""
    likely = get_global("likely_subtags")
    parts = tag.split("-")
    full: str = likely.get("_".join(parts[:2])) or likely.get(parts[0], "")
    return full.rpartition("_")[2]


def _region(tag: str) -> str:
    return tag if _territory(tag) or not _home(tag) else f"{tag}-{_home(tag)}"


def _paper(tag: str) -> tuple[PaperSize, ...]:
    """Letter too, where the tag's country prints on it, or where it is home or first language of one that does."""
    country = _territory(tag)
    first = map(_first_language, _LETTER)
    letter = country in _LETTER if country else _home(tag) in _LETTER or tag.partition("-")[0] in first
    return ("a4", "letter") if letter else ("a4",)


def _first_language(country: str) -> str:
    """The language that most people of a country know."""
    spoken: dict[str, dict[str, Any]] = get_global("territory_languages")[country]
    return max(spoken, key=lambda language: spoken[language]["population_percent"])


def with_entry(text: str, language: Language) -> str:
    """The text of `translations/languages.yml` with an entry after the last one, and nothing else changed.

    Whoever calls it must read the result: a list in one line, for example, has no place for an entry.
    """
    listed = YAML().load(text)["languages"]
    dash, key = listed.lc.col, listed[-1].lc.col
    lines = _NEW_LINE.split(text)
    end = _end(lines, dash)
    new = "\r\n" if "\r\n" in text else "\n"
    before = "".join(lines[:end])
    if not before.endswith(("\n", "\r")):
        before += new
    gap = new if _set_apart(lines, listed[-1].lc.line) else ""
    return before + gap + _entry(language, dash, key).replace("\n", new) + "".join(lines[end:])


def _end(lines: list[str], dash: int) -> int:
    """The number of lines up to the end of the last entry; a comment that is indented as its keys belongs to it."""
    for number in range(len(lines), 0, -1):
        line = lines[number - 1]
        words = line.strip()
        comment = words.startswith("#") and len(line) - len(line.lstrip()) <= dash
        if words and not comment and words != "...":
            return number
    return 0


def _set_apart(lines: list[str], start: int) -> bool:
    """Whether a blank line stands before the entry that starts here, and before its comments."""
    above = reversed(lines[:start])
    return next((not line.strip() for line in above if not line.lstrip().startswith("#")), False)


def _entry(language: Language, dash: int, key: int) -> str:
    """The entry as the others are written: lists in one line, the rule in quotes, nothing that is usual anyway."""
    values: dict[str, Any] = {
        "tag": language.tag,
        "name": language.name,
        "direction": language.direction,
        "region": language.region,
        "fonts": _in_one_line(language.fonts),
        "paper": _in_one_line(language.paper),
        "print_size": language.print_size,
        "plural": DoubleQuotedScalarString(language.plural),
    }
    if language.print_size == Language.model_fields["print_size"].default:
        del values["print_size"]
    yaml = YAML()
    yaml.width = 10_000
    yaml.indent(mapping=2, sequence=key, offset=dash)
    written = io.StringIO()
    yaml.dump({"languages": [values]}, written)
    return written.getvalue().partition("\n")[2]


def _in_one_line(values: tuple[str, ...]) -> CommentedSeq:
    listed = CommentedSeq(values)
    listed.fa.set_flow_style()
    return listed
