"""Tests of generator/translate."""
