"""The websocket command that reviews and sends a shareable copy."""

from base64 import b64decode
from collections.abc import Awaitable, Callable, Iterator
import io
import json
import logging
from pathlib import Path
import threading
import time
from typing import Any
from unittest.mock import patch
import zipfile

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.share_safe import (
    Choices,
    Copy,
    Knowledge,
    Private,
    Progress,
)
from custom_components.security_posture.share_safe.model import (
    KindReview,
    LeftOut,
    Place,
    Review,
    Suggestion,
    WordReview,
)
from custom_components.security_posture.websocket.share_safe import answer, command
from homeassistant.auth.const import GROUP_ID_USER
from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component

from ..conftest import TokenFor
from ..support.audit import audited

COMMAND = {"type": f"{DOMAIN}/share_safe"}
# What the first released cards expect, and no more.
OF_A_COPY = {"files", "left_out", "counts", "zip"}
PLANTED = """mqtt:
  password: Sommer2019.
notify: mobile_app_otto
script:
  call:
    alias: Called by Tilda Swanlake at the Moonbase, Acme, with the Ottokar Phone and with Bertram
"""


@pytest.fixture(autouse=True)
async def _home(hass: HomeAssistant, tmp_path: Path, entry: MockConfigEntry) -> None:
    """Give the instance a configuration directory, and names of all kinds."""
    (tmp_path / "configuration.yaml").write_text(PLANTED)
    hass.config.config_dir = str(tmp_path)
    assert await async_setup_component(hass, DOMAIN, {})
    hass.states.async_set("person.tilda", "home", {"friendly_name": "Tilda Swanlake"})
    hass.states.async_set("zone.base", "0", {"friendly_name": "Moonbase"})
    MockUser(name="Bertram").add_to_hass(hass)
    dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("mobile_app", "x")}, name="Ottokar Phone"
    )


async def _made(client: Any, **fields: Any) -> list[dict[str, Any]]:
    """Return all events of a copy."""
    await client.send_json_auto_id(COMMAND | fields)
    answer = await client.receive_json()
    assert answer["success"], answer
    events = [(await client.receive_json())["event"]]
    while "progress" in events[-1]:
        events.append((await client.receive_json())["event"])
    return events


async def test_a_copy(hass_ws_client: WebSocketGenerator) -> None:
    *progress, last = await _made(await hass_ws_client(), words=["Acme"])
    copy = last["copy"]
    assert copy.keys() == OF_A_COPY
    assert (copy["files"], copy["left_out"]) == (1, 0)
    assert copy["counts"]["password"] == copy["counts"]["word"] == 1
    with zipfile.ZipFile(io.BytesIO(b64decode(copy["zip"]))) as file:
        assert set(file.namelist()) == {"configuration.yaml", "replaced.csv"}
        text = file.read("configuration.yaml").decode()
    assert "password: password_1" in text
    for name in ("Tilda", "Swanlake", "Moonbase", "Acme", "Ottokar", "Bertram", "otto", "Sommer"):
        assert name not in text
    assert progress[-1] == {"progress": {"done": 2, "of": 2}}


async def test_a_copy_is_written_nowhere(
    hass_ws_client: WebSocketGenerator, tmp_path: Path
) -> None:
    client = await hass_ws_client()
    before = sorted(tmp_path.rglob("*"))
    with audited() as events:
        assert "copy" in (await _made(client))[-1]
    assert [event for event in events if event[0] in ("write", "program")] == []
    assert sorted(tmp_path.rglob("*")) == before
    with audited() as events:
        (tmp_path / "copy.zip").touch()
    assert events


async def test_unauthorized(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, token_for: TokenFor
) -> None:
    for kind, provider in (("user", "homeassistant"), ("admin", "trusted_networks")):
        client = await hass_ws_client(hass, await token_for(kind, provider=provider))
        await client.send_json_auto_id(COMMAND)
        answer = await client.receive_json()
        assert answer["error"]["code"] == "unauthorized"


@pytest.mark.parametrize(
    "words",
    [
        ["Acme", "x"],
        ["Acme" * 26],
        [["Acme"]],
        [5],
        "Acme",
        {"Acme": None},
        None,
        ["Acme"] * 501,
    ],
)
async def test_invalid_words(
    hass_ws_client: WebSocketGenerator, caplog: pytest.LogCaptureFixture, words: object
) -> None:
    client = await hass_ws_client()
    await client.send_json_auto_id(COMMAND | {"words": words})
    error = (await client.receive_json())["error"]
    assert error["code"] == "invalid_format"
    # At level debug Home Assistant logs every message.
    logged = [row.getMessage() for row in caplog.records if row.levelno > logging.DEBUG]
    assert "Acme" not in "\n".join([*logged, error["message"]])


class SlowCopy:
    """A copy that is inside one large file until it is stopped or may go on."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Start with a copy that has not begun."""
        self._hass = hass
        self._begun, self.goes_on, self._ended = (threading.Event() for _ in range(3))
        self.ended_by: str | None = None

    def make_copy(
        self,
        _directory: Path,
        _knowledge: Knowledge,
        _choices: Choices,
        _progress: Progress,
        stop: Callable[[], None],
    ) -> Copy:
        """Stand in for `make_copy`."""
        self._begun.set()
        try:
            while not self.goes_on.wait(0.01):
                stop()
        except Exception as error:
            self.ended_by = type(error).__name__
            raise
        finally:
            self._ended.set()
        return Copy(files={"configuration.yaml": "a: 1"})

    async def begun(self) -> None:
        """Wait until the thread works."""
        assert await self._hass.async_add_executor_job(self._begun.wait, 60)

    async def ended(self) -> None:
        """Wait until the thread has ended."""
        assert await self._hass.async_add_executor_job(self._ended.wait, 60)
        await self._hass.async_block_till_done(wait_background_tasks=True)


@pytest.fixture
def slow(hass: HomeAssistant) -> Iterator[SlowCopy]:
    """Replace the copy by a slow one."""
    copy = SlowCopy(hass)
    with patch.object(command, "make_copy", copy.make_copy):
        yield copy
        copy.goes_on.set()


@pytest.mark.parametrize("review", [True, False])
async def test_one_at_a_time_and_stopped_inside_a_file(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, slow: SlowCopy, review: bool
) -> None:
    client, other = await hass_ws_client(), await hass_ws_client()
    await client.send_json_auto_id(COMMAND | {"review": review})
    subscription = (await client.receive_json())["id"]
    await slow.begun()
    await other.send_json_auto_id(COMMAND)
    assert (await other.receive_json())["error"]["code"] == "not_ready"
    await client.send_json_auto_id({"type": "unsubscribe_events", "subscription": subscription})
    assert (await client.receive_json())["success"]
    # The next copy waits for the thread to stop.
    with patch.object(command, "make_copy", lambda *_: Copy()):
        assert "copy" in (await _made(other))[-1]
    await slow.ended()
    assert slow.ended_by == "StoppedError"


async def test_stopped_by_a_lost_connection(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, slow: SlowCopy
) -> None:
    client = await hass_ws_client()
    await client.send_json_auto_id(COMMAND)
    await client.receive_json()
    await slow.begun()
    await client.close()
    await slow.ended()
    assert slow.ended_by == "StoppedError"


async def _unload(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    assert await hass.config_entries.async_unload(entry.entry_id)


async def _reload(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    assert await hass.config_entries.async_reload(entry.entry_id)


@pytest.mark.parametrize("stop", [_unload, _reload])
async def test_stopped_with_the_integration(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    slow: SlowCopy,
    stop: Callable[[HomeAssistant, MockConfigEntry], Awaitable[None]],
) -> None:
    client = await hass_ws_client()
    await client.send_json_auto_id(COMMAND)
    await client.receive_json()
    await slow.begun()
    await stop(hass, entry)
    assert (await client.receive_json())["event"] == {"failed": "stopped"}
    await slow.ended()
    assert slow.ended_by == "StoppedError"


# aiohttp leaves its heartbeat behind when the server closes the connection.
closes_connection = pytest.mark.parametrize("expected_lingering_timers", [True])


@closes_connection
async def test_stopped_with_home_assistant(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, slow: SlowCopy
) -> None:
    client = await hass_ws_client()
    await client.send_json_auto_id(COMMAND)
    await client.receive_json()
    await slow.begun()
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STOP)
    await slow.ended()
    assert slow.ended_by == "StoppedError"


async def _demote(hass: HomeAssistant, user: MockUser) -> None:
    await hass.auth.async_update_user(user, group_ids=[GROUP_ID_USER])


async def _remove_credential(hass: HomeAssistant, user: MockUser) -> None:
    user.credentials.clear()


async def _deactivate_only(_hass: HomeAssistant, user: MockUser) -> None:
    """As another part of Home Assistant may, without closing the connection."""
    user.is_active = False


@pytest.mark.parametrize("review", [True, False])
@pytest.mark.parametrize("lose", [_demote, _remove_credential, _deactivate_only])
async def test_a_right_that_was_lost_meanwhile(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
    slow: SlowCopy,
    lose: Callable[[HomeAssistant, MockUser], Awaitable[None]],
    review: bool,
) -> None:
    """The finished copy is not delivered."""
    client = await hass_ws_client(hass, await token_for("admin"))
    user = next(u for u in await hass.auth.async_get_users() if u.name == "admin homeassistant")
    await client.send_json_auto_id(COMMAND | {"review": review})
    assert (await client.receive_json())["success"]
    await slow.begun()
    await lose(hass, user)
    slow.goes_on.set()
    assert (await client.receive_json())["event"] == {"failed": "unauthorized"}
    await slow.ended()
    assert slow.ended_by is None, "the copy had been made"


async def test_a_right_that_was_lost_ends_the_work(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, token_for: TokenFor
) -> None:
    """It is noticed at the next progress."""
    lost, ended = threading.Event(), threading.Event()

    def progressing(
        _d: Path, _k: Knowledge, _c: Choices, progress: Progress, stop: Callable[[], None]
    ) -> None:
        lost.wait(60)
        try:
            progress(1, 1)
            while True:
                stop()
                time.sleep(0.01)
        finally:
            ended.set()

    client = await hass_ws_client(hass, await token_for("admin"))
    user = next(u for u in await hass.auth.async_get_users() if u.name == "admin homeassistant")
    with patch.object(command, "make_copy", progressing):
        await client.send_json_auto_id(COMMAND)
        await client.receive_json()
        await _demote(hass, user)
        lost.set()
        assert (await client.receive_json())["event"] == {"failed": "unauthorized"}
        assert await hass.async_add_executor_job(ended.wait, 60)


@closes_connection
@pytest.mark.parametrize("end", ["deactivate", "remove", "log out"])
async def test_a_user_who_is_logged_out_meanwhile(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
    slow: SlowCopy,
    end: str,
) -> None:
    """Home Assistant closes the connection, which ends the work."""
    client = await hass_ws_client(hass, await token_for("admin"))
    user = next(u for u in await hass.auth.async_get_users() if u.name == "admin homeassistant")
    await client.send_json_auto_id(COMMAND)
    assert (await client.receive_json())["success"]
    await slow.begun()
    if end == "deactivate":
        await hass.auth.async_deactivate_user(user)
    elif end == "remove":
        user.credentials.clear()  # of no real provider
        await hass.auth.async_remove_user(user)
    else:
        for token in [*user.refresh_tokens.values()]:
            hass.auth.async_remove_refresh_token(token)
    await slow.ended()
    assert slow.ended_by == "StoppedError"
    received = [message.data async for message in client if message.type.name == "TEXT"]
    assert not any("copy" in str(data) for data in received)


PLACES = tuple(Place(file="configuration.yaml", line=n) for n in range(1, 200))
REVIEW = Review(
    kinds=(KindReview(kind="person", count=199, on=True, fixed=False, places=PLACES),),
    suggestions=tuple(
        Suggestion(kind=Private.PERSON, text=f"Ottilie {n}", count=14, on=False, places=PLACES)
        for n in range(700)
    ),
    words=(WordReview(word="on", why="keyword"),),
    left_out=tuple(LeftOut(file=f"{n}.yaml", why="not_yaml") for n in range(400)),
    files=3,
)


async def test_a_review(hass_ws_client: WebSocketGenerator) -> None:
    """It has what a person should see, no copy, and not more than a card can show."""
    client = await hass_ws_client()
    with patch.object(command, "make_copy", lambda *_: Copy(review=REVIEW)):
        (event,) = await _made(client, review=True)
        assert (await _made(client))[-1]["copy"].keys() == OF_A_COPY
        assert (await _made(client, review=False))[-1]["copy"]["words"] == [
            {"word": "on", "why": "keyword"}
        ]
    (review,) = event.values()
    assert review.keys() == {
        "kinds",
        "suggestions",
        "words",
        "left_out",
        "files",
        "takes_reviewed",
        "more",
    }
    (kind,) = review["kinds"]
    assert kind | {"places": len(kind["places"])} == {
        "kind": "person",
        "count": 199,
        "on": True,
        "fixed": False,
        "places": 50,
    }
    assert kind["places"][0] == {"file": "configuration.yaml", "line": 1}
    first = review["suggestions"][0]
    assert (first["kind"], first["text"], first["count"]) == ("person", "Ottilie 0", 14)
    assert review["words"] == [{"word": "on", "why": "keyword"}]
    assert review["left_out"][0] == {"file": "0.yaml", "why": "not_yaml"}
    assert len(review["suggestions"]) == len(review["left_out"]) == 300
    assert review["more"] == {"suggestions": 400, "left_out": 100}
    assert len(json.dumps(event)) < 1_000_000


async def test_a_review_of_real_files(hass_ws_client: WebSocketGenerator) -> None:
    *_, last = await _made(await hass_ws_client(), review=True, words=["Acme"])
    kinds = {row["kind"]: row for row in last["review"]["kinds"]}
    assert kinds["password"]["fixed"]
    assert kinds["word"]["fixed"]
    assert not kinds["person"]["fixed"]
    assert kinds["password"]["places"] == [{"file": "configuration.yaml", "line": 2}]
    assert "Sommer2019" not in json.dumps(last)


@pytest.mark.parametrize("review", [1, "yes", [], {}])
async def test_invalid_review(hass_ws_client: WebSocketGenerator, review: object) -> None:
    client = await hass_ws_client()
    await client.send_json_auto_id(COMMAND | {"review": review})
    assert (await client.receive_json())["error"]["code"] == "invalid_format"


async def test_errors_contain_no_details(
    hass_ws_client: WebSocketGenerator, caplog: pytest.LogCaptureFixture
) -> None:
    client = await hass_ws_client()
    with patch.object(command, "make_copy", side_effect=ValueError("Sommer2019.")):
        assert await _made(client) == [{"failed": "failed"}]
    with patch.object(command, "async_knowledge", side_effect=ValueError("Sommer2019.")):
        assert await _made(client) == [{"failed": "failed"}]
    with patch.object(answer, "MAX_BYTES", 10):
        assert (await _made(client))[-1] == {"failed": "too_large"}
    assert "Sommer2019" not in caplog.text
    assert "ValueError" in caplog.text
    assert "copy" in json.dumps((await _made(client))[-1])
