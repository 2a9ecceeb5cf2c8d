"""Origins allowed by CORS."""

import pytest

from custom_components.security_posture.posture.facts import Facts
from custom_components.security_posture.posture.model import Severities, Severity

from ..build import facts, run_check, settings
from ..expect import assert_failed, assert_passed

ID = "cors_too_broad"


def _allowing(*origins: str) -> Facts:
    return facts(http={"settings": settings(cors_allowed_origins=origins)})


FAILING = _allowing("*")


@pytest.mark.parametrize("origin", ["*", "null", "NULL"])
def test_any_origin(origin: str) -> None:
    outcome = run_check(ID, _allowing("http://example.org", origin))
    assert_failed(outcome, variant="any", evidence=(origin,))


@pytest.mark.parametrize("origin", ["http://example.org", "HTTP://example.org:8080"])
def test_http(origin: str) -> None:
    outcome = run_check(ID, _allowing("http://ha.local", origin))
    assert_failed(outcome, variant="plain", evidence=(origin,))


@pytest.mark.parametrize(
    "origin", ["http://localhost:3000", "http://192.168.1.5", "http://ha.local"]
)
def test_http_at_home(origin: str) -> None:
    outcome = run_check(ID, _allowing(origin))
    milder = Severities(internet=Severity.MEDIUM, local=Severity.LOW)
    assert_failed(outcome, severity=milder, variant="home", evidence=(origin,))


@pytest.mark.parametrize("origins", [(), ("https://cast.home-assistant.io", "https://x.example")])
def test_encrypted(origins: tuple[str, ...]) -> None:
    assert_passed(run_check(ID, _allowing(*origins)))
