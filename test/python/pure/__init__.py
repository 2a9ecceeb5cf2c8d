"""Tests that need no running Home Assistant: they run once, on the oldest version."""
