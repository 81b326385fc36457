"""Reads a hand-written page: front matter, the dialect it keeps to, and its translatable blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import ValidationError

from generator.catalog.source_lock import SourceLock
from generator.diagnostics import Diagnostic, Position
from generator.library.markdown import MarkdownBlock, MarkdownPage, number_targets
from generator.library.text import Node, Text
from generator.load.block_ids import assign_ids
from generator.load.yaml_file import parse_yaml

# HTML and images stay switched on so that they can be found and refused.
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
_HEADING_ID = re.compile(r"[ \t]*\{ ?#([a-z0-9]+(?:-[a-z0-9]+)*) ?\}$")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_FOREIGN = re.compile(r"^[ \t]*(!!!|\?\?\?|:::|\[\^[^\]]+\]:|===[ \t]+\")", re.MULTILINE)
_KINDS = {"heading_open": "heading", "th_open": "cell", "td_open": "cell"}


class _FrontMatter(Node):
    title: Text
    description: Text


@dataclass(frozen=True, slots=True)
class _Segment:
    """A translatable run before it has an id."""

    kind: str
    start: int
    end: int
    text: str
    targets: tuple[str, ...]


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
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return None, [Diagnostic("PAGE002", "the file is not UTF-8", Position(path, line, 1), "save the file as UTF-8")]
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
    segments = list(_segments(source))
    if source.found:
        return None, sorted(source.found, key=lambda each: each.position)
    catalogue = f"content/{path}"
    ids = assign_ids(path, lock.pages.get(path, ()), [(each.kind, each.text) for each in segments])
    blocks = tuple(
        MarkdownBlock.model_construct(
            id=id, kind=each.kind, start=each.start, end=each.end,
            text=Text(each.text, key=f"{catalogue}#{id}"), targets=each.targets,
        )
        for id, each in zip(ids, segments, strict=True)
    )  # fmt: skip
    title, description = (Text(each.value, key=f"{catalogue}#{name}") for name, each in front)
    return MarkdownPage.model_construct(path=path, source=text, title=title, description=description, blocks=blocks), []


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


def _segments(source: _Source) -> Iterator[_Segment]:
    """Every translatable run in order; what the dialect does not allow goes to `source.found`."""
    env: dict[str, object] = {}
    tokens = _MARKDOWN.parse("\n".join(source.lines), env)
    _refuse_references(source, env)
    _refuse_foreign(source, tokens)
    parents: list[Token] = []
    heading_ids: set[str] = set()
    column = 0
    for token in tokens:
        if token.type == "inline":
            _check_inline(source, token)
            segment = _segment(source, token, parents, column, heading_ids)
            if segment is not None and segment.text:
                yield segment
            column += 1
        elif token.nesting == 1:
            parents.append(token)
            column = 0 if token.type == "tr_open" else column
        elif token.nesting == -1:
            parents.pop()
        else:
            _check_block(source, token)


def _segment(
    source: _Source, token: Token, parents: list[Token], column: int, heading_ids: set[str]
) -> _Segment | None:
    parent = parents[-1]
    kind = _KINDS.get(parent.type, "paragraph")
    if kind == "paragraph" and len(parents) > 1 and parents[-2].type == "list_item_open":
        kind = "item"
    line = (token.map or [0])[0]
    if kind == "cell":
        cells = _cell_spans(source.lines[line])
        start, end = cells[column] if column < len(cells) else (0, 0)
        start, end = source.starts[line] + start, source.starts[line] + end
        text = source.text[start:end].replace("\\|", "|")
    else:
        span = _span(source, token, line)
        if span is None:
            source.refuse(line, 0, "this block can't be found again in its lines", "write it without tabs")
            return None
        start, end = span
        text = " ".join(part.strip() for part in token.content.split("\n"))
    if kind == "heading":
        trimmed = _check_heading(source, parent, line, text, heading_ids)
        end, text = end - (len(text) - len(trimmed)), trimmed
    if kind == "item" and (task := _TASK.match(text)):
        start, text = start + task.end(), text[task.end() :]
    numbered, targets = number_targets(text)
    _check_links(source, token, targets)
    return _Segment(kind, start, end, numbered, targets)


def _span(source: _Source, token: Token, line: int) -> tuple[int, int] | None:
    """Where the token's content stands in the source, without the marks of lists and quotes before it."""
    content = token.content.split("\n")
    places = [
        source.lines[line + offset].rfind(part.strip()) if line + offset < len(source.lines) else -1
        for offset, part in enumerate(content)
    ]
    if min(places) < 0:
        return None
    last = line + len(content) - 1
    return source.starts[line] + places[0], source.starts[last] + places[-1] + len(content[-1].strip())


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


def _check_heading(source: _Source, heading: Token, line: int, text: str, seen: set[str]) -> str:
    """The heading's words without its id; its mistakes are noted."""
    if heading.markup in ("=", "-"):
        source.refuse(line, 0, "headings are not underlined here", "write '## Words { #an-id }'")
    if heading.tag == "h1":
        source.refuse(line, 0, "the title stands in the front matter, not in a heading", "use '##' and deeper")
    match = _HEADING_ID.search(text)
    if match is None:
        source.refuse(line, 0, "the heading has no id", f"add one at its end: '{text} {{ #{_slug(text)} }}'")
        return text
    if match[1] in seen:
        source.refuse(line, 0, f"the id '{match[1]}' stands twice on this page", "give one of the headings another id")
    seen.add(match[1])
    return text[: match.start()]


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
    if len(links) != len(targets) or not all(targets):
        source.refuse_near(token, "](", "a link is not written plainly", "write [words](target), without blanks")
