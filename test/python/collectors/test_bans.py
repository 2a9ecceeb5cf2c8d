"""The live ban manager."""

from datetime import UTC, datetime
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, override

from aiohttp.test_utils import TestClient
import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.security_posture.collectors import Collectors, bans
from custom_components.security_posture.collectors.common.async_iter import STEP
from custom_components.security_posture.collectors.common.errors import CollectorError
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.posture.facts import Ban, BansFacts, Reason, Unavailable
from homeassistant.components.http.ban import KEY_BAN_MANAGER, IpBan
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .network_stand_in import Plug
from .test_http import SLOT, stored

pytestmark = pytest.mark.usefixtures("kernel")

AT = datetime(2026, 11, 1, 12, tzinfo=UTC)
LOOPBACK = ip_address("127.0.0.1")


def listed(found: BansFacts) -> tuple[Ban, ...]:
    """Return the listed bans, which were read."""
    assert not isinstance(found.banned, Unavailable)
    return found.banned


async def test_bans(
    hass: HomeAssistant, executor: LimitedExecutor, hass_storage: dict[str, Any]
) -> None:
    hass_storage["http"] = stored(SLOT)
    assert await async_setup_component(hass, "http", {})
    manager = hass.http.app[KEY_BAN_MANAGER]
    for text in ("192.0.2.1", "2001:db8::1"):
        manager.ip_bans_lookup[ip_address(text)] = IpBan(text, AT)
    assert await bans.collect(hass, executor) == BansFacts(
        enabled=True,
        threshold=5,
        banned=tuple(
            Ban(address=ip_address(text), banned_at=AT) for text in ("192.0.2.1", "2001:db8::1")
        ),
    )


async def test_off(
    hass: HomeAssistant, executor: LimitedExecutor, hass_storage: dict[str, Any]
) -> None:
    hass_storage["http"] = stored({**SLOT, "ip_ban_enabled": False})
    assert await async_setup_component(hass, "http", {})
    found = await bans.collect(hass, executor)
    assert not found.enabled
    assert found.threshold < 1


@pytest.mark.usefixtures("http")
async def test_hand_written_times(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    lookup = hass.http.app[KEY_BAN_MANAGER].ip_bans_lookup
    lookup[ip_address("192.0.2.1")] = naive = IpBan("192.0.2.1")
    naive.banned_at = datetime(2026, 11, 1)  # noqa: DTZ001
    lookup[ip_address("192.0.2.2")] = none = IpBan("192.0.2.2")
    none.banned_at = None  # type: ignore[assignment]
    first, second = listed(await bans.collect(hass, executor))
    assert first.banned_at is not None
    assert first.banned_at.tzinfo is not None
    assert second.banned_at is None


@pytest.mark.usefixtures("http")
async def test_many_bans_do_not_block(
    hass: HomeAssistant, executor: LimitedExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = hass.http.app[KEY_BAN_MANAGER]
    ban = IpBan("192.0.2.1", AT)
    manager.ip_bans_lookup = {ip_address(n): ban for n in range(100_000)}
    turns = 0

    def turn() -> None:
        nonlocal turns, handle
        turns += 1
        handle = hass.loop.call_soon(turn)

    handle = hass.loop.call_soon(turn)
    found = await bans.collect(hass, executor)
    handle.cancel()
    assert len(listed(found)) == 100_000
    assert turns >= 100_000 / STEP  # other tasks ran in between
    monkeypatch.setattr(bans, "MAX_BANS", 99_999)
    found = await bans.collect(hass, executor)
    assert found.banned == Unavailable(Reason.TOO_LARGE)
    assert found.refused == frozenset()


async def test_not_loaded(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    with pytest.raises(CollectorError) as raised:
        await bans.collect(hass, executor)
    assert raised.value.reason is Reason.NOT_LOADED


@pytest.mark.usefixtures("http")
async def test_the_key_of_the_manager_is_gone(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("homeassistant.components.http.ban.KEY_BAN_MANAGER")
    found = await Collectors(hass, {}).async_collect(["bans"])
    assert found == {"bans": Unavailable(Reason.API_CHANGED)}


CHANGED = Unavailable(Reason.API_CHANGED)


@pytest.mark.usefixtures("http")
@pytest.mark.parametrize(
    ("lookup", "banned", "refused"),
    [
        pytest.param(None, CHANGED, CHANGED, id="renamed"),
        pytest.param(object(), CHANGED, CHANGED, id="no container"),
        pytest.param(["192.0.2.1"], CHANGED, frozenset(), id="a list"),
        pytest.param({LOOPBACK}, CHANGED, frozenset({LOOPBACK}), id="a set"),
        pytest.param({LOOPBACK: AT}, CHANGED, frozenset({LOOPBACK}), id="other values"),
        pytest.param(
            {ip_network("127.0.0.0/8"): IpBan("127.0.0.1", AT)},
            (),
            frozenset(),
            id="networks as keys, which ban nobody",
        ),
    ],
)
async def test_another_lookup(
    hass: HomeAssistant, executor: LimitedExecutor, lookup: Any, banned: object, refused: object
) -> None:
    manager = hass.http.app[KEY_BAN_MANAGER]
    if lookup is None:
        del manager.ip_bans_lookup
    else:
        manager.ip_bans_lookup = lookup
    found = await bans.collect(hass, executor)
    assert found.enabled
    assert (found.banned, found.refused) == (banned, refused)


# --- lookups of custom integrations


class Networks(dict[Any, IpBan]):
    """A lookup in which networks are banned and allowed, as custom integrations set."""

    def __init__(self, *banned: str, allowed: tuple[str, ...] = (), everybody: bool = False):
        self.banned = tuple(map(ip_network, banned))
        self.allowed = tuple(map(ip_network, allowed))
        self.everybody = everybody

    @override
    def __contains__(self, key: object) -> bool:
        """Return whether an address is banned."""
        if not isinstance(key, IPv4Address | IPv6Address):
            return False
        if any(key in network for network in self.allowed):
            return False
        return self.everybody or super().__contains__(key) or any(key in n for n in self.banned)

    def __bool__(self) -> bool:
        """Return that somebody is banned, so that the middleware asks."""
        return True


async def served(client: TestClient, address: str) -> bool:
    """Return whether Home Assistant's own middleware serves a client."""
    answer = await client.get("/auth/providers", headers={"X-Forwarded-For": address})
    return answer.status != HTTPStatus.FORBIDDEN


HOUSEHOLD = ("192.168.1.20", "10.0.0.7", "2a02:8070:1:2::7", "203.0.113.5")
LOOKUPS = [
    pytest.param(Networks("192.168.1.0/24"), {"192.168.1.20"}, id="a network"),
    pytest.param(Networks("2a02:8070:1::/56"), {"2a02:8070:1:2::7"}, id="an IPv6 network"),
    pytest.param(
        Networks("192.168.0.0/16", allowed=("192.168.1.0/24",)), set(), id="with an exception"
    ),
    pytest.param(Networks("0.0.0.0/0"), {"192.168.1.20", "10.0.0.7", "203.0.113.5"}, id="IPv4"),
    pytest.param(
        Networks(allowed=("127.0.0.0/8", "192.168.1.0/24"), everybody=True),
        {"10.0.0.7", "2a02:8070:1:2::7", "203.0.113.5"},
        id="all but some",
    ),
    pytest.param(Networks("9.9.9.0/24"), set(), id="somebody else"),
]


@pytest.mark.parametrize(("lookup", "refused"), LOOKUPS)
async def test_banned_networks(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    hass_storage: dict[str, Any],
    hass_client_no_auth: ClientSessionGenerator,
    plug: Plug,
    lookup: Networks,
    refused: set[str],
) -> None:
    """The answer is that of Home Assistant's middleware, which the same addresses are sent to."""
    proxy = {"use_x_forwarded_for": True, "trusted_proxies": ["127.0.0.1/32"]}
    hass_storage["http"] = stored({**SLOT, **proxy})
    assert await async_setup_component(hass, "http", {})
    assert await async_setup_component(hass, "auth", {})
    client = await hass_client_no_auth()
    plug(eth0=("192.168.1.5/24",))
    user = MockUser().add_to_hass(hass)
    for n, address in enumerate(HOUSEHOLD):
        token = await hass.auth.async_create_refresh_token(user, f"https://{n}.example.org")
        token.last_used_ip, token.last_used_at = address, AT
    hass.http.app[KEY_BAN_MANAGER].ip_bans_lookup = lookup
    found = await bans.collect(hass, executor)
    assert isinstance(found.refused, frozenset)
    assert {text for text in HOUSEHOLD if ip_address(text) in found.refused} == refused
    assert {text for text in HOUSEHOLD if not await served(client, text)} == refused
    assert found.banned == ()


@pytest.mark.usefixtures("http")
async def test_an_exception_to_a_listed_ban(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    lookup = Networks(allowed=("127.0.0.0/8",))
    for text in ("127.0.0.1", "192.0.2.1"):
        lookup[ip_address(text)] = IpBan(text, AT)
    hass.http.app[KEY_BAN_MANAGER].ip_bans_lookup = lookup
    found = await bans.collect(hass, executor)
    assert [str(ban.address) for ban in listed(found)] == ["192.0.2.1"]
    assert found.refused == frozenset()


@pytest.mark.usefixtures("http")
async def test_a_lookup_that_raises(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    class Broken(Networks):
        @override
        def __contains__(self, key: object) -> bool:
            raise RuntimeError("canary")

    lookup = Broken()
    lookup[LOOPBACK] = IpBan("127.0.0.1", AT)
    hass.http.app[KEY_BAN_MANAGER].ip_bans_lookup = lookup
    found = await bans.collect(hass, executor)
    assert found.refused == CHANGED
    assert [ban.address for ban in listed(found)] == [LOOPBACK]


@pytest.mark.usefixtures("http")
@pytest.mark.parametrize(
    ("bans_loopback", "refused"), [(True, frozenset({LOOPBACK})), (False, None)]
)
async def test_a_slow_lookup_is_not_asked_for_ever(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    monkeypatch: pytest.MonkeyPatch,
    bans_loopback: bool,
    refused: object,
) -> None:
    asked = 0

    class Counting(Networks):
        @override
        def __contains__(self, key: object) -> bool:
            nonlocal asked
            asked += 1
            return super().__contains__(key)

    user = MockUser().add_to_hass(hass)
    for n in range(50):
        token = await hass.auth.async_create_refresh_token(user, f"https://{n}.example.org")
        token.last_used_ip, token.last_used_at = f"10.0.0.{n}", AT
    lookup = Counting(*(("127.0.0.1/32",) if bans_loopback else ()))
    hass.http.app[KEY_BAN_MANAGER].ip_bans_lookup = lookup
    monkeypatch.setattr(bans, "MAX_ASKED", 30)
    await bans.collect(hass, executor)
    assert asked == len(bans._NOBODY) + 30
    monkeypatch.setattr(bans, "MAX_ASKING", -1.0)
    asked = 0
    found = await bans.collect(hass, executor)
    assert asked == len(bans._NOBODY) + 1
    assert found.refused == (refused or Unavailable(Reason.TIMEOUT))


@pytest.mark.usefixtures("http")
async def test_who_is_asked_for(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    monkeypatch: pytest.MonkeyPatch,
    plug: Plug,
) -> None:
    monkeypatch.setenv("SUPERVISOR", "172.30.32.2:80")
    plug(eth0=("192.168.1.5/24", "fe80::5/64"), hassio=("172.30.32.1/23",))
    hass.http.trusted_proxies = [ip_network("10.0.0.9/32"), ip_network("10.1.0.0/16")]
    hass.http.app[KEY_BAN_MANAGER].ip_bans_lookup = Networks(
        "0.0.0.0/0", "::/0", allowed=tuple(map(str, bans._NOBODY))
    )
    found = await bans.collect(hass, executor)
    expected = """
        127.0.0.1 ::1 192.168.1.5 fe80::5 172.30.32.1 172.30.32.2 192.168.1.1 fe80::1 10.0.0.9
    """
    assert found.refused == frozenset(map(ip_address, expected.split()))


@pytest.mark.usefixtures("http")
async def test_everybody_is_refused_but_some(
    hass: HomeAssistant, executor: LimitedExecutor, plug: Plug
) -> None:
    """Nobody lists the loopback address, or those of links, among the addresses to allow."""
    plug(eth0=("192.168.1.5/24", "fe80::5/64"))
    user = MockUser().add_to_hass(hass)
    token = await hass.auth.async_create_refresh_token(user, "https://example.org")
    token.last_used_ip, token.last_used_at = "192.168.1.20", AT
    manager = hass.http.app[KEY_BAN_MANAGER]
    manager.ip_bans_lookup = Networks(allowed=("192.168.1.0/24",), everybody=True)
    assert (await bans.collect(hass, executor)).refused == frozenset()
    manager.ip_bans_lookup = Networks(allowed=("192.168.2.0/24",), everybody=True)
    found = await bans.collect(hass, executor)
    assert found.refused == frozenset({ip_address("192.168.1.20")})
    # A ban of the loopback network alone is a mistake.
    manager.ip_bans_lookup = Networks("127.0.0.0/8")
    assert (await bans.collect(hass, executor)).refused == frozenset({LOOPBACK})
