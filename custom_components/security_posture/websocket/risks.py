"""The websocket commands about accepted findings: accept one, reopen it, list them with names.

What is asked for is looked at here rather than by a schema: Home Assistant writes whatever a
schema refuses into its log, and a reason does not belong there.
"""

from datetime import date, datetime, timedelta
import re
from typing import Any, Final
import unicodedata

import probatio as vol

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.components.websocket_api.const import (
    ERR_INVALID_FORMAT,
    ERR_NOT_FOUND,
    ERR_UNAUTHORIZED,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..posture.checks import CHECKS
from ..posture.model import AcceptanceRequest
from ..storage.accepted_risks import MAX_REASON, AcceptedRisks, NotFoundError, NotKeptError
from .decorators import is_passwordless
from .reports import ERR_NOT_READY
from .snapshot import loaded_coordinator

# Days ahead: whoever accepts something looks at it again within a year.
LONGEST: Final = 366
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@callback
def async_register(hass: HomeAssistant) -> None:
    """Register the commands; they answer even while the entry is not loaded."""
    for command in (ws_accept_risk, ws_reopen_risk, ws_accepted_risks):
        websocket_api.async_register_command(hass, command)


@websocket_api.require_admin
@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/accept_risk",
        vol.Required("check_id"): object,
        vol.Required("reason"): object,
        vol.Required("until"): object,
    }
)
@websocket_api.async_response
async def ws_accept_risk(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Accept an open finding, for a reason and until the end of a day."""
    if (risks := _risks(hass, connection, msg)) is None:
        return
    check_id, reason, until = msg["check_id"], _reason(msg["reason"]), _end_of(msg["until"])
    if not isinstance(check_id, str) or reason is None or until is None:
        _refuse(connection, msg, ERR_INVALID_FORMAT, "A check, a reason and a day are needed")
        return
    consent = AcceptanceRequest(reason=reason, until=until, user_id=connection.user.id)
    try:
        await risks.async_accept(check_id, consent)
    except NotFoundError:
        _refuse(connection, msg, ERR_NOT_FOUND, "There is no such open finding")
    except NotKeptError:
        _refuse(connection, msg, ERR_NOT_READY, "The finding was not accepted")
    else:
        connection.send_result(msg["id"])


@websocket_api.require_admin
@websocket_api.websocket_command(
    {vol.Required("type"): f"{DOMAIN}/reopen_risk", vol.Required("check_id"): object}
)
@websocket_api.async_response
async def ws_reopen_risk(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Take the acceptance of a finding back."""
    if (risks := _risks(hass, connection, msg)) is None:
        return
    check_id = msg["check_id"]
    if not isinstance(check_id, str):
        _refuse(connection, msg, ERR_INVALID_FORMAT, "A check is needed")
        return
    try:
        await risks.async_reopen(check_id)
    except NotFoundError:
        _refuse(connection, msg, ERR_NOT_FOUND, "There is no such accepted finding")
    except NotKeptError:
        _refuse(connection, msg, ERR_NOT_READY, "The finding was not reopened")
    else:
        connection.send_result(msg["id"])


@websocket_api.require_admin
@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/accepted_risks"})
@websocket_api.async_response
async def ws_accepted_risks(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Send what stands accepted, with the names of those who accepted it."""
    if (risks := _risks(hass, connection, msg)) is None:
        return
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


def _risks(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> AcceptedRisks | None:
    """Return what was accepted; None, and the answer is sent, where it is not to be had."""
    if is_passwordless(hass, connection):
        _refuse(connection, msg, ERR_UNAUTHORIZED, "Sign in with a password to accept findings")
        return None
    coordinator = loaded_coordinator(hass)
    if coordinator is None or coordinator.summary is None:
        _refuse(connection, msg, ERR_NOT_READY, "There is no report yet")
        return None
    return coordinator.risks


def _reason(value: object) -> str | None:
    """Return the reason as one line; None: it is none."""
    text = " ".join(value.split()) if isinstance(value, str) else ""
    kinds = {unicodedata.category(char) for char in text}
    # Neither control characters nor half of a surrogate pair, which cannot be written; and
    # something to be seen: letters, numbers, punctuation or symbols.
    is_written = kinds.isdisjoint({"Cc", "Cs"}) and any(kind[0] in "LNPS" for kind in kinds)
    return text if is_written and len(text) <= MAX_REASON else None


def _end_of(value: object) -> datetime | None:
    """Return the last second of a day, local time; None: it is no day that can be chosen."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    today = dt_util.now().date()
    if not today < day <= today + timedelta(days=LONGEST):
        return None
    midnight = dt_util.start_of_local_day(day + timedelta(days=1))
    return dt_util.as_utc(midnight) - timedelta(seconds=1)


def _refuse(connection: ActiveConnection, msg: dict[str, Any], code: str, words: str) -> None:
    connection.send_error(msg["id"], code, words)
