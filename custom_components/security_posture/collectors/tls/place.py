"""Classify where an address leads to."""

from homeassistant.core import HomeAssistant

from ...posture.facts import Address, NetworkFacts, Place, Unavailable
from ...posture.networks import home_networks
from .. import network
from ..common.errors import reason_of
from ..common.executor import LimitedExecutor


async def read_network(
    hass: HomeAssistant, executor: LimitedExecutor
) -> NetworkFacts | Unavailable:
    """Return this machine's addresses and gateways."""
    try:
        return await network.collect(hass, executor)
    except Exception as err:  # noqa: BLE001 - only the place of the addresses gets unknown
        return Unavailable(reason_of(err))


def place_of(address: Address, found: NetworkFacts | Unavailable) -> Place:
    """Return where the address leads to."""
    # An unspecified address reaches this machine; ad blockers answer with both.
    if address.is_loopback or address.is_unspecified:
        return Place.LOOPBACK
    if not isinstance(found, Unavailable):
        if address in found.own_addresses:
            return Place.HERE
        if address in found.gateways:
            return Place.ROUTER
    if address.is_global and address not in home_networks(found):
        return Place.ROUTER
    return Place.HOME
