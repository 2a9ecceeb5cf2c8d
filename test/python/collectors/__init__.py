"""Tests of the collectors with real Home Assistant objects."""
