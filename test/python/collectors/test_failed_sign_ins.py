"""Failed logins as Home Assistant reports them."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from http import HTTPStatus
from ipaddress import ip_address
import json
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    CLIENT_ID,
    CLIENT_REDIRECT_URI,
    MockUser,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.security_posture.collectors import Collectors
from custom_components.security_posture.collectors.failed_sign_ins import SAVE_DELAY
from custom_components.security_posture.posture.facts import FailedSignInsFacts, Reason, Unavailable
from homeassistant.auth import auth_manager_from_config
from homeassistant.components import persistent_notification
from homeassistant.components.http import ban
from homeassistant.components.http.ban import KEY_FAILED_LOGIN_ATTEMPTS
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers.http import KEY_HASS
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .network_stand_in import Plug
from .test_http import SLOT, stored

KEY = "security_posture.failed_sign_ins"
LOOPBACK = ip_address("127.0.0.1")


async def read(collectors: Collectors) -> FailedSignInsFacts:
    found = (await collectors.async_collect(["failed_sign_ins"]))["failed_sign_ins"]
    assert isinstance(found, FailedSignInsFacts)
    return found


async def attempt(hass: HomeAssistant, address: str, host: str = "host") -> None:
    """Let Home Assistant process a failed login."""
    request = SimpleNamespace(
        app={KEY_HASS: hass}, remote=address, headers={}, rel_url="/auth/login_flow"
    )
    with patch.object(ban, "gethostbyaddr", return_value=(host, [], [])):
        await ban.process_wrong_login(request)  # type: ignore[arg-type]


# --- real logins


@pytest.fixture
async def fail(
    hass: HomeAssistant,
    hass_client_no_auth: ClientSessionGenerator,
    hass_storage: dict[str, Any],
) -> Callable[[], Awaitable[None]]:
    """Return a function that logs in with a wrong password."""
    hass_storage["http"] = stored({**SLOT, "login_attempts_threshold": 100})
    hass.auth = await auth_manager_from_config(hass, [{"type": "homeassistant"}], [])
    await hass.auth.auth_providers[0].async_initialize()  # type: ignore[attr-defined]
    assert await async_setup_component(hass, "http", {})
    assert await async_setup_component(hass, "auth", {})
    client = await hass_client_no_auth()

    async def sign_in() -> None:
        begin = {
            "client_id": CLIENT_ID,
            "handler": ["homeassistant", None],
            "redirect_uri": CLIENT_REDIRECT_URI,
        }
        flow = await (await client.post("/auth/login_flow", json=begin)).json()
        step = {"client_id": CLIENT_ID, "username": "ann", "password": "wrong"}
        answer = await client.post(f"/auth/login_flow/{flow['flow_id']}", json=step)
        assert (await answer.json())["errors"] == {"base": "invalid_auth"}

    return sign_in


async def test_a_wrong_password_is_counted(
    hass: HomeAssistant, collectors: Collectors, fail: Callable[[], Awaitable[None]]
) -> None:
    calls: list[int] = []
    stop = collectors.async_on_failed_sign_in(lambda: calls.append(1))
    for _ in range(3):
        await fail()
    (source,) = (await read(collectors)).sources
    assert (source.address, source.count, source.is_global) == (LOOPBACK, 3, False)
    assert hass.http.app[KEY_FAILED_LOGIN_ATTEMPTS][LOOPBACK] == 3
    assert len(calls) == 3
    # A successful login resets Home Assistant's own counter.
    hass.http.app[KEY_FAILED_LOGIN_ATTEMPTS].pop(LOOPBACK)
    persistent_notification.async_dismiss(hass, "http-login")
    assert (await read(collectors)).total == 3
    stop()
    await fail()
    assert (await read(collectors)).total == 4
    assert len(calls) == 3


async def test_a_wrong_token_is_counted(
    hass: HomeAssistant,
    collectors: Collectors,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    assert await async_setup_component(hass, "api", {})
    client = await hass_client_no_auth()
    answer = await client.get("/api/", headers={"Authorization": "Bearer wrong"})
    assert answer.status == HTTPStatus.UNAUTHORIZED
    assert (await read(collectors)).total == 1


# --- notifications


async def test_other_notifications_are_ignored(hass: HomeAssistant, collectors: Collectors) -> None:
    persistent_notification.async_create(hass, "x (8.8.8.8)", "y", "ip-ban")
    assert (await read(collectors)).sources == ()


async def test_a_message_without_an_address_is_one_attempt(
    hass: HomeAssistant, collectors: Collectors
) -> None:
    await attempt(hass, "8.8.8.8")
    with patch.object(ban, "ip_address", return_value="an unknown place"):
        await attempt(hass, "9.9.9.9")
    found = await read(collectors)
    assert (found.total, found.unplaced, len(found.sources)) == (2, 1, 1)


async def test_not_started(hass: HomeAssistant) -> None:
    found = await Collectors(hass, {}).async_collect(["failed_sign_ins"])
    assert found == {"failed_sign_ins": Unavailable(Reason.STARTING)}


async def test_nothing_is_counted_after_a_stop(hass: HomeAssistant) -> None:
    collectors = Collectors(hass, {})
    await collectors.async_start()
    calls: list[int] = []
    collectors.async_on_failed_sign_in(lambda: calls.append(1))
    await collectors.async_stop()
    await collectors.async_stop()
    await attempt(hass, "8.8.8.8")
    assert calls == []


# --- restarts


async def restart(hass: HomeAssistant, old: Collectors, hass_storage: dict[str, Any]) -> Collectors:
    await old.async_stop()
    hass_storage[KEY] = json.loads(json.dumps(hass_storage[KEY]))
    hass.set_state(CoreState.not_running)
    new = Collectors(hass, {})
    await new.async_start()
    hass.set_state(CoreState.running)
    return new


async def test_survives_a_restart(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    freezer: FrozenDateTimeFactory,
) -> None:
    collectors = Collectors(hass, {})
    await collectors.async_start()
    for _ in range(12):
        await attempt(hass, "203.0.113.77", host="evil.example")
    await attempt(hass, "8.8.4.4")
    freezer.tick(timedelta(hours=2))
    new = await restart(hass, collectors, hass_storage)
    text = json.dumps(hass_storage[KEY])
    assert "203.0.113.77" not in text
    assert "8.8.4.4" not in text
    assert "evil" not in text
    freezer.tick(timedelta(hours=1))
    await attempt(hass, "203.0.113.77")
    found = await read(new)
    assert [(s.address, s.count) for s in found.sources] == [
        (ip_address("203.0.113.77"), 13),
        (None, 1),
    ]
    await new.async_stop()


async def test_a_count_survives_a_reload(
    hass: HomeAssistant,
    collectors: Collectors,
    hass_storage: dict[str, Any],
    freezer: FrozenDateTimeFactory,
) -> None:
    await attempt(hass, "8.8.8.8")
    freezer.tick(timedelta(hours=2))
    await collectors.async_stop()
    again = Collectors(hass, {})  # while Home Assistant runs on
    await again.async_start()
    found = await read(again)
    assert found.total == 1
    await again.async_stop()


async def test_a_restart_does_not_make_strangers_of_the_household(
    hass: HomeAssistant, hass_storage: dict[str, Any], plug: Plug
) -> None:
    plug(eth0=("192.168.1.5/24", "2a02:8070:1:2::5/64"))
    user = MockUser().add_to_hass(hass)
    for n, used_at in enumerate((dt_util.utcnow(), dt_util.utcnow() - timedelta(days=2))):
        token = await hass.auth.async_create_refresh_token(user, f"https://{n}.example.org")
        token.last_used_ip, token.last_used_at = f"9.9.9.{n}", used_at
    collectors = Collectors(hass, {})
    await collectors.async_start()
    for address in ("9.9.9.0", "9.9.9.1", "2a02:8070:1:2::77", "203.0.113.77"):
        await attempt(hass, address)
    new = await restart(hass, collectors, hass_storage)
    found = {source.address for source in (await read(new)).sources}
    assert found == {ip_address("9.9.9.0"), ip_address("2a02:8070:1:2::"), None}
    assert len((await read(new)).sources) == 4
    await new.async_stop()


async def test_a_file_of_an_earlier_version_is_read(
    hass: HomeAssistant, hass_storage: dict[str, Any]
) -> None:
    """Earlier versions also stored since when attempts were counted."""
    hour = int(dt_util.utcnow().timestamp()) // 3600
    data = {"since": 0.0, "salt": "00" * 32, "sources": [["k", True, [[hour, 3]]]]}
    hass_storage[KEY] = {"version": 1, "minor_version": 1, "key": KEY, "data": data}
    collectors = Collectors(hass, {})
    await collectors.async_start()
    assert (await read(collectors)).total == 3
    await collectors.async_stop()


async def test_saved_with_a_delay(
    hass: HomeAssistant,
    collectors: Collectors,
    hass_storage: dict[str, Any],
    freezer: FrozenDateTimeFactory,
) -> None:
    await attempt(hass, "8.8.8.8")
    assert KEY not in hass_storage
    freezer.tick(SAVE_DELAY + 1)
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    assert len(hass_storage[KEY]["data"]["sources"]) == 1


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"salt": "", "sources": []},
        {"salt": "00", "sources": []},
        {"salt": "00" * 32, "sources": [["k", True, [[1, -1]]]]},
        {"salt": "00" * 32, "sources": 7},
    ],
)
@pytest.mark.parametrize("version", [1, 99])
async def test_invalid_data_is_reset_and_a_newer_version_left_untouched(
    hass: HomeAssistant, hass_storage: dict[str, Any], data: Any, version: int
) -> None:
    hass_storage[KEY] = {"version": version, "minor_version": 1, "key": KEY, "data": data}
    collectors = Collectors(hass, {})
    await collectors.async_start()
    await attempt(hass, "8.8.8.8")
    assert (await read(collectors)).total == 1
    await collectors.async_stop()
    assert (hass_storage[KEY]["data"] == data) is (version == 99)
    assert hass_storage[KEY]["version"] == version


async def test_removed(
    hass: HomeAssistant, collectors: Collectors, hass_storage: dict[str, Any]
) -> None:
    await attempt(hass, "8.8.8.8")
    await collectors.async_stop()
    assert KEY in hass_storage
    await Collectors(hass, {}).async_remove()
    assert KEY not in hass_storage


async def test_clock_jumps(
    hass: HomeAssistant, collectors: Collectors, freezer: FrozenDateTimeFactory
) -> None:
    await attempt(hass, "8.8.8.8")
    for year in (1970, 2031, 2026):
        freezer.move_to(f"{year}-06-01 12:00:00+00:00")
        await attempt(hass, "8.8.8.8")
        found = await read(collectors)
        now = dt_util.utcnow()
        assert all(now - timedelta(hours=25) <= s.last_at <= now for s in found.sources)
        assert found.total >= 1
