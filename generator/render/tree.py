"""A language's site as a Markdown tree with its own small MkDocs configuration, which any builder can take over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from generator.blocks.artifact import Frame, Site
from generator.blocks.nodes import MenuItem
from generator.cache.fingerprint import Fingerprints
from generator.cache.store import Store
from generator.cache.writing import make_folder, write_whole
from generator.library.language import Language
from generator.render import screen, search
from generator.render.markdown import page_markdown
from generator.render.place import PagePlace
from generator.render.preview import FOLDER, WORDS, preview_script, screen_words
from generator.render.site.link import link_file

HOOK = Path(__file__).parent / "site" / "hook.py"


def tree_files(site: Site, frame: Frame, theme: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of the tree but the papers: its path below the tree's folder, and its bytes."""
    languages = {language.tag: language for language in frame.spoken}
    yield "mkdocs.yml", _config(site, frame, theme)
    for page in site.pages:
        place = PagePlace(page.path, site.language, languages)
        yield f"docs/{page.path}.md", page_markdown(page, place).encode()
    yield f"docs/{WORDS}", screen_words(site, languages)
    for preview in site.previews:
        script = preview_script(preview, site.language, languages)
        yield f"docs/{FOLDER}/{preview.document.id}.js", script
    if site.screen:
        yield f"docs/{screen.PATH}", screen.screen_script(site.screen, site.language, languages)
    yield f"docs/{search.PATH}", search.search_index(site)


def write_tree(
    folder: Path, files: Mapping[str, bytes], links: Mapping[str, Path], known: Fingerprints
) -> dict[str, str]:
    """The folder holds exactly these files and links to finished ones of a store; returns the digest of each.

    A file that is right already stays as it is, so that its stamp tells a change. What an earlier writing left
    half-done has other digests, so it is mended.
    """
    digests = {name: sha256(content).hexdigest() for name, content in files.items()}
    digests |= {name: Store.digest_in(made) for name, made in links.items()}
    present = known.digests_below(folder)
    for name in present.keys() - digests.keys():
        (folder / name).unlink()
    for name in sorted(digests):
        if present.get(name) != digests[name]:
            _write(folder / name, files.get(name), links.get(name))
    _remove_empty_folders(folder)
    return dict(sorted(digests.items()))


def _write(path: Path, content: bytes | None, made: Path | None) -> None:
    if made is None:
        write_whole(path, content or b"", flush=False)
        return
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
        "theme": {"name": None, "custom_dir": str(theme)},  # all of the theme is ours: none need be installed
        "plugins": [],
        "hooks": [str(HOOK)],
        "markdown_extensions": ["attr_list", {"toc": {"permalink": False}}],
        "validation": {
            "omitted_files": "ignore",
            "absolute_links": "warn",
            "unrecognized_links": "info",
            "anchors": "warn",
        },
        "nav": [_nav(section) for section in site.navigation],
        "extra": _extra(frame),
    }
    return yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=10_000).encode()


def _nav(section: MenuItem) -> dict[str, Any]:
    return {section.title: f"{section.path}.md" if section.path else [_nav(part) for part in section.parts]}


def _extra(frame: Frame) -> dict[str, Any]:
    return {
        "language": _language(frame.language),
        "languages": [_language(language) for language in frame.languages],
        "strings": dict(frame.strings),
        "string_langs": dict(frame.string_langs),
        "released": frame.released,
        "version": frame.version,
        "all_pages": "all-pages.html",
    }


def _language(language: Language) -> dict[str, str]:
    return {"tag": language.tag, "name": language.name, "direction": language.direction}
