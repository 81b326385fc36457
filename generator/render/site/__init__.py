"""The Markdown trees become pages, by MkDocs with a theme of our own: one site for each language."""
