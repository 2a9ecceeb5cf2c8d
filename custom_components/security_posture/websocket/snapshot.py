"""The message of `security_posture/subscribe` (documented in docs/architecture.md)."""

from typing import Any, Final

from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..const import CONF_VIEWER_DETAIL
from ..coordinator import loaded_coordinator, phase
from ..posture import RULESET
from ..posture.projection import for_admin, for_viewer, without_report
from ..scheduling.intervals import max_report_age
from ..ui.card_file import card_hash

SCHEMA: Final = 1


def snapshot(
    hass: HomeAssistant, user: User, *, has_password_login: bool = False
) -> dict[str, Any]:
    """Return what a user is allowed to see now. Times are ISO 8601 UTC."""
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
        reader = coordinator.risks.user_key(user.id)
        return head | for_admin(report, reader, with_reasons=has_password_login)
    detail = options.get(CONF_VIEWER_DETAIL, "areas")
    return head | for_viewer(report.summary, detail)
