"""The scheme of the external URL."""

import pytest

from custom_components.security_posture.posture.facts import Reason
from custom_components.security_posture.posture.model import Inapplicable, Severity

from ..build import facts, run_check
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
