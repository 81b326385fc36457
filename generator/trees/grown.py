"""The trees of all languages, brought up to date together: what a page of one tells of another is the same in both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from generator.blocks.artifact import DATA, Offered
from generator.blocks.survey import FOLDER as PHONE
from generator.cache.store import Store, key_of
from generator.diagnostics import Diagnostic
from generator.editions import Editions
from generator.exporting import site_url
from generator.library.language import Language
from generator.library.reads import watched
from generator.library.text import SOURCE_LANGUAGE
from generator.order import Order, Progress, silent
from generator.render.press import PRINTING, Press
from generator.trees.among import Among
from generator.trees.parts import CODE, compose_parts
from generator.trees.printed import print_papers
from generator.trees.written import Tree, write_language


def grow_trees(
    order: Order,
    editions: Editions,
    languages: Sequence[Language],
    progress: Progress = silent,
    data: Mapping[str, Path] | None = None,
) -> tuple[dict[str, Tree], list[Diagnostic]]:
    """The Markdown tree of each language by its tag, with its papers, and what was found wrong.

    Only what changed is composed, printed and written. `data` are the files whose sizes a page tells.
    """
    told = {language: _told(data or {}, language) for language in languages}
    counted = {each: editions.counts(each) for each in languages if each.tag != SOURCE_LANGUAGE}
    among = Among(languages, [(language, counts) for language, (counts, _) in counted.items()])
    press = Press(order.cache / "papers", editions.code.digest(*PRINTING), order.jobs)
    keys = {each: key_of(_tree_key(order, editions, each, among), repr(told[each])) for each in languages}
    kept = {language: _kept_tree(order, editions, press, language, keys[language]) for language in languages}
    trees = {language: tree for language, tree in kept.items() if tree is not None}
    with watched():
        missing = [language for language in languages if language not in trees]
        parts = {language: compose_parts(order, editions, language, among) for language in missing}
        printed, sizes = print_papers(_offered(order, languages), press, parts, progress)
        for number, language in enumerate(missing, 1):
            offered = replace(_offered(order, languages), sizes=sizes[language] | told[language])
            papers = printed[language]
            tree, files = write_language(order, editions, parts[language], among, papers, offered)
            editions.values.keep(keys[language], _to_keep(tree, files, papers))
            trees[language] = tree
            progress("compose", number, len(missing))
    for store in (press.store, editions.values):
        store.forget_unused(repr((order.languages, order.formats)))
    found = [*editions.source.found, *(each for _, mistakes in counted.values() for each in mistakes)]
    return {language.tag: trees[language] for language in languages}, found


def _offered(order: Order, languages: Sequence[Language]) -> Offered:
    """The files to make, and the languages whose sites stand side by side."""
    return replace(order.offered, languages=tuple(language.tag for language in languages))


def _tree_key(order: Order, editions: Editions, language: Language, among: Among) -> str:
    """Names everything that a language's tree depends on."""
    around = (site_url(editions.source.usable), repr(order.offered))
    others = [*among.counted(), *(each.tag for each in among.languages)]
    return key_of("tree", editions.edition_key(language), editions.code.digest(*CODE), *around, *others)


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
