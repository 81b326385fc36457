"""The finished Markdown tree of each language: composed, printed, rendered, written; a piece only when it changed."""
