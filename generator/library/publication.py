"""Who publishes the site."""

from __future__ import annotations

from generator.library.text import Node, Text


class Publication(Node):
    """`content/site.yaml`: who publishes, where and when."""

    title: Text
    tagline: Text
    url: str
    released: str
    version: str
