"""The Markdown trees become pages: MkDocs and Material, one site for each language."""
