"""The Supervisor: versions, health, issues and apps.

Home Assistant polls the Supervisor and listens to its events, so only the apps need requests.
The reasons of its health are read from the issue registry; `get_supervisor_info` says whether
there are reasons at all, which shows whether the registry is complete. Of its other issues, Home
Assistant shows only some in the registry; its coordinator has all of them.
"""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.hassio import is_hassio

from ...posture.facts import App, Reason, SupervisorFacts, SupervisorIssue, Unavailable
from ..common.errors import reason_of, require_type
from ..common.executor import LimitedExecutor
from ..common.foreign import contained
from ..common.text import clip
from .apps import APPS_TIMEOUT, read_apps
from .readiness import DOMAIN, not_ready

SOURCE: Final = "supervisor"
# Seconds; everything but the apps is in memory.
TIMEOUT: Final = APPS_TIMEOUT + 5.0

UNHEALTHY: Final = "unhealthy_system_"
UNSUPPORTED: Final = "unsupported_system_"
ISSUE: Final = "issue_"
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
    apps = await read_apps(hass)
    return SupervisorFacts(
        version=_text(supervisor, "version"),
        os_version=_os_version(info, _read(hass, "get_os_info")),
        unhealthy=_health(supervisor, "healthy", reasons[UNHEALTHY]),
        unsupported=_health(supervisor, "supported", reasons[UNSUPPORTED]),
        issues=_issues(hass, apps),
        apps=apps,
    )


def _read(hass: HomeAssistant, getter: str) -> Info | Unavailable:
    try:
        from homeassistant.components import hassio  # optional

        with contained():
            return require_type(getattr(hassio, getter)(hass), dict)
    except HomeAssistantError:  # the Supervisor has not responded yet
        return not_ready(hass)
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


def _active_issues(hass: HomeAssistant) -> list[ir.IssueEntry]:
    """Return the active issues of the Supervisor, including ignored ones."""
    return [
        issue
        for issue in ir.async_get(hass).issues.values()
        if issue.domain == DOMAIN and issue.active
    ]


def _reasons(hass: HomeAssistant) -> dict[str, tuple[str, ...]]:
    """Return the reasons by kind."""
    issue_ids = sorted(issue.issue_id for issue in _active_issues(hass))
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


def _issues(
    hass: HomeAssistant, apps: tuple[App, ...] | Unavailable
) -> tuple[SupervisorIssue, ...] | Unavailable:
    """Return what the Supervisor found besides the reasons of its health."""
    names = {} if isinstance(apps, Unavailable) else {app.slug: app.name for app in apps}
    listed = _listed_issues(hass)
    if isinstance(listed, Unavailable):
        return listed
    found = {
        identifier: _issue(key, names.get(about or "") or about, shown=False)
        for identifier, (key, about) in listed.items()
    } | {
        issue.issue_id: _issue(key, _about(issue, names), shown=True)
        for issue in _active_issues(hass)
        if (key := issue.translation_key or "").startswith(ISSUE)
    }
    return tuple(sorted(found.values(), key=lambda issue: (issue.key, issue.about or "")))


def _issue(key: str, about: str | None, *, shown: bool) -> SupervisorIssue:
    return SupervisorIssue(
        key=clip(key.removeprefix(ISSUE)), about=clip(about) if about else None, shown=shown
    )


def _listed_issues(hass: HomeAssistant) -> dict[str, tuple[str, str | None]] | Unavailable:
    """Return the key and the subject of every issue that Home Assistant has read, by its id."""
    try:
        from homeassistant.components.hassio.coordinator import get_issues_info  # private

        coordinator = get_issues_info(hass)
        if coordinator is None:
            return not_ready(hass)
        if coordinator.data is not None:
            return {
                issue.uuid.hex: (require_type(issue.key, str), _text_or_none(issue.reference))
                for issue in coordinator.issues
            }
        if coordinator.last_update_success:
            return Unavailable(Reason.STARTING)
        # Home Assistant wraps what its client raised.
        cause = getattr(coordinator.last_exception, "__cause__", None)
        return Unavailable(reason_of(cause) if isinstance(cause, Exception) else Reason.NOT_LOADED)
    except Exception as err:  # noqa: BLE001 - private API
        return Unavailable(reason_of(err))


def _about(issue: ir.IssueEntry, names: Mapping[str, str]) -> str | None:
    placeholders = issue.translation_placeholders or {}
    slug = _text_or_none(placeholders.get("reference"))
    return names.get(slug or "") or _text_or_none(placeholders.get("addon")) or slug


def _text_or_none(value: object) -> str | None:
    return value if isinstance(value, str) else None
