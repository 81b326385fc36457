"""What authors and translators ask for before they build: every mistake, and whether quotations are exact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator import schemas
from generator.cache.store import key_of
from generator.cache.writing import write_whole
from generator.catalog.counts import BACK_FILE
from generator.catalog.entries import FREQUENT_FILE, TERMBASE_FILE, Catalog, Termbase
from generator.diagnostics import Diagnostic, Position, Severity, has_errors
from generator.editions import Editions
from generator.files import text
from generator.library.interface import LOCK
from generator.library.language import Language
from generator.library.library import Library
from generator.library.quotes import LOCK_NAME
from generator.load.catalogs import load_editorial, load_reviews
from generator.load.judged import load_judgements
from generator.load.languages import load_frequent, load_termbase
from generator.load.library import load_library
from generator.load.message_lock import message_lock
from generator.load.source_lock import load_lock
from generator.load.text_file import read_text
from generator.translate import sync
from generator.translate.check import check_catalog, not_read_back
from generator.translate.editorial import forged
from generator.translate.files import FOLDER, LOCK_FILE
from generator.translate.review import impossible_days
from generator.validate.rules import quotes


def check(root: Path, tags: Sequence[str] = ()) -> list[Diagnostic]:
    """Every mistake in the sources and in the translations; only those in translations into `tags`, if there are any.

    UsageError for a tag that nothing is translated into.
    """
    editions = Editions(root)
    targets, source = editions.targets(tags), editions.source
    found = [] if tags and source.library else [*source.found, *_stale_schemas(editions)]
    if source.library is None:
        first = min(each.position for each in found)
        message = "ids, links, quotations and translations were not checked"
        help = "mend the mistakes above, then check again"
        found.append(Diagnostic("LOAD001", message, first, help, Severity.WARNING))
    else:
        # Read once: what is found of the English by its terms is remembered for all languages.
        (termbase, unread), (frequent, unread_too) = load_termbase(root), load_frequent(root)
        found += [*unread, *unread_too]
        if not tags:
            found += forged(root, source.library, load_editorial(root)[0])
            found += _unlocked(editions, source.library)
        for language in targets:
            found += _mistakes(editions, source.library, language, termbase, frequent)
            # Never remembered: it depends on the day.
            found += impossible_days(load_reviews(root, language)[0], source.library.framework.edition.published)
    editions.save()
    return sorted(found, key=lambda each: (each.position, each.code))


def _mistakes(
    editions: Editions,
    library: Library,
    language: Language,
    termbase: Termbase,
    frequent: Mapping[str, frozenset[str]],
) -> list[Diagnostic]:
    """What is wrong with a language's translations."""

    def found() -> list[Diagnostic]:
        catalog, unreadable = editions.catalog(language)
        lock, _ = load_lock(editions.root)
        late = _late(editions.root, library, catalog, termbase)
        read, unread = load_judgements(editions.root, language, BACK_FILE)
        back = not_read_back(library, catalog, read)
        return [*unreadable, *unread, *check_catalog(library, catalog, termbase, lock, frequent), *back, *late]

    code = editions.code.digest("generator.translate.check", "generator.load.source_lock", "generator.translate.sync")
    return editions.remembered(
        lambda: key_of(
            "check",
            editions.edition_key(language),
            code,
            editions.digest(TERMBASE_FILE, FREQUENT_FILE, LOCK_FILE, f"{FOLDER}/{language.tag}/{BACK_FILE}"),
        ),
        found,
    )


def _late(root: Path, library: Library, catalog: Catalog, termbase: Termbase) -> Iterator[Diagnostic]:
    """A diagnostic where translators would be given texts that are no longer so, once the project has a lock."""
    late = sync.out_of_step(root, library, catalog, termbase) if (root / LOCK_FILE).is_file() else []
    if late:
        message = f"this and {len(late) - 1} other PO files are" if len(late) > 1 else "this PO file is"
        message += " behind the English, or not as `citizen-data sync` writes it"
        yield Diagnostic(
            "SYNC001", message, Position(late[0], 1, 1), "run `citizen-data sync`, and commit what it changes"
        )


def _unlocked(editions: Editions, library: Library) -> list[Diagnostic]:
    """A diagnostic where the lock, from which ids of blocks and changed texts are known, is behind the English."""
    lock = editions.root / LOCK_FILE
    if not lock.is_file():
        return []
    help = "run `citizen-data sync`, and commit what it changes"
    behind = Diagnostic("SYNC002", "the lock of the English is behind the English", Position(lock, 1, 1), help)
    code = editions.code.digest("generator.translate.sync")
    return editions.remembered(
        lambda: key_of("locked", editions.source_key(), code, editions.digest(LOCK_FILE)),
        lambda: [] if sync.is_locked(editions.root, library) else [behind],
    )


def _stale_schemas(editions: Editions) -> list[Diagnostic]:
    """A diagnostic for each schema that is behind the models, where the project has schemas at all."""
    root = editions.root
    if not (root / schemas.FOLDER).is_dir():
        return []
    # Unlike elsewhere docstrings count: editors show them.
    program = Path(schemas.__file__).parent
    rooms = (program / "library", program / "catalog")
    code = [digest for room in rooms for digest in editions.known.digests_below(room).values()]
    code.append(editions.code.digest("generator.schemas"))
    return editions.remembered(
        lambda: key_of("schemas", str(root), *code, editions.digest(schemas.FOLDER, schemas.SETTINGS)),
        lambda: list(_behind(root)),
    )


def _behind(root: Path) -> Iterator[Diagnostic]:
    for path in schemas.stale_schemas(root):
        help = "run `citizen-data schemas`"
        yield Diagnostic("SCHEMA001", "this schema is behind the models", Position(root / path, 1, 1), help)


def lock_messages(root: Path) -> bool:
    """The lock names all messages that are there; whether it was written."""
    library = load_library(root).library
    if library is None:  # mistakes stand in the files: what is there is not known
        return False
    wanted = message_lock(library)
    if (root / LOCK).is_file() and text(root / LOCK, root) == wanted:
        return False
    write_whole(root / LOCK, wanted)
    return True


def lock_quotes(root: Path, text: Path) -> list[Diagnostic]:
    """Every exact quotation is locked; a diagnostic names each that is not in the framework's text."""
    loaded = load_library(root)
    if loaded.library is None or has_errors(loaded.diagnostics):
        return loaded.diagnostics
    words, found = read_text(text)
    if words is None:
        return found
    for edition in loaded.library.frameworks:
        lock, refused = quotes.lock_quotes(loaded.library, loaded.sources, edition, words)
        if not lock:
            found.append(quotes.wrong_text(text, edition))
            continue
        write_whole(root / "framework/editions" / edition / LOCK_NAME, lock)
        found += refused
    return found
