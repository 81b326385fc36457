"""The MkDocs hook of every language tree; it also runs under plain `mkdocs build` and under ProperDocs.

It makes the output depend on the content alone (no date of the day), leaves out what the theme ships but no page loads,
and lets the preview server reload pages. MkDocs loads this file by its path: it imports the standard library only.
"""

# ruff: noqa: ARG001 - MkDocs calls these functions with arguments by name, needed or not
from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

UNUSED = "assets/*"
"""Files of the Material package: our theme brings its own styles and scripts and loads none of these."""

MATERIAL = os.path.join("material", "templates")
CONTENT_POLICY = re.compile(r"<meta[^>]*http-equiv=[\"']?Content-Security-Policy[^>]*>", re.IGNORECASE)

_previewing = False


def on_startup(*, command: str, dirty: bool) -> None:
    """Note whether this run serves a preview."""
    global _previewing  # noqa: PLW0603 - MkDocs calls functions of a module: there is no object to keep this in
    _previewing = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Fix "now" to the day of release, which MkDocs writes into the sitemap."""
    released = datetime.fromisoformat(str(config.extra["released"])).replace(tzinfo=UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(released.timestamp()))
    # A missing address has one page for all languages, at the root of the site.
    config.theme.static_templates.discard("404.html")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Leave out what the stock theme brings and no page of ours loads."""
    for file in list(files):
        if (file.src_dir or "").endswith(MATERIAL) and fnmatchcase(file.src_uri, UNUSED):
            files.remove(file)
    return files


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """In the preview, take out the policy that would stop the reload script; published pages stay as they are."""
    return CONTENT_POLICY.sub("", output) if _previewing else output


def on_post_build(*, config: MkDocsConfig) -> None:
    """Remove the compressed sitemap: its bytes depend on the machine's zlib, and servers compress by themselves."""
    compressed = os.path.join(config.site_dir, "sitemap.xml.gz")
    if os.path.exists(compressed):
        os.unlink(compressed)
