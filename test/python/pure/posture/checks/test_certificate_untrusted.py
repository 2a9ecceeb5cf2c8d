"""Certificate chains without a trusted root."""

import pytest

from custom_components.security_posture.posture.facts import Reason, Trust, Unavailable
from custom_components.security_posture.posture.model import Inapplicable

from ..build import endpoint, facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "certificate_untrusted"
FAILING = facts(tls={"external": endpoint(trust=Trust.SELF_SIGNED)})


@pytest.mark.parametrize("trust", [trust for trust in Trust if trust is not Trust.TRUSTED])
def test_untrusted(trust: Trust) -> None:
    outcome = run_check(ID, facts(tls={"external": endpoint(trust=trust)}))
    assert_failed(outcome, variant=trust.value, evidence=("CN=Authority",))


def test_trusted() -> None:
    assert_passed(run_check(ID, facts()))


def test_not_verified() -> None:
    changed = facts(tls={"external": endpoint(trust=Unavailable(Reason.TIMEOUT))})
    assert_unknown(run_check(ID, changed), Reason.TIMEOUT)


def test_without_tls() -> None:
    outcome = run_check(ID, facts(tls={"external": None, "own": None}))
    assert_inapplicable(outcome, Inapplicable.NOT_CONFIGURED)
