"""Reads a hand-written page: front matter, the dialect it keeps to, and its translatable blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token
from pydantic import ValidationError

from generator.catalog.source_lock import SourceLock
from generator.diagnostics import MAX_MISTAKES, Diagnostic, Position
from generator.library.markdown import MarkdownBlock, MarkdownPage, Part, number_targets
from generator.library.text import Node, Text
from generator.load.block_ids import assign_ids
from generator.load.text_file import read_text
from generator.load.yaml_file import parse_yaml

MAX_BYTES = 100_000
MAX_BLOCKS = 2_000
"""No page is longer: the longest of ours has 20,000 bytes. Some Markdown takes a time that grows with its square."""

# HTML and images stay switched on so that they can be found and refused.
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
_MARKDOWN.normalizeLink = lambda url: url  # type: ignore[method-assign]  # targets are compared as they were written
_HEADING_ID = re.compile(r"[ \t]*\{ ?#([a-z0-9]+(?:-[a-z0-9]+)*) ?\}$")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_FOREIGN = re.compile(r"^[ \t]*(!!!|\?\?\?|:::|\[\^[^\]]+\]:|===[ \t]+\")", re.MULTILINE)
_KINDS = {"heading_open": "heading", "th_open": "cell", "td_open": "cell"}
_GROUPS = {
    "bullet_list_open": "list",
    "ordered_list_open": "numbered",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "table_open": "table",
    "tr_open": "row",
}
"""What stands in a page's outline as a piece of its own; the pieces in anything else belong to what is around it."""


class _FrontMatter(Node):
    title: Text
    description: Text


@dataclass(frozen=True, slots=True)
class _Segment:
    """A translatable run before it has an id."""

    kind: str
    start: int
    text: str
    targets: tuple[str, ...]
    anchor: str


@dataclass(slots=True)
class _Source:
    """The page's text with the character at which each of its lines begins."""

    file: Path
    text: str
    body_line: int
    lines: list[str]
    starts: list[int]
    found: list[Diagnostic] = field(default_factory=list)

    def refuse(self, line: int, column: int, message: str, help: str) -> None:
        """Notes a mistake; `line` and `column` count from 0 in the body."""
        position = Position(self.file, line + self.body_line + 1, column + 1)
        self.found.append(Diagnostic("PAGE001", message, position, help))

    def refuse_near(self, token: Token, needle: str, message: str, help: str) -> None:
        """Notes a mistake at the first line of the token that holds `needle`."""
        first, last = token.map or [0, 1]
        for line in range(first, min(max(last, first + 1), len(self.lines))):
            column = self.lines[line].find(needle)
            if column >= 0:
                self.refuse(line, column, message, help)
                return
        self.refuse(first, 0, message, help)


def load_page(root: Path, path: Path, lock: SourceLock) -> tuple[MarkdownPage | None, list[Diagnostic]]:
    """The page at `path` below the folder `root`, its blocks with lasting ids; or all that is wrong with it."""
    text, found = read_text(path, root, MAX_BYTES)
    if text is None:
        return None, found
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        message = "the lines end as on Windows"
        return None, [Diagnostic("PAGE002", message, Position(path, line, 1), "save with LF line ends")]
    return parse_page(text, path, path.relative_to(root).with_suffix("").as_posix(), lock)


def parse_page(text: str, file: Path, path: str, lock: SourceLock) -> tuple[MarkdownPage | None, list[Diagnostic]]:
    """As `load_page`, from text that was read already."""
    front, body_start, found = _front_matter(text, file)
    if front is None:
        return None, found
    source = _body(text, file, body_start)
    reader = _Reader(source)
    outline = reader.read()
    segments = reader.segments
    if len(segments) > MAX_BLOCKS:
        source.refuse(0, 0, f"more than {MAX_BLOCKS:,} blocks on one page", "make several pages of it")
    if source.found:
        return None, sorted(source.found, key=lambda each: each.position)[:MAX_MISTAKES]
    catalogue = f"content/{path}"
    ids = assign_ids(path, lock.pages.get(path, ()), [(each.kind, each.text) for each in segments])
    blocks = tuple(
        MarkdownBlock.model_construct(
            id=id, kind=each.kind, start=each.start, text=Text(each.text, key=f"{catalogue}#{id}"),
            targets=each.targets, anchor=each.anchor,
        )
        for id, each in zip(ids, segments, strict=True)
    )  # fmt: skip
    title, description = (Text(each.value, key=f"{catalogue}#{name}") for name, each in front)
    page = MarkdownPage.model_construct(
        path=path, source=text, title=title, description=description, blocks=blocks, outline=outline
    )
    return page, []


def _front_matter(text: str, file: Path) -> tuple[_FrontMatter | None, int, list[Diagnostic]]:
    help = "start the file with '---', 'title: …', 'description: …', '---'"
    closing = text.find("\n---\n", 3)
    if not text.startswith("---\n") or closing < 0:
        return None, 0, [Diagnostic("PAGE003", "the page has no front matter", Position(file, 1, 1), help)]
    held, found = parse_yaml(file, text[: closing + 1])
    if held is None:
        return None, 0, found
    lines = text[:closing].split("\n")
    for number, line in enumerate(lines[1:], 2):
        if not re.match(r"(title|description): ", line):
            message = "front matter is one line for the title and one for the description"
            return None, 0, [Diagnostic("PAGE003", message, Position(file, number, 1), help)]
    try:
        return _FrontMatter.model_validate(held.data), closing + 5, []
    except ValidationError as error:
        name = error.errors()[0]["loc"][0] if error.errors()[0]["loc"] else "title"
        return None, 0, [Diagnostic("PAGE003", f"'{name}' is missing or is not text", Position(file, 1, 1), help)]


def _body(text: str, file: Path, start: int) -> _Source:
    lines = text[start:].split("\n")
    starts = [start]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    return _Source(file, text, text[:start].count("\n"), lines, starts)


class _Reader:
    """Walks the tokens of a page once, and notes its translatable runs and what the dialect does not allow."""

    def __init__(self, source: _Source) -> None:
        self.source = source
        self.segments: list[_Segment] = []
        self._parents: list[Token] = []
        self._heading_ids: set[str] = set()
        self._column = 0

    def read(self) -> tuple[Part, ...]:
        """The page's outline."""
        env: dict[str, object] = {}
        tokens = _MARKDOWN.parse("\n".join(self.source.lines), env)
        _refuse_references(self.source, env)
        _refuse_foreign(self.source, tokens)
        return self._parts(iter(tokens))

    def _parts(self, tokens: Iterator[Token]) -> tuple[Part, ...]:
        """The pieces up to the end of what is open."""
        parts: list[Part] = []
        for token in tokens:
            if token.nesting == -1:
                break
            if token.nesting == 1:
                parts += self._opened(token, tokens)
            elif token.type == "inline":
                parts += self._words(token)
            else:
                _check_block(self.source, token)
                if token.type == "fence":
                    parts.append(Part("code", lines=tuple(filter(None, token.content.splitlines()))))
        return tuple(parts)

    def _opened(self, token: Token, tokens: Iterator[Token]) -> tuple[Part, ...]:
        if token.type == "tr_open":
            self._column = 0
        self._parents.append(token)
        inner = self._parts(tokens)
        self._parents.pop()
        return (Part(_GROUPS[token.type], inner),) if token.type in _GROUPS else inner

    def _words(self, token: Token) -> list[Part]:
        """The piece that says the token's words; only a cell may be without any."""
        _check_inline(self.source, token)
        parent, line = self._parents[-1], (token.map or [0])[0]
        kind, anchor, shown = self._kind(), "", ""
        if kind == "cell":
            start, text = self._cell(line)
            shown = "head" if parent.type == "th_open" else "cell"
        else:
            start, text = _start(self.source, token, line), " ".join(part.strip() for part in token.content.split("\n"))
        if kind == "heading":
            text, anchor = _check_heading(self.source, parent, line, text, self._heading_ids)
        if kind == "item" and (task := _TASK.match(text)):
            start, text, shown = start + task.end(), text[task.end() :], "task"
        numbered, targets = number_targets(text)
        _check_links(self.source, token, targets)
        if not numbered:
            return [Part(shown)] if kind == "cell" else []
        self.segments.append(_Segment(kind, start, numbered, targets, anchor))
        level = int(parent.tag[1]) if kind == "heading" else 0
        # An item is a piece with others in it; its words are a paragraph like any other.
        shown = shown or ("paragraph" if kind == "item" else kind)
        return [Part(shown, block=len(self.segments) - 1, level=level)]

    def _kind(self) -> str:
        kind = _KINDS.get(self._parents[-1].type, "paragraph")
        in_item = len(self._parents) > 1 and self._parents[-2].type == "list_item_open"
        return "item" if kind == "paragraph" and in_item else kind

    def _cell(self, line: int) -> tuple[int, str]:
        """Where the next cell of a row begins, and its text."""
        cells = _cell_spans(self.source.lines[line])
        start, end = cells[self._column] if self._column < len(cells) else (0, 0)
        self._column += 1
        return self.source.starts[line] + start, self.source.lines[line][start:end].replace("\\|", "|")


def _start(source: _Source, token: Token, line: int) -> int:
    """Where the token's words begin in the source, after the marks of lists and quotes."""
    column = source.lines[line].rfind(token.content.split("\n")[0].strip())
    return source.starts[line] + max(column, 0)


def _cell_spans(line: str) -> list[tuple[int, int]]:
    """Where the cells of a table row stand, without the blanks around them."""
    end = len(line.rstrip())
    bars = [match.start() for match in re.finditer(r"(?<!\\)\|", line)]
    opens = bool(bars) and not line[: bars[0]].strip(" >\t")
    start = bars.pop(0) + 1 if opens else len(line) - len(line.lstrip(" >\t"))
    if bars and bars[-1] == end - 1:
        end = bars.pop()
    edges = [start, *(each for bar in bars for each in (bar, bar + 1)), end]
    return [_stripped(line, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _stripped(line: str, start: int, end: int) -> tuple[int, int]:
    cell = line[start:end]
    inner = cell.strip()
    return (start, start) if not inner else (start + cell.index(inner), start + cell.index(inner) + len(inner))


# -- the dialect ------------------------------------------------------------------------------------


def _refuse_references(source: _Source, env: dict[str, object]) -> None:
    references = env.get("references")
    if not isinstance(references, dict):
        return
    for reference in references.values():
        line = reference["map"][0]
        source.refuse(line, 0, "reference links are not part of the dialect", "write the link inline: [words](target)")


def _refuse_foreign(source: _Source, tokens: list[Token]) -> None:
    literal = {line for token in tokens if token.type == "fence" and token.map for line in range(*token.map)}
    for match in _FOREIGN.finditer("\n".join(source.lines)):
        line = "\n".join(source.lines)[: match.start(1)].count("\n")
        if line not in literal:
            help = "use paragraphs, lists, tables and quotes; see the contributor's page on writing"
            source.refuse(line, source.lines[line].index(match[1]), f"'{match[1]}' is not part of the dialect", help)


def _check_block(source: _Source, token: Token) -> None:
    if token.type == "html_block":
        source.refuse_near(token, "<", "raw HTML is not part of the dialect", "write it in Markdown")
    elif token.type == "code_block":
        source.refuse_near(token, "", "code by indent is not part of the dialect", "put ``` on a line before and after")


def _check_heading(source: _Source, heading: Token, line: int, text: str, seen: set[str]) -> tuple[str, str]:
    """The heading's words and its id; its mistakes are noted."""
    if heading.markup in ("=", "-"):
        source.refuse(line, 0, "headings are not underlined here", "write '## Words { #an-id }'")
    if heading.tag == "h1":
        source.refuse(line, 0, "the title stands in the front matter, not in a heading", "use '##' and deeper")
    match = _HEADING_ID.search(text)
    if match is None:
        source.refuse(line, 0, "the heading has no id", f"add one at its end: '{text} {{ #{_slug(text)} }}'")
        return text, ""
    if match[1] in seen:
        source.refuse(line, 0, f"the id '{match[1]}' stands twice on this page", "give one of the headings another id")
    seen.add(match[1])
    return text[: match.start()], match[1]


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", text.lower())[:6]) or "an-id"


_REFUSED_INLINE = {
    "html_inline": ("raw HTML is not part of the dialect", "write it in Markdown"),
    "image": ("images are not part of the dialect", "say it in words"),
    "hardbreak": ("line breaks inside a paragraph are not part of the dialect", "begin a new paragraph"),
}


def _check_inline(source: _Source, token: Token) -> None:
    for child in token.children or []:
        if child.type in _REFUSED_INLINE:
            message, help = _REFUSED_INLINE[child.type]
            source.refuse_near(token, child.content if child.type == "html_inline" else "![", message, help)
        elif child.type == "link_open" and child.markup == "autolink":
            source.refuse_near(token, "<", "bare addresses are not part of the dialect", "write [words](address)")
        elif child.type == "link_open" and child.attrs.get("title"):
            source.refuse_near(token, "](", "link titles are not part of the dialect", "leave out the part in quotes")


def _check_links(source: _Source, token: Token, targets: tuple[str, ...]) -> None:
    """Refuses links that a translator's numbers could not stand for."""
    links = [child for child in token.children or [] if child.type == "link_open" and child.markup != "autolink"]
    if [link.attrs.get("href") for link in links] != [unescapeAll(target) for target in targets] or not all(targets):
        source.refuse_near(token, "](", "a link is not written plainly", "write [words](target), without blanks")
