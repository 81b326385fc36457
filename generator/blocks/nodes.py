"""The composed tree: structure and text with no output format yet. Every format renders these nodes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from generator.library.language import Language
from generator.library.text import State

if TYPE_CHECKING:
    from generator.blocks.fill_in import FillIn

# -- inline -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Plain:
    """A run of characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong importance."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stress emphasis."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Literal text, always left to right."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link.

    `target` is a page of the site (`principles/relevance`, with `#anchor`), a file of the site (`file:papers/…`) or
    an absolute address.
    """

    target: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`{name}` in a text that an author wrote; composing puts something in its place, so no format ever meets one."""

    name: str


@dataclass(frozen=True, slots=True)
class Blank:
    """The place of a field inside a sentence, filled by hand."""

    field: Field


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language than the phrase around them; `whole`: on a line of their own where one is too short."""

    lang: str
    children: tuple[Inline, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed, letter by letter. It is set apart, so that no direction around it moves its signs."""

    text: str

    @property
    def direction(self) -> str:
        """That of its first letter, as `dir="auto"` has it: what has none, such as a telephone number, reads `ltr`."""
        kinds = (unicodedata.bidirectional(character) for character in self.text)
        return "rtl" if next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L" else "ltr"

    @property
    def mixes(self) -> bool:
        """Whether any of it reads right to left, so that signs of it could move among words that read left to right."""
        return any(unicodedata.bidirectional(character) in ("R", "AL", "AN") for character in self.text)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A small drawing beside words that say the same: `path` is an SVG path on a square of 48.

    One that is `turned` looks the other way where people read from right to left.
    """

    path: str
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A quiet sign on a page behind what is checked otherwise than the rest of it; `words`, in `lang`, say how."""

    sign: str
    words: str
    lang: str


Inline: TypeAlias = Plain | Strong | Emphasis | Code | Link | Placeholder | Blank | Foreign | Typed | Drawing | Mark


@dataclass(frozen=True, slots=True)
class Phrase:
    """One text, parsed: its words, their language and state. Empty `children` never occur."""

    children: tuple[Inline, ...]
    lang: str
    state: State = State.SOURCE
    key: str = ""

    @property
    def plain(self) -> str:
        """The words alone, without markup and drawings; a blank is three dots."""
        if len(self.children) == 1 and isinstance(self.children[0], Plain):  # so are most
            return self.children[0].text
        return words_of(self.children)


def words_of(children: tuple[Inline, ...]) -> str:
    """The words of inline nodes, without markup."""
    return "".join(map(_words, children))


def _words(node: Inline) -> str:
    match node:
        case Plain(text) | Code(text) | Typed(text):
            return text
        case Strong(children) | Emphasis(children):
            return words_of(children)
        case Link(_, children) | Foreign(_, children):
            return words_of(children)
        case Placeholder(name):
            return f"{{{name}}}"
        case Blank(field):
            return field.value or "…"
        case Drawing() | Mark():
            return ""


def joined(nodes: Iterable[Inline]) -> tuple[Inline, ...]:
    """The nodes with neighbouring runs of characters as one."""
    found: list[Inline] = []
    for node in nodes:
        if isinstance(node, Plain) and found and isinstance(found[-1], Plain):
            found[-1] = Plain(found[-1].text + node.text)
        else:
            found.append(node)
    return tuple(found)


def with_leaves(nodes: Sequence[Inline], change: Callable[[Inline], Iterable[Inline]]) -> tuple[Inline, ...]:
    """The nodes, each that holds no other replaced by what `change` gives for it."""
    changed: list[Inline] = []
    for node in nodes:
        if isinstance(node, Strong | Emphasis | Link | Foreign):
            changed.append(replace(node, children=with_leaves(node.children, change)))
        else:
            changed += change(node)
    return tuple(changed)


# -- fields -----------------------------------------------------------------------------------------


class FieldKind(StrEnum):
    """What a field looks like on paper and in a PDF or DOCX form."""

    LINE = "line"
    BOX = "box"
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class Field:
    """A place to write: `name` is unique in its document; `label` is what a screen reader says.

    `value` is what is written there; of a tick, anything means that it is ticked.
    """

    name: str
    kind: FieldKind
    label: str
    label_lang: str
    required: bool = False
    max_length: int | None = None
    value: str = ""

    @property
    def typed(self) -> Typed:
        """What is written there, set apart from what stands around it."""
        return Typed(self.value)


# -- blocks -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title and is not part of the blocks."""

    level: int
    phrase: Phrase
    id: str
    new_page: bool = False
    """Whether a new sheet of paper begins here; on the screen it changes nothing."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    phrase: Phrase
    role: str = ""
    """"" or one of: lead, note, condition, small, label, labelled, second-title, time, card, sign (the drawing on a
    card), case, kicker, source, here (you are here), action (what to do first, as a button), other-action (a second
    button), letters (the first letters of a list, each a link)."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list; each item holds blocks."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    role: str = ""
    """"" or one of: doors (the big links of the home page), journey (the way through the stages), contents, pictured
    (contents with a drawing each), downloads, next, cards (to cut out: few words), cases (to cut out: a text)."""


@dataclass(frozen=True, slots=True)
class Definitions:
    """Terms with their meanings; each term has an anchor."""

    entries: tuple[tuple[str, Phrase, tuple[Block, ...]], ...]
    """(anchor, term, meaning)"""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. `header` is "" for data, "column" or "row" for a header."""

    blocks: tuple[Block, ...]
    header: str = ""
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A real table: the first `header_rows` rows are its head; `widths` are relative. A tick in a cell has no words."""

    caption: Phrase
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 1
    widths: tuple[int, ...] = ()
    headed: bool = False
    """Whether the heading right above it says the caption already; then a page does not show it twice."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """The framework's own words.

    `label` says so, `source` names the paragraph; in a translation `label` says that the translation is unofficial.
    """

    phrases: tuple[Phrase, ...]
    label: Phrase
    source: Phrase


@dataclass(frozen=True, slots=True)
class Note:
    """A boxed note. `kind` is one of: info, draft, no-script (which scripts hide)."""

    kind: str
    title: Phrase
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A labelled field on a line of its own; `help` may stand under the label."""

    field: Field
    label: Phrase
    help: Phrase | None = None


@dataclass(frozen=True, slots=True)
class TickRow:
    """A box to tick with the words it stands for; `under` holds what belongs to it (why, evidence …)."""

    field: Field
    phrase: Phrase
    under: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Signing:
    """Somebody who signs: plain lines for each of `lines`, never form fields."""

    who: Phrase
    lines: tuple[Phrase, ...]
    statement: Phrase | None = None
    thumbprint: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Conditional:
    """Blocks that apply only under a condition. On paper they all show, under the condition in words."""

    condition: str
    words: Phrase
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """The same passage in two languages, side by side; a format may stack them on a narrow screen."""

    first: tuple[Block, ...]
    second: tuple[Block, ...]
    first_lang: str
    second_lang: str


@dataclass(frozen=True, slots=True)
class DiagramBox:
    """A box of a diagram.

    `kind` says how it is drawn: step, question, end, rung, ask, reply, the level of a cell (level-1 to level-4), cell,
    or what became of it (kept, changed, gone).

    `lines` stand below the words, `otherwise` beside a question as what happens after a no.
    """

    kind: str
    words: Phrase
    lines: tuple[Phrase, ...] = ()
    otherwise: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Diagram:
    """A picture drawn from data. `rows` hold one box each, or a named row of boxes side by side under `heads`.

    `shape` is one of those of `library/diagrams.py`; of a talk, `heads` name who begins and who answers.

    `summary` is read out in place of the picture; `told` says all of it in words.
    """

    id: str
    title: Phrase
    summary: Phrase
    rows: tuple[tuple[DiagramBox, ...], ...]
    told: tuple[Block, ...]
    shape: str = ""
    heads: tuple[Phrase, ...] = ()
    names: tuple[Phrase, ...] = ()
    """The name of each row of several boxes."""
    answers: tuple[Phrase, ...] = ()
    """The words for yes and no, and for opening the text."""


@dataclass(frozen=True, slots=True)
class PaperPicture:
    """The first sheet of a paper in small, with its size in pixels; pages show it, papers leave it out."""

    sheet: Paper
    alt: Phrase
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Folded:
    """What a reader opens who wants more; `summary` says what is in it; a `quiet` one is a remark on what is above."""

    summary: Phrase
    blocks: tuple[Block, ...]
    quiet: bool = False


Block: TypeAlias = (
    Heading
    | Paragraph
    | Items
    | Definitions
    | Table
    | Quotation
    | Note
    | FieldRow
    | TickRow
    | Signing
    | Conditional
    | Pair
    | Diagram
    | PaperPicture
    | Folded
)


# -- whole documents ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Labels:
    """The few words that a paper's frame needs, in its language; `{…}` are filled by the renderer."""

    page_of: str
    """`Page {page} of {pages}`."""
    draft: str
    """The stamp of an unchecked translation, in the paper's language; empty when it needs none."""
    draft_source: str
    """The same stamp in English, so that nobody can miss it; empty when it needs none."""
    footer: str
    """One line: name, version, edition, language and state."""
    type_here: str
    """The prompt of an empty field in a word processor."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A form, agreement or checklist in one language, or in two side by side (`beside`)."""

    id: str
    title: Phrase
    language: Language
    beside: Language | None
    version: str
    labels: Labels
    blocks: tuple[Block, ...]
    subtitle: Phrase | None = None
    """The title in the second language."""
    description: str = ""
    languages: tuple[Language, ...] = ()
    """Every language that occurs in it, its own first; fonts and language tags come from here."""
    is_filled: bool = True
    """Whether people fill it in, tick or work it out: then it is offered on each size, and in large print."""

    @property
    def name(self) -> str:
        """The stem of its files: `adult-consent.en`, `adult-consent.fr-en`."""
        return f"{self.id}.{self.language.tag}" + (f"-{self.beside.tag}" if self.beside else "")


@dataclass(frozen=True, slots=True)
class Booklet:
    """A pack as it is printed: a cover, contents, and papers of one language in their order."""

    id: str
    title: Phrase
    summary: Phrase
    about: Phrase
    """One line of the cover: language, edition and version."""
    contents: Phrase
    """The heading of the contents."""
    note: Phrase
    """What the toolkit is and is not."""
    language: Language
    papers: tuple[Paper, ...]
    draft: str = ""
    """The stamp on cover and contents where something in the pack is an unchecked translation, as on papers."""
    draft_source: str = ""

    @property
    def name(self) -> str:
        """The stem of its files."""
        return f"{pack_name(self.id)}.{self.language.tag}"


def pack_name(id: str) -> str:
    """What the files of a pack are called, before their language: no paper is called so."""
    return f"pack-{id}"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is in the words of schema.org, with the steps of what it teaches to do.

    `concept` is the file and anchor below the site of the concept that it defines.
    """

    type: str
    steps: tuple[str, ...] = ()
    concept: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site: `path` has no ending and is the same in every language."""

    path: str
    title: Phrase
    description: str
    blocks: tuple[Block, ...]
    language: Language
    markdown: str = ""
    """A hand-written page's own Markdown, already translated; `blocks` then come after it."""
    fill_in: FillIn | None = None
    """The form that follows the blocks."""
    trail: tuple[tuple[str, Phrase], ...] = ()
    """The pages that lead to this one, from its door down: path and title."""
    door: str = ""
    """The words of the door of the menu behind which the page stands, also where no list of the menu has it."""
    picture: Drawing | None = None
    """What stands beside the title."""
    scripts: tuple[str, ...] = ()
    """Scripts that this page needs beside the usual ones, in their order, as paths on the language's site."""
    subject: Subject | None = None
    card: str = ""
    """The id of the door whose picture a message shows beside a link to the page."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A part of the navigation: a page with its title, or a title with parts below it.

    A path may be that of a file on another language's site (`file:../en/guides.html`).
    """

    title: str
    path: str = ""
    parts: tuple[MenuItem, ...] = field(default=())
    lang: str = ""
    """The language of the title where it is not that of the site; a page knows its own."""
    picture: Drawing | None = None
