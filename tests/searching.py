"""How good the search is: real wordings that stand nowhere in the index, asked to the site's own script."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page

from generator.library.library import Library
from generator.library.routes import route

WORDINGS = Path(__file__).parent / "wordings"
SCRIPTS = [f"assets/javascripts/search{part}.js" for part in ("-words", "-index", "-asked", "-rank", "")]
FIRST_USE = (*(f"../../{script}" for script in SCRIPTS), "search/start.js")
"""What a page fetches before something can be looked up."""
FIRST = 3
NOT_FOUND = 20
"""The rank that counts for an answer that is not in the list."""

_RANK = """async ([root, scripts, asked]) => {
  const add = address => new Promise((done, fail) => {
    const script = document.createElement('script');
    script.src = root + address;
    script.onload = done;
    script.onerror = () => fail(new Error(address));
    document.head.append(script);
  });
  const part = async name => {
    window.citizenDataSearch = [];
    await add('/assets/search/' + name + '.js');
    return window.citizenDataSearch[0];
  };
  for (const script of scripts) { await add('/../' + script); }
  const start = (await part('start'))[1];
  const engine = window.searched = window.citizenDataSearchEngine(start);
  for (const name of start.parts) {
    const [kind, data, more] = await part(name);
    if (kind === 'vocabulary') { engine.learn(data); }
    if (kind === 'words') { engine.take(data, more); }
  }
  return asked.map(words => engine.list(engine.ask(words)).map(hit =>
    hit.place.path + (hit.place.anchor ? '#' + hit.place.anchor : '')));
}"""


@dataclass(frozen=True)
class Wording:
    """How somebody asks, and the places that answer: the question itself, and the pages to which its answer leads."""

    words: str
    question: str
    pages: frozenset[str]

    def rank(self, found: list[str]) -> int:
        """The place of the first answer in the list, from 1."""
        hits = (at for at, place in enumerate(found, 1) if place == self.question or place.split("#")[0] in self.pages)
        return next(hits, NOT_FOUND)


@dataclass(frozen=True)
class Quality:
    """Shares of wordings that are answered by the first result and by the first three, and the mean rank."""

    asked: int
    at_one: float
    at_three: float
    mean_rank: float


def wordings(library: Library, tag: str) -> list[Wording]:
    """Every wording of a language with the places that answer it."""
    file = WORDINGS / f"{tag}.yaml"
    held: dict[str, list[str]] = yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else {}
    answers: dict[str, tuple[str, frozenset[str]]] = {
        question.id: (
            f"{library.question_pages.path_of(theme.id)}#{question.id}",
            frozenset(route(link).split("#")[0] for link in question.links),
        )
        for theme in library.questions
        for question in theme.questions
    }
    return [Wording(words, *answers[id]) for id, all_words in held.items() for words in all_words]


def names_of_pages(tag: str) -> list[Wording]:
    """Every way to ask for a page of a language by what it is, with that page."""
    file = WORDINGS / "pages" / f"{tag}.yaml"
    held: dict[str, list[str]] = yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return [Wording(words, route(target), frozenset()) for target, all_words in held.items() for words in all_words]


def ranked(page: Page, root: str, asked: list[str]) -> list[list[str]]:
    """What the search of a language finds for each of the words, best first; the page must stand on the same site."""
    found: Any = page.evaluate(_RANK, [root, SCRIPTS, asked])
    return [list(each) for each in found]


def quality(asked: list[Wording], found: list[list[str]]) -> Quality:
    """How often and how early the answers are found."""
    ranks = [wording.rank(places) for wording, places in zip(asked, found, strict=True)]
    return Quality(
        len(ranks),
        sum(rank == 1 for rank in ranks) / len(ranks),
        sum(rank <= FIRST for rank in ranks) / len(ranks),
        sum(ranks) / len(ranks),
    )
