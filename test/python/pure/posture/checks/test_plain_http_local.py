"""Encryption of the local connection."""

from ipaddress import ip_network
from typing import Any

import pytest

from custom_components.security_posture.posture.facts import Facts, Reason, Unavailable
from custom_components.security_posture.posture.model import Inapplicable

from ..build import facts, run_check, settings
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "plain_http_local"
UNREAD = Unavailable(Reason.API_CHANGED)


def _plain(**changes: object) -> dict[str, object]:
    return {
        "serves_tls": False,
        "trusted_proxies": (ip_network("127.0.0.1/32"),),
        "settings": settings(use_x_forwarded_for=True),
    } | changes


FAILING = facts(http={"serves_tls": False})


def test_own_tls() -> None:
    assert_passed(run_check(ID, facts()))


def test_http() -> None:
    assert_failed(run_check(ID, facts(http={"serves_tls": False})))


def test_behind_a_tls_proxy() -> None:
    assert_inapplicable(run_check(ID, facts(http=_plain())), Inapplicable.BEHIND_PROXY)


@pytest.mark.parametrize(
    "changed",
    [
        facts(http=_plain(trusted_proxies=())),
        facts(http=_plain(settings=settings(use_x_forwarded_for=False))),
        facts(http=_plain(), urls={"external_url": "http://home.example.org"}),
        facts(http=_plain(), urls={"external_url": None}),
        facts(http=_plain(), urls={"internal_url": "http://192.168.1.2:8123"}),
        # one condition is missing
        facts(http=_plain(trusted_proxies=(), settings=UNREAD), urls=UNREAD),
        facts(http=_plain(settings=UNREAD), urls={"external_url": None}),
        facts(http=_plain(settings=settings(use_x_forwarded_for=False)), urls=UNREAD),
    ],
)
def test_a_proxy_must_be_configured(changed: Facts) -> None:
    assert_failed(run_check(ID, changed))


@pytest.mark.parametrize("changes", [{"http": _plain(settings=UNREAD)}, {"urls": UNREAD}])
def test_unknown_proxy(changes: dict[str, Any]) -> None:
    changed = facts(**({"http": _plain()} | changes))
    assert_unknown(run_check(ID, changed), Reason.API_CHANGED)


def test_behind_a_local_tls_proxy() -> None:
    urls = {"external_url": None, "internal_url": "https://home.example.org"}
    assert_inapplicable(run_check(ID, facts(http=_plain(), urls=urls)), Inapplicable.BEHIND_PROXY)


HTTPS_ON_OWN_PORT = {"internal_url": "https://homeassistant.local:8123"}


def test_https_on_the_own_port() -> None:
    """The proxy is not what the internal address leads to."""
    changed = facts(http=_plain(), urls=HTTPS_ON_OWN_PORT, tls={"internal_tls": False})
    assert_failed(run_check(ID, changed), variant="mismatch")


def test_https_on_the_own_port_with_unread_settings() -> None:
    def home(*, answers: bool) -> Facts:
        http = _plain(settings=UNREAD)
        return facts(http=http, urls=HTTPS_ON_OWN_PORT, tls={"internal_tls": answers})

    assert_unknown(run_check(ID, home(answers=True)), Reason.API_CHANGED)
    assert_failed(run_check(ID, home(answers=False)), variant="mismatch")


def test_a_proxy_with_the_port_on_another_address() -> None:
    changed = facts(http=_plain(), urls=HTTPS_ON_OWN_PORT, tls={"internal_tls": True})
    assert_inapplicable(run_check(ID, changed), Inapplicable.BEHIND_PROXY)


@pytest.mark.parametrize(
    ("tls", "reason"),
    [
        ({"internal_tls": None}, Reason.OUTDATED),
        ({"internal_tls": Unavailable(Reason.DNS)}, Reason.DNS),
        (Unavailable(Reason.TIMEOUT), Reason.TIMEOUT),
    ],
)
def test_https_on_the_own_port_without_an_answer(tls: Any, reason: Reason) -> None:
    assert_unknown(run_check(ID, facts(http=_plain(), urls=HTTPS_ON_OWN_PORT, tls=tls)), reason)


@pytest.mark.parametrize("tls", [None, False, Unavailable(Reason.DNS)])
def test_https_on_the_own_port_without_a_proxy(tls: Any) -> None:
    changed = facts(http={"serves_tls": False}, urls=HTTPS_ON_OWN_PORT, tls={"internal_tls": tls})
    assert_failed(run_check(ID, changed))


def test_https_on_the_own_port_with_own_tls() -> None:
    assert_passed(run_check(ID, facts(urls=HTTPS_ON_OWN_PORT)))


@pytest.mark.parametrize(
    "url", ["https://ha.lan", "https://ha.lan:8443", "https://ha.lan:99999", "http://ha.lan:8123"]
)
def test_another_port_is_a_proxys(url: str) -> None:
    outcome = run_check(ID, facts(http=_plain(), urls={"internal_url": url}))
    if url.startswith("http:"):
        assert_failed(outcome)
    else:
        assert_inapplicable(outcome, Inapplicable.BEHIND_PROXY)
