"""Tests of the uses of the parts of a configuration."""
