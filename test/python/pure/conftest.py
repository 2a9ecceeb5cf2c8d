"""Fixtures of the tests that need no running Home Assistant."""

import pytest


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Override the fixture of all tests, because setting up `hass` would take half of the time."""
