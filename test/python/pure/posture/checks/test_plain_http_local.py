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
