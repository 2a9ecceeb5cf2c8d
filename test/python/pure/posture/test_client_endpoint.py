"""Certificate checks when the served certificate is not available."""

import pytest

from custom_components.security_posture.posture.checks import CHECKS
from custom_components.security_posture.posture.facts import Reason, Unavailable
from custom_components.security_posture.posture.model import Inapplicable

from .build import endpoint, facts, run_check
from .expect import assert_inapplicable, assert_unknown

IDS = (
    "certificate_expired",
    "certificate_expiring",
    "certificate_untrusted",
    "certificate_wrong_host",
    "weak_tls",
)
each_check = pytest.mark.parametrize("check_id", IDS)


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
