"""Failed logins that accounts and integrations make up, and real ones that none can hide."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from ipaddress import ip_address
import logging
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from aiohttp.test_utils import TestClient
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.security_posture.collectors import Collectors
from custom_components.security_posture.collectors.failed_sign_ins import origin
from custom_components.security_posture.posture.facts import FailedSignInsFacts, Reason, Unavailable
from homeassistant.components import persistent_notification
from homeassistant.components.http import ban
from homeassistant.const import EVENT_CALL_SERVICE
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.setup import async_setup_component

from .test_failed_sign_ins import attempt, read
from .test_http import SLOT, stored

ID = "http-login"
FORGED = "Login attempt or request with invalid authentication from x (8.8.8.8). See the log."
CREATE = {"notification_id": ID, "message": FORGED}
TEMPLATE = "Login attempt {{ 'from x (8.8.8.8)' }}."

type Forge = Callable[[HomeAssistant, str, Any, Any], Awaitable[None]]


@pytest.fixture
async def ordinary(hass: HomeAssistant) -> str:
    """Return the access token of a user who is no administrator."""
    for component in ("http", "auth", "api", "websocket_api", "persistent_notification"):
        assert await async_setup_component(hass, component, {})
    user = await hass.auth.async_create_user("Bob", group_ids=["system-users"])
    token = await hass.auth.async_create_refresh_token(user, "https://example.org")
    return hass.auth.async_create_access_token(token)


async def by_websocket(hass: HomeAssistant, token: str, ws: Any, _client: Any) -> None:
    connection = await ws(hass, token)
    await connection.send_json_auto_id(
        {
            "type": "call_service",
            "domain": "persistent_notification",
            "service": "create",
            "service_data": CREATE,
        }
    )
    assert (await connection.receive_json())["success"]


async def by_rest(_hass: HomeAssistant, token: str, _ws: Any, client: Any) -> None:
    answer = await (await client()).post(
        "/api/services/persistent_notification/create",
        json=CREATE,
        headers={"Authorization": f"Bearer {token}"},
    )
    assert answer.status == HTTPStatus.OK


async def by_notify(hass: HomeAssistant, token: str, ws: Any, _client: Any) -> None:
    assert await async_setup_component(hass, "notify", {})
    connection = await ws(hass, token)
    await connection.send_json_auto_id(
        {
            "type": "call_service",
            "domain": "notify",
            "service": "persistent_notification",
            "service_data": {"message": FORGED, "data": {"notification_id": ID}},
        }
    )
    assert (await connection.receive_json())["success"]


async def by_script(hass: HomeAssistant, _token: str, _ws: Any, _client: Any) -> None:
    action = {
        "action": "persistent_notification.create",
        "data": {"notification_id": ID, "message": TEMPLATE},
    }
    assert await async_setup_component(hass, "script", {"script": {"forge": {"sequence": action}}})
    await hass.services.async_call("script", "forge", blocking=True)


async def by_automation(hass: HomeAssistant, _token: str, _ws: Any, _client: Any) -> None:
    action = {"action": "persistent_notification.create", "data": CREATE}
    automation = {"trigger": {"platform": "event", "event_type": "forge"}, "action": action}
    assert await async_setup_component(hass, "automation", {"automation": automation})
    hass.bus.async_fire("forge")


async def by_an_integration(hass: HomeAssistant, _token: str, _ws: Any, _client: Any) -> None:
    persistent_notification.async_create(hass, FORGED, "Login attempt failed", ID)


async def from_a_thread(hass: HomeAssistant, _token: str, _ws: Any, _client: Any) -> None:
    await hass.async_add_executor_job(
        persistent_notification.create, hass, FORGED, "Login attempt failed", ID
    )


@pytest.mark.parametrize(
    "forge",
    [
        by_websocket,
        by_rest,
        by_notify,
        by_script,
        by_automation,
        by_an_integration,
        from_a_thread,
    ],
)
async def test_a_made_up_failure_is_not_counted(
    hass: HomeAssistant,
    ordinary: str,
    collectors: Collectors,
    hass_ws_client: WebSocketGenerator,
    hass_client_no_auth: ClientSessionGenerator,
    forge: Forge,
) -> None:
    seen: list[Any] = []
    persistent_notification.async_register_callback(hass, lambda *update: seen.append(update[1]))
    await forge(hass, ordinary, hass_ws_client, hass_client_no_auth)
    await hass.async_block_till_done()
    assert any("8.8.8.8" in made[ID]["message"] for made in seen if ID in made)
    assert (await read(collectors)).total == 0
    await attempt(hass, "9.9.9.9")
    (source,) = (await read(collectors)).sources
    assert (source.address, source.count) == (ip_address("9.9.9.9"), 1)


async def test_text_that_is_made_up_ends_nothing(
    hass: HomeAssistant, ordinary: str, collectors: Collectors
) -> None:
    await attempt(hass, "9.9.9.9")
    for message in ("", "nonsense", "(", "x" * 100_000):
        await hass.services.async_call(
            "persistent_notification",
            "create",
            {"notification_id": ID, "message": message},
            blocking=True,
        )
    await hass.services.async_call(
        "persistent_notification", "dismiss", {"notification_id": ID}, blocking=True
    )
    await hass.services.async_call("persistent_notification", "dismiss_all", {}, blocking=True)
    found = await read(collectors)
    assert (found.total, found.unplaced) == (1, 0)


async def test_an_automation_that_rewrites_the_notification(
    hass: HomeAssistant, ordinary: str, collectors: Collectors
) -> None:
    """It runs within Home Assistant's own report: the report counts, what it makes does not."""
    action = {"action": "persistent_notification.create", "data": CREATE}
    trigger = {
        "platform": "persistent_notification",
        "update_type": "added",
        "notification_id": ID,
    }
    automation = {"trigger": trigger, "action": action}
    assert await async_setup_component(hass, "automation", {"automation": automation})
    calls: list[Event] = []
    hass.bus.async_listen(EVENT_CALL_SERVICE, calls.append)
    await attempt(hass, "9.9.9.9")
    await hass.async_block_till_done()
    assert [call.data["service"] for call in calls] == ["create"]
    found = await read(collectors)
    assert [(row.address, row.count) for row in found.sources] == [(ip_address("9.9.9.9"), 1)]


# --- real failures

PROXIED = {"use_x_forwarded_for": True, "trusted_proxies": ["127.0.0.1/32"]}


@pytest.fixture
async def client(
    hass: HomeAssistant,
    hass_client_no_auth: ClientSessionGenerator,
    hass_storage: dict[str, Any],
    request: pytest.FixtureRequest,
) -> TestClient:
    """Return a client of a server with the settings of the parameter."""
    hass_storage["http"] = stored({**SLOT, **request.param})
    for component in ("http", "auth", "api", "websocket_api"):
        assert await async_setup_component(hass, component, {})
    return await hass_client_no_auth()


# With IP banning disabled, Home Assistant reports wrong passwords, but no invalid tokens.
WAYS = [
    pytest.param({"login_attempts_threshold": 100}, 4, id="bans"),
    pytest.param({"login_attempts_threshold": -1}, 4, id="default"),
    pytest.param({"ip_ban_enabled": False}, 1, id="bans disabled"),
]


@pytest.mark.parametrize(("client", "reported"), WAYS, indirect=["client"])
@pytest.mark.parametrize("silent", [False, True])
@pytest.mark.parametrize("expected_lingering_timers", [True])  # of Home Assistant's websocket
@pytest.mark.usefixtures("expected_lingering_timers")
async def test_each_real_failure_is_counted(
    client: TestClient, collectors: Collectors, reported: int, silent: bool
) -> None:
    logger = logging.getLogger("homeassistant.components.http.ban")
    with patch.object(logger, "level", logging.CRITICAL if silent else logging.NOTSET):
        for _ in range(3):
            answer = await client.get("/api/", headers={"Authorization": "Bearer wrong"})
            assert answer.status == HTTPStatus.UNAUTHORIZED
        socket = await client.ws_connect("/api/websocket")
        await socket.receive_json()
        await socket.send_json({"type": "auth", "access_token": "wrong"})
        assert (await socket.receive_json())["type"] == "auth_invalid"
        await socket.receive()  # Home Assistant closes it after its report
        await socket.close()
    found = await read(collectors)
    assert [(str(row.address), row.count) for row in found.sources] == [("127.0.0.1", reported)]


@pytest.mark.parametrize("client", [{**PROXIED, "login_attempts_threshold": 100}], indirect=True)
@pytest.mark.parametrize(
    ("address", "is_global"),
    [
        ("9.9.9.9", True),
        ("2a02:8070:1:2::5", True),
        ("192.168.1.5", False),
        ("64:ff9b::9.9.9.9", True),
        ("64:ff9b::192.168.1.5", False),
    ],
)
async def test_real_failures_behind_a_proxy(
    client: TestClient, collectors: Collectors, address: str, is_global: bool
) -> None:
    for _ in range(2):
        await client.get(
            "/api/", headers={"Authorization": "Bearer wrong", "X-Forwarded-For": address}
        )
    (source,) = (await read(collectors)).sources
    assert (source.address, source.count) == (ip_address(address), 2)
    assert source.is_global is is_global


@pytest.mark.parametrize("client", [{"login_attempts_threshold": 100}], indirect=True)
async def test_a_ban_manager_of_its_own_that_rewrites_notifications(
    hass: HomeAssistant,
    client: TestClient,
    collectors: Collectors,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    original = ban.process_wrong_login

    async def process_wrong_login(request: Any) -> None:
        await original(request)
        persistent_notification.async_create(hass, f"Styled: {FORGED}", " ", ID)

    monkeypatch.setattr(ban, "process_wrong_login", process_wrong_login)
    for _ in range(2):
        await client.get("/api/", headers={"Authorization": "Bearer wrong"})
    found = await read(collectors)
    assert [(str(row.address), row.count) for row in found.sources] == [("127.0.0.1", 2)]


# --- another Home Assistant


async def _unavailable(collectors: Collectors) -> object:
    return (await collectors.async_collect(["failed_sign_ins"]))["failed_sign_ins"]


async def test_a_delivery_without_a_stack_is_not_zero(
    hass: HomeAssistant, collectors: Collectors
) -> None:
    made = {ID: {"message": FORGED, "notification_id": ID, "title": None}}
    signal = persistent_notification.SIGNAL_PERSISTENT_NOTIFICATIONS_UPDATED
    async_dispatcher_send(hass, signal, persistent_notification.UpdateType.ADDED, made)
    assert await _unavailable(collectors) == Unavailable(Reason.API_CHANGED)


async def test_a_report_without_a_notification_is_not_zero(
    collectors: Collectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(await _unavailable(collectors), FailedSignInsFacts)

    async def process_wrong_login(_request: Any) -> None:
        """Report in another way."""

    process_wrong_login.__module__ = ban.__name__
    monkeypatch.setattr(ban, "process_wrong_login", process_wrong_login)
    assert await _unavailable(collectors) == Unavailable(Reason.API_CHANGED)
    monkeypatch.delattr(ban, "process_wrong_login")
    assert await _unavailable(collectors) == Unavailable(Reason.API_CHANGED)


def test_home_assistant_reports_as_expected() -> None:
    assert origin.reports_failed_logins(ban)
    assert not origin.reports_failed_logins(SimpleNamespace())  # type: ignore[arg-type]
