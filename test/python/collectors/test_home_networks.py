"""The home's IPv6 networks: present and former ones, and networks that are no home."""

from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Network, ip_address
import json
from pathlib import Path
import re
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.security_posture.collectors import network
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.collectors.network import NetworkCollector
from custom_components.security_posture.collectors.network.memory import (
    LOST_AGE,
    MAX_AGE,
    MAX_PREFIXES,
    PrefixMemory,
)
from custom_components.security_posture.posture.networks import home_networks, present_networks
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .network_stand_in import Plug
from .test_network import look

pytestmark = pytest.mark.usefixtures("kernel")

KEY = "security_posture.home_networks"
DAY = timedelta(days=1)
OWN = "2a02:8070:1:2::5"


async def test_a_home(hass: HomeAssistant, executor: LimitedExecutor, plug: Plug) -> None:
    plug(
        lo=("127.0.0.1/8", "::1/128"),
        eth0=("192.168.1.5/24", f"{OWN}/64", "2a02:8070:1:2::6/128", "fd00:1::5/64", "fe80::5/64"),
    )
    found = await look(NetworkCollector(hass, {}), executor)
    assert found.prefixes == (IPv6Network("2a02:8070:1::/56"),)
    home = home_networks(found)
    assert ip_address("2a02:8070:1:ff::1") in home  # a guest's network
    assert ip_address("2a02:8070:1:100::1") not in home
    assert ip_address("192.168.1.99") not in home  # not a public address


@pytest.mark.parametrize(
    ("name", "addresses"),
    [
        ("wg0", ("2a02:8070:9::5/64",)),
        ("tun0", ("2a02:8070:9::5/64",)),
        ("tailscale0", ("2a02:8070:9::5/128",)),
        ("he_ipv6", ("2a02:8070:9::5/64",)),
        ("sit1", ("2a02:8070:9::5/64",)),
        ("ppp0", ("2a02:8070:9::5/64",)),
        ("docker0", ("172.17.0.1/16", "2a02:8070:9:1::1/64")),
        ("virbr0", ("192.168.122.1/24", "2a02:8070:9::5/64")),
        # The provider's side of a router, and a rented server.
        ("eth1", ("9.9.9.5/24", "2a02:8070:9::5/64")),
    ],
)
async def test_networks_that_are_no_home(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    plug: Plug,
    name: str,
    addresses: tuple[str, ...],
) -> None:
    plug(eth0=("192.168.1.5/24", f"{OWN}/64"), **{name: addresses})
    found = await look(NetworkCollector(hass, {}), executor)
    assert found.prefixes == (IPv6Network("2a02:8070:1::/56"),)
    home = home_networks(found)
    own = ip_address(addresses[-1].partition("/")[0])
    assert own in home  # this machine itself
    assert ip_address("2a02:8070:9:77::1") not in home  # the provider's other customers


@pytest.mark.parametrize(
    ("file", "text", "is_home"),
    [
        ("net/eth0/type", "1\n", True),
        ("net/eth0/type", "512\n", False),  # PPP
        ("net/eth0/type", "65534\n", False),  # a tunnel with a name of its own
        ("net/eth0/tun_flags", "0x1002\n", False),  # a tap device
        ("dmi/sys_vendor", "Raspberry Pi\n", True),
        ("dmi/sys_vendor", "QEMU\n", True),
        ("dmi/sys_vendor", "Amazon EC2\n", False),
        ("dmi/product_name", "Google Compute Engine\n", False),
        ("dmi/sys_vendor", "Google\n", True),  # a small computer
    ],
)
async def test_what_the_kernel_tells(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    plug: Plug,
    tmp_path: Path,
    file: str,
    text: str,
    is_home: bool,
) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(text)
    plug(eth0=("192.168.1.5/24", f"{OWN}/64"))
    found = await look(NetworkCollector(hass, {}), executor)
    assert bool(found.prefixes) is is_home
    assert (ip_address("2a02:8070:1:3::1") in home_networks(found)) is is_home
    assert ip_address(OWN) in home_networks(found)


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("2a02:8070:1::/48", "2a02:8070:1::/48"),
        ("2a02:8070:1::/60", "2a02:8070:1::/60"),
        ("2a02:8070:1::/62", "2a02:8070:1::/62"),
        ("2a02:8070::/32", "2a02:8070:1::/56"),  # the provider's
        ("2a02:8070:1:2::/64", "2a02:8070:1::/56"),
        ("2a02:8070:7::/48", "2a02:8070:1::/56"),  # somewhere else
    ],
)
async def test_a_delegated_prefix(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    plug: Plug,
    tmp_path: Path,
    prefix: str,
    expected: str,
) -> None:
    route = IPv6Network(prefix)
    zeros = "0" * 32
    (tmp_path / "ipv6_route").write_text(
        f"{int(route.network_address):032x} {route.prefixlen:02x} {zeros} 00 {zeros}"
        " 00000400 00000001 00000000 00200200 lo\n"
    )
    plug(eth0=("192.168.1.5/24", f"{OWN}/64"))
    found = await look(NetworkCollector(hass, {}), executor)
    assert found.prefixes == (IPv6Network(expected),)


# --- former prefixes


def prefix_of(night: int) -> str:
    return f"2a02:8070:{night:x}:100"


@pytest.mark.parametrize("restart", [False, True])
async def test_a_new_prefix_every_night(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    plug: Plug,
    freezer: FrozenDateTimeFactory,
    hass_storage: dict[str, Any],
    restart: bool,
) -> None:
    user = MockUser().add_to_hass(hass)
    collector = NetworkCollector(hass, {})
    used = []
    for night in range(1, 31):
        plug(eth0=("192.168.1.5/24", f"{prefix_of(night)}::5/64"))
        token = await hass.auth.async_create_refresh_token(user, f"https://{night}.example.org")
        token.last_used_ip = f"{prefix_of(night)}::77"
        used.append(ip_address(token.last_used_ip))
        await look(collector, executor)
        freezer.tick(DAY)
        if restart:
            hass_storage[KEY] = json.loads(json.dumps(hass_storage[KEY]))
            collector = NetworkCollector(hass, {})
    assert not re.search("2a02:?8070", json.dumps(hass_storage[KEY]))
    found = await look(collector, executor)
    assert len(found.prefixes) == 30
    home = home_networks(found)
    assert all(address in home for address in used)
    assert ip_address("2a02:8070:99:100::77") not in home
    freezer.tick(MAX_AGE - 15 * DAY)
    plug(eth0=("192.168.1.5/24",))
    assert 10 < len((await look(collector, executor)).prefixes) < 20
    freezer.tick(20 * DAY)
    assert (await look(collector, executor)).prefixes == ()
    assert hass_storage[KEY]["data"]["prefixes"] == {}


async def test_the_store_is_written_once_a_day(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    plug: Plug,
    freezer: FrozenDateTimeFactory,
    hass_storage: dict[str, Any],
) -> None:
    plug(eth0=("192.168.1.5/24", f"{OWN}/64"))
    collector = NetworkCollector(hass, {})
    await look(collector, executor)
    first = json.dumps(hass_storage[KEY]["data"])
    freezer.tick(timedelta(hours=23))
    await look(collector, executor)
    assert json.dumps(hass_storage[KEY]["data"]) == first
    freezer.tick(timedelta(hours=2))
    await look(collector, executor)
    assert json.dumps(hass_storage[KEY]["data"]) != first


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"salt": "00", "prefixes": {}},
        {"salt": "00" * 32, "prefixes": 7},
        {"salt": "00" * 32, "prefixes": {"k": [0, "2026-11-01T00:00:00+00:00"]}},
        {"salt": "00" * 32, "prefixes": {"k": [56, "yesterday"]}},
        {"salt": "00" * 32, "prefixes": {"k": [56]}},
        {"salt": "00" * 32, "prefixes": {"k": [[], "2026-11-01T00:00:00+00:00"]}},
        {
            "salt": "00" * 32,
            "prefixes": {
                str(n): [56, "2026-11-01T00:00:00+00:00"] for n in range(MAX_PREFIXES + 1)
            },
        },
    ],
)
async def test_corrupt_data_are_replaced(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    plug: Plug,
    hass_storage: dict[str, Any],
    data: Any,
) -> None:
    hass_storage[KEY] = {"version": 1, "minor_version": 1, "key": KEY, "data": data}
    plug(eth0=("192.168.1.5/24", f"{OWN}/64"))
    found = await look(NetworkCollector(hass, {}), executor)
    assert found.prefixes == (IPv6Network("2a02:8070:1::/56"),)
    assert len(hass_storage[KEY]["data"]["prefixes"]) == 1


async def test_a_newer_store_is_left_as_it_is(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    plug: Plug,
    hass_storage: dict[str, Any],
) -> None:
    newer = {"version": 9, "minor_version": 1, "key": KEY, "data": {}}
    hass_storage[KEY] = dict(newer)
    plug(eth0=("192.168.1.5/24", f"{OWN}/64"))
    assert (await look(NetworkCollector(hass, {}), executor)).prefixes
    assert hass_storage[KEY] == newer


async def test_removed(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    plug: Plug,
    hass_storage: dict[str, Any],
) -> None:
    plug(eth0=("192.168.1.5/24", f"{OWN}/64"))
    collector = NetworkCollector(hass, {})
    await look(collector, executor)
    assert KEY in hass_storage
    await collector.async_remove()
    assert KEY not in hass_storage


def test_the_oldest_are_forgotten_first() -> None:
    memory, now = PrefixMemory(), dt_util.utcnow()
    for n in range(MAX_PREFIXES + 50):
        memory.add([IPv6Network((0x2A02 << 112 | n << 72, 56))], now + n * timedelta(minutes=1))
    known = memory.known(())
    assert len(known) == MAX_PREFIXES
    assert known[0] == IPv6Network((0x2A02 << 112 | 50 << 72, 56))
    assert len(memory.as_data()["prefixes"]) == MAX_PREFIXES


def test_a_clock_set_back() -> None:
    memory, now = PrefixMemory(), dt_util.utcnow()
    prefix = IPv6Network("2a02:8070:1::/56")
    memory.add([prefix], now)
    memory.add([prefix], now - 300 * DAY)
    assert memory.known(()) == (prefix,)
    memory.add([], now)
    assert memory.known(()) == ()


def test_a_computer_that_starts_in_1970() -> None:
    memory, now = PrefixMemory(), dt_util.utcnow()
    former, present = (IPv6Network(f"2a02:8070:{n}::/56") for n in (1, 2))
    memory.add([former], now)
    memory = PrefixMemory.parse(memory.as_data())
    memory.add([present], datetime(1970, 1, 1, 0, 1, tzinfo=UTC))
    memory.add([present], now + DAY)
    assert memory.known([former.network_address + 1]) == (former, present)
    assert memory.lost((former, present), now + DAY) == ()


async def test_a_trusted_former_network(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    plug: Plug,
    hass_storage: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plug(eth0=("192.168.1.5/24", f"{OWN}/64"))
    await look(NetworkCollector(hass, {}), executor)
    plug(eth0=("192.168.1.5/24", "2a02:8070:44:2::5/64"))
    assert len((await look(NetworkCollector(hass, {}), executor)).prefixes) == 1
    monkeypatch.setattr(network, "_trusted", lambda _hass: ["2a02:8070:1:2::"])
    found = await look(NetworkCollector(hass, {}), executor)
    assert home_networks(found).covers(IPv6Network("2a02:8070:1:2::/64"))


async def test_a_trusted_network_of_a_stranger(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    plug: Plug,
    freezer: FrozenDateTimeFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(network, "_trusted", lambda _hass: ["2a02:8070:1:2::"])
    trusted, session = IPv6Network("2a02:8070:1:2::/64"), ip_address("2a02:8070:1:2::77")
    collector = NetworkCollector(hass, {})
    for _ in range(5):
        plug(eth0=("192.168.1.5/24", f"{OWN}/64"))
        found = await look(collector, executor)
        freezer.tick(timedelta(hours=20))
    assert found.lost == ()
    freezer.tick(LOST_AGE)
    plug(eth0=("192.168.1.5/24",))  # the router restarts
    assert present_networks(await look(collector, executor)).covers(trusted)
    plug(eth0=("192.168.1.5/24", "2a02:8070:44:2::5/64"))
    for reader in (collector, NetworkCollector(hass, {})):
        found = await look(reader, executor)
        assert not present_networks(found).covers(trusted)
        assert session in home_networks(found)  # it was at home when the session was used
        assert ip_address("2a02:8070:44:3::1") in present_networks(found)
    plug(eth0=("192.168.1.5/24", f"{OWN}/64"))  # the provider assigns it again
    assert present_networks(await look(collector, executor)).covers(trusted)
