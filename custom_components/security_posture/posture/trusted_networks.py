"""Determine who can log in without a password, as Home Assistant's provider does."""

from .facts import AuthFacts, Network, TrustedNetworks, User
from .networks import exclude


def selectable_users(network: Network, provider: TrustedNetworks, auth: AuthFacts) -> list[User]:
    """Return the users that can be selected from some address of the network."""
    people = [user for user in auth.users if user.is_active and not user.system_generated]
    chosen: set[str] = set()
    rest = [network]
    for rule in provider.trusted_users:
        if any(
            part.overlaps(rule.network) for part in rest if part.version == rule.network.version
        ):
            chosen |= {
                user.id
                for user in people
                if user.id in rule.user_ids or set(user.groups) & set(rule.group_ids)
            }
            rest = [part for whole in rest for part in exclude(whole, rule.network)]
    return people if rest else [user for user in people if user.id in chosen]
