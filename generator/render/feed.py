"""What changed, as a feed (Atom) that a reader of news can follow."""

from __future__ import annotations

from html import escape

from generator.blocks.artifact import FEED
from generator.blocks.feed import Feed, FeedEntry
from generator.library.characters import without_unprintable


def feed_xml(feed: Feed) -> bytes:
    """The feed: an entry for each version, the newest first."""
    said = "".join(_entry(feed, each) for each in feed.changes)
    url = _safe(feed.url)
    newest = max((each.day for each in feed.changes), default=feed.released)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>{_safe(feed.title)}</title>'
        f"<id>{url}{FEED}</id><updated>{newest}T00:00:00Z</updated>"
        f'<link rel="self" type="application/atom+xml" href="{url}{FEED}"/><link href="{url}"/>'
        f"<author><name>{_safe(feed.title)}</name></author>{said}</feed>\n"
    ).encode()


def _entry(feed: Feed, change: FeedEntry) -> str:
    told = f"<ul>{''.join(f'<li>{_safe(line)}</li>' for line in change.lines)}</ul>"
    return (
        f"<entry><title>{_safe(change.version)}</title><id>{_safe(feed.url)}{FEED}#{_safe(change.id)}</id>"
        f"<updated>{change.day}T00:00:00Z</updated>"
        f'<link href="{_safe(feed.url)}"/><content type="html">{_safe(told)}</content></entry>'
    )


def _safe(words: str) -> str:
    """The words as XML can hold them."""
    return escape(without_unprintable(words))
