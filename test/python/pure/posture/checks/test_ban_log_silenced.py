"""The log level of the logger of failed logins."""

from logging import CRITICAL, DEBUG, ERROR, INFO, WARNING

import pytest

from ..build import facts, run_check
from ..expect import assert_failed, assert_passed

ID = "ban_log_silenced"
FAILING = facts(core={"ban_log_level": ERROR})


@pytest.mark.parametrize("level", [WARNING + 1, ERROR, CRITICAL])
def test_silenced(level: int) -> None:
    outcome = run_check(ID, facts(core={"ban_log_level": level}))
    assert_failed(outcome, evidence=("homeassistant.components.http.ban",))


@pytest.mark.parametrize("level", [DEBUG, INFO, WARNING])
def test_logged(level: int) -> None:
    assert_passed(run_check(ID, facts(core={"ban_log_level": level})))
