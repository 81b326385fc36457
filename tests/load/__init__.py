"""Tests of generator/load."""
