"""Papers that come back: read, compared with what was printed, and asked again."""
