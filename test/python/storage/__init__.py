"""Tests of the stored files."""
