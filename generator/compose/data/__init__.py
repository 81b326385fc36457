"""The toolkit as data: which tables there are, and their records in a language."""
