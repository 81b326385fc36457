"""How long building takes, beside plain Material for MkDocs with mkdocs-static-i18n, on the same Markdown."""
