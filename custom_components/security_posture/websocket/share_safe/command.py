"""The websocket command that reviews and makes a shareable copy of the configuration.

Progress, the review and the copy are sent as events. Nothing is written to disk, and nothing is
served over HTTP, where a browser would cache it.
"""

import asyncio
from dataclasses import replace
from logging import getLogger
from pathlib import Path
from typing import Any, Final

import probatio as vol

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.components.websocket_api.const import ERR_INVALID_FORMAT
from homeassistant.core import HomeAssistant, callback

from ...collectors.common.executor import shared_executor
from ...const import DOMAIN
from ...share_safe import Choices, Knowledge, Name, Private, make_copy
from ...storage.copy_choices import copy_choices_store
from ..decorators import ERR_NOT_READY, UNVALIDATED, require_password_login
from .answer import copy_answer, review_answer
from .choices import Reviewed, parse_reviewed
from .job import RUNNING, Job, StoppedError
from .knowledge import async_knowledge

_LOGGER = getLogger(__name__)

MAX_WORDS: Final = 500
# In characters.
WORD_LENGTH: Final = range(2, 101)


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
        # Clients of earlier versions do not send it.
        vol.Optional("review", default=None): UNVALIDATED,
        vol.Optional("reviewed", default=[]): UNVALIDATED,
    }
)
@websocket_api.async_response
async def ws_share_safe(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Make the copy, and send it or its review."""
    words, review, seen = _words(msg["words"]), msg["review"], parse_reviewed(msg["reviewed"])
    if words is None or seen is None or not (review is None or isinstance(review, bool)):
        connection.send_error(msg["id"], ERR_INVALID_FORMAT, "A list of short words is needed")
        return
    if running := hass.data.get(RUNNING):
        await running.async_stopped()
    if hass.data.get(RUNNING):
        connection.send_error(msg["id"], ERR_NOT_READY, "Another copy is being made")
        return
    job = hass.data[RUNNING] = Job(hass, connection, msg["id"])
    connection.send_result(msg["id"])
    try:
        # The decisions first: this waits for one that was sent just before.
        choices = Reviewed(seen, await copy_choices_store(hass).async_choices())
        known = await async_knowledge(hass)
        knowledge = replace(known, names=(*known.names, *words))
        answer = await shared_executor(hass).run(
            _answer, Path(hass.config.config_dir), knowledge, choices, job, review
        )
        # Let the loop send the progress that the thread has queued before the result.
        await asyncio.sleep(0)
        job.async_send(answer)
    except StoppedError:
        pass
    except Exception as error:  # noqa: BLE001 - its text may quote secrets
        _LOGGER.error(  # noqa: TRY400 - the traceback may quote secrets too
            "The shareable copy could not be created (%s)", type(error).__name__
        )
        job.async_end("failed")
    finally:
        job.async_finish()
        del hass.data[RUNNING]


def _words(value: object) -> list[Name] | None:
    """Return the words to replace, or None if they are invalid."""
    if not isinstance(value, list) or len(value) > MAX_WORDS:
        return None
    words = [word for word in value if isinstance(word, str) and len(word) in WORD_LENGTH]
    return [Name(Private.WORD, word) for word in words] if len(words) == len(value) else None


def _answer(
    directory: Path, knowledge: Knowledge, choices: Choices, job: Job, review: bool | None
) -> dict[str, Any]:
    copy = make_copy(directory, knowledge, choices, job.progress, job.stop)
    job.stop()
    return (
        review_answer(copy)
        if review
        else copy_answer(copy, with_words=review is not None, stop=job.stop)
    )
