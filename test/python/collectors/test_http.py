"""The HTTP server and its settings in force."""

from ipaddress import ip_network
import ssl
from typing import Any

import pytest

from custom_components.security_posture.collectors import http
from custom_components.security_posture.collectors.common.errors import CollectorError
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.posture.facts import HttpSettings, Reason, Unavailable
from homeassistant.components.http.config import ActiveConfigType
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

SLOT = {
    "server_port": 18123,
    "server_host": ["127.0.0.1"],
    "cors_allowed_origins": ["https://cast.home-assistant.io"],
    "login_attempts_threshold": 5,
    "ip_ban_enabled": True,
    "ssl_profile": "modern",
    "use_x_frame_options": True,
    "use_x_forwarded_for": True,
    "trusted_proxies": ["192.0.2.0/28"],
    "created_at": "2026-11-01T00:00:00+00:00",
    "error": None,
    "error_message": None,
}
SETTINGS = HttpSettings(
    slot="stable",
    pending=False,
    error=None,
    use_x_forwarded_for=True,
    cors_allowed_origins=("https://cast.home-assistant.io",),
    use_x_frame_options=True,
    yaml_migrated=True,
)


def stored(stable: dict[str, Any], pending: dict[str, Any] | None = None) -> dict[str, Any]:
    data = {"stable": stable, "pending": pending, "yaml_migration_done": True}
    return {"version": 2, "minor_version": 2, "key": "http", "data": data}


async def test_current_settings(
    hass: HomeAssistant, executor: LimitedExecutor, hass_storage: dict[str, Any]
) -> None:
    hass_storage["http"] = stored(SLOT)
    # Home Assistant ignores these since 2026.8.
    yaml = {"http": {"use_x_frame_options": False, "cors_allowed_origins": ["https://x.example"]}}
    assert await async_setup_component(hass, "http", yaml)
    found = await http.collect(hass, executor)
    assert found.settings == SETTINGS
    assert (found.port, found.hosts) == (18123, ("127.0.0.1",))
    assert found.trusted_proxies == (ip_network("192.0.2.0/28"),)
    assert not found.serves_tls


async def test_a_configuration_on_trial(
    hass: HomeAssistant, executor: LimitedExecutor, hass_storage: dict[str, Any]
) -> None:
    hass_storage["http"] = stored(SLOT, {**SLOT, "use_x_frame_options": False})
    assert await async_setup_component(hass, "http", {})
    settings = (await http.collect(hass, executor)).settings
    assert isinstance(settings, HttpSettings)
    assert (settings.slot, settings.pending, settings.error) == ("pending", True, None)
    assert not settings.use_x_frame_options


async def test_a_trial_that_failed(
    hass: HomeAssistant, executor: LimitedExecutor, hass_storage: dict[str, Any]
) -> None:
    failed = {**SLOT, "use_x_frame_options": False, "error": "not_promoted"}
    hass_storage["http"] = stored(SLOT, failed)
    assert await async_setup_component(hass, "http", {})
    settings = (await http.collect(hass, executor)).settings
    assert isinstance(settings, HttpSettings)
    assert (settings.slot, settings.pending, settings.error) == ("stable", False, "not_promoted")
    assert settings.use_x_frame_options


@pytest.mark.usefixtures("http")
async def test_the_default_on_another_port(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    hass.data["http"]._active_config_type = ActiveConfigType.DEFAULT_LEGACY_PORT
    settings = (await http.collect(hass, executor)).settings
    assert isinstance(settings, HttpSettings)
    assert settings.slot == "default"
    assert settings.cors_allowed_origins == ("https://cast.home-assistant.io",)
    assert not settings.use_x_forwarded_for


@pytest.mark.usefixtures("http")
async def test_tls_is_what_is_served_not_what_is_configured(
    hass: HomeAssistant, executor: LimitedExecutor
) -> None:
    hass.http.ssl_certificate = "/ssl/fullchain.pem"
    assert not (await http.collect(hass, executor)).serves_tls
    hass.http.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    assert (await http.collect(hass, executor)).serves_tls


async def test_not_loaded(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    with pytest.raises(CollectorError) as raised:
        await http.collect(hass, executor)
    assert raised.value.reason is Reason.NOT_LOADED


@pytest.mark.usefixtures("http")
@pytest.mark.parametrize(
    "slot",
    [
        None,
        [],
        {**SLOT, "use_x_forwarded_for": "yes"},
        {**SLOT, "use_x_frame_options": None},
        {**SLOT, "cors_allowed_origins": [1]},
        {**SLOT, "cors_allowed_origins": None},
    ],
)
async def test_a_slot_in_another_format(
    hass: HomeAssistant, executor: LimitedExecutor, slot: Any
) -> None:
    hass.data["http"]._stable = slot
    assert (await http.collect(hass, executor)).settings == Unavailable(Reason.API_CHANGED)


@pytest.mark.usefixtures("http")
async def test_keys_that_no_check_reads_may_move(
    hass: HomeAssistant, executor: LimitedExecutor
) -> None:
    unread = ("ip_ban_enabled", "login_attempts_threshold")
    hass.data["http"]._stable = {key: value for key, value in SLOT.items() if key not in unread}
    hass.data["http"]._active_config_type = ActiveConfigType.STABLE
    assert (await http.collect(hass, executor)).settings == SETTINGS


@pytest.mark.usefixtures("http")
async def test_a_store_that_moved(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    del hass.data["http"]
    assert (await http.collect(hass, executor)).settings == Unavailable(Reason.API_CHANGED)


@pytest.mark.usefixtures("http")
@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("server_port", "8123"),
        ("server_host", [1]),
        ("trusted_proxies", ["not a network"]),
    ],
)
async def test_a_server_with_another_api(
    hass: HomeAssistant, executor: LimitedExecutor, attribute: str, value: Any
) -> None:
    setattr(hass.http, attribute, value)
    with pytest.raises(CollectorError) as raised:
        await http.collect(hass, executor)
    assert raised.value.reason is Reason.API_CHANGED
