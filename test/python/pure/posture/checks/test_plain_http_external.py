"""The scheme of the external URL."""

from ipaddress import ip_address
from typing import Any

import pytest

from custom_components.security_posture.posture.facts import Facts, Place, Reason, Unavailable
from custom_components.security_posture.posture.model import Inapplicable, Severity

from ..build import certificate, endpoint, facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "plain_http_external"
FAILING = facts(urls={"external_url": "http://home.example.org"})


@pytest.mark.parametrize("host", ["home.example.org", "203.0.113.4", "home.example.org:8123"])
def test_public(host: str) -> None:
    outcome = run_check(ID, facts(urls={"external_url": f"http://{host}"}))
    if host == "203.0.113.4":  # documentation addresses are not on the Internet
        assert_failed(outcome, severity=Severity.LOW, variant="local")
    else:
        assert_failed(outcome, evidence=("home.example.org",), variant="public")


@pytest.mark.parametrize(
    "host",
    ["192.168.1.2", "10.0.0.1", "[fd00::1]", "100.100.1.2", "ha.local", "ha.tail1.ts.net", "ha"],
)
def test_local(host: str) -> None:
    outcome = run_check(ID, facts(urls={"external_url": f"http://{host}:8123"}))
    assert_failed(outcome, severity=Severity.LOW, variant="local")


def test_encrypted() -> None:
    assert_passed(run_check(ID, facts()))


@pytest.mark.parametrize("url", [None, ""])
def test_without(url: str | None) -> None:
    outcome = run_check(ID, facts(urls={"external_url": url}))
    assert_inapplicable(outcome, Inapplicable.NOT_CONFIGURED)


@pytest.mark.parametrize("url", ["ftp://home.example.org", "http://", "http://[broken"])
def test_nonsense(url: str) -> None:
    assert_unknown(run_check(ID, facts(urls={"external_url": url})), Reason.PARSE)


# --- https on a port that answers plain HTTP

OWN_PORT = {"external_url": "https://home.example.org:8123"}
PLAIN = {"serves_tls": False}
NO_TLS = {"own": None, "file": None, "next_start": None, "on_disk": ()}


def _https(
    reason: Reason, place: Place | None = None, url: str = "https://home.example.org:8123"
) -> Facts:
    tls = NO_TLS | {"external": Unavailable(reason), "external_place": place}
    return facts(http=PLAIN, urls={"external_url": url}, tls=tls)


@pytest.mark.parametrize("place", [Place.HERE, Place.LOOPBACK])
@pytest.mark.parametrize("reason", [Reason.PLAIN_HTTP, Reason.TLS])
def test_the_own_port_without_tls(place: Place, reason: Reason) -> None:
    outcome = run_check(ID, _https(reason, place))
    assert_failed(outcome, variant="mismatch", evidence=("home.example.org",))


def test_plain_http_on_another_port_of_this_machine() -> None:
    outcome = run_check(ID, _https(Reason.PLAIN_HTTP, Place.HERE, "https://home.example.org"))
    assert_failed(outcome, variant="mismatch")


def test_a_local_address_without_tls_is_less_exposed() -> None:
    outcome = run_check(ID, _https(Reason.PLAIN_HTTP, Place.HERE, "https://ha.lan:8123"))
    assert_failed(outcome, severity=Severity.LOW, variant="mismatch")


@pytest.mark.parametrize("place", [None, Place.HOME, Place.ROUTER])
@pytest.mark.parametrize("reason", [Reason.PLAIN_HTTP, Reason.TLS, Reason.TIMEOUT, Reason.DNS])
def test_the_own_port_that_visitors_may_not_meet(place: Place | None, reason: Reason) -> None:
    """Another machine may serve TLS on the same port."""
    assert_unknown(run_check(ID, _https(reason, place)), reason)


def test_a_router_that_answers_on_the_own_port() -> None:
    page = endpoint(certificate=certificate(dns_names=("fritz.box",), self_signed=True))
    tls = NO_TLS | {"external": page, "external_place": Place.ROUTER}
    changed = facts(http=PLAIN, urls=OWN_PORT, tls=tls)
    assert_unknown(run_check(ID, changed), Reason.ANOTHER_DEVICE)


def test_plain_http_elsewhere() -> None:
    changed = _https(Reason.PLAIN_HTTP, Place.HOME, "https://home.example.org")
    assert_unknown(run_check(ID, changed), Reason.PLAIN_HTTP)


@pytest.mark.parametrize("url", ["https://home.example.org", "https://home.example.org:8123"])
def test_a_tls_proxy(url: str) -> None:
    tls = NO_TLS | {"external": endpoint()}
    assert_passed(run_check(ID, facts(http=PLAIN, urls={"external_url": url}, tls=tls)))


@pytest.mark.parametrize(
    "reason", [Reason.TIMEOUT, Reason.REFUSED, Reason.DNS, Reason.TLS, Reason.SWITCHED_OFF]
)
def test_a_tls_proxy_that_cannot_be_seen_from_inside(reason: Reason) -> None:
    assert_passed(run_check(ID, _https(reason, None, "https://home.example.org")))


def test_own_tls_that_cannot_be_seen_from_inside() -> None:
    tls = {"external": Unavailable(Reason.TIMEOUT), "own_names_external": True}
    assert_passed(run_check(ID, facts(urls=OWN_PORT, tls=tls)))
    assert_passed(run_check(ID, facts(urls=OWN_PORT, tls=tls | {"own_names_external": False})))


@pytest.mark.parametrize(
    "lost", [{"tls": Unavailable(Reason.TIMEOUT)}, {"http": Unavailable(Reason.TIMEOUT)}]
)
def test_what_is_not_read_does_not_pass(lost: dict[str, Any]) -> None:
    whole: dict[str, Any] = {
        "http": PLAIN,
        "urls": OWN_PORT,
        "tls": NO_TLS | {"external": Unavailable(Reason.PLAIN_HTTP)},
    }
    assert_unknown(run_check(ID, facts(**(whole | lost))), Reason.TIMEOUT)


# --- names for local use


@pytest.mark.parametrize(
    ("host", "address", "variant"),
    [
        ("ha.tail1.ts.net", "100.100.1.2", "local"),
        ("ha.tail1.ts.net", "81.2.69.142", "public"),
        ("ha.fritz.box", "192.168.178.20", "local"),
        ("ha.fritz.box", "81.2.69.142", "public"),
        ("ha.internal", "81.2.69.142", "public"),
    ],
)
def test_http_to_a_local_name(host: str, address: str, variant: str) -> None:
    changed = facts(
        urls={"external_url": f"http://{host}:8123"},
        tls={"external": None, "external_addresses": (ip_address(address),)},
    )
    severity = Severity.LOW if variant == "local" else None
    assert_failed(run_check(ID, changed), severity=severity, variant=variant)


def test_http_to_a_name_that_was_not_looked_up_yet() -> None:
    urls = {"external_url": "http://ha.fritz.box:8123"}
    unread = facts(urls=urls, tls=Unavailable(Reason.STARTING))
    assert_unknown(run_check(ID, unread), Reason.STARTING)
    public = facts(urls={"external_url": "http://home.example.org"}, tls=unread.tls)
    assert_failed(run_check(ID, public), variant="public")
