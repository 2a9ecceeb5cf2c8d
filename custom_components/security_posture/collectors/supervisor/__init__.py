"""The Supervisor: versions, health and apps.

Home Assistant polls the Supervisor and listens to its events, so only the apps need requests.
The reasons of its health are read from the issue registry; `get_supervisor_info` says whether
there are reasons at all, which shows whether the registry is complete.
"""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.hassio import is_hassio

from ...posture.facts import Reason, SupervisorFacts, Unavailable
from ..common.errors import reason_of, require_type
from ..common.executor import LimitedExecutor
from ..common.foreign import contained
from ..common.text import clip
from .apps import APPS_TIMEOUT, read_apps

SOURCE: Final = "supervisor"
# Seconds; everything but the apps is in memory.
TIMEOUT: Final = APPS_TIMEOUT + 5.0

DOMAIN: Final = "hassio"
UNHEALTHY: Final = "unhealthy_system_"
UNSUPPORTED: Final = "unsupported_system_"
# A reason for which Home Assistant creates no issue.
UNNAMED: Final = "unnamed"

type Info = Mapping[str, Any]


async def collect(hass: HomeAssistant, _executor: LimitedExecutor) -> SupervisorFacts | None:
    """Read what Home Assistant knows about the Supervisor, and query the apps."""
    if not is_hassio(hass):
        return None
    info = _read(hass, "get_info")
    supervisor = _read(hass, "get_supervisor_info")
    reasons = _reasons(hass)
    return SupervisorFacts(
        version=_text(supervisor, "version"),
        os_version=_os_version(info, _read(hass, "get_os_info")),
        unhealthy=_health(supervisor, "healthy", reasons[UNHEALTHY]),
        unsupported=_health(supervisor, "supported", reasons[UNSUPPORTED]),
        apps=await read_apps(hass),
    )


def _read(hass: HomeAssistant, getter: str) -> Info | Unavailable:
    try:
        from homeassistant.components import hassio  # optional

        with contained():
            return require_type(getattr(hassio, getter)(hass), dict)
    except HomeAssistantError:  # the Supervisor has not responded yet
        return Unavailable(Reason.STARTING)
    except Exception as err:  # noqa: BLE001 - the getter may have changed
        return Unavailable(reason_of(err))


def _text(info: Info | Unavailable, name: str) -> str | Unavailable:
    if isinstance(info, Unavailable):
        return info
    value = info.get(name)
    return clip(value) if isinstance(value, str) else Unavailable(Reason.API_CHANGED)


def _os_version(info: Info | Unavailable, os_info: Info | Unavailable) -> str | Unavailable | None:
    if isinstance(info, Unavailable):
        return info
    if "hassos" not in info:
        return Unavailable(Reason.API_CHANGED)
    return None if info["hassos"] is None else _text(os_info, "version")


def _reasons(hass: HomeAssistant) -> dict[str, tuple[str, ...]]:
    """Return the reasons by kind, including ignored issues."""
    issue_ids = sorted(
        issue.issue_id
        for issue in ir.async_get(hass).issues.values()
        if issue.domain == DOMAIN and issue.active
    )
    return {
        kind: tuple(clip(name.removeprefix(kind)) for name in issue_ids if name.startswith(kind))
        for kind in (UNHEALTHY, UNSUPPORTED)
    }


def _health(
    info: Info | Unavailable, name: str, reasons: tuple[str, ...]
) -> tuple[str, ...] | Unavailable:
    if reasons:
        return reasons
    if isinstance(info, Unavailable):
        return info
    is_ok = info.get(name)
    if not isinstance(is_ok, bool):
        return Unavailable(Reason.API_CHANGED)
    return () if is_ok else (UNNAMED,)
