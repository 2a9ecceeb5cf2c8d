"""Tests of the backend, in the folders of the package."""
