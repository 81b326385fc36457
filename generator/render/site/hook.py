"""The MkDocs hook of every language tree; it also runs under plain `mkdocs build` and under ProperDocs.

It makes the output depend on the content alone (no date of the day) and lets the preview server reload pages. MkDocs
loads this file by its path: it imports the standard library only.
"""

# ruff: noqa: ARG001 - MkDocs calls these functions with arguments by name, needed or not
from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

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


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """In the preview, take out the policy that would stop the reload script; published pages stay as they are."""
    return CONTENT_POLICY.sub("", output) if _previewing else output


def on_post_build(*, config: MkDocsConfig) -> None:
    """Remove the compressed sitemap: its bytes depend on the machine's zlib, and servers compress by themselves."""
    compressed = os.path.join(config.site_dir, "sitemap.xml.gz")
    if os.path.exists(compressed):
        os.unlink(compressed)
