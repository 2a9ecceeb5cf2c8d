"""Where addresses lead to, and which names are looked up."""

from ipaddress import ip_address
from pathlib import Path

import pytest

from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.collectors.tls import TlsCollector
from custom_components.security_posture.collectors.tls.place import place_of
from custom_components.security_posture.posture.client_endpoint import client_endpoint
from custom_components.security_posture.posture.facts import (
    NetworkFacts,
    Place,
    Reason,
    TlsEndpoint,
    Unavailable,
)
from homeassistant.core import HomeAssistant

from .authority import HOST, issue
from .conftest import Names, Serve

NETWORK = NetworkFacts(
    own_addresses=tuple(
        map(ip_address, ("192.168.178.20", "2001:db8:1:2::20", "2a02:8070:1:2::20"))
    ),
    gateways=(ip_address("192.168.178.1"), ip_address("fe80::1")),
    bridges=(),
)
UNREAD = Unavailable(Reason.NOT_LOADED)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("192.168.178.20", Place.HERE),
        ("2a02:8070:1:2::20", Place.HERE),
        ("127.0.0.1", Place.LOOPBACK),
        ("127.0.1.1", Place.LOOPBACK),
        ("::1", Place.LOOPBACK),
        ("0.0.0.0", Place.LOOPBACK),
        ("::", Place.LOOPBACK),
        ("192.168.178.1", Place.ROUTER),
        ("fe80::1", Place.ROUTER),
        ("81.2.69.142", Place.ROUTER),
        ("2a00:1450:4001::1", Place.ROUTER),
        ("192.168.178.30", Place.HOME),
        ("100.100.1.2", Place.HOME),
        ("64:ff9b::c0a8:b21e", Place.HOME),  # 192.168.178.30 through NAT64
        ("2a02:8070:1:2::30", Place.HOME),  # a proxy with its own public address
    ],
)
def test_places(address: str, place: Place) -> None:
    assert place_of(ip_address(address), NETWORK) is place


def test_places_without_the_own_addresses() -> None:
    assert place_of(ip_address("192.168.178.20"), UNREAD) is Place.HOME
    assert place_of(ip_address("192.168.178.1"), UNREAD) is Place.HOME
    assert place_of(ip_address("81.2.69.142"), UNREAD) is Place.ROUTER
    assert place_of(ip_address("127.0.0.1"), UNREAD) is Place.LOOPBACK


with_http = pytest.mark.usefixtures("http", "socket_enabled")


@pytest.mark.parametrize(
    ("url", "names_known", "expected"),
    [
        ("http://ha.tail1.ts.net:8123", ["100.100.1.2"], ("100.100.1.2",)),
        ("http://ha.fritz.box:8123", ["192.168.178.20", "fe80::1%eth0"], None),
        ("http://homeassistant:8123", ["192.168.178.20"], ("192.168.178.20",)),
        ("http://192.168.178.20:8123", [], ("192.168.178.20",)),
        (f"https://{HOST}:1", ["127.0.0.1"], ("127.0.0.1",)),
    ],
)
@with_http
async def test_local_names_are(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    names: Names,
    url: str,
    names_known: list[str],
    expected: tuple[str, ...] | None,
) -> None:
    host = url.split("/")[2].partition(":")[0]
    names.known = {host: names_known}
    hass.config.external_url = url
    found = await TlsCollector(hass, {}).collect(hass, executor)
    wanted = expected or ("192.168.178.20", "fe80::1")
    assert found.external_addresses == tuple(map(ip_address, wanted))
    assert names.requested == ([host] if names_known else [])


@with_http
async def test_unknown_names(hass: HomeAssistant, executor: LimitedExecutor, names: Names) -> None:
    hass.config.external_url = "http://gone.ts.net:8123"
    found = await TlsCollector(hass, {}).collect(hass, executor)
    assert found.external_addresses == Unavailable(Reason.DNS)
    assert found.external is None


@pytest.mark.parametrize("url", [f"http://{HOST}", None, "ftp://ha.lan"])
@with_http
async def test_others_are_not(
    hass: HomeAssistant, executor: LimitedExecutor, names: Names, url: str | None
) -> None:
    hass.config.external_url = url
    found = await TlsCollector(hass, {}).collect(hass, executor)
    assert found.external_addresses is None
    assert names.requested == []


@with_http
async def test_none_without_the_probe(
    hass: HomeAssistant, executor: LimitedExecutor, names: Names
) -> None:
    hass.config.external_url = "http://ha.ts.net"
    hass.config.internal_url = "https://ha.lan:8123"
    found = await TlsCollector(hass, {"network_probe": False}).collect(hass, executor)
    off = Unavailable(Reason.SWITCHED_OFF)
    assert (found.external_addresses, found.internal_tls) == (off, off)
    assert names.requested == []


@with_http
async def test_a_page_at_the_address_of_an_ad_blocker(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    serve: Serve,
    names: Names,
    tmp_path: Path,
) -> None:
    """The blocked name leads to another service of this machine."""
    page = issue("other.example.org")
    names.known[HOST] = ["127.0.0.1"]
    hass.config.config_dir = str(tmp_path)
    hass.config.external_url = f"https://{HOST}:{await serve(context=page.context(tmp_path))}"
    found = await TlsCollector(hass, {}).collect(hass, executor)
    assert isinstance(found.external, TlsEndpoint)
    assert found.external_place is Place.LOOPBACK
    assert client_endpoint(found) == Unavailable(Reason.ANOTHER_DEVICE)
