"""Makes a translation safe: only the English text's own markup, links, code and placeholders can come through.

A translation is treated as hostile. It is parsed into a small tree (words, emphasis, strong, code, link,
placeholder), the tree is compared with that of the English, and the value that later stages see is written
afresh from the tree with every special character escaped; then that value is parsed once more and must give the
same tree. What fails anywhere is refused with a reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.translate.extract import PLACEHOLDER


@dataclass(frozen=True, slots=True)
class Words:
    """Characters without any meaning but their own."""

    text: str


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`{name}`."""

    name: str


@dataclass(frozen=True, slots=True)
class Code:
    """A code span."""

    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """Words under a mark: `em`, `strong`, or `link` with its target."""

    mark: str
    children: tuple[Inline, ...]
    target: str = ""


Inline: TypeAlias = Words | Placeholder | Code | Span


class Refusal(Exception):
    """Why a translation can't be shown (`reason`), and what to write instead (`help`)."""

    def __init__(self, reason: str, help: str) -> None:
        super().__init__(reason)
        self.reason, self.help = reason, help


def _any_target(url: str) -> bool:  # noqa: ARG001 - the parser names it so
    """Says yes: which targets are allowed is decided by comparison with the English."""
    return True


# HTML is switched off: what looks like it stays text, and is refused as such.
_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_MARKDOWN.validateLink = _any_target  # type: ignore[method-assign]
_MARKDOWN.normalizeLink = lambda url: url  # type: ignore[method-assign]

# A text of these characters alone is its own safe form: nothing in it can be markup, an address or a template.
_HARMLESS = re.compile(r"(?:[^\W_]|[«“‹(])(?:[^\W_]|[ .,;:!?()'’“”«»‹›–—…%،؛؟\u00a0\u202f-])*")
_MARKUP = re.compile(r"[*_`\[\]{}\\&<]")
_SPECIAL = re.compile(r"[\\`*_\[\]]")
_ENTITY = re.compile(r"&(?=#|[A-Za-z])")
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
_BLOCK_START = re.compile(
    r"(?:#|>|[-+*](?:\s|$)|[0-9]{1,9}[.)](?:\s|$)|`{3}|~{3}|\||={3,}|-{3,}|_{3,}|\*{3,}|(?:[-_*]\s*){3,}$|"
    r":\s|:{3}|!{3}|\?{3}|\{:|\[[ xX]\]\s|\[\^|\*\[|\[TOC\])"
)
_DIRECTION_MARKS = frozenset("\u200e\u200f\u061c")
_ISOLATES = frozenset("\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")
_REFUSED_CATEGORIES = frozenset(("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"))
_MAX_MARKS = 6
_MAX_DEPTH = 8
_MAX_GROWTH, _MAX_EXTRA = 6, 400


def safe_value(source: str, translation: str, *, rtl: bool = False) -> str:
    """The translation as safe inline Markdown; raises Refusal when it may not be shown.

    `rtl` allows the marks that right-to-left writing needs.
    """
    text = translation.strip()
    if _is_harmless(source, text):
        return _checked_words(source, text)
    check_characters(source, text, rtl=rtl)
    _check_length(source, text)
    _check_start(source, text)
    tree = parse(text)
    _check_words(source, "".join(plain_words(tree)), rtl=rtl)
    compare(parse(source), tree)
    value = serialise(tree)
    if _BLOCK_START.match(value):
        value = _escaped_start(value)
    _check_round_trip(value, tree)
    return value


def _is_harmless(source: str, text: str) -> bool:
    """True when neither text has any markup but placeholders."""
    if len(text) > _MAX_GROWTH * len(source):
        return False
    return bool(_HARMLESS.fullmatch(_without_placeholders(text))) and not _MARKUP.search(_without_placeholders(source))


def _checked_words(source: str, text: str) -> str:
    """A harmless text as it is, unless it lacks a placeholder, names an address or begins a list."""
    _check_start(source, text)
    if "{" in source or "{" in text:
        _compare_placeholders(Counter(PLACEHOLDER.findall(source)), Counter(PLACEHOLDER.findall(text)))
    if _MAY_BE_ADDRESS.search(_without_placeholders(text)):
        _check_addresses(source, _without_placeholders(text))
    return text


def _without_placeholders(text: str) -> str:
    return PLACEHOLDER.sub("x", text) if "{" in text else text


# -- characters -------------------------------------------------------------------------------------


def check_characters(source: str, text: str, *, rtl: bool) -> None:
    """Refuses control, private-use, invisible and direction-changing characters that the English does not hold."""
    opened = run = 0
    for character in text:
        category = unicodedata.category(character)
        run = run + 1 if category in ("Mn", "Me") else 0
        if run > _MAX_MARKS:
            raise Refusal("too many accents are stacked on one letter", "write each letter with its own accents only")
        if category not in _REFUSED_CATEGORIES or character in _JOINERS or character in source:
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
    if _HTML.search(words):
        raise Refusal("it holds raw HTML", "use only the marks of the English")
    if _TEMPLATE.search(words):
        raise Refusal("it holds template syntax", "write placeholders exactly as in the English: {name}")
    if "{" in words or "}" in words:
        raise Refusal("a curly bracket stands alone", "write placeholders exactly as in the English: {name}")


def _check_addresses(source: str, words: str) -> None:
    known = {match[0].lower() for match in _ADDRESS.finditer(source)}
    # Look-alike letters (full width, ligatures) count as the letters that they look like; joiners are invisible.
    visible = unicodedata.normalize("NFKC", words).translate(dict.fromkeys(map(ord, _JOINERS)))
    for match in _ADDRESS.finditer(visible):
        if match[0].lower() not in known:
            reason = f"the address '{match[0][:60]}' is not in the English"
            raise Refusal(reason, "give no address that the English lacks")


# -- the tree ---------------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def parse(text: str) -> tuple[Inline, ...]:
    """The allow-listed tree of inline Markdown; anything else is refused."""
    tokens = _MARKDOWN.parseInline(text)[0].children or []
    children, rest = _children(tokens, 0, "", 0)
    if rest != len(tokens):
        raise Refusal("its marks are not closed in order", "copy the marks of the English")
    return children


_CLOSING = {
    "em_open": ("em", "em_close"),
    "strong_open": ("strong", "strong_close"),
    "link_open": ("link", "link_close"),
}


def _children(tokens: Sequence[Token], start: int, until: str, depth: int) -> tuple[tuple[Inline, ...], int]:
    if depth > _MAX_DEPTH:
        raise Refusal("marks are nested too deeply", "copy the marks of the English")
    found: list[Inline] = []
    index = start
    while index < len(tokens) and tokens[index].type != until:
        token = tokens[index]
        if token.type in _CLOSING:
            mark, closing = _CLOSING[token.type]
            children, index = _children(tokens, index + 1, closing, depth + 1)
            found.append(_span(mark, children, token))
        else:
            found.extend(_leaf(token))
        index += 1
    return _joined(found), index


def _span(mark: str, children: tuple[Inline, ...], token: Token) -> Span:
    if not "".join(plain_words(children)).strip():
        raise Refusal("a link or an emphasis holds no words", "put its words between the marks")
    if mark != "link":
        return Span(mark, children)
    if token.markup == "autolink":
        raise Refusal("it holds a bare address", "use only the links of the English: [words](target)")
    if token.attrs.get("title"):
        raise Refusal("a link has a title", "write [words](target) and nothing more")
    return Span(mark, children, str(token.attrs.get("href", "")))


def _leaf(token: Token) -> Iterator[Inline]:
    match token.type:
        case "text" | "text_special":
            yield from _words(token.content)
        case "softbreak":
            yield Words(" ")
        case "code_inline":
            yield Code(token.content)
        case "image":
            raise Refusal("it holds an image", "remove it")
        case _:
            raise Refusal("it holds a construct that is not allowed", "use only the marks of the English")


def _words(text: str) -> Iterator[Inline]:
    position = 0
    for match in PLACEHOLDER.finditer(text):
        if match.start() > position:
            yield Words(text[position : match.start()])
        yield Placeholder(match[1])
        position = match.end()
    if position < len(text):
        yield Words(text[position:])


def _joined(nodes: list[Inline]) -> tuple[Inline, ...]:
    """Neighbouring words as one node."""
    joined: list[Inline] = []
    for node in nodes:
        if isinstance(node, Words) and joined and isinstance(joined[-1], Words):
            joined[-1] = Words(joined[-1].text + node.text)
        else:
            joined.append(node)
    return tuple(joined)


def plain_words(nodes: Sequence[Inline]) -> Iterator[str]:
    """The words of a tree in order; placeholders count as their names, code is left out."""
    for node in nodes:
        match node:
            case Words(text):
                yield text
            case Placeholder(name):
                yield name
            case Span():
                yield from plain_words(node.children)


# -- comparing and writing --------------------------------------------------------------------------


def compare(source: Sequence[Inline], translated: Sequence[Inline]) -> None:
    """Refuses a tree whose placeholders, links or code differ from the English, or that has more marks."""
    _compare_placeholders(_shape(source, Placeholder), _shape(translated, Placeholder))
    _compare_links(_shape(source, "link"), _shape(translated, "link"))
    code = _shape(source, Code)
    if code != _shape(translated, Code):
        wanted = " ".join(f"`{each}`" for each in code.elements())
        help = f"keep as it is: {wanted}" if wanted else "remove the backquotes"
        raise Refusal("its `code` differs from the English", help)
    for mark, sign in (("em", "*"), ("strong", "**")):
        if _shape(translated, mark).total() > _shape(source, mark).total():
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


def _shape(nodes: Sequence[Inline], wanted: type | str) -> Counter[str]:
    """How often each placeholder, code, link target or mark occurs in a tree."""
    return Counter(_of_kind(nodes, wanted))


def _of_kind(nodes: Sequence[Inline], wanted: type | str) -> Iterator[str]:
    for node in nodes:
        match node:
            case Placeholder(name) if wanted is Placeholder:
                yield name
            case Code(text) if wanted is Code:
                yield text
            case Span():
                if node.mark == wanted:
                    yield node.target
                yield from _of_kind(node.children, wanted)


def serialise(nodes: Sequence[Inline]) -> str:
    """The tree as inline Markdown in which only its own marks have a meaning."""
    return "".join(_written(node) for node in nodes)


def _written(node: Inline) -> str:
    match node:
        case Words(text):
            escaped = _ENTITY.sub("&amp;", _SPECIAL.sub(r"\\\g<0>", text)).replace("<", "&lt;")
            # Two tildes strike words out in many dialects, and not all of them know a backslash before a tilde.
            return escaped.replace("~~", "&#126;&#126;")
        case Placeholder(name):
            return f"{{{name}}}"
        case Code(text):
            fence = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
            pad = " " if text.startswith("`") or text.endswith("`") else ""
            return f"{fence}{pad}{text}{pad}{fence}"
        case Span("link", children, target):
            return f"[{serialise(children)}]({target})"
        case Span(mark, children, _):
            sign = "**" if mark == "strong" else "*"
            return f"{sign}{serialise(children)}{sign}"


def _escaped_start(value: str) -> str:
    number = re.match(r"[0-9]+", value)
    at = number.end() if number else 0
    return f"{value[:at]}\\{value[at:]}"


def _check_round_trip(value: str, tree: tuple[Inline, ...]) -> None:
    """The last gate: as a paragraph, the value must be one paragraph with exactly this tree."""
    tokens = _MARKDOWN.parse(value)
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"] or parse(value) != tree:
        raise Refusal("its marks can be read in two ways", "put blanks or words between neighbouring marks")
