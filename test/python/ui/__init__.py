"""Tests of what users see besides entities."""
