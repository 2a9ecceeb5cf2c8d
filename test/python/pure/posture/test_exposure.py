"""Exposure of the instance, and public host names."""

from dataclasses import replace
from ipaddress import ip_address, ip_network
from typing import Any

import pytest

from custom_components.security_posture.posture.exposure import assess, is_public_host
from custom_components.security_posture.posture.facts import Facts, Reason, Unavailable
from custom_components.security_posture.posture.model import (
    Exposure,
    ExposureEvidence,
    ExposureKind,
    Level,
)

from .build import app, facts, session


@pytest.mark.parametrize(
    ("changed", "evidence"),
    [
        (facts(urls={"external_url": None}), ()),
        (facts(urls={"external_url": "https://192.168.1.2"}), ()),
        (facts(), (ExposureEvidence(ExposureKind.EXTERNAL_URL),)),
        (
            facts(urls={"external_url": None, "cloud_remote": True}),
            (ExposureEvidence(ExposureKind.CLOUD_REMOTE),),
        ),
        (
            facts(
                urls={"external_url": None},
                auth={"sessions": (session(last_used_ip=ip_address("9.9.9.9")), session())},
            ),
            (ExposureEvidence(ExposureKind.GLOBAL_SESSION, 1),),
        ),
        (
            facts(
                urls={"external_url": None},
                auth={"sessions": (session(last_used_ip=ip_address("2a02:8070:1:2::77")),)},
                network={"own_addresses": (ip_address("2a02:8070:1:2::5"),)},
            ),
            (),
        ),
        (
            facts(
                urls={"external_url": None},
                auth={
                    "sessions": (
                        session(last_used_ip=ip_address("2a02:8070:1:3::77")),  # a guest's network
                        session(last_used_ip=ip_address("2a02:8070:99:3::77")),  # last month's
                        session(last_used_ip=ip_address("64:ff9b::192.168.1.5")),
                    )
                },
                network={
                    "own_addresses": (ip_address("2a02:8070:1:2::5"),),
                    "prefixes": (ip_network("2a02:8070:99::/56"),),
                },
            ),
            (),
        ),
        (
            facts(
                urls={"external_url": None},
                auth={"sessions": (session(last_used_ip=ip_address("2a02:8070:7:3::77")),)},
                network={
                    "own_addresses": (ip_address("2a02:8070:1:2::5"),),
                    "prefixes": (ip_network("2a02:8070:99::/56"),),
                },
            ),
            (ExposureEvidence(ExposureKind.GLOBAL_SESSION, 1),),
        ),
        (
            facts(
                urls={"external_url": None},
                auth={"sessions": (session(last_used_ip=ip_address("2a02:8070:1:2::77")),)},
                network=Unavailable(Reason.TIMEOUT),
            ),
            (ExposureEvidence(ExposureKind.UNKNOWN),),
        ),
        (
            facts(
                urls={"external_url": None},
                auth={"sessions": (session(last_used_ip=ip_address("9.9.9.9")),)},
                network=Unavailable(Reason.TIMEOUT),
            ),
            (ExposureEvidence(ExposureKind.GLOBAL_SESSION, 1),),
        ),
        (
            facts(urls=Unavailable(Reason.INTERNAL)),
            (ExposureEvidence(ExposureKind.UNKNOWN),),
        ),
        (
            facts(urls={"external_url": None, "cloud_remote": Unavailable(Reason.API_CHANGED)}),
            (ExposureEvidence(ExposureKind.UNKNOWN),),
        ),
        (
            facts(urls={"external_url": None}, auth=Unavailable(Reason.INTERNAL)),
            (ExposureEvidence(ExposureKind.UNKNOWN),),
        ),
    ],
)
def test_exposure(changed: Facts, evidence: tuple[ExposureEvidence, ...]) -> None:
    got = assess(changed)
    assert got.evidence == evidence
    assert got.level is (Level.INTERNET if evidence else Level.LOCAL)


@pytest.mark.parametrize(
    ("address", "hosts", "evidence"),
    [
        ("9.9.9.9", ("0.0.0.0", "::"), (ExposureEvidence(ExposureKind.UNKNOWN),)),
        ("9.9.9.9", (), (ExposureEvidence(ExposureKind.UNKNOWN),)),
        ("9.9.9.9", ("9.9.9.9",), (ExposureEvidence(ExposureKind.UNKNOWN),)),
        ("9.9.9.9", ("127.0.0.1", "10.8.0.1"), ()),
        ("192.168.1.2", ("0.0.0.0",), ()),
        ("100.64.0.7", ("0.0.0.0",), ()),
    ],
)
def test_a_public_address_of_this_machine(
    address: str, hosts: tuple[str, ...], evidence: tuple[ExposureEvidence, ...]
) -> None:
    """A rented server may have a firewall."""
    rented = facts(
        urls={"external_url": None},
        network={"own_addresses": (ip_address(address), ip_address("10.8.0.1"))},
        http={"hosts": hosts},
    )
    seen = assess(rented)
    assert seen.evidence == evidence
    # Until the addresses can be read again, it stays as it was.
    unread = replace(rented, network=Unavailable(Reason.TIMEOUT))
    assert assess(unread, seen).level is seen.level
    assert assess(unread).evidence == ()


@pytest.mark.parametrize("level", list(Level))
def test_unavailable_exposure_keeps_the_last_level(level: Level) -> None:
    before = Exposure(level, ())
    assert assess(facts(urls=Unavailable(Reason.INTERNAL)), before).level is level
    assert assess(facts(), before).level is Level.INTERNET
    assert assess(facts(urls={"external_url": None}), before).level is Level.LOCAL
    far = {"sessions": (session(last_used_ip=ip_address("9.9.9.9")),)}
    half_seen = facts(urls=Unavailable(Reason.INTERNAL), auth=far)
    assert assess(half_seen, before).level is Level.INTERNET


@pytest.mark.parametrize(
    "host", ["home.example.org", "8.8.8.8", "2606:4700::1", "x.duckdns.org.", "HOME.Example.ORG"]
)
def test_public_hosts(host: str) -> None:
    assert is_public_host(host)


LOCAL_HOSTS = """
    homeassistant homeassistant.local ha.local. ha.lan ha.home.arpa ha.internal ha.tail.ts.net
    localhost 127.0.0.1 ::1 10.1.2.3 172.16.0.1 192.168.0.9 169.254.1.1 100.64.0.1 100.127.255.254
    fd00::1 fe80::1%eth0 fritz.box home.arpa ha.speedport.ip ha.easy.box ha.o2.box ha.attlocal.net
    ha.home.station ha.netbird.cloud ha.test 64:ff9b::c0a8:105
"""


@pytest.mark.parametrize("host", LOCAL_HOSTS.split())
def test_local_hosts(host: str) -> None:
    assert not is_public_host(host)


# --- where a local name leads to

URL = ExposureEvidence(ExposureKind.EXTERNAL_URL)
NOT_TOLD = ExposureEvidence(ExposureKind.UNKNOWN)
PLAIN = {"serves_tls": False}
TAILNET = "https://ha.tail1.ts.net"
OWN_TLS = "https://ha.tail1.ts.net:8123"


def _leading_to(url: str, *addresses: str, **changes: Any) -> Facts:
    found = tuple(ip_address(address) for address in addresses)
    tls = {"external_addresses": found}
    return facts(**({"urls": {"external_url": url}, "tls": tls} | changes))


RELAYS = """
    https://x.ui.nabu.casa https://x.trycloudflare.com https://ha.example.org
    https://x.duckdns.org:8123 https://x.ngrok-free.app https://x.ngrok.io http://x.dynv6.net
"""


@pytest.mark.parametrize("url", RELAYS.split())
@pytest.mark.parametrize("address", ["192.168.1.2", "104.16.0.1", "100.64.1.1", "127.0.0.1"])
def test_names_of_relays(url: str, address: str) -> None:
    """An own name server may answer with an inner address."""
    assert assess(_leading_to(url, address)).evidence == (URL,)
    gap = {"external_addresses": Unavailable(Reason.DNS)}
    assert assess(facts(urls={"external_url": url}, tls=gap)).evidence == (URL,)


LOCAL_NAMES = """
    ha.local ha.lan ha.home.arpa ha.fritz.box ha.internal ha homeassistant
"""


@pytest.mark.parametrize("host", LOCAL_NAMES.split())
def test_local_names(host: str) -> None:
    url = f"https://{host}:8123"
    assert assess(_leading_to(url, "192.168.1.2", "fd00::2", "fe80::2")).evidence == ()
    assert assess(_leading_to(url, "192.168.1.2", "81.2.69.142")).evidence == (URL,)
    for gap in (None, Unavailable(Reason.DNS), Unavailable(Reason.SWITCHED_OFF)):
        changed = facts(urls={"external_url": url}, tls={"external_addresses": gap})
        assert assess(changed).evidence == ()
    unread = facts(urls={"external_url": url}, tls=Unavailable(Reason.TIMEOUT))
    assert assess(unread).evidence == (NOT_TOLD,)


@pytest.mark.parametrize("host", ["192.168.1.2", "[fd00::2]", "100.64.1.2"])
def test_an_inner_address_needs_no_lookup(host: str) -> None:
    unread = facts(urls={"external_url": f"https://{host}"}, tls=Unavailable(Reason.TIMEOUT))
    assert assess(unread).evidence == ()


def test_a_local_name_with_an_own_ipv6_address() -> None:
    """With IPv6 every device at home has a public address."""
    home = _leading_to(
        "https://ha.fritz.box:8123",
        "2a02:8070:1:2::5",
        network={"own_addresses": (ip_address("2a02:8070:1:2::5"),)},
    )
    assert assess(home).evidence == ()
    assert assess(_leading_to("https://ha.fritz.box:8123", "2a02:8070:1:2::5")).evidence == (URL,)


@pytest.mark.parametrize("url", [TAILNET, OWN_TLS, "http://ha.tail1.ts.net:8123"])
def test_a_tailscale_name(url: str) -> None:
    # Funnel: the name leads to a relay in the internet
    assert assess(_leading_to(url, "208.111.34.9")).evidence == (URL,)
    for gap in (None, Unavailable(Reason.DNS), Unavailable(Reason.SWITCHED_OFF)):
        changed = facts(urls={"external_url": url}, tls={"external_addresses": gap})
        assert assess(changed).evidence == (NOT_TOLD,)


def _with_app(slug: str, *, running: Any = True) -> dict[str, Any]:
    return {"supervisor": {"apps": (app(), app(slug=slug, running=running))}}


@pytest.mark.parametrize("inner", ["100.101.102.103", "fd7a:115c:a1e0::1"])
def test_an_inner_address_of_a_tailscale_name(inner: str) -> None:
    """Funnel cannot be excluded where Tailscale terminates TLS or runs as an app."""
    assert assess(_leading_to(OWN_TLS, inner)).evidence == ()
    direct = "http://ha.tail1.ts.net:8123"
    assert assess(_leading_to(direct, inner, http=PLAIN)).evidence == ()
    assert assess(_leading_to(TAILNET, inner, http=PLAIN)).evidence == (NOT_TOLD,)
    for running in (True, Unavailable(Reason.API_CHANGED)):
        found = _leading_to(direct, inner, **_with_app("a0d7b954_tailscale", running=running))
        assert assess(found).evidence == (NOT_TOLD,)
    stopped = _leading_to(direct, inner, **_with_app("a0d7b954_tailscale", running=False))
    assert assess(stopped).evidence == ()


@pytest.mark.parametrize("slug", ["9074a9fa_cloudflared", "local_ngrok"])
def test_a_running_relay_app(slug: str) -> None:
    at_home: dict[str, Any] = {"urls": {"external_url": None}}
    relay = ExposureEvidence(ExposureKind.RELAY_APP)
    assert assess(facts(**at_home, **_with_app(slug))).evidence == (relay,)
    assert assess(facts(**at_home, **_with_app(slug, running=False))).evidence == ()
    unread = Unavailable(Reason.API_CHANGED)
    for lost in (
        _with_app(slug, running=unread),
        {"supervisor": {"apps": unread}},
        {"supervisor": unread},
    ):
        assert assess(facts(**at_home, **lost)).evidence == (NOT_TOLD,)
    assert assess(facts(**at_home, supervisor=None)).evidence == ()
    assert assess(facts(**at_home, **_with_app("a0d7b954_tailscale"))).evidence == ()
