"""Households in which every account is an administrator, or one is shared."""

from dataclasses import replace
from ipaddress import ip_address, ip_network

import pytest

from custom_components.security_posture.posture.facts import (
    Facts,
    NetworkFacts,
    Reason,
    Session,
    Unavailable,
)
from custom_components.security_posture.posture.model import Inapplicable

from ..build import DAY, NOW, facts, run_check, session, tablet, user
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "everyone_admin"
ADA, BOB = user(), user(id="bob", name="Bob")


def _from(address: str, **changes: object) -> Session:
    return session(last_used_ip=ip_address(address), **changes)


def _network(**changes: object) -> NetworkFacts | Unavailable:
    return facts(network=changes).network


def _alone(*sessions: Session) -> Facts:
    others = (tablet(is_active=False), tablet(system_generated=True), tablet(providers=()))
    return facts(auth={"users": (ADA, *others), "sessions": sessions})


FAILING = facts(auth={"users": (ADA, BOB)})


def test_all_are() -> None:
    assert_failed(run_check(ID, FAILING), variant="all", n=2, evidence=("Ada", "Bob"))


def test_not_all_are() -> None:
    assert_passed(run_check(ID, facts(auth={"users": (ADA, BOB, tablet())})))


def test_users_who_cannot_log_in_do_not_count() -> None:
    people = (
        ADA,
        BOB,
        tablet(is_active=False),
        tablet(system_generated=True),
        tablet(providers=()),
    )
    assert_failed(run_check(ID, facts(auth={"users": people})), n=2)


def test_one_person_with_a_phone_and_a_computer() -> None:
    assert_passed(run_check(ID, _alone()))
    assert_passed(run_check(ID, _alone(_from("192.168.1.20"), _from("9.9.9.9"), _from("9.9.9.9"))))


def test_one_account_in_three_places() -> None:
    rows = (_from("192.168.1.20"), _from("192.168.1.21"), _from("9.9.9.9"))
    assert_failed(run_check(ID, _alone(*rows)), variant="shared", n=3)


def test_the_many_addresses_of_one_device() -> None:
    rows = [_from(f"2a02:8070:1:2::{n}") for n in range(1, 9)]
    assert_passed(run_check(ID, _alone(*rows)))
    far = _from("2a02:8070:1:3::1"), _from("192.168.1.20")
    assert_failed(run_check(ID, _alone(*rows, *far)), n=3, variant="shared")


def test_a_home_whose_prefix_changes_every_night() -> None:
    rows = [_from(f"2a02:8070:{night:x}:2::1") for night in range(1, 30)]
    prefixes = tuple(ip_network(f"2a02:8070:{night:x}::/56") for night in range(1, 30))
    assert_passed(run_check(ID, replace(_alone(*rows), network=_network(prefixes=prefixes))))
    two = _from("9.9.9.9"), _from("2a02:3030:1:1::5")
    changed = replace(_alone(*rows, *two), network=_network(prefixes=prefixes))
    assert_failed(run_check(ID, changed), n=3, variant="shared")
    unread = Unavailable(Reason.TIMEOUT)
    assert_unknown(run_check(ID, replace(changed, network=unread)), Reason.TIMEOUT)
    ipv4 = _alone(*(_from(f"192.168.1.{n}") for n in range(1, 4)))
    assert_failed(run_check(ID, replace(ipv4, network=unread)), n=3, variant="shared")


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "long_lived_access_token"},
        {"last_used_at": NOW - 31 * DAY},
        {"last_used_at": None},
        {"user_id": "another user"},
    ],
)
def test_ignored_sessions(changes: dict[str, object]) -> None:
    rows = [_from(f"192.168.1.{n}", **changes) for n in range(9)]
    assert_passed(run_check(ID, _alone(*rows)))


def test_no_users() -> None:
    outcome = run_check(ID, facts(auth={"users": (user(providers=()),)}))
    assert_inapplicable(outcome, Inapplicable.NOT_CONFIGURED)
