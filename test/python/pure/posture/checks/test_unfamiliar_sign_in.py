"""Sessions of administrators from unfamiliar networks."""

from ipaddress import ip_address, ip_network
from typing import Any

from custom_components.security_posture.posture.facts import (
    Facts,
    Reason,
    Unavailable,
    UnfamiliarLogin,
)

from ..build import DAY, NOW, facts, run_check, session, tablet, user
from ..expect import assert_failed, assert_passed, assert_unknown

ID = "unfamiliar_sign_in"
AT = NOW - DAY


def login(network: str = "203.0.113.0/24", user_id: str = "admin") -> UnfamiliarLogin:
    return UnfamiliarLogin(user_id=user_id, network=ip_network(network), first_used=AT)


def home(*logins: UnfamiliarLogin, **changes: Any) -> Facts:
    return facts(accounts={"unfamiliar": logins}, **changes)


FAILING = home(login())


def test_none() -> None:
    assert_passed(run_check(ID, facts()))


def test_an_unfamiliar_network() -> None:
    outcome = run_check(ID, home(login(), login("2001:db8::/48")))
    assert_failed(outcome, n=2, evidence=("Ada: 203.0.113.0/24", "Ada: 2001:db8::/48"))
    assert {row.at for row in outcome.evidence} == {AT}


def test_only_administrators_count() -> None:
    assert_passed(run_check(ID, home(login(user_id="tablet"))))
    idle = {"users": (user(is_active=False), tablet())}
    assert_passed(run_check(ID, home(login(), auth=idle)))
    assert_passed(run_check(ID, home(login(user_id="removed"))))


def test_the_homes_own_addresses_are_familiar() -> None:
    own = {"own_addresses": (ip_address("2606:4700:1:2::3"), ip_address("192.0.2.7"))}
    here = home(login("2606:4700:1::/48"), login("192.0.2.0/24"), network=own)
    assert_passed(run_check(ID, here))


def test_what_is_usual_is_learned_first() -> None:
    outside = {"sessions": (session(last_used_ip=ip_address("9.9.9.9")),)}
    learning = facts(accounts={"learning": True}, auth=outside)
    assert_unknown(run_check(ID, learning), Reason.LEARNING)
    assert_passed(run_check(ID, facts(accounts={"learning": True})))
    others = {"sessions": (session(user_id="tablet", last_used_ip=ip_address("9.9.9.9")),)}
    assert_passed(run_check(ID, facts(accounts={"learning": True}, auth=others)))


def test_an_unread_history_is_unknown() -> None:
    gap = Unavailable(Reason.INTERNAL)
    report = facts(accounts={"unfamiliar": gap})
    assert report.accounts.unfamiliar is gap  # type: ignore[union-attr]
