"""The websocket command that makes a copy of the configuration that is safe to share.

Progress and the copy are sent as events. Nothing is written to disk, and nothing is served
over HTTP, where a browser would cache it.
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
from homeassistant.components.websocket_api.const import ERR_INVALID_FORMAT
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..share_safe import Knowledge, Name, Private, Progress, archive, make_copy
from .decorators import ERR_NOT_READY, UNVALIDATED, require_password_login
from .share_safe_names import async_names

_LOGGER = getLogger(__name__)

# One at a time: it reads and rewrites every file.
_BUSY: Final[HassKey[bool]] = HassKey(f"{DOMAIN}_share_safe")
# A typical configuration is a hundredth of this; a tablet cannot handle larger messages.
MAX_BYTES: Final = 16 * 1024 * 1024
MAX_WORDS: Final = 500
# In characters.
WORD_LENGTH: Final = range(2, 101)
# Seconds between two progress events.
_PROGRESS_INTERVAL: Final = 0.5


class _CancelledError(Exception):
    """The client unsubscribed before the copy was made."""


@callback
def async_register(hass: HomeAssistant) -> None:
    """Register the command."""
    websocket_api.async_register_command(hass, ws_share_safe)


@websocket_api.require_admin
@require_password_login("get a copy")
@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/share_safe",
        vol.Optional("words", default=[]): UNVALIDATED,
    }
)
@websocket_api.async_response
async def ws_share_safe(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Make the copy and send it."""
    if (words := _words(msg["words"])) is None:
        connection.send_error(msg["id"], ERR_INVALID_FORMAT, "A list of short words is needed")
        return
    if hass.data.get(_BUSY):
        connection.send_error(msg["id"], ERR_NOT_READY, "Another copy is being made")
        return
    hass.data[_BUSY] = True
    cancelled = threading.Event()
    connection.subscriptions[msg["id"]] = cancelled.set
    connection.send_result(msg["id"])

    @callback
    def send(event: dict[str, Any]) -> None:
        if not cancelled.is_set():
            connection.send_event(msg["id"], event)

    def send_progress(done: int, of: int) -> None:
        if cancelled.is_set():
            raise _CancelledError
        hass.loop.call_soon_threadsafe(send, {"progress": {"done": done, "of": of}})

    try:
        names = [*await async_names(hass), *(Name(Private.WORD, word) for word in words)]
        directory = Path(hass.config.config_dir)
        result = await hass.async_add_executor_job(
            _copy, directory, names, _throttled(send_progress)
        )
        # Let the loop send the progress that the thread has queued before the result.
        await asyncio.sleep(0)
        send(result)
    except _CancelledError:
        pass
    except Exception as error:  # noqa: BLE001 - its text may quote secrets
        _LOGGER.error(  # noqa: TRY400 - the traceback may quote secrets too
            "The copy to share could not be made (%s)", type(error).__name__
        )
        send({"failed": "failed"})
    finally:
        hass.data.pop(_BUSY, None)


def _words(value: object) -> list[str] | None:
    """Return the words to replace, or None if they are invalid."""
    if not isinstance(value, list) or len(value) > MAX_WORDS:
        return None
    words = [word for word in value if isinstance(word, str) and len(word) in WORD_LENGTH]
    return words if len(words) == len(value) else None


def _copy(directory: Path, names: list[Name], progress: Progress) -> dict[str, Any]:
    copy = make_copy(directory, Knowledge(names=tuple(names)), progress=progress)
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


def _throttled(progress: Progress) -> Progress:
    """Limit progress calls to one per interval; the last one is always made."""
    last = 0.0

    def throttled(done: int, of: int) -> None:
        nonlocal last
        if done == of or time.monotonic() - last >= _PROGRESS_INTERVAL:
            last = time.monotonic()
            progress(done, of)

    return throttled
