"""Classify where an address leads to."""

from ...posture.facts import Address, NetworkFacts, Place, Unavailable
from ...posture.networks import home_networks, is_public


def place_of(address: Address, network: NetworkFacts | Unavailable) -> Place:
    """Return where the address leads to."""
    # An unspecified address reaches this machine; ad blockers answer with both.
    if address.is_loopback or address.is_unspecified:
        return Place.LOOPBACK
    if not isinstance(network, Unavailable):
        if address in network.own_addresses:
            return Place.HERE
        if address in network.gateways:
            return Place.ROUTER
    if is_public(address) and address not in home_networks(network):
        return Place.ROUTER
    return Place.HOME
