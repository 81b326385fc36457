"""What a stage hands to the next: a language's site as files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.blocks.narrowing import Narrowing
from generator.blocks.nodes import Booklet, MenuItem, Page, Paper, Phrase
from generator.blocks.screen import Screen
from generator.library.language import Language
from generator.library.search_words import SearchWords
from generator.library.worksheet import Worksheet

DATA = "data/v1"
"""Where the toolkit as data stands on the site. The number is that of its promise: what a program relies on stays as it
is below it (docs/adr/0027-data-at-stable-addresses.md)."""

CARDS = "cards"
"""The folder beside the languages with a picture for each door."""
FEED = "feed.xml"
"""What changed from version to version, beside the languages."""


@dataclass(frozen=True, slots=True)
class Offered:
    """The endings of the files that are made of each paper, and of each pack; `languages` are the tags of the sites.

    A file stands once, on the site of the language that it is in: what is not translated yet is not copied. `sizes`
    are the bytes of each file by its name, once they are known; those of data are named with their folders.
    """

    papers: tuple[str, ...]
    packs: tuple[str, ...]
    languages: tuple[str, ...] = ()
    sizes: Mapping[str, int] = field(default_factory=dict)

    def kilobytes(self, file: str) -> int:
        """The size of a file as a reader counts it, rounded up; 0 while it is not known."""
        return -(-self.sizes.get(file, 0) // 1000)

    def site_of(self, tag: str, language: Language) -> str:
        """The way from a language's site to the one that has the papers in `tag`; "" where that is its own."""
        return f"../{tag}/" if tag != language.tag and tag in self.languages else ""


@dataclass(frozen=True, slots=True)
class Printable:
    """What must be known of a paper or pack to find it when it is printed; `digest` names everything in it."""

    name: str
    language: Language
    digest: str
    is_filled: bool = True


def endings_for(paper: Paper | Printable, endings: Sequence[str]) -> tuple[str, ...]:
    """Those of the endings that are made of a paper: what people fill in, on each size of its language and large.

    What one person reads is printed on the first size alone: a printer fits it to another, as it does a pack.
    """
    if paper.is_filled:
        return _on_sizes(paper.language.paper, endings)
    return tuple(ending for ending in _on_sizes(paper.language.paper[:1], endings) if "-large." not in ending)


def pack_endings_for(pack: Booklet | Printable, endings: Sequence[str]) -> tuple[str, ...]:
    """Those of the endings that are made of a pack: PDFs only on the first size of its language.

    A printer fits it to another size, and every paper in it stands on that size by itself.
    """
    return _on_sizes(pack.language.paper[:1], endings)


def _on_sizes(sizes: Sequence[str], endings: Sequence[str]) -> tuple[str, ...]:
    begins = tuple(f"{size}-" for size in sizes)
    return tuple(ending for ending in endings if ending.startswith(begins) or not ending.endswith(".pdf"))


def folded(endings: Sequence[str]) -> tuple[str, ...]:
    """The endings of a sheet to fold, on the sizes on which papers are printed with these endings."""
    return tuple(ending.replace("-print.", "-fold.") for ending in endings if "-print." in ending)


@dataclass(frozen=True, slots=True)
class Answer:
    """The short answer to a question, where it stands, who says so, other words for it, and where it leads on."""

    path: str
    anchor: str
    answer: Phrase
    source: Phrase
    words: str
    links: tuple[tuple[str, Phrase], ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """An address that was given up: its path, the path to which it leads on, and the title there."""

    path: str
    to: str
    title: Phrase


@dataclass(frozen=True, slots=True)
class Site:
    """The pages of a language, their navigation, and what scripts show on them."""

    language: Language
    pages: tuple[Page, ...]
    navigation: tuple[MenuItem, ...]
    screen: Screen | None = None
    """The classifier for its script."""
    screen_words: Mapping[str, Phrase] = field(default_factory=dict)
    """The words that scripts show, by id."""
    answers: tuple[Answer, ...] = ()
    moved: tuple[Moved, ...] = ()
    narrowing: Narrowing | None = None
    """What the list of papers narrows by, for its script."""
    search_words: Mapping[str, SearchWords] = field(default_factory=dict)
    """What the search knows of the words of each language, by its tag."""
    worksheets: tuple[Worksheet, ...] = ()
    """For the script that does their sums."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of a language has around it.

    `languages` are those of the site, `spoken` all that may occur on a page; `strings` are interface words by id, and
    `string_langs` names the language of those that fell back. `checked` is false while a word of the site's own, or a
    name, is unchecked: no printed sheet can then say that it is. `findable` says whether `url` can lead anybody there:
    if not, no printed sheet bears it.
    """

    language: Language
    languages: tuple[Language, ...]
    spoken: tuple[Language, ...]
    title: str
    tagline: str
    url: str
    released: str
    version: str
    strings: Mapping[str, str]
    string_langs: Mapping[str, str]
    checked: bool = True
    findable: bool = False


@dataclass(frozen=True, slots=True)
class SearchPlace:
    """Where a search can lead: the page, the anchor on it ("" for the page as a whole), and the words that stand there.

    `named` counts the words of title and heading, in small letters, `told` those of the text; `opening` how it begins.
    `lang` is the language of most of the text, `name_lang` that of the heading, or of the title where there is none.
    `behind` is the title of the page that leads to it, as a trail names it, and that title's language; "" without one.
    """

    path: str
    anchor: str
    title: str
    heading: str
    lang: str
    opening: str
    named: Mapping[str, int]
    told: Mapping[str, int]
    name_lang: str
    behind: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page as Markdown, and what the search finds of it (`found`).

    `form` is the page's content once more as data, where it is a form, and `word` the name of its Word document; else
    they are empty.
    """

    path: str
    title: Phrase
    form: bytes
    word: str
    markdown: bytes
    found: tuple[SearchPlace, ...]


@dataclass(frozen=True, slots=True)
class PageCard:
    """What the rest of the site must know of a page: its files with their digests, and what the search finds of it.

    `form` is a digest of its form and `word` the name of the form's Word document, where it has them. `found` is
    packed, since only who writes the search looks at it, and `said` is a digest of it.
    """

    path: str
    title: Phrase
    form: str
    word: str
    files: Mapping[str, str]
    found: bytes
    said: str

    def outline(self, language: Language) -> Page:
        """The page without its content."""
        return Page(self.path, self.title, "", (), language)
