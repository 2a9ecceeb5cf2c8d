"""Tests of the readers, on the real objects."""
