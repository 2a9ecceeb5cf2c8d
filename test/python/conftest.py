"""Fixtures of all Python tests."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from dataclasses import fields
from datetime import timedelta
import logging
import os
from pathlib import Path
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from hypothesis import HealthCheck, settings
import pytest
from pytest_homeassistant_custom_component.common import (
    CLIENT_ID,
    MockConfigEntry,
    MockUser,
    async_fire_time_changed,
)

# Import it before the test library's own package of the same name.
import custom_components.security_posture  # noqa: F401
from custom_components.security_posture.collectors import Collectors
from custom_components.security_posture.const import DOMAIN, NAME
from custom_components.security_posture.posture.facts import Facts
from homeassistant.auth.const import GROUP_ID_ADMIN, GROUP_ID_READ_ONLY, GROUP_ID_USER
from homeassistant.auth.models import Credentials
from homeassistant.auth.providers import trusted_networks
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .support.leak_detection import OPTIONS, plant

type TokenFor = Callable[..., Awaitable[str]]

# Few examples while a test is written, the same ones every time in `npm test`, many in `npm run
# soak`. No property may fail because the machine is busy.
_PROFILES = {"dev": (25, False), "ci": (100, True), "nightly": (1_000, False)}
for _name, (_examples, _derandomize) in _PROFILES.items():
    settings.register_profile(
        _name,
        max_examples=_examples,
        derandomize=_derandomize,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


@pytest.fixture(autouse=True)
def _custom_integrations(enable_custom_integrations: None) -> None:
    """Let Home Assistant load this integration."""


@pytest.fixture
def entry(hass: HomeAssistant) -> MockConfigEntry:
    """Return the config entry, added but not set up."""
    entry = MockConfigEntry(domain=DOMAIN, title=NAME)
    entry.add_to_hass(hass)
    return entry


class Planted:
    """Facts that replace the results of the collectors."""

    def __init__(self, hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
        """Start with nothing read."""
        self._hass = hass
        self.freezer = freezer
        self.facts = Facts()
        self.runs: list[frozenset[str]] = []  # the sources of every collection made

    async def collect(self, _self: Collectors, sources: Collection[str]) -> dict[str, object]:
        """Stand in for `Collectors.async_collect`."""
        self.runs.append(frozenset(sources))
        planted = {field.name: getattr(self.facts, field.name) for field in fields(Facts)}
        return {source: planted[source] for source in sources}

    async def pass_time(self, step: timedelta) -> None:
        """Advance the time and run everything scheduled."""
        self.freezer.tick(step)
        async_fire_time_changed(self._hass)
        await self._hass.async_block_till_done(wait_background_tasks=True)


@pytest.fixture
async def planted(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> AsyncIterator[Planted]:
    """Replace the results of the collectors by planted facts."""
    stand_in = Planted(hass, freezer)

    async def collect(self: Collectors, sources: Collection[str]) -> dict[str, object]:
        return await stand_in.collect(self, sources)

    with patch.object(Collectors, "async_collect", collect):
        yield stand_in


@pytest.fixture
async def ready(hass: HomeAssistant, planted: Planted, entry: MockConfigEntry) -> MockConfigEntry:
    """Return the entry, set up and with a first report of the planted facts."""
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    await planted.pass_time(timedelta(seconds=5))
    assert entry.runtime_data.summary is not None
    return entry


@pytest.fixture
async def canary_entry(
    hass: HomeAssistant, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> MockConfigEntry:
    """Return the entry of a home with planted private data, after one run."""
    await plant(hass, tmp_path)
    caplog.set_level(logging.DEBUG, "custom_components.security_posture")
    entry = MockConfigEntry(domain=DOMAIN, title=NAME, options=OPTIONS)
    entry.add_to_hass(hass)
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    assert await entry.runtime_data.async_recheck()
    await hass.async_block_till_done()
    return entry


def trust_loopback(hass: HomeAssistant) -> None:
    """Set up the provider for logins of this machine without a password."""
    config = trusted_networks.CONFIG_SCHEMA(
        {"type": "trusted_networks", "trusted_networks": ["127.0.0.1/32"]}
    )
    provider = trusted_networks.TrustedNetworksAuthProvider(hass, hass.auth._store, config)
    hass.auth._providers[(provider.type, provider.id)] = provider


@pytest.fixture
def token_for(hass: HomeAssistant) -> TokenFor:
    """Return a function that logs in a new user of a kind."""

    async def sign_in(kind: str, *, provider: str = "homeassistant") -> str:
        group_id = {
            "admin": GROUP_ID_ADMIN,
            "user": GROUP_ID_USER,
            "read_only": GROUP_ID_READ_ONLY,
        }[kind]
        group = await hass.auth.async_get_group(group_id)
        assert group is not None
        user = MockUser(name=f"{kind} {provider}", groups=[group]).add_to_hass(hass)
        if provider == "trusted_networks":
            trust_loopback(hass)
        credential = Credentials(
            id=f"{kind}-{provider}", auth_provider_type=provider, auth_provider_id=None, data={}
        )
        user.credentials.append(credential)
        token = await hass.auth.async_create_refresh_token(user, CLIENT_ID, credential=credential)
        return hass.auth.async_create_access_token(token, "127.0.0.1")

    return sign_in
