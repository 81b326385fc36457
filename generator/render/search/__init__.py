"""The search: which places there are, under which words they are found, and the scripts that a page loads for it."""
