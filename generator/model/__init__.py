"""Values that every stage shares: what was written, in which language, and in which state."""
