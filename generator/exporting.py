"""The toolkit as data: the same files in the site and by themselves, made again only where something changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from generator.blocks.artifact import CARDS, DATA, FEED
from generator.blocks.dataset import METADATA, SCHEMAS, WORKBOOK, Collection, Dataset
from generator.blocks.feed import Feed
from generator.blocks.scoring import SHEET
from generator.blocks.survey import ENDING as XLSX
from generator.blocks.survey import FOLDER as PHONE
from generator.blocks.survey import Survey
from generator.bundle.swap import put_in_place, staged
from generator.cache.store import Store, key_of
from generator.cache.turns import Waiting, one_at_a_time, turn_of_cache, wait_silently
from generator.compose.cards import cards
from generator.compose.data.catalogue import catalogue
from generator.compose.data.records import collection, dataset, headed
from generator.compose.data.scoring import score_sheet
from generator.compose.data.tables import TABLES
from generator.compose.data.vocabulary import vocabulary
from generator.compose.survey import survey
from generator.composed import Composed, Piece
from generator.diagnostics import UsageError
from generator.editions import CACHE, Editions
from generator.library.language import Language
from generator.library.library import Library
from generator.library.publication import LICENCE, checked_address
from generator.library.reads import watched
from generator.library.template import is_on_phone
from generator.library.text import SOURCE_LANGUAGE
from generator.load.changelog import load_changes
from generator.render.cards import card_png
from generator.render.data.csv_file import metadata_json, table_csv
from generator.render.data.dcat import catalogue_statements
from generator.render.data.json_file import group_json, schema_json
from generator.render.data.rdf import WRITERS
from generator.render.data.score_book import score_book
from generator.render.data.skos import skos
from generator.render.data.workbook import workbook
from generator.render.data.xlsform import xlsform
from generator.render.feed import feed_xml
from generator.render.site.link import link_into

Make = Callable[[], bytes]


def site_url(library: Library) -> str:
    """Where the site will stand, with a final slash; UsageError when SITE_URL names no such place."""
    try:
        return checked_address(os.environ.get("SITE_URL") or library.publication.url).rstrip("/") + "/"
    except ValueError as error:
        raise UsageError(f"SITE_URL: {error}") from error


def shared_files(editions: Editions) -> dict[str, Path]:
    """What stands beside the languages for others than readers: the feed of changes, and a card for each door."""
    source = editions.source.usable
    publication = source.publication
    changes = load_changes(editions.root, publication.released)
    feed = Feed(publication.title.value, site_url(source), publication.released, changes)
    store = Store(editions.root / CACHE / "shared")
    files: _Files = {FEED: _now(feed_xml(feed))}
    code = editions.code.digest("generator.render.cards")
    for door, drawing in cards(source).items():
        files[f"{CARDS}/{door}.png"] = key_of("card", code, repr(drawing)), partial(card_png, drawing)
    made = _stored(store, files)
    store.forget_unused("site")
    return made


def data_files(editions: Editions, languages: Sequence[Language]) -> dict[str, Path]:
    """Every file of the data in the languages, by its path below the site."""
    url = site_url(editions.source.usable)
    store = Store(editions.root / CACHE / "data")
    code = editions.code.digest(__name__)
    files: dict[str, Path] = {}
    for name, key, make in _jobs(editions, languages, url, code, files):
        kept = _kept(editions, store, key)
        files |= {f"{DATA}/{name}{file}": path for file, path in (kept or _made(editions, store, key, make)).items()}
    store.forget_unused(repr([language.tag for language in languages]))
    return dict(sorted(files.items()))


_Files = dict[str, tuple[str, Make]]
"""Files by their names, each with what names all that it is made from, and who makes it."""
_Job = tuple[str, str, Callable[[], _Files]]


def _jobs(
    editions: Editions, languages: Sequence[Language], url: str, code: str, files: Mapping[str, Path]
) -> Iterator[_Job]:
    """What is made together: the folder, what names all that it depends on, and its files; `files` are those so far."""
    for language in languages:
        key = key_of("data", code, editions.edition_key(language), url)
        yield f"{language.tag}/", key, partial(_of_language, editions, language, code)
    yield f"{SCHEMAS}/", key_of("data schemas", code, editions.source_key(), url), partial(_schemas, editions, url)
    keys = [f"{language.tag} {editions.edition_key(language)}" for language in languages]
    forms = key_of("phone forms", code, editions.source_key(), *keys)
    yield f"{PHONE}/", forms, partial(_phone_forms, editions, languages, code)
    of_all = key_of("data of all", code, url, editions.source_key(), *keys)
    yield "", of_all, partial(_of_all, editions, languages, url, files)


_Tables = dict[str, Piece[str, Dataset]]
"""The tables of a language by their names; the card of each is its digest."""


def _tables(editions: Editions, language: Language, code: str) -> _Tables:
    """Each table made again only where a text that it reads says something else."""
    edition = editions.edition(language)
    composed = Composed(
        editions.values,
        f"data {language.tag}",
        key_of(editions.structure, repr(language), code),
        {"own": edition.library},
        {"own": edition.held},
    )
    with watched():
        made = {
            table.name: composed.piece(table.name, "", partial(dataset, edition.library, table), _digest)
            for table in TABLES
            if not table.of_every_text
        }
        composed.save()
    return {table.name: made.get(table.name) or _new(dataset(edition.library, table)) for table in TABLES}


def _new(table: Dataset) -> Piece[str, Dataset]:
    return Piece(_digest(table), "", lambda: table)


def _digest(table: Dataset) -> str:
    return key_of("dataset", repr(table))


def _of_language(editions: Editions, language: Language, code: str) -> _Files:
    library, tables = editions.edition(language).library, _tables(editions, language, code)
    heads = collection(library, (headed(library, table) for table in TABLES))

    def made(file: str, names: Sequence[str], render: Callable[[Collection], bytes]) -> None:
        key = key_of("data", file, code, repr(heads), *(tables[name].card for name in names))
        files[file] = key, lambda: render(collection(library, (tables[name].value for name in names)))

    files: _Files = {}
    for group, held in heads.groups.items():
        made(f"{group}.json", [table.name for table in held], partial(group_json, group=group))
    for table in TABLES:
        made(f"{table.name}.csv", [table.name], lambda held: table_csv(held.datasets[0]))
    files[METADATA] = _now(metadata_json(heads, LICENCE))
    scored = score_sheet(library, editions.source.usable)
    for each in editions.source.usable.criteria.sheets:
        files[f"{each.id}{SHEET}"] = key_of("score", code, repr(scored)), partial(score_book, scored)
    # A workbook takes far longer than all else here, so it leaves out what changes with every word of any page.
    made(WORKBOOK, [table.name for table in TABLES if not table.of_every_text], workbook)
    return files


def _schemas(editions: Editions, url: str) -> _Files:
    source = editions.source.usable
    held = collection(source, (headed(source, table) for table in TABLES))
    return {
        f"{group}.json": _now(schema_json(held, group, f"{url}{DATA}/{SCHEMAS}/{group}.json")) for group in held.groups
    }


def _phone_forms(editions: Editions, languages: Sequence[Language], code: str) -> _Files:
    """A form for phones of each paper that has one, in all the languages; made again only where its paper changed."""
    libraries = libraries_of(editions, languages)
    held = {library.language.tag: editions.edition(library.language).held for library in libraries}
    composed = Composed(
        editions.values,
        f"phone forms {list(held)}",
        key_of(editions.structure, repr(languages), code),
        {library.language.tag: library for library in libraries},
        held,
    )

    def digest(form: Survey) -> str:
        return key_of("phone form", code, repr(form))

    def written(piece: Piece[str, Survey]) -> tuple[str, Make]:
        return piece.card, lambda: xlsform(piece.value)

    with watched():
        ids = [each.id for each in libraries[0].templates if is_on_phone(each)]
        forms = {id: composed.piece(id, "", partial(survey, libraries, id), digest) for id in ids}
        composed.save()
    return {f"{id}{XLSX}": written(piece) for id, piece in forms.items()}


def libraries_of(editions: Editions, languages: Sequence[Language]) -> list[Library]:
    """The library in English, then in each of the other languages."""
    others = (editions.edition(each).library for each in languages if each.tag != SOURCE_LANGUAGE)
    return [editions.source.usable, *others]


def _of_all(editions: Editions, languages: Sequence[Language], url: str, files: Mapping[str, Path]) -> _Files:
    """The vocabulary, and the catalogue of all files."""
    libraries = libraries_of(editions, languages)
    concepts = skos(vocabulary(libraries, url), LICENCE)
    made = {f"vocabulary.{ending}": write(concepts) for ending, write in WRITERS.items()}
    sizes = {name: path.stat().st_size for name, path in files.items()}
    sizes |= {f"{DATA}/{name}": len(content) for name, content in made.items()}
    entries = catalogue_statements(catalogue(libraries, url, sizes), LICENCE)
    made |= {f"dcat.{ending}": write(entries) for ending, write in WRITERS.items()}
    return {name: _now(content) for name, content in made.items()}


def _now(content: bytes) -> tuple[str, Make]:
    return key_of("data file", repr(content)), lambda: content


def _kept(editions: Editions, store: Store, key: str) -> dict[str, Path] | None:
    """The files as they were made under this key, if every one of them still is as it was."""
    keys: dict[str, str] = editions.values.value(key) or {}
    files = {name: path for name, each in keys.items() if (path := store.file(each)) is not None}
    store.note_use(keys.values())
    return files if files and len(files) == len(keys) else None


def _made(editions: Editions, store: Store, key: str, make: Callable[[], _Files]) -> dict[str, Path]:
    files = make()
    paths = _stored(store, files)
    editions.values.keep(key, {name: own for name, (own, _) in files.items()})
    return paths


def _stored(store: Store, files: _Files) -> dict[str, Path]:
    """The files as they are kept; only those that are not there yet are made."""
    paths = {name: store.file(key) or store.put(key, make()) for name, (key, make) in files.items()}
    store.note_use(key for key, _ in files.values())
    return paths


def export(root: Path, tags: Sequence[str], out: Path, waiting: Waiting = wait_silently) -> int:
    """The data stand in `out` as they do on the site, and nothing else does; returns how many files there are."""
    if out.exists() and not (out / SCHEMAS).is_dir() and any(out.iterdir()):
        raise UsageError(f"{out} holds something else than data of ours: choose an empty folder, or remove it")
    with one_at_a_time(turn_of_cache(root / CACHE), waiting=waiting):
        editions = Editions(root)
        files = data_files(editions, editions.languages(tags))
        editions.save()
        with staged(out) as staging:
            for name, path in files.items():
                link_into(staging, name.removeprefix(f"{DATA}/"), path)
            put_in_place(staging, out)
    return len(files)
