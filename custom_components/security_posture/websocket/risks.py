"""The websocket commands of accepted findings: accept, reopen, list."""

from datetime import date, datetime, timedelta
import re
from typing import Any, Final
import unicodedata

import probatio as vol

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.components.websocket_api.const import (
    ERR_INVALID_FORMAT,
    ERR_NOT_ALLOWED,
    ERR_NOT_FOUND,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..coordinator import PostureCoordinator
from ..posture.checks import CHECKS
from ..posture.history import CONFIRMABLE
from ..posture.model import AcceptanceRequest
from ..storage.accepted_risks import MAX_REASON, NotFoundError, NotSavedError
from .confirmation import confirmation_for
from .decorators import ERR_NOT_READY, UNVALIDATED, require_password_login, with_coordinator

# Days ahead: an accepted finding is reviewed at least once a year.
MAX_DAYS: Final = 366
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@callback
def async_register(hass: HomeAssistant) -> None:
    """Register the commands; they answer even while the entry is not loaded."""
    for command in (ws_accept_risk, ws_reopen_risk, ws_accepted_risks):
        websocket_api.async_register_command(hass, command)


@websocket_api.require_admin
@require_password_login("accept findings")
@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/accept_risk",
        vol.Required("check_id"): UNVALIDATED,
        vol.Required("reason"): UNVALIDATED,
        vol.Required("until"): UNVALIDATED,
    }
)
@websocket_api.async_response
@with_coordinator
async def ws_accept_risk(
    hass: HomeAssistant,
    connection: ActiveConnection,
    msg: dict[str, Any],
    coordinator: PostureCoordinator,
) -> None:
    """Accept an open finding, for a reason and until the end of a day."""
    check_id, reason, until = msg["check_id"], _reason(msg["reason"]), _end_of_day(msg["until"])
    if not isinstance(check_id, str) or reason is None or until is None:
        connection.send_error(
            msg["id"], ERR_INVALID_FORMAT, "A check, a reason and a day are needed"
        )
        return
    if check_id == CONFIRMABLE and confirmation_for(hass, connection, coordinator) is None:
        # A new administrator must not hide that they are new.
        connection.send_error(
            msg["id"], ERR_NOT_ALLOWED, "Only an administrator who is not new can accept this"
        )
        return
    request = AcceptanceRequest(reason=reason, until=until, user_id=connection.user.id)
    try:
        await coordinator.risks.async_accept(check_id, request)
    except NotFoundError:
        connection.send_error(msg["id"], ERR_NOT_FOUND, "There is no such open finding")
    except NotSavedError:
        connection.send_error(msg["id"], ERR_NOT_READY, "The finding was not accepted")
    else:
        connection.send_result(msg["id"])


@websocket_api.require_admin
@require_password_login("accept findings")
@websocket_api.websocket_command(
    {vol.Required("type"): f"{DOMAIN}/reopen_risk", vol.Required("check_id"): UNVALIDATED}
)
@websocket_api.async_response
@with_coordinator
async def ws_reopen_risk(
    hass: HomeAssistant,
    connection: ActiveConnection,
    msg: dict[str, Any],
    coordinator: PostureCoordinator,
) -> None:
    """Remove the acceptance of a finding."""
    check_id = msg["check_id"]
    if not isinstance(check_id, str):
        connection.send_error(msg["id"], ERR_INVALID_FORMAT, "A check is needed")
        return
    try:
        await coordinator.risks.async_reopen(check_id)
    except NotFoundError:
        connection.send_error(msg["id"], ERR_NOT_FOUND, "There is no such accepted finding")
    except NotSavedError:
        connection.send_error(msg["id"], ERR_NOT_READY, "The finding was not reopened")
    else:
        connection.send_result(msg["id"])


@websocket_api.require_admin
@require_password_login("accept findings")
@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/accepted_risks"})
@websocket_api.async_response
@with_coordinator
async def ws_accepted_risks(
    hass: HomeAssistant,
    connection: ActiveConnection,
    msg: dict[str, Any],
    coordinator: PostureCoordinator,
) -> None:
    """Send all acceptances, with the names of the users who accepted."""
    risks = coordinator.risks
    names = {risks.user_key(user.id): user.name for user in await hass.auth.async_get_users()}
    rows = [
        {
            "check_id": check_id,
            "reason": each.reason,
            "until": each.until.isoformat(),
            "accepted_at": each.accepted_at.isoformat(),
            "by": names.get(each.by),
        }
        for check_id, each in risks.of_checks(CHECKS).items()
    ]
    connection.send_result(msg["id"], {"rows": rows})


def _reason(value: object) -> str | None:
    """Return the reason as one line, or None if it is invalid."""
    text = " ".join(value.split()) if isinstance(value, str) else ""
    kinds = {unicodedata.category(char) for char in text}
    # No control characters, no half of a surrogate pair (it cannot be stored), and something
    # visible: letters, numbers, punctuation or symbols.
    is_valid = kinds.isdisjoint({"Cc", "Cs"}) and any(kind[0] in "LNPS" for kind in kinds)
    return text if is_valid and len(text) <= MAX_REASON else None


def _end_of_day(value: object) -> datetime | None:
    """Return the last second of a day in local time, or None if the day is not allowed."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    today = dt_util.now().date()
    if not today < day <= today + timedelta(days=MAX_DAYS):
        return None
    midnight = dt_util.start_of_local_day(day + timedelta(days=1))
    return dt_util.as_utc(midnight) - timedelta(seconds=1)
