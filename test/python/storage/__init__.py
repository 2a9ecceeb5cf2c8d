"""Tests of what is kept in private storage."""
