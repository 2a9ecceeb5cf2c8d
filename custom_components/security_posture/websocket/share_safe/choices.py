"""The websocket command that keeps what a person decided about kinds and texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import probatio as vol

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.components.websocket_api.const import ERR_INVALID_FORMAT
from homeassistant.core import HomeAssistant, callback

from ...const import DOMAIN
from ...coordinator import loaded_coordinator
from ...share_safe import Choices, Private, fold_text
from ...storage.copy_choices import FIXED, NotSavedError, copy_choices_store
from ..decorators import ERR_NOT_READY, UNVALIDATED, require_password_login

# In characters; the scan suggests no longer text.
MAX_TEXT: Final = 256
# More than a review lists.
_MAX_REVIEWED: Final = 1_000

type Decision = tuple[Private, str, bool]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The decisions that a person has seen, and those of the other administrators since.

    What was to be replaced then or is now is replaced.
    """

    seen: Mapping[tuple[Private, str], bool]
    stored: Choices

    def is_on(self, kind: Private, text: str) -> bool | None:
        """Return the decision about a text in any spelling, or about a whole kind."""
        folded = fold_text(text)
        stored = self.stored.is_on(kind, folded)
        return True if stored else self.seen.get((kind, folded), stored)


def parse_reviewed(value: object) -> Mapping[tuple[Private, str], bool] | None:
    """Return the decisions of a list, or None if it is invalid."""
    if not isinstance(value, list) or len(value) > _MAX_REVIEWED:
        return None
    parsed = [parse_decision(row) if isinstance(row, dict) else None for row in value]
    decisions = [row for row in parsed if row]
    return {(kind, text): on for kind, text, on in decisions} if all(parsed) else None


def parse_decision(fields: Mapping[str, Any]) -> Decision | None:
    """Return a decision about a folded text or a whole kind, or None if it is invalid."""
    kind, text, on = _kind(fields.get("kind")), fields.get("text", ""), fields.get("on")
    if kind is None or not isinstance(on, bool) or not _is_text(text):
        return None
    return kind, fold_text(text), on


@callback
def async_register(hass: HomeAssistant) -> None:
    """Register the command."""
    websocket_api.async_register_command(hass, ws_choose)


@websocket_api.require_admin
@require_password_login("get a copy")
@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/share_safe/choose",
        vol.Required("kind"): UNVALIDATED,
        vol.Optional("text", default=""): UNVALIDATED,
        vol.Required("on"): UNVALIDATED,
    }
)
@websocket_api.async_response
async def ws_choose(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Keep a decision for the next copies."""
    decision = parse_decision(msg)
    if decision is None:
        connection.send_error(
            msg["id"], ERR_INVALID_FORMAT, "A kind that can be switched off is needed"
        )
        return
    if loaded_coordinator(hass) is None:
        # Stored decisions are deleted with the config entry.
        connection.send_error(msg["id"], ERR_NOT_READY, "The integration is not set up")
        return
    try:
        kind, text, on = decision
        await copy_choices_store(hass).async_choose(kind, text, on=on)
    except NotSavedError:
        connection.send_error(msg["id"], ERR_NOT_READY, "The decision was not kept")
    else:
        connection.send_result(msg["id"])


def _kind(value: object) -> Private | None:
    """Return the kind, or None if it is none or always replaced."""
    found = next((kind for kind in Private if kind.value == value), None)
    return None if found in FIXED else found


def _is_text(value: object) -> bool:
    """Return whether it is empty, for the whole kind, or a text that can be found."""
    if not isinstance(value, str) or len(value) > MAX_TEXT:
        return False
    return not value or bool(fold_text(value).strip())
