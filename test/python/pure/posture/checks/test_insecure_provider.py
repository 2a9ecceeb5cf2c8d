"""Insecure authentication providers."""

import pytest

from custom_components.security_posture.posture.facts import Facts
from custom_components.security_posture.posture.model import Severity

from ..build import facts, run_check
from ..expect import assert_failed, assert_passed

ID = "insecure_provider"


def _with(*providers: str) -> Facts:
    return facts(auth={"providers": providers})


FAILING = _with("insecure_example")


@pytest.mark.parametrize("provider", ["insecure_example", "legacy_api_password"])
def test_insecure(provider: str) -> None:
    outcome = run_check(ID, _with("homeassistant", provider, "command_line"))
    assert_failed(outcome, variant="insecure", evidence=(provider,))


def test_script() -> None:
    outcome = run_check(ID, _with("homeassistant", "command_line"))
    assert_failed(
        outcome, severity=Severity.LOW, variant="command_line", evidence=("command_line",)
    )


@pytest.mark.parametrize("providers", [("homeassistant",), ("homeassistant", "trusted_networks")])
def test_secure(providers: tuple[str, ...]) -> None:
    assert_passed(run_check(ID, _with(*providers)))
