"""The files at the root of the site: language chooser, page for missing addresses, robots and the list of sitemaps."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from generator.blocks.artifact import Frame
from generator.render.jinja import template
from generator.render.site.hook import without_comments

MANIFEST = "site.webmanifest"
WORKER = "sw.js"
"""What keeps pages on a device answers only for what is beside and below it, so it stands at the root."""
_HEADERS = """\
/*
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Resource-Policy: same-origin
  Content-Security-Policy: frame-ancestors 'none'; webrtc 'block'
  Permissions-Policy: camera=(), geolocation=(), microphone=()
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
/sw.js
  Content-Security-Policy: default-src 'none'; connect-src 'self'
"""
"""What a page can't say of itself: read by hosts such as Netlify and Cloudflare Pages, and ignored by others."""


def root_files(frames: Sequence[Frame], theme: Path) -> Iterator[tuple[str, bytes]]:
    """Each file's path below the site's root, and its bytes; the first frame is the default language's."""
    page = template(theme, "root.html")
    url = frames[0].url
    languages = [
        {
            "tag": frame.language.tag,
            "name": frame.language.name,
            "direction": frame.language.direction,
            "title": frame.title,
            "strings": frame.strings,
            "string_langs": frame.string_langs,
        }
        for frame in frames
    ]
    shared = {"languages": languages, "url": url, "findable": frames[0].findable}
    shared |= {"version": frames[0].version, "released": frames[0].released}
    # A missing address may be at any depth, so its page names its files from the root of the host.
    yield "index.html", page.render(kind="chooser", base="", **shared).encode()
    base = urlsplit(url).path or "/"
    yield "404.html", page.render(kind="missing", base=base, **shared).encode()
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {url}sitemap.xml\n".encode()
    yield "sitemap.xml", _sitemaps(frames, url).encode()
    yield "_headers", _HEADERS.encode()
    yield MANIFEST, _manifest(frames[0])
    yield WORKER, without_comments((theme / WORKER).read_bytes())


def _manifest(frame: Frame) -> bytes:
    """What a phone must know to keep the site on its first screen; every address is beside this file."""
    held = {
        "name": frame.title,
        "description": frame.tagline,
        "lang": frame.language.tag,
        "dir": frame.language.direction,
        "start_url": "index.html",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#00577a",
        "icons": [{"src": "assets/images/favicon.svg", "sizes": "any", "type": "image/svg+xml"}],
    }
    return (json.dumps(held, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _sitemaps(frames: Sequence[Frame], url: str) -> str:
    entries = "".join(
        f"<sitemap><loc>{escape(url)}{frame.language.tag}/sitemap.xml</loc></sitemap>" for frame in frames
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</sitemapindex>\n'
