"""Fixtures of the tests that need no running Home Assistant."""

import pytest


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Override: a `hass` for every test would take half of the time."""
