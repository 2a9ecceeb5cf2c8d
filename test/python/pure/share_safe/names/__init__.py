"""Tests of the copy that is safe to share."""
