"""Compose: a library in one language becomes pages and documents: structure and text, no output format."""
