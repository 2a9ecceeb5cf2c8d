"""A renewed file, and the old certificate still served."""

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
    """Return what replaces the certificate of `build`."""
    dates = {"not_before": NOW - DAY, "not_after": NOW + 89 * DAY, "fingerprint": "11" * 32}
    return certificate(**(dates | changes))


def _ended() -> Any:
    return endpoint(certificate=certificate(not_after=NOW - DAY))


FAILING = facts(tls={"external": _ended(), "own": None, "file": None, "on_disk": (_renewed(),)})


def test_renewed_and_ended() -> None:
    assert_failed(run_check(ID, FAILING), variant="expired", at=NOW - DAY)


@pytest.mark.parametrize(
    "tls",
    [
        {"file": _renewed(), "on_disk": ()},
        {"file": _renewed(), "on_disk": (), "external": None},
        {"file": None, "on_disk": (_renewed(),), "own": None},
        {"file": None, "on_disk": (certificate(), _renewed()), "external": Unavailable(Reason.DNS)},
        # the configured file is what Home Assistant serves from, whatever its names
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
        certificate(),  # the very same
        _renewed(not_after=NOW + 60 * DAY),  # ends no later
        _renewed(not_before=NOW - timedelta(minutes=59)),  # the reload may be under way
        _renewed(not_after=NOW),  # has ended itself
        _renewed(dns_names=("other.example.org",)),
        _renewed(dns_names=("home.example.org", "www.example.org")),
        _renewed(ip_names=(ip_address("192.168.1.2"),)),
        _renewed(self_signed=True),
        _renewed(issuer="CN=R3,O=Another Authority"),
    ],
)
def test_another_certificate_is_no_renewal(other: Any) -> None:
    assert_passed(run_check(ID, facts(tls={"file": certificate(), "on_disk": (other,)})))


def test_authorities_change_their_intermediates() -> None:
    served = endpoint(certificate=certificate(issuer="CN=R10,O=Authority,C=US"))
    tls = {
        "external": served,
        "file": None,
        "on_disk": (_renewed(issuer="CN=R11,O=Authority,C=US"),),
    }
    assert_failed(run_check(ID, facts(tls=tls)), severity=Severity.MEDIUM)


@pytest.mark.parametrize("part", ["external", "own", "file", "on_disk"])
def test_what_is_unreadable_does_not_pass(part: str) -> None:
    assert_unknown(run_check(ID, facts(tls={part: GAP})), Reason.PERMISSION)


def test_no_file_to_compare_with() -> None:
    for external in (endpoint(), GAP):
        outcome = run_check(ID, facts(tls={"external": external, "file": None, "on_disk": ()}))
        assert_inapplicable(outcome, Inapplicable.NOT_CONFIGURED)


def test_without_tls() -> None:
    home: Facts = facts(tls={"external": None, "own": None, "file": None})
    assert_inapplicable(run_check(ID, home), Inapplicable.NOT_CONFIGURED)
