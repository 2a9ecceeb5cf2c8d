"""Who can log in without a password, and from where?

The trusted_networks provider asks for no password in its networks. That is acceptable for one
wall tablet with a user who is no administrator, and dangerous when the network is public, when
an administrator can be selected, or when it contains the phones of guests.
"""

from collections.abc import Iterator
from datetime import datetime

from ..facts import Facts, Network, Unavailable, User, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Outcome, failed, passed, unknown
from ..networks import Home, is_public_network, is_whole_lan, may_be_home, present_networks
from ..trusted_networks import selectable_users

CHECK = Check(
    area=Area.SIGN_IN,
    severity=Severities.always(Severity.CRITICAL),
    needs=("auth",),
    fix=Fix(docs="https://www.home-assistant.io/docs/authentication/providers/"),
    repair=Repair.YAML,
    variants=frozenset({"public", "administrator", "whole_lan", "choice"}),
)

SEVERITIES = {
    "public": Severity.CRITICAL,
    "administrator": Severity.HIGH,
    "whole_lan": Severity.MEDIUM,
    "choice": Severity.LOW,
}


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the most severe problem of all trusted networks."""
    auth, home = require(facts.auth), present_networks(facts.network)
    found = [
        (variant, network, users)
        for provider in auth.trusted_networks
        for network in provider.networks
        if (users := selectable_users(network, provider, auth))
        and (variant := _variant(network, users, home))
    ]
    if not found:
        return passed()
    worst = next(name for name in SEVERITIES if any(name == variant for variant, *_ in found))
    if worst == "public" and isinstance(facts.network, Unavailable):
        public = [network for variant, network, _ in found if variant == "public"]
        if all(map(may_be_home, public)):
            return unknown(facts.network.reason)
    return failed(
        severity=SEVERITIES[worst], evidence=tuple(dict.fromkeys(_evidence(found))), variant=worst
    )


def _variant(network: Network, users: list[User], home: Home) -> str | None:
    if is_public_network(network) and not home.covers(network):
        return "public"
    if any(user.is_admin for user in users):
        return "administrator"
    if is_whole_lan(network):
        return "whole_lan"
    if network.num_addresses > 1 or len(users) > 1:
        return "choice"
    return None


def _evidence(found: list[tuple[str, Network, list[User]]]) -> Iterator[Evidence]:
    for _, network, users in found:
        yield Evidence(EvidenceKind.NETWORK, str(network))
        for user in users:
            yield Evidence(EvidenceKind.USER, user.name)
