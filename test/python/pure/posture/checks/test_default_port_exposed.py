"""The port of the external URL."""

from ipaddress import ip_address

import pytest

from custom_components.security_posture.posture.facts import Facts, Reason, Unavailable
from custom_components.security_posture.posture.model import Inapplicable

from ..build import facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "default_port_exposed"


def _at(url: str | None) -> Facts:
    return facts(urls={"external_url": url})


FAILING = _at("https://home.example.org:8123")


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_default(scheme: str) -> None:
    outcome = run_check(ID, _at(f"{scheme}://home.example.org:8123"))
    assert_failed(outcome, evidence=("8123",))


@pytest.mark.parametrize("url", ["https://home.example.org", "https://home.example.org:8124"])
def test_another(url: str) -> None:
    assert_passed(run_check(ID, _at(url)))


@pytest.mark.parametrize("url", [None, "", "http://ha.local:8123", "http://192.168.1.2:8123"])
def test_not_on_the_internet(url: str | None) -> None:
    assert_inapplicable(run_check(ID, _at(url)), Inapplicable.NOT_CONFIGURED)


@pytest.mark.parametrize("url", ["https://home.example.org:99999", "https://:8123", "https://[x"])
def test_nonsense(url: str) -> None:
    assert_unknown(run_check(ID, _at(url)), Reason.PARSE)


def test_a_local_name_with_a_public_address() -> None:
    leading_out = {"external_addresses": (ip_address("81.2.69.142"),)}
    urls = {"external_url": "https://ha.fritz.box:8123"}
    assert_failed(run_check(ID, facts(urls=urls, tls=leading_out)))
    unread = facts(urls=urls, tls=Unavailable(Reason.TIMEOUT))
    assert_unknown(run_check(ID, unread), Reason.TIMEOUT)
    assert_inapplicable(
        run_check(ID, _at("https://ha.tail1.ts.net:8123")), Inapplicable.NOT_CONFIGURED
    )
