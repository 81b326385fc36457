"""Small numbers in tables: which must be hidden, what must be hidden with them, and what can still be worked out."""
