"""The websocket command that makes a copy of the configuration that is safe to share.

Sent as events: how far it is, and at the end the copy itself. Nothing is written to disk, and
nothing is served by HTTP, where a browser would keep it. The words are looked at here
rather than by a schema: Home Assistant writes whatever a schema refuses into its log.
"""

import asyncio
from base64 import b64encode
from logging import getLogger
from pathlib import Path
import threading
import time
from typing import Any, Final

import probatio as vol

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.components.websocket_api.const import ERR_INVALID_FORMAT, ERR_UNAUTHORIZED
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..share_safe import Name, Private, Progress, archive, make_copy
from .decorators import is_passwordless
from .reports import ERR_NOT_READY
from .share_safe_names import async_names

_LOGGER = getLogger(__name__)

# One at a time: it reads and rewrites every file.
_BUSY: Final[HassKey[bool]] = HassKey(f"{DOMAIN}_share_safe")
# A configuration of text is a hundredth of it; more is no message for a tablet.
MAX_BYTES: Final = 16 * 1024 * 1024
MAX_WORDS: Final = 500
# In characters.
WORD_LENGTH: Final = range(2, 101)
# Seconds between two words about the progress.
_TELL_EVERY: Final = 0.5


class _StoppedError(Exception):
    """Nobody waits for the copy any more."""


@callback
def async_register(hass: HomeAssistant) -> None:
    """Register the command."""
    websocket_api.async_register_command(hass, ws_share_safe)


@websocket_api.require_admin
@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/share_safe",
        vol.Optional("words", default=[]): object,
    }
)
@websocket_api.async_response
async def ws_share_safe(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Make the copy, and send it."""
    if is_passwordless(hass, connection):
        connection.send_error(msg["id"], ERR_UNAUTHORIZED, "Sign in with a password to get a copy")
        return
    if (words := _words(msg["words"])) is None:
        connection.send_error(msg["id"], ERR_INVALID_FORMAT, "A list of short words is needed")
        return
    if hass.data.get(_BUSY):
        connection.send_error(msg["id"], ERR_NOT_READY, "Another copy is being made")
        return
    hass.data[_BUSY] = True
    stop = threading.Event()
    connection.subscriptions[msg["id"]] = stop.set
    connection.send_result(msg["id"])

    @callback
    def send(event: dict[str, Any]) -> None:
        if not stop.is_set():
            connection.send_event(msg["id"], event)

    def tell(done: int, of: int) -> None:
        if stop.is_set():
            raise _StoppedError
        hass.loop.call_soon_threadsafe(send, {"progress": {"done": done, "of": of}})

    try:
        names = [*await async_names(hass), *(Name(Private.WORD, word) for word in words)]
        directory = Path(hass.config.config_dir)
        made = await hass.async_add_executor_job(_copy, directory, names, _seldom(tell))
        # What the thread said of its progress waits for the loop; a quick thread is overtaken.
        await asyncio.sleep(0)
        send(made)
    except _StoppedError:
        pass
    except Exception as error:  # noqa: BLE001 - its text may quote what it tripped over
        _LOGGER.error(  # noqa: TRY400 - its trace may too
            "The copy to share could not be made (%s)", type(error).__name__
        )
        send({"failed": "failed"})
    finally:
        hass.data.pop(_BUSY, None)


def _words(value: object) -> list[str] | None:
    """Return the words to replace; None: they are none."""
    if not isinstance(value, list) or len(value) > MAX_WORDS:
        return None
    words = [word for word in value if isinstance(word, str) and len(word) in WORD_LENGTH]
    return words if len(words) == len(value) else None


def _copy(directory: Path, names: list[Name], tell: Progress) -> dict[str, Any]:
    copy = make_copy(directory, names, tell)
    packed = archive(copy)
    if len(packed) > MAX_BYTES:
        return {"failed": "too_large"}
    return {
        "copy": {
            "files": len(copy.files),
            "left_out": len(copy.left_out),
            "counts": copy.counts(),
            "zip": b64encode(packed).decode(),
        }
    }


def _seldom(tell: Progress) -> Progress:
    """Return the same, but not for every file of thousands."""
    last = 0.0

    def told(done: int, of: int) -> None:
        nonlocal last
        if done == of or time.monotonic() - last >= _TELL_EVERY:
            last = time.monotonic()
            tell(done, of)

    return told
