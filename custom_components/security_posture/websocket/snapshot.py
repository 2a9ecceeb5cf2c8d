"""The message of `security_posture/subscribe` (its shape: docs/architecture.md)."""

from typing import Any, Final

from homeassistant.auth.models import User
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..const import CONF_VIEWER_DETAIL, DOMAIN
from ..coordinator import PostureConfigEntry, PostureCoordinator
from ..frontend import card_hash
from ..options.schedule import max_report_age
from ..posture import RULESET
from ..posture.projection import for_admin, for_viewer, without_report

SCHEMA: Final = 1


def loaded_coordinator(hass: HomeAssistant) -> PostureCoordinator | None:
    """Return the coordinator of the entry, or None while it is not loaded."""
    entries: list[PostureConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    return entries[0].runtime_data if entries else None


def snapshot(hass: HomeAssistant, user: User) -> dict[str, Any]:
    """Return what one listener may see now. Times are ISO 8601 UTC."""
    coordinator = loaded_coordinator(hass)
    report = coordinator.data if coordinator else None
    options = coordinator.config_entry.options if coordinator else {}
    is_admin = user.is_admin
    head = {
        "schema": SCHEMA,
        "ruleset": RULESET,
        "card": card_hash(hass),
        "audience": "admin" if is_admin else "viewer",
        "phase": phase(hass),
        "now": dt_util.utcnow().isoformat(),
        "stale": coordinator.is_stale if coordinator else False,
        "stale_after": int(max_report_age(options).total_seconds()),
    }
    if coordinator is None or report is None:
        return head | without_report(is_admin=is_admin)
    if is_admin:
        return head | for_admin(report, coordinator.risks.user_key(user.id))
    detail = options.get(CONF_VIEWER_DETAIL, "areas")
    return head | for_viewer(report.summary, detail)


def phase(hass: HomeAssistant) -> str:
    """Return how far the entry has come: one of the words of the contract."""
    entry = next(iter(hass.config_entries.async_entries(DOMAIN)), None)
    if entry is None or entry.disabled_by:
        return "not_configured"
    match entry.state:
        case ConfigEntryState.LOADED:
            coordinator: PostureCoordinator = entry.runtime_data
            if not coordinator.last_update_success:
                return "failed"
            return "ready" if coordinator.data else "starting"
        case (
            ConfigEntryState.NOT_LOADED
            | ConfigEntryState.SETUP_IN_PROGRESS
            | ConfigEntryState.UNLOAD_IN_PROGRESS
        ):
            return "starting"
        case _:
            return "failed"
