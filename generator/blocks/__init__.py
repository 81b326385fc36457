"""What is composed: pages, papers and screens as trees with no output format yet."""
