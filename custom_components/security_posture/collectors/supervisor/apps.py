"""The Supervisor's apps: state, privileges and published ports.

Home Assistant refreshes an app's details only while it has enabled entities. So each run queries
the Supervisor for one app after the other (local, some milliseconds each), and uses the details
in memory where that fails. Details contain the app's options with passwords: only the fields
named here are read.
"""

import asyncio
from collections.abc import Mapping
import re
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ...posture.facts import App, AppPort, Reason, Unavailable
from ..common.errors import CollectorError, reason_of, require_type
from ..common.foreign import contained
from ..common.text import clip

# Seconds, for all apps together: a Supervisor that is busy with an update is slow.
APPS_TIMEOUT: Final = 15.0
# Ten times a very large home; each is a request.
MAX_APPS: Final = 500
# A range of ports is listed port by port.
MAX_PORTS: Final = 1_000

_RUNNING: Final = {"started": True, "startup": True, "stopped": False, "error": False}
_PORT: Final = re.compile(r"(\d{1,5})(?:/(tcp|udp))?")  # Docker's format


async def read_apps(hass: HomeAssistant) -> tuple[App, ...] | Unavailable:
    """Return every installed app, or why they cannot be listed."""
    try:
        with contained():
            rows = _installed(hass)
    except HomeAssistantError:  # the Supervisor has not responded yet
        return Unavailable(Reason.STARTING)
    except Exception as err:  # noqa: BLE001 - the list may have changed
        return Unavailable(reason_of(err))
    deadline = asyncio.get_running_loop().time() + APPS_TIMEOUT
    return tuple([_app(row, await _details(hass, row["slug"], deadline)) for row in rows])


def _installed(hass: HomeAssistant) -> list[dict[str, Any]]:
    from homeassistant.components.hassio import get_apps_list  # optional

    rows = require_type(get_apps_list(hass), list)
    if len(rows) > MAX_APPS:
        raise CollectorError(Reason.TOO_LARGE)
    for row in rows:
        require_type(row["slug"], str)
    return rows


async def _details(hass: HomeAssistant, slug: str, deadline: float) -> object:
    """Return the details of one app: queried, else from memory, else why neither."""
    try:
        from homeassistant.components.hassio import get_supervisor_client  # optional

        async with asyncio.timeout_at(deadline):
            with contained():
                return await get_supervisor_client(hass).addons.addon_info(slug)
    except Exception as err:  # noqa: BLE001 - no response, or one the client cannot parse
        return _in_memory(hass, slug) or Unavailable(reason_of(err))


def _in_memory(hass: HomeAssistant, slug: str) -> object | None:
    """Return the details in memory; the public getter would copy the app's options."""
    try:
        from homeassistant.components.hassio.const import DATA_ADDONS_INFO  # private

        return hass.data[DATA_ADDONS_INFO][slug]
    except Exception:  # noqa: BLE001 - private API
        return None


def _app(row: Mapping[str, Any], info: object) -> App:
    name = row.get("name")
    return App(
        slug=clip(row["slug"]),
        name=clip(name if isinstance(name, str) else row["slug"]),
        running=_RUNNING.get(str(row.get("state")), Unavailable(Reason.API_CHANGED)),
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
