"""The running HTTP server and its stored settings. `http:` in YAML is dead since 2026.8."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_network
from typing import Any, Final

from homeassistant.core import HomeAssistant

from ..posture.facts import HttpFacts, HttpSettings, Network, Reason, Unavailable
from .jobs import Jobs
from .unreadable import Unreadable, expect

# In memory; seconds.
TIMEOUT: Final = 5.0


async def collect(hass: HomeAssistant, jobs: Jobs) -> HttpFacts:
    """Read `hass.http`, and the slot of the http store that is in force."""
    server = hass.http
    if server is None:
        raise Unreadable(Reason.NOT_LOADED)
    return HttpFacts(
        serves_tls=server.context is not None,
        port=expect(server.server_port, int),
        hosts=tuple(str(host) for host in server.server_host or ()),
        certificate_path=server.ssl_certificate,
        key_path=server.ssl_key,
        trusted_proxies=trusted_proxies(hass),
        settings=_settings(hass),
    )


def trusted_proxies(hass: HomeAssistant) -> tuple[Network, ...]:
    """Return the networks whose X-Forwarded-For is believed."""
    return tuple(ip_network(proxy) for proxy in hass.http.trusted_proxies)


def _settings(hass: HomeAssistant) -> HttpSettings | Unavailable:
    try:
        from homeassistant.components.http.config import DATA_STORE  # noqa: PLC0415 - private

        store = hass.data[DATA_STORE]
        slot = str(store.active_config_type)
        pending = store.pending
        active = pending if slot == "pending" and pending is not None else store.stable
        return _parsed(slot, expect(active, Mapping), pending)
    except Exception:  # noqa: BLE001 - whatever the store has become
        return Unavailable(Reason.API_CHANGED)


def _parsed(
    slot: str, active: Mapping[str, Any], pending: Mapping[str, Any] | None
) -> HttpSettings:
    error = (pending or {}).get("error")
    return HttpSettings(
        slot=slot,
        pending=pending is not None and error is None,
        error=None if error is None else str(error),
        use_x_forwarded_for=expect(active.get("use_x_forwarded_for", False), bool),
        ip_ban_enabled=expect(active["ip_ban_enabled"], bool),
        login_attempts_threshold=expect(active["login_attempts_threshold"], int),
        cors_allowed_origins=tuple(str(origin) for origin in active["cors_allowed_origins"]),
        use_x_frame_options=expect(active["use_x_frame_options"], bool),
    )
