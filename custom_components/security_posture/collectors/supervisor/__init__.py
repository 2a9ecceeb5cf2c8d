"""The Supervisor: its versions and its health, as Home Assistant holds them in memory.

Home Assistant asks the Supervisor every few minutes and is told of changes, so this needs no
request of its own. Health comes from the issue registry, the public mirror of the Supervisor's
reasons; the plain yes or no of `get_supervisor_info` says whether the registry is complete.
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
from ..common.text import clip
from .apps import APPS_TIMEOUT, read_apps

# The apps, then what is in memory; seconds.
TIMEOUT: Final = APPS_TIMEOUT + 5.0

DOMAIN: Final = "hassio"
UNHEALTHY: Final = "unhealthy_system_"
UNSUPPORTED: Final = "unsupported_system_"
# There is a reason, and Home Assistant raises no issue for it.
UNNAMED: Final = "unnamed"

type Info = Mapping[str, Any]


async def collect(hass: HomeAssistant, _jobs: LimitedExecutor) -> SupervisorFacts | None:
    """Read what Home Assistant knows of the Supervisor, and ask it about the apps."""
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

        return require_type(getattr(hassio, getter)(hass), dict)
    except HomeAssistantError:  # "not ready": the Supervisor has not answered yet
        return Unavailable(Reason.STARTING)
    except Exception as err:  # noqa: BLE001 - whatever the getter has become
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
    """Return the Supervisor's reasons by kind; one the user chose to ignore is still one."""
    raised = sorted(
        issue.issue_id
        for issue in ir.async_get(hass).issues.values()
        if issue.domain == DOMAIN and issue.active
    )
    return {
        kind: tuple(clip(name.removeprefix(kind)) for name in raised if name.startswith(kind))
        for kind in (UNHEALTHY, UNSUPPORTED)
    }


def _health(
    info: Info | Unavailable, name: str, reasons: tuple[str, ...]
) -> tuple[str, ...] | Unavailable:
    if reasons:
        return reasons
    if isinstance(info, Unavailable):
        return info
    is_well = info.get(name)
    if not isinstance(is_well, bool):
        return Unavailable(Reason.API_CHANGED)
    return () if is_well else (UNNAMED,)
