"""Exposure of the instance, and public host names."""

from ipaddress import ip_address, ip_network

import pytest

from custom_components.security_posture.posture.exposure import assess, is_public_host
from custom_components.security_posture.posture.facts import Facts, Reason, Unavailable
from custom_components.security_posture.posture.model import (
    Exposure,
    ExposureEvidence,
    ExposureKind,
    Level,
)

from .build import facts, session


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
    fd00::1 fe80::1%eth0
"""


@pytest.mark.parametrize("host", LOCAL_HOSTS.split())
def test_local_hosts(host: str) -> None:
    assert not is_public_host(host)
