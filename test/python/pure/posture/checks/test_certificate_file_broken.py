"""Certificate files that fail to load at the next start."""

import pytest

from custom_components.security_posture.posture.facts import (
    FileTrouble,
    NextStart,
    Reason,
    Unavailable,
)
from custom_components.security_posture.posture.model import Inapplicable

from ..build import facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed

ID = "certificate_file_broken"
FAILING = facts(tls={"next_start": NextStart(trouble=FileTrouble.KEY_MISSING)})


@pytest.mark.parametrize("trouble", FileTrouble)
def test_trouble(trouble: FileTrouble) -> None:
    changed = facts(tls={"next_start": NextStart(trouble=trouble)})
    assert_failed(run_check(ID, changed), variant=trouble.value)


def test_passes() -> None:
    assert_passed(run_check(ID, facts()))
    # Handshakes do not matter.
    assert_passed(run_check(ID, facts(tls={"own": Unavailable(Reason.TIMEOUT)})))


def test_without_tls_of_its_own() -> None:
    outcome = run_check(ID, facts(tls={"next_start": None}))
    assert_inapplicable(outcome, Inapplicable.NOT_CONFIGURED)
