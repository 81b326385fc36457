"""The MkDocs hook of every language tree; it also runs under plain `mkdocs build` and under ProperDocs.

It makes the output depend on the content alone (no date of the day), leaves out spare space, and lets the preview
server reload pages. MkDocs loads this file by its path: it imports the standard library only.
"""

# ruff: noqa: ARG001 - MkDocs calls these functions with arguments by name, needed or not
from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

CONTENT_POLICY = re.compile(r"<meta[^>]*http-equiv=[\"']?Content-Security-Policy[^>]*>", re.IGNORECASE)

_READ_BY_PEOPLE = re.compile(rb'("[^"\n]*"|\'[^\'\n]*\')|/\*.*?\*/|(\s*[{};,]\s*)|(\s+)', re.DOTALL)

_SCRIPTS = "assets/javascripts"
_COMMENTS = re.compile(rb"^[ \t]*(?:/\*(?:[^*]|\*(?!/))*\*/|//.*)[ \t]*$|/\*\* @type [^*]*\*/ ?", re.MULTILINE)
"""Comments with a line of their own, and types."""
_LINE_BREAKS = re.compile(rb"\s*\n\s*")
_SPARE_SPACE = re.compile(r"\n\s+")
_KEEPS_SPACE = re.compile(r"<pre[ >]|<textarea[^>]*>(?!</textarea>)")

_previewing = False


def on_startup(*, command: str, dirty: bool) -> None:
    """Note whether this run serves a preview."""
    global _previewing  # noqa: PLW0603 - MkDocs calls functions of a module: there is no object to keep this in
    _previewing = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Fix "now" to the day of release, which MkDocs writes into the sitemap."""
    released = datetime.fromisoformat(str(config.extra["released"])).replace(tzinfo=UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(released.timestamp()))


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """The files without `sw.js`: one at the root of the site is for all languages (render/root.py).

    The script of old addresses stands beside them, where there are any: those pages are no templates, and can't know
    where the other scripts are.
    """
    if worker := files.get_file_from_path("sw.js"):
        files.remove(worker)
    if script := files.get_file_from_path("assets/javascripts/moved.js"):
        if config.extra.get("moved"):
            script.dest_uri = "assets/moved.js"
        else:
            files.remove(script)
    return files


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """The page without the space at the beginning of its lines, which says nothing.

    In the preview, the policy goes that would stop the reload script.
    """
    if not _KEEPS_SPACE.search(output):
        output = _SPARE_SPACE.sub("\n", output)
    return CONTENT_POLICY.sub("", output) if _previewing else output


def on_post_build(*, config: MkDocsConfig) -> None:
    """Make style sheets and scripts lean, and remove the compressed sitemap.

    The bytes of a compressed file depend on the machine's zlib, and servers compress by themselves.
    """
    assets = Path(config.site_dir, "assets")
    for path in (*assets.rglob("*.css"), *(assets / "javascripts").glob("*.js")):
        path.write_bytes(lean(path.relative_to(config.site_dir).as_posix(), path.read_bytes()))
    compressed = os.path.join(config.site_dir, "sitemap.xml.gz")
    if os.path.exists(compressed):
        os.unlink(compressed)


def lean(name: str, content: bytes) -> bytes:
    """The content of a file; of a style sheet or a script of ours, the same without comments and spare space."""
    if name.endswith(".js") and os.path.dirname(name) == _SCRIPTS:
        return without_comments(content)
    if not name.endswith(".css"):
        return content
    # Twice: a comment that goes may leave space on both of its sides.
    return _READ_BY_PEOPLE.sub(_kept, _READ_BY_PEOPLE.sub(_kept, content))


def without_comments(script: bytes) -> bytes:
    """A script of ours without its comments and spare lines."""
    return _LINE_BREAKS.sub(b"\n", _COMMENTS.sub(b"", script))


def _kept(found: re.Match[bytes]) -> bytes:
    words, sign, space = found.groups()
    return words or (sign and sign.strip()) or (b" " if space else b"")
