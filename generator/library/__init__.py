"""What authors write: every kind of content as typed values, and what can be said of them together."""
