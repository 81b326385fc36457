"""Tests of what belongs to translation."""
