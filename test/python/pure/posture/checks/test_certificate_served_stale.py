"""A renewed file while the old certificate is still served."""

from datetime import timedelta
from ipaddress import ip_address
from typing import Any

import pytest

from custom_components.security_posture.posture.facts import Facts, Reason, Unavailable
from custom_components.security_posture.posture.model import Inapplicable, Severity

from ..build import DAY, NOW, certificate, endpoint, facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "certificate_served_stale"
GAP = Unavailable(Reason.PERMISSION)


def _renewed(**changes: Any) -> Any:
    """Return the renewed certificate."""
    dates = {"not_before": NOW - DAY, "not_after": NOW + 89 * DAY, "fingerprint": "11" * 32}
    return certificate(**(dates | changes))


def _expired() -> Any:
    return endpoint(certificate=certificate(not_after=NOW - DAY))


FAILING = facts(tls={"external": _expired(), "own": None, "file": None, "on_disk": (_renewed(),)})


def test_renewed_and_expired() -> None:
    assert_failed(run_check(ID, FAILING), variant="expired", at=NOW - DAY)


@pytest.mark.parametrize(
    "tls",
    [
        {"file": _renewed(), "on_disk": ()},
        {"file": _renewed(), "on_disk": (), "external": None},
        {"file": None, "on_disk": (_renewed(),), "own": None},
        {"file": None, "on_disk": (certificate(), _renewed()), "external": Unavailable(Reason.DNS)},
        # Home Assistant serves the configured file, also when its names differ
        {"file": _renewed(dns_names=("new.example.org",)), "external": None},
    ],
)
def test_renewed(tls: dict[str, Any]) -> None:
    outcome = run_check(ID, facts(tls=tls))
    assert_failed(
        outcome,
        severity=Severity.MEDIUM,
        variant="waiting",
        at=NOW + 60 * DAY,
        evidence=("00" * 32, "11" * 32),
    )


@pytest.mark.parametrize(
    "other",
    [
        certificate(),  # the same certificate
        _renewed(not_after=NOW + 60 * DAY),  # expires no later
        _renewed(not_before=NOW - timedelta(minutes=59)),  # Home Assistant may be reloading it
        _renewed(not_after=NOW),  # has expired itself
        _renewed(dns_names=("other.example.org",)),
        _renewed(dns_names=("home.example.org", "www.example.org")),
        _renewed(ip_names=(ip_address("192.168.1.2"),)),
        _renewed(self_signed=True),
        _renewed(issuer="CN=R3,O=Another Authority"),
    ],
)
def test_another_certificate_is_no_renewal(other: Any) -> None:
    assert_passed(run_check(ID, facts(tls={"file": certificate(), "on_disk": (other,)})))


def test_issuer_may_differ() -> None:
    served = endpoint(certificate=certificate(issuer="CN=R10,O=Authority,C=US"))
    tls = {
        "external": served,
        "file": None,
        "on_disk": (_renewed(issuer="CN=R11,O=Authority,C=US"),),
    }
    assert_failed(run_check(ID, facts(tls=tls)), severity=Severity.MEDIUM)


@pytest.mark.parametrize("part", ["external", "own", "file", "on_disk"])
def test_unreadable_parts_are_unknown(part: str) -> None:
    assert_unknown(run_check(ID, facts(tls={part: GAP})), Reason.PERMISSION)


def test_without_a_file() -> None:
    for external in (endpoint(), GAP):
        outcome = run_check(ID, facts(tls={"external": external, "file": None, "on_disk": ()}))
        assert_inapplicable(outcome, Inapplicable.NOT_CONFIGURED)


def test_without_tls() -> None:
    home: Facts = facts(tls={"external": None, "own": None, "file": None})
    assert_inapplicable(run_check(ID, home), Inapplicable.NOT_CONFIGURED)
