"""Names a certificate covers (RFC 6125)."""

from ipaddress import ip_address

import pytest

from custom_components.security_posture.posture.client_endpoint import client_endpoint
from custom_components.security_posture.posture.facts import Facts, Reason, TlsFacts, Unavailable
from custom_components.security_posture.posture.model import Inapplicable

from ..build import certificate, endpoint, facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed

ID = "certificate_wrong_host"


def _served(host: str, *names: str, ips: tuple[str, ...] = ()) -> Facts:
    leaf = certificate(dns_names=names, ip_names=tuple(ip_address(ip) for ip in ips))
    return facts(tls={"external": endpoint(host=host, certificate=leaf)})


FAILING = _served("home.example.org", "other.example")


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("home.example.org", "home.example.org"),
        ("HOME.example.org", "home.EXAMPLE.org"),
        ("home.example.org.", "home.example.org"),
        ("home.example.org", "*.example.org"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("ha.bücher.example", "*.xn--bcher-kva.example"),
    ],
)
def test_covered(host: str, name: str) -> None:
    assert_passed(run_check(ID, _served(host, "other.example", name)))


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("home.example.org", "example.org"),
        ("example.org", "*.example.org"),
        ("a.b.example.org", "*.example.org"),
        ("home.example.org", "h*.example.org"),
        ("home.example.org", "*"),
        ("example", "*.example"),
        ("home.example", "*.*"),
        ("example.com", "*.com"),  # a whole top-level domain
        ("1.2.3.4", "1.2.3.4"),  # an address must be an IP entry
        ("home.example.org", "x" * 70 + ".example.org"),  # no name
    ],
)
def test_not_covered(host: str, name: str) -> None:
    assert_failed(run_check(ID, _served(host, name)), evidence=(host, name))


def test_addresses() -> None:
    assert_passed(run_check(ID, _served("192.168.1.2", ips=("192.168.1.2",))))
    assert_passed(run_check(ID, _served("fd00::1", ips=("fd00:0::1",))))
    assert_failed(run_check(ID, _served("192.168.1.3", ips=("192.168.1.2",))))


def test_no_names() -> None:
    assert_failed(run_check(ID, _served("home.example.org")))


def test_without_an_external_url() -> None:
    outcome = run_check(ID, facts(tls={"external": None}))
    assert_inapplicable(outcome, Inapplicable.NOT_CONFIGURED)


@pytest.mark.parametrize("reason", [Reason.TIMEOUT, Reason.REFUSED, Reason.DNS])
def test_a_router_without_nat_loopback(reason: Reason) -> None:
    """The own port is checked if its certificate is issued for the external host."""
    unreachable = {"external": Unavailable(reason), "own": endpoint(host="127.0.0.1")}
    assert_passed(run_check(ID, facts(tls=unreachable | {"own_names_external": True})))
    for changes in ({}, {"own": None, "own_names_external": True}):
        assert _endpoint(unreachable | changes) == Unavailable(reason)


def test_another_server_at_the_external_url() -> None:
    odd = {"external": Unavailable(Reason.TLS), "own": endpoint(), "own_names_external": True}
    assert _endpoint(odd) == Unavailable(Reason.TLS)


def _endpoint(changes: dict[str, object]) -> object:
    tls = facts(tls=changes).tls
    assert isinstance(tls, TlsFacts)
    return client_endpoint(tls)
