"""Whose certificate it is, and certificate checks when the home's is not available."""

from ipaddress import ip_address
from typing import Any

import pytest

from custom_components.security_posture.posture.checks import CHECKS
from custom_components.security_posture.posture.client_endpoint import client_endpoint
from custom_components.security_posture.posture.facts import (
    Certificate,
    Place,
    Reason,
    TlsEndpoint,
    TlsFacts,
    Trust,
    Unavailable,
)
from custom_components.security_posture.posture.metrics import collect_metrics
from custom_components.security_posture.posture.model import Inapplicable

from .build import DAY, HOST, NOW, certificate, endpoint, facts, run_check
from .expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

IDS = (
    "certificate_expired",
    "certificate_expiring",
    "certificate_untrusted",
    "certificate_wrong_host",
    "weak_tls",
)
each_check = pytest.mark.parametrize("check_id", IDS)
NOT_TOLD = Unavailable(Reason.ANOTHER_DEVICE)
NOBODY_ELSE = {"own": None, "file": None, "on_disk": ()}


def _leaf(*names: str, **changes: Any) -> Certificate:
    return certificate(
        subject=f"CN={names[0]}" if names else "CN=device",
        issuer="CN=Another",
        dns_names=names,
        fingerprint="77" * 32,
        **changes,
    )


def _router(**changes: Any) -> TlsEndpoint:
    """Return a router's page: long expired, weak and self-signed, for its own names."""
    page = _leaf(
        "fritz.box",
        "www.fritz.box",
        ip_names=(ip_address("192.168.1.1"),),
        self_signed=True,
        key_algorithm="rsa",
        key_bits=1024,
        not_after=NOW - DAY,
    )
    return endpoint(certificate=page, trust=Trust.SELF_SIGNED, version="TLSv1", **changes)


def _myfritz(**changes: Any) -> TlsEndpoint:
    """Return a router's page with a valid public certificate for its own name."""
    return endpoint(certificate=_leaf("xyz.myfritz.net"), **changes)


OWN = endpoint(host="127.0.0.1", port=8123)


@each_check
@pytest.mark.parametrize("reason", [Reason.TLS, Reason.TIMEOUT, Reason.SWITCHED_OFF])
def test_an_unread_certificate_is_unknown(check_id: str, reason: Reason) -> None:
    assert CHECKS[check_id].check.needs == ("tls",)
    gap = Unavailable(reason)
    assert_unknown(run_check(check_id, facts(tls={"external": gap})), reason)
    assert_unknown(run_check(check_id, facts(tls={"external": gap, "own": endpoint()})), reason)


@each_check
def test_without_tls(check_id: str) -> None:
    outcome = run_check(check_id, facts(tls={"external": None, "own": None}))
    assert_inapplicable(outcome, Inapplicable.NOT_CONFIGURED)


@pytest.mark.parametrize("page", [_router(), _myfritz()])
@pytest.mark.parametrize("place", [None, Place.ROUTER, Place.LOOPBACK, Place.HOME])
def test_the_own_port_is_judged_when_the_router_answers(
    page: TlsEndpoint, place: Place | None
) -> None:
    tls = {"external": page, "own": OWN, "own_names_external": True, "external_place": place}
    home = facts(tls=tls)
    assert _judged(tls) == OWN
    for check_id in IDS:
        assert_passed(run_check(check_id, home))
    assert_passed(run_check("certificate_served_stale", home))
    assert collect_metrics(home, NOW).certificate_end == OWN.certificate.not_after


def test_an_address_that_answered_before_is_unknown_when_it_does_not() -> None:
    """It is no router without NAT loopback, so the own port says nothing about it."""
    gap = Unavailable(Reason.TIMEOUT)
    tls = {"external": gap, "own": OWN, "own_names_external": True}
    assert _judged(tls) == OWN
    assert _judged(tls | {"external_answered": True}) == gap


@pytest.mark.parametrize("source", ["file", "on_disk"])
def test_unread_files_may_contain_the_certificate_that_answers(source: str) -> None:
    unread = Unavailable(Reason.PERMISSION)
    tls = {"external": _myfritz(), "own": OWN, "own_names_external": True, source: unread}
    assert _judged(tls | {"external_place": Place.ROUTER}) == NOT_TOLD


def test_a_finding_of_the_own_port_behind_a_router() -> None:
    ended = endpoint(host="127.0.0.1", certificate=certificate(not_after=NOW - DAY))
    tls = {"external": _myfritz(), "own": ended, "own_names_external": True}
    changed = facts(tls=tls | {"external_place": Place.ROUTER})
    assert_failed(run_check("certificate_expired", changed), variant="expired")


@each_check
@pytest.mark.parametrize("page", [_router(), _myfritz()])
@pytest.mark.parametrize("place", [Place.ROUTER, Place.LOOPBACK])
def test_the_routers_certificate_is_not_the_homes(
    check_id: str, page: TlsEndpoint, place: Place
) -> None:
    """Behind a proxy, the home's certificate is not known then."""
    changed = facts(tls=NOBODY_ELSE | {"external": page, "external_place": place})
    assert_unknown(run_check(check_id, changed), Reason.ANOTHER_DEVICE)
    assert collect_metrics(changed, NOW).certificate_end is None


def test_a_self_signed_page_for_local_names_is_never_the_homes() -> None:
    for place in (None, Place.HOME):
        assert _judged(NOBODY_ELSE | {"external": _router(), "external_place": place}) == NOT_TOLD
    # a device without any name, and one that is named by its subject only
    for names, subject in (((), "CN=Speedport,O=Vendor"), ((), "O=Vendor")):
        page = endpoint(certificate=certificate(dns_names=names, subject=subject, self_signed=True))
        assert _judged(NOBODY_ELSE | {"external": page}) == NOT_TOLD
    named = endpoint(certificate=certificate(dns_names=(), subject=f"CN={HOST}", self_signed=True))
    assert _judged(NOBODY_ELSE | {"external": named}) == named


def test_a_local_external_address_may_have_a_local_certificate() -> None:
    page = _router(host="ha.lan")
    assert _judged(NOBODY_ELSE | {"external": page}) == page


@pytest.mark.parametrize("place", [None, *Place])
def test_a_certificate_for_the_host_is_the_homes(place: Place | None) -> None:
    """Whoever answers, visitors expect this certificate."""
    ended = endpoint(certificate=certificate(not_after=NOW - DAY, self_signed=True))
    assert _judged(NOBODY_ELSE | {"external": ended, "external_place": place}) == ended


@pytest.mark.parametrize("place", [None, *Place])
@pytest.mark.parametrize("holder", ["own", "file", "on_disk"])
def test_a_wrong_certificate_that_the_home_serves(holder: str, place: Place | None) -> None:
    wrong = endpoint(certificate=_leaf("old.example.org"))
    known = {
        "own": endpoint(host="127.0.0.1", certificate=wrong.certificate),
        "file": wrong.certificate,
        "on_disk": (wrong.certificate,),
    }[holder]
    tls = NOBODY_ELSE | {holder: known, "external": wrong, "external_place": place}
    outcome = run_check("certificate_wrong_host", facts(tls=tls))
    assert_failed(outcome, evidence=(HOST, "old.example.org"))


def test_a_wrong_certificate_whose_renewal_the_home_has() -> None:
    renewed = _leaf("old.example.org", not_after=NOW + 85 * DAY)
    served = endpoint(certificate=certificate(dns_names=("old.example.org",), issuer="CN=Another"))
    tls = NOBODY_ELSE | {
        "on_disk": (renewed,),
        "external": served,
        "external_place": Place.ROUTER,
    }
    assert _judged(tls) == served


@pytest.mark.parametrize("place", [Place.HERE, Place.HOME, None])
def test_a_wrong_certificate_of_this_home(place: Place | None) -> None:
    wrong = endpoint(certificate=_leaf("old.example.org"))
    changed = facts(tls=NOBODY_ELSE | {"external": wrong, "external_place": place})
    assert_failed(run_check("certificate_wrong_host", changed))


def test_this_machine_at_the_external_address() -> None:
    """Its page is what visitors meet, even if the own port would do better."""
    tls = {"external": _router(), "own": OWN, "own_names_external": True}
    assert _judged(tls | {"external_place": Place.HERE}) == _router()


def test_an_address_is_named_by_its_certificate() -> None:
    named = certificate(dns_names=(), ip_names=(ip_address("81.2.69.142"),))
    met = endpoint(host="81.2.69.142", certificate=named)
    assert _judged(NOBODY_ELSE | {"external": met, "external_place": Place.ROUTER}) == met


@pytest.mark.parametrize("place", [Place.ROUTER, Place.LOOPBACK])
@pytest.mark.parametrize("reason", [Reason.TLS, Reason.PLAIN_HTTP, Reason.PARSE])
def test_a_router_without_tls_on_that_port(reason: Reason, place: Place) -> None:
    gap = Unavailable(reason)
    met = {"external": gap, "external_place": place}
    assert _judged(met | {"own": OWN, "own_names_external": True}) == OWN
    assert _judged(met | {"own": None}) == gap


def _judged(changes: dict[str, Any]) -> object:
    tls = facts(tls=changes).tls
    assert isinstance(tls, TlsFacts)
    return client_endpoint(tls)
