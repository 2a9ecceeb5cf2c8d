"""Tests of the backend, as the package is laid out."""
