"""Does everybody have a separate account with only the permissions they need?

An administrator, or somebody with an administrator's device, can change everything. Access to
a shared account cannot be revoked for one person alone.
"""

from datetime import datetime, timedelta
from ipaddress import ip_network

from ..facts import Address, AuthFacts, Facts, User, require
from ..model import (
    Area,
    Check,
    Evidence,
    EvidenceKind,
    Fix,
    Inapplicable,
    Outcome,
    Severities,
    Severity,
    failed,
    not_applicable,
    passed,
)

CHECK = Check(
    area=Area.SIGN_IN,
    severity=Severities.always(Severity.LOW),
    needs=("auth",),
    fix=Fix(path="/config/users"),
    params=frozenset({"n"}),
    variants=frozenset({"all", "shared"}),
)

# One person has a phone and a computer; with a third place, somebody else, or a wall tablet.
MIN_ADDRESSES = 3
# Addresses change by themselves over the weeks.
RECENT = timedelta(days=30)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether several people are all administrators, or one account serves several."""
    auth = require(facts.auth)
    people = [user for user in auth.users if _is_person(user)]
    if not people:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    if len(people) > 1:
        if not all(user.is_admin for user in people):
            return passed()
        rows = tuple(Evidence(EvidenceKind.USER, user.name) for user in people)
        return failed(evidence=rows, n=len(people), variant="all")
    places = _places(auth, people[0], now)
    if len(places) < MIN_ADDRESSES:
        return passed()
    rows = tuple(Evidence(EvidenceKind.ADDRESS, place, fleeting=True) for place in sorted(places))
    return failed(evidence=rows, n=len(places), variant="shared")


def _is_person(user: User) -> bool:
    return user.is_active and not user.system_generated and bool(user.providers)


def _places(auth: AuthFacts, user: User, now: datetime) -> set[str]:
    """Return the addresses an account was lately used from, as a device keeps them."""
    return {
        _place(session.last_used_ip)
        for session in auth.sessions
        if session.user_id == user.id
        and session.type == "normal"
        and session.last_used_ip
        and session.last_used_at
        and now - session.last_used_at <= RECENT
    }


def _place(address: Address) -> str:
    """Return an address; with IPv6 one device has many, which share their first half."""
    if address.version == 4:
        return str(address)
    return str(ip_network((address, 64), strict=False))
