"""The trees of all languages, brought up to date together: what a page of one tells of another is the same in both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from generator.blocks.artifact import DATA
from generator.blocks.survey import FOLDER as PHONE
from generator.cache.store import Store, key_of
from generator.diagnostics import Diagnostic
from generator.editions import Editions
from generator.exporting import site_url
from generator.library.language import Language
from generator.library.reads import watched
from generator.library.text import SOURCE_LANGUAGE
from generator.order import Order, Progress, silent
from generator.render.press import PRINTING, Press, PrintJob
from generator.trees.among import Among
from generator.trees.parts import CODE, Parts, compose_parts
from generator.trees.printed import fetch_papers, jobs_of
from generator.trees.written import Tree, write_language


def grow_trees(
    order: Order,
    editions: Editions,
    languages: Sequence[Language],
    progress: Progress = silent,
    data: Callable[[], Mapping[str, Path]] = dict,
) -> tuple[dict[str, Tree], list[Diagnostic]]:
    """The Markdown tree of each language by its tag, with its papers, and what was found wrong.

    Only what changed is composed, printed and written. `data` gives the files whose sizes a page tells.
    """
    offered = replace(order.offered, languages=tuple(language.tag for language in languages))
    own = {each: _own_key(order, editions, each, languages) for each in languages}
    parts: dict[Language, Parts] = {}
    jobs: dict[Language, list[PrintJob]] = {}
    with Press(order.cache / "papers", editions.code.digest(*PRINTING), order.jobs) as press:

        def compose(missing: Iterable[Language]) -> None:
            with watched():
                for language in missing:
                    parts[language] = compose_parts(order, editions, language, languages)
                    jobs[language] = list(jobs_of(offered, parts[language]))
                    press.begin(jobs[language])

        # Where there surely is no tree, printing begins before anything else: all that follows is done meanwhile.
        compose(each for each in languages if editions.values.value(own[each]) is None)
        counted = {each: editions.counts(each) for each in languages if each.tag != SOURCE_LANGUAGE}
        among = Among(languages, [(language, counts) for language, (counts, _) in counted.items()])
        made = data()
        told = {language: _told(made, language) for language in languages}
        keys = {each: key_of("tree", own[each], *among.counted(), repr(told[each])) for each in languages}
        kept = {each: _kept_tree(order, editions, press, each, keys[each]) for each in languages if each not in parts}
        trees = {language: tree for language, tree in kept.items() if tree is not None}
        missing = [language for language in languages if language not in trees]
        compose(language for language in missing if language not in parts)
        with watched():
            for number, language in enumerate(missing, 1):
                papers, sizes = fetch_papers(press, jobs[language], offered, language, progress)
                sized = replace(offered, sizes=sizes | told[language])
                tree, files = write_language(order, editions, parts[language], among, papers, sized)
                editions.values.keep(keys[language], _to_keep(tree, files, papers))
                editions.values.keep(own[language], True)
                trees[language] = tree
                progress("compose", number, len(missing))
    for store in (press.store, editions.values):
        store.forget_unused(repr((order.languages, order.formats)))
    found = [*editions.source.found, *(each for _, mistakes in counted.values() for each in mistakes)]
    return {language.tag: trees[language] for language in languages}, found


def _own_key(order: Order, editions: Editions, language: Language, languages: Sequence[Language]) -> str:
    """Names everything that a language's tree depends on, but what it tells of the others and of the data."""
    around = (site_url(editions.source.usable), repr(order.offered), *(each.tag for each in languages))
    return key_of("own", editions.edition_key(language), editions.code.digest(*CODE), *around)


def _to_keep(tree: Tree, files: Mapping[str, str], papers: Mapping[str, Path]) -> dict[str, object]:
    return {
        "files": files,
        "frame": tree.frame,
        "pages": tree.pages,
        "papers": tree.papers,
        "printed": [Store.key_in(path) for path in papers.values()],
    }


def _kept_tree(order: Order, editions: Editions, press: Press, language: Language, key: str) -> Tree | None:
    """The tree as it was written under this key, if every one of its files still is as it was."""
    kept = editions.values.value(key)
    if kept is None:
        return None
    folder = order.cache / "trees" / language.tag
    if editions.known.digests_below(folder) != kept["files"]:
        return None
    press.store.note_use(kept["printed"])
    return Tree(folder, kept["frame"], kept["pages"], kept["papers"])


def _told(data: Mapping[str, Path], language: Language) -> dict[str, int]:
    """The sizes of a language's own files of data and of those of all, in whole kilobytes: no page tells more."""
    own = (f"{DATA}/{language.tag}/", f"{DATA}/{PHONE}/", f"{DATA}/")
    named = {name: path for name, path in data.items() if f"{name.rpartition('/')[0]}/" in own}
    return {name: -(-path.stat().st_size // 1000) * 1000 for name, path in named.items()}
