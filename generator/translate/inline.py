"""Makes a translation safe: only the English text's own markup, links, code and placeholders can come through.

A translation is treated as hostile. It is parsed into the tree of its marks, the tree is compared with that of the
English, and the value that later stages see is written afresh from the tree with every special character escaped;
then that value is parsed once more and must give the same tree. What fails anywhere is refused with a reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from generator.blocks.marks import (
    PLACEHOLDER,
    Refusal,
    is_one_paragraph,
    nodes_in,
    parse,
    targets_in,
    words_in,
    written,
)
from generator.blocks.nodes import Code, Emphasis, Inline, Placeholder, Strong
from generator.library.characters import UNSEEN
from generator.library.fonts import REMEDY, named, without_font

# A text of these characters alone is its own safe form: nothing in it can be markup, an address or a template.
_HARMLESS = re.compile(r"(?:[^\W_]|[«“‹(])(?:[^\W_]|[ .,;:!?()'’“”«»‹›–—…%،؛؟\u00a0\u202f-])*")
_MARKUP = re.compile(r"[*_`\[\]{}\\&<]")
_HTML = re.compile(r"<[A-Za-z/!?]")
_TEMPLATE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|\$\{|<%|%>")
_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*\s*://|\b(?:javascript|vbscript|data|mailto|tel|file|blob|ftp|https?):(?=\S)|\bwww\s*\.|"
    r"[\w.+-]+@[\w-]+\.[\w.-]+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|biz|int|edu|gov|io|dev|app|ly|me|co|ai|xyz|"
    r"online|site|top|click|link|zip|mov|ru|cn|fr|uk|de|example|test|invalid|localhost)\b|\b[\w-]+\.[a-z]{2,}/",
    re.IGNORECASE,
)
_MAY_BE_ADDRESS = re.compile(r"[.:]\w|www", re.IGNORECASE)
"""A harmless text without any of this can't hold an address."""
_CALLED = re.compile(r"[0-9](?:[ ().\-\u2011\u2013\u00a0\u202f/]{0,2}[0-9]){6,}")
"""A number that somebody could call, in figures 0 to 9."""
_MAY_BE_CALLED = re.compile(r"(?:\d\D{0,2}){7}")
_UNCALLED = re.compile(
    r"(^|[^0-9./])(?:(?:[0-9]{1,2}[./-]){1,2}(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}(?:[./-][0-9]{1,2}){2}|"
    r"[1-9][0-9]{0,2}(?:[ .\u00a0\u202f]000)+)(?![./]?[0-9])"
)
"""A day or month, or a round number, which the English may say in words."""
_STOPPED = re.compile(r"([A-Za-z0-9-])\u3002(?=[A-Za-z])")
"""A full stop of Chinese within what could be a name of the net; sentences have no Latin letters on both sides."""
_BLOCK_START = re.compile(
    r"(?:#|>|[-+*](?:\s|$)|[0-9]{1,9}[.)](?:\s|$)|`{3}|~{3}|\||={3,}|-{3,}|_{3,}|\*{3,}|(?:[-_*]\s*){3,}$|"
    r":\s|:{3}|!{3}|\?{3}|\{:|\[[ xX]\]\s|\[\^|\*\[|\[TOC\])"
)
_DIRECTION_MARKS = frozenset("\u200e\u200f\u061c")
_ISOLATES = frozenset("\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")
REFUSED_CATEGORIES = frozenset(("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"))
_UNSEEN = frozenset(map(chr, UNSEEN - {*range(0x180B, 0x1810)}))
"""Mongolian is written with those that are left out."""
_MAY_BE_UNSEEN = re.compile(f"[{''.join(sorted(_UNSEEN))}]")
_MAX_MARKS = 6
_MAY_BE_STACKED = re.compile(rf"[^\w\s]{{{_MAX_MARKS + 1}}}")
_VISIBLE_SPACES = re.compile("[\u00a0\u202f]")
"""Spaces of languages that Python calls no printable ones; those of lines and paragraphs are not among them."""
_MAX_GROWTH, _MAX_EXTRA = 6, 400
PATTERNS = {
    "html": _HTML.pattern,
    "template": _TEMPLATE.pattern,
    "address": _ADDRESS.pattern,
    "called": _CALLED.pattern,
    "uncalled": _UNCALLED.pattern,
    "stopped": _STOPPED.pattern,
    "start": _BLOCK_START.pattern,
    "stack": _MAX_MARKS,
    "growth": _MAX_GROWTH,
    "more": _MAX_EXTRA,
}
"""What the script of a translator's page takes from here: the patterns mean the same in JavaScript."""


def safe_value(source: str, translation: str, *, rtl: bool = False) -> str:
    """The translation as safe inline Markdown; raises Refusal when it may not be shown.

    `rtl` allows the marks that right-to-left writing needs.
    """
    text = translation.strip()
    for letter in without_font(text):
        raise Refusal(f"no font of the papers has {named(letter)}", REMEDY)
    if _is_harmless(source, text):
        return _checked_words(source, text)
    check_characters(source, text, rtl=rtl)
    _check_length(source, text)
    _check_start(source, text)
    tree = parse(text)
    _check_words(source, "".join(words_in(tree)), rtl=rtl)
    compare(parse(source), tree)
    value = written(tree)
    if _BLOCK_START.match(value):
        value = _escaped_start(value)
    _check_round_trip(value, tree)
    return value


def _is_harmless(source: str, text: str) -> bool:
    """True when neither text has any markup but placeholders."""
    if len(text) > _MAX_GROWTH * len(source):
        return False
    if not text.isascii() and _MAY_BE_UNSEEN.search(text):
        return False
    return bool(_HARMLESS.fullmatch(_without_placeholders(text))) and not _MARKUP.search(_without_placeholders(source))


def _checked_words(source: str, text: str) -> str:
    """A harmless text as it is, unless it lacks a placeholder, names an address or begins a list."""
    _check_start(source, text)
    if "{" in source or "{" in text:
        _compare_placeholders(Counter(PLACEHOLDER.findall(source)), Counter(PLACEHOLDER.findall(text)))
    if _MAY_BE_ADDRESS.search(_without_placeholders(text)):
        _check_addresses(source, _without_placeholders(text))
    _check_called(source, text)
    return text


def _without_placeholders(text: str) -> str:
    return PLACEHOLDER.sub("x", text) if "{" in text else text


# -- characters -------------------------------------------------------------------------------------


def check_characters(source: str, text: str, *, rtl: bool) -> None:
    """Refuses control, private-use, invisible and direction-changing characters that the English does not hold."""
    # Most texts hold nothing that could be refused, which is known without a look at each letter.
    is_plain = _VISIBLE_SPACES.sub("", text).isprintable() and not _MAY_BE_STACKED.search(text)
    if (text.isascii() and is_plain) or (is_plain and not _MAY_BE_UNSEEN.search(text)):
        return
    opened = run = 0
    for character in text:
        category = unicodedata.category(character)
        run = run + 1 if category in ("Mn", "Me") else 0
        if run > _MAX_MARKS:
            raise Refusal("too many accents are stacked on one letter", "write each letter with its own accents only")
        if not is_refused(character, category) or character in _JOINERS or character in source:
            continue
        if rtl and character in _DIRECTION_MARKS:
            continue
        if rtl and character in _ISOLATES:
            opened += -1 if character == "\u2069" else 1
            if opened < 0:
                break
            continue
        raise Refusal(f"the character U+{ord(character):04X} is not allowed", _character_help(character))
    if opened:
        raise Refusal("a direction isolate is not closed", "give every U+2066, U+2067 or U+2068 its U+2069, in order")


def is_refused(character: str, category: str) -> bool:
    """True for what no translation may hold unless its English does: controls, and signs that nobody sees."""
    return category in REFUSED_CATEGORIES or character in _UNSEEN


def _character_help(character: str) -> str:
    if character in "\n\r\u2028\u2029":
        return "write the translation on one line"
    if character in _DIRECTION_MARKS or character in _ISOLATES:
        return "delete it: only right-to-left languages may use direction marks"
    return "delete it; it is invisible and may have come from copying"


def _check_length(source: str, text: str) -> None:
    if len(text) > _MAX_GROWTH * len(source) + _MAX_EXTRA:
        reason = f"the translation is {len(text)} characters long, the English {len(source)}"
        raise Refusal(reason, "say only what the English says")


def _check_start(source: str, text: str) -> None:
    match = _BLOCK_START.match(text)
    if match and not source.startswith(match[0]):
        raise Refusal(f"'{match[0].strip()}' at the start would begin a list, heading or table", "begin with a word")


def _check_words(source: str, words: str, *, rtl: bool) -> None:
    """The same checks on the text as it will be read, where entities are characters again."""
    check_characters(source, words, rtl=rtl)
    _check_addresses(source, words)
    _check_called(source, words)
    if _HTML.search(words):
        raise Refusal("it holds raw HTML", "use only the marks of the English")
    if _TEMPLATE.search(words):
        raise Refusal("it holds template syntax", "write placeholders exactly as in the English: {name}")
    if "{" in words or "}" in words:
        raise Refusal("a curly bracket stands alone", "write placeholders exactly as in the English: {name}")


def _check_addresses(source: str, words: str) -> None:
    # Look-alike letters (full width, ligatures) count as the letters that they look like; joiners are invisible.
    visible = unicodedata.normalize("NFKC", words).translate(dict.fromkeys(map(ord, _JOINERS)))
    visible = _STOPPED.sub(r"\1.", visible)
    given = [match[0] for match in _ADDRESS.finditer(visible)]
    known = {match[0].lower() for match in _ADDRESS.finditer(source)} if given else ()
    for address in given:
        if address.lower() not in known:
            raise Refusal(
                f"the address '{address[:60]}' is not in the English", "give no address that the English lacks"
            )


def _check_called(source: str, words: str) -> None:
    """Whoever calls a number on a form must reach the team: no translation brings one."""
    if not _MAY_BE_CALLED.search(words):  # as in nearly all texts
        return
    known = _bare_figures(_figures(source))
    for number in _CALLED.findall(_UNCALLED.sub(r"\1;", _figures(words))):
        if _bare_figures(number) not in known:
            raise Refusal(f"the number '{number[:60]}' is not in the English", "give no number that the English lacks")


def _figures(text: str) -> str:
    return "".join(str(unicodedata.decimal(each, each)) for each in text)


def _bare_figures(text: str) -> str:
    return re.sub("[^0-9]", "", text)


# -- comparing --------------------------------------------------------------------------


def compare(source: Sequence[Inline], translated: Sequence[Inline]) -> None:
    """Refuses a tree whose placeholders, links or code differ from the English, or that has more marks."""
    wanted, given = list(nodes_in(source)), list(nodes_in(translated))
    _compare_placeholders(_names(wanted), _names(given))
    _compare_links(Counter(targets_in(source)), Counter(targets_in(translated)))
    code = _codes(wanted)
    if code != _codes(given):
        said = " ".join(f"`{each}`" for each in code.elements())
        help = f"keep as it is: {said}" if said else "remove the backquotes"
        raise Refusal("its `code` differs from the English", help)
    for mark, sign in ((Emphasis, "*"), (Strong, "**")):
        if marked_with(given, mark) > marked_with(wanted, mark):
            reason = f"it has more {sign}marked{sign} words than the English"
            raise Refusal(reason, f"write a plain {sign[0]} as \\{sign[0]}")


def _compare_placeholders(wanted: Counter[str], given: Counter[str]) -> None:
    missing = " ".join(f"{{{name}}}" for name in (wanted - given).elements())
    extra = " ".join(f"{{{name}}}" for name in (given - wanted).elements())
    if missing:
        raise Refusal(f"the placeholder {missing} is missing", f"write {missing} where its value belongs")
    if extra:
        raise Refusal(f"the placeholder {extra} is not in the English as often", f"remove {extra}")


def _compare_links(wanted: Counter[str], given: Counter[str]) -> None:
    missing, extra = list((wanted - given).elements()), list((given - wanted).elements())
    if extra:
        allowed = " ".join(f"({target})" for target in wanted) or "none"
        reason = f"the link target '{extra[0][:60]}' is not in the English as often"
        raise Refusal(reason, f"allowed targets: {allowed}")
    if missing:
        raise Refusal(f"the link to '{missing[0]}' is missing", f"write [words]({missing[0]})")


def _names(nodes: Sequence[Inline]) -> Counter[str]:
    return Counter(node.name for node in nodes if isinstance(node, Placeholder))


def _codes(nodes: Sequence[Inline]) -> Counter[str]:
    return Counter(node.text for node in nodes if isinstance(node, Code))


def marked_with(nodes: Sequence[Inline], mark: type[Emphasis | Strong]) -> int:
    """How many of the nodes are such a mark."""
    return sum(isinstance(node, mark) for node in nodes)


def _escaped_start(value: str) -> str:
    number = re.match(r"[0-9]+", value)
    at = number.end() if number else 0
    return f"{value[:at]}\\{value[at:]}"


def _check_round_trip(value: str, tree: tuple[Inline, ...]) -> None:
    """The last gate: as a paragraph, the value must be one paragraph with exactly this tree."""
    if not is_one_paragraph(value) or parse(value) != tree:
        raise Refusal("its marks can be read in two ways", "put blanks or words between neighbouring marks")
