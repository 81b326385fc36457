"""A language's site as a Markdown tree with its own small MkDocs configuration, which any builder can take over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from generator.blocks.artifact import Frame, PageCard, RenderedPage, SearchPlace, Site
from generator.blocks.nodes import MenuItem, Page
from generator.cache.fingerprint import Fingerprints
from generator.cache.store import Store
from generator.cache.values import pack, unpack
from generator.cache.writing import make_folder, write_whole
from generator.library.language import Language
from generator.library.text import SOURCE_LANGUAGE
from generator.render import screen, worksheets
from generator.render.drawing import door_svg
from generator.render.fill_in import form_data
from generator.render.markdown import page_markdown
from generator.render.narrowing import PATH as NARROWING
from generator.render.narrowing import narrowing_script
from generator.render.place import PagePlace
from generator.render.preview import screen_words
from generator.render.redirects import redirect_page
from generator.render.search.index import search_scripts
from generator.render.search.places import places_of
from generator.render.site.link import link_file

HOOK = Path(__file__).parent / "site" / "hook.py"


@dataclass(frozen=True, slots=True)
class Content:
    """What a file is to hold: the digest of it, and who gives it when it must be written."""

    digest: str
    read: Callable[[], bytes]


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    """The digest of each file."""
    return {name: sha256(held).hexdigest() for name, held in files.items()}


def contents(digests: Mapping[str, str], read: Callable[[], Mapping[str, bytes]]) -> dict[str, Content]:
    """The files with these digests; `read` gives all of them."""
    return {name: Content(digest, partial(_one, read, name)) for name, digest in digests.items()}


def _one(read: Callable[[], Mapping[str, bytes]], name: str) -> bytes:
    return read()[name]


def rendered(page: Page, language: Language, languages: Mapping[str, Language]) -> RenderedPage:
    """A page as Markdown, with what the search finds of it."""
    place = PagePlace(page.path, language, languages)
    return RenderedPage(
        page.path,
        page.title,
        form_data(page, place),
        page.fill_in.word_file if page.fill_in else "",
        page_markdown(page, place).encode(),
        places_of(page),
    )


def page_files(page: RenderedPage) -> Iterator[tuple[str, bytes]]:
    """The files of a page."""
    yield f"docs/{page.path}.md", page.markdown


def page_card(page: RenderedPage) -> PageCard:
    """What the rest of the site must know of a page."""
    files = digests(dict(page_files(page)))
    said = sha256(repr(page.found).encode()).hexdigest()
    form = sha256(page.form).hexdigest() if page.form else ""
    return PageCard(page.path, page.title, form, page.word, files, pack(page.found), said)


def found_on(card: PageCard) -> tuple[SearchPlace, ...]:
    """What the search finds of a page."""
    places: tuple[SearchPlace, ...] = unpack(card.found)
    return places


def packed_file(page: PageCard | RenderedPage) -> str:
    """The script with what the form on this page fetches only when it is needed."""
    return f"docs/{page.path}.js"


def around_files(site: Site, frame: Frame, theme: Path) -> Iterator[tuple[str, bytes]]:
    """The files of what is around the pages, but for the search: settings with the menu, scripts, redirects."""
    languages = {language.tag: language for language in frame.spoken}
    yield "mkdocs.yml", _config(site, frame, theme)
    yield from ((f"docs/{path}", script) for path, script in screen_words(site, languages))
    if site.screen:
        scripts = screen.scripts(site.screen, site.language, languages)
        yield from ((f"docs/{path}", script) for path, script in scripts)
    if site.worksheets:
        yield f"docs/{worksheets.PATH}", worksheets.worksheets_script(site.worksheets)
    if site.narrowing:
        yield f"docs/{NARROWING}", narrowing_script(site.narrowing, site.language, languages)
    yield from ((f"docs/{moved.path}.html", redirect_page(moved, site.language)) for moved in site.moved)


def search_files(site: Site, places: Sequence[SearchPlace]) -> Iterator[tuple[str, bytes]]:
    """The files of the search."""
    yield from ((f"docs/{path}", script) for path, script in search_scripts(site, places))


def write_tree(
    folder: Path, files: Mapping[str, Content], links: Mapping[str, Path], known: Fingerprints
) -> dict[str, str]:
    """The folder holds exactly these files and links to finished ones of a store; returns the digest of each.

    A file that is right already stays as it is, so that its stamp tells a change. What an earlier writing left
    half-done has other digests, so it is mended.
    """
    digests = {name: content.digest for name, content in files.items()}
    digests |= {name: Store.digest_in(made) for name, made in links.items()}
    present = known.digests_below(folder)
    for name in present.keys() - digests.keys():
        (folder / name).unlink()
    for name in sorted(digests):
        if present.get(name) != digests[name]:
            _write(folder / name, files.get(name), links.get(name))
    _remove_empty_folders(folder)
    return dict(sorted(digests.items()))


def _write(path: Path, content: Content | None, made: Path | None) -> None:
    if content is not None:
        write_whole(path, content.read(), flush=False)
    elif made is not None:
        make_folder(path.parent)
        path.unlink(missing_ok=True)
        link_file(made, path)


def _remove_empty_folders(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _config(site: Site, frame: Frame, theme: Path) -> bytes:
    config: dict[str, Any] = {
        "site_name": frame.title,
        "site_url": f"{frame.url}{site.language.tag}/",
        "site_description": frame.tagline,
        "docs_dir": "docs",
        "use_directory_urls": False,
        # All of the theme is ours: none need be installed.
        "theme": {"name": None, "custom_dir": str(theme), "static_templates": ["assets/frame.js"]},
        "plugins": [],
        "hooks": [str(HOOK)],
        "markdown_extensions": ["attr_list", {"toc": {"permalink": False}}],
        "validation": {
            "omitted_files": "ignore",
            "absolute_links": "warn",
            "unrecognized_links": "info",
            "anchors": "warn",
            "nav": {"not_found": "ignore"},  # what a language has only in English stands on another site
        },
        "nav": [_nav(section) for section in site.navigation],
        "extra": _extra(frame) | _menu(site) | {"moved": bool(site.moved)},
    }
    return yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=10_000).encode()


def _nav(section: MenuItem) -> dict[str, Any]:
    return {section.title: _nav_path(section.path) if section.path else [_nav(part) for part in section.parts]}


def _nav_path(path: str) -> str:
    return path.removeprefix("file:") if path.startswith("file:") else f"{path}.md"


def _menu(site: Site) -> dict[str, dict[str, str]]:
    """What the theme must know of the menu's headings beside their words."""
    pictures = {door.title: door_svg(door.picture, site.language.direction) for door in site.navigation if door.picture}
    return {"menu_langs": dict(_menu_langs(site.navigation)), "menu_pictures": pictures}


def _menu_langs(items: Iterable[MenuItem]) -> Iterator[tuple[str, str]]:
    """The headings of the menu that fell back to another language, each with that language."""
    for item in items:
        if item.lang:
            yield item.title, item.lang
        yield from _menu_langs(item.parts)


def _extra(frame: Frame) -> dict[str, Any]:
    return {
        "language": _language(frame.language),
        "languages": [_language(language) for language in frame.languages],
        "strings": dict(frame.strings),
        "string_langs": dict(frame.string_langs),
        "checked": frame.checked,
        "findable": frame.findable,
        "released": frame.released,
        "version": frame.version,
        "all_pages": "all-pages.html",
        "shared": "",
        "source": SOURCE_LANGUAGE,
    }


def _language(language: Language) -> dict[str, str]:
    return {"tag": language.tag, "name": language.name, "direction": language.direction}
