"""The HTTP server and its settings in force."""

from collections.abc import Mapping
from ipaddress import ip_network
from typing import Any, Final

from homeassistant.core import HomeAssistant

from ..posture.facts import HttpFacts, HttpSettings, Network, Reason, Unavailable
from .common.errors import CollectorError, require_type
from .common.executor import LimitedExecutor
from .common.foreign import contained
from .common.text import clip

SOURCE: Final = "http"
# Seconds; in memory.
TIMEOUT: Final = 5.0
# Home Assistant's default where a stored configuration has no value.
_CORS: Final = ("https://cast.home-assistant.io",)


async def collect(hass: HomeAssistant, _executor: LimitedExecutor) -> HttpFacts:
    """Read `hass.http` and the stored configuration in force; Home Assistant ignores YAML."""
    server = hass.http
    if server is None:
        raise CollectorError(Reason.NOT_LOADED)
    return HttpFacts(
        serves_tls=server.context is not None,
        port=require_type(server.server_port, int),
        hosts=tuple(require_type(host, str) for host in server.server_host or ()),
        trusted_proxies=_networks(server.trusted_proxies),
        settings=_settings(hass),
    )


def _networks(proxies: list[Network]) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(proxy) for proxy in proxies)
    except ValueError as err:
        raise CollectorError(Reason.API_CHANGED) from err


def _settings(hass: HomeAssistant) -> HttpSettings | Unavailable:
    try:
        with contained():
            return _stored(hass)
    except Exception:  # noqa: BLE001 - private API
        return Unavailable(Reason.API_CHANGED)


def _stored(hass: HomeAssistant) -> HttpSettings:
    from homeassistant.components.http.config import DATA_STORE  # private

    store = hass.data[DATA_STORE]
    # "default_legacy_port" is the default on another port.
    slot = str(store.active_config_type).removesuffix("_legacy_port")
    in_force = {"stable": store.stable, "pending": store.pending, "default": store.default}
    migrated = require_type(store.yaml_migration_done, bool)
    return _parsed(slot, require_type(in_force[slot], dict), store.pending or {}, migrated)


def _parsed(
    slot: str, active: Mapping[str, Any], pending: Mapping[str, Any], migrated: bool
) -> HttpSettings:
    error = pending.get("error")
    origins = active.get("cors_allowed_origins", _CORS)
    return HttpSettings(
        slot=slot,
        pending=bool(pending) and error is None,
        error=None if error is None else clip(require_type(error, str)),
        use_x_forwarded_for=require_type(active.get("use_x_forwarded_for", False), bool),
        cors_allowed_origins=tuple(clip(require_type(origin, str)) for origin in origins),
        use_x_frame_options=require_type(active.get("use_x_frame_options", True), bool),
        yaml_migrated=migrated,
    )
