"""Tests of the scanner for literal secrets."""
