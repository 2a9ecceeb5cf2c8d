"""Does each person have a separate account with only the permissions they need?

An administrator can change everything, and so can anyone with an administrator's device. Access to
a shared account cannot be revoked for one person alone.
"""

from datetime import datetime, timedelta

from ..facts import Address, Facts, Unavailable, User, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown
from ..networks import device_network, home_networks

CHECK = Check(
    area=Area.SIGN_IN,
    severity=Severities.always(Severity.LOW),
    needs=("auth",),
    fix=Fix(path="/config/users"),
    repair=Repair.SETTING,
    params=frozenset({"n"}),
    variants=frozenset({"all", "shared"}),
)

# One person has a phone and a computer; a third address belongs to another person or a tablet.
MIN_ADDRESSES = 3
# Addresses change over the weeks.
RECENT = timedelta(days=30)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether all users are administrators, or several people share one account."""
    auth = require(facts.auth)
    people = [user for user in auth.users if _is_person(user)]
    if not people:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    if len(people) > 1:
        if not all(user.is_admin for user in people):
            return passed()
        rows = tuple(Evidence(EvidenceKind.USER, user.name) for user in people)
        return failed(evidence=rows, n=len(people), variant="all")
    addresses = _addresses(facts, people[0], now)
    if len(addresses) < MIN_ADDRESSES:
        return passed()
    if isinstance(facts.network, Unavailable) and any(":" in address for address in addresses):
        return unknown(facts.network.reason)  # which of them are at home is not known
    rows = tuple(
        Evidence(EvidenceKind.ADDRESS, address, fleeting=True) for address in sorted(addresses)
    )
    return failed(evidence=rows, n=len(addresses), variant="shared")


def _is_person(user: User) -> bool:
    return user.is_active and not user.system_generated and bool(user.providers)


def _addresses(facts: Facts, user: User, now: datetime) -> set[str]:
    """Return the addresses that recently used an account; for IPv6, the networks.

    One device has several IPv6 addresses. The home's prefix may change every night, so
    all of them count once.
    """
    home = home_networks(facts.network)
    used = {
        session.last_used_ip
        for session in require(facts.auth).sessions
        if session.user_id == user.id
        and session.type == "normal"
        and session.last_used_ip
        and session.last_used_at
        and now - session.last_used_at <= RECENT
    }
    at_home = {address for address in used if address.version == 6 and address in home}
    places = {_device_address(address) for address in used - at_home}
    return places | {_device_address(address) for address in sorted(at_home)[:1]}


def _device_address(address: Address) -> str:
    return str(address if address.version == 4 else device_network(address))
