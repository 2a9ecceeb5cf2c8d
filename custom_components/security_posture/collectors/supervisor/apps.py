"""The Supervisor's apps: state, privileges and published ports.

Home Assistant refreshes an app's details only while it has enabled entities, and no event tells
that somebody changed protection mode or a port. So each run queries the Supervisor for the apps
that run (local, some milliseconds each). Where that fails, the details of the last hour are used,
or before the first response those that Home Assistant read at its start. Details contain the
app's options with passwords: only the fields named here are read.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
import re
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util.hass_dict import HassKey

from ...const import DOMAIN
from ...posture.facts import App, AppPort, Reason, Unavailable
from ..common.errors import CollectorError, reason_of, require_type
from ..common.foreign import contained
from ..common.text import clip
from .readiness import not_ready

# Seconds, for all apps together: a Supervisor that is busy with an update is slow.
APPS_TIMEOUT: Final = 15.0
# Requests at once, so that one app without a response does not take the time of all others.
MAX_REQUESTS: Final = 4
# Ten times a very large home; each is a request.
MAX_APPS: Final = 500
# A range of ports is listed port by port.
MAX_PORTS: Final = 1_000
# Seconds for which details stand in for those that cannot be read: longer than any update.
MAX_AGE: Final = 3600.0

# "unknown" is the Supervisor's own word for an app without a container, as after a failed start.
_RUNNING: Final = {
    "started": True,
    "startup": True,
    "stopped": False,
    "error": False,
    "unknown": False,
}
_PORT: Final = re.compile(r"(\d{1,5})(?:/(tcp|udp))?")  # Docker's format


@dataclass(frozen=True, slots=True)
class _Reading:
    """An app as the Supervisor answered, and the time of the event loop."""

    app: App
    at: float


_READINGS: HassKey[dict[str, _Reading]] = HassKey(f"{DOMAIN}_apps")


async def read_apps(hass: HomeAssistant) -> tuple[App, ...] | Unavailable:
    """Return every installed app, or why they cannot be listed."""
    try:
        with contained():
            rows = _installed(hass)
    except HomeAssistantError:  # the Supervisor has not responded yet
        return not_ready(hass)
    except Exception as err:  # noqa: BLE001 - the list may have changed
        return Unavailable(reason_of(err))
    readings = hass.data.get(_READINGS, {})
    slugs = {row["slug"] for row in rows}
    hass.data[_READINGS] = {slug: readings[slug] for slug in readings.keys() & slugs}
    deadline = asyncio.get_running_loop().time() + APPS_TIMEOUT
    slots = asyncio.Semaphore(MAX_REQUESTS)
    return tuple(await asyncio.gather(*(_read(hass, row, slots, deadline) for row in rows)))


def _installed(hass: HomeAssistant) -> list[dict[str, Any]]:
    from homeassistant.components.hassio import get_apps_list  # optional

    rows = require_type(get_apps_list(hass), list)
    if len(rows) > MAX_APPS:
        raise CollectorError(Reason.TOO_LARGE)
    for row in rows:
        require_type(row["slug"], str)
    return rows


async def _read(
    hass: HomeAssistant, row: Mapping[str, Any], slots: asyncio.Semaphore, deadline: float
) -> App:
    """Return one app, with details read now or earlier, or without."""
    slug: str = row["slug"]
    if _running(row) is False:
        # What it may do does not matter, and changes nothing until it runs.
        return _app(row, _in_memory(hass, slug) or Unavailable(Reason.NOT_LOADED))
    now = asyncio.get_running_loop().time()
    try:
        from homeassistant.components.hassio import get_supervisor_client  # optional

        async with asyncio.timeout_at(deadline), slots:
            with contained():
                info = await get_supervisor_client(hass).addons.addon_info(slug)
            app = _app(row, info)
    except Exception as err:  # noqa: BLE001 - no response, or one the client cannot parse
        return _remembered(hass, row, now) or _app(
            row, _in_memory(hass, slug) or Unavailable(reason_of(err))
        )
    hass.data[_READINGS][slug] = _Reading(app, now)
    return app


def _remembered(hass: HomeAssistant, row: Mapping[str, Any], now: float) -> App | None:
    """Return the app with the details of the last response, if that is recent."""
    reading = hass.data[_READINGS].get(row["slug"])
    if reading is None or now - reading.at > MAX_AGE:
        return None
    return replace(reading.app, running=_running(row))


def _in_memory(hass: HomeAssistant, slug: str) -> object | None:
    """Return the details in memory; the public getter would copy the app's options."""
    if slug in hass.data[_READINGS]:
        return None  # these are older
    try:
        from homeassistant.components.hassio.const import DATA_ADDONS_INFO  # private

        return hass.data[DATA_ADDONS_INFO][slug]
    except Exception:  # noqa: BLE001 - private API
        return None


def _running(row: Mapping[str, Any]) -> bool | Unavailable:
    return _RUNNING.get(str(row.get("state")), Unavailable(Reason.API_CHANGED))


def _app(row: Mapping[str, Any], info: object) -> App:
    name = row.get("name")
    return App(
        slug=clip(row["slug"]),
        name=clip(name if isinstance(name, str) else row["slug"]),
        running=_running(row),
        protected=_flag(info, "protected"),
        full_access=_flag(info, "full_access"),
        docker_api=_flag(info, "docker_api"),
        host_pid=_flag(info, "host_pid"),
        host_network=_flag(info, "host_network"),
        ports=_ports(info),
    )


def _flag(info: object, name: str) -> bool | Unavailable:
    if isinstance(info, Unavailable):
        return info
    value = getattr(info, name, None)
    return value if isinstance(value, bool) else Unavailable(Reason.API_CHANGED)


def _ports(info: Any) -> tuple[AppPort, ...] | Unavailable:
    if isinstance(info, Unavailable):
        return info
    try:
        published: Mapping[str, object] = info.network or {}
        if len(published) > MAX_PORTS:
            return Unavailable(Reason.TOO_LARGE)
        return tuple(
            _port(inside, outside) for inside, outside in published.items() if outside is not None
        )
    except Exception as err:  # noqa: BLE001 - the mapping may have changed
        return Unavailable(reason_of(err))


def _port(inside: object, outside: object) -> AppPort:
    found = _PORT.fullmatch(require_type(inside, str))
    if found is None:
        raise CollectorError(Reason.API_CHANGED)
    number, protocol = found.groups(default="tcp")
    return AppPort(inside=int(number), protocol=protocol, outside=require_type(outside, int))
