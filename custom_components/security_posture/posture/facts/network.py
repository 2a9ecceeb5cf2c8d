"""Where the machine stands in its network."""

from dataclasses import dataclass

from .address import Address, Network


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkFacts:
    """Addresses that stand for this machine or its way out."""

    own_addresses: tuple[Address, ...]
    gateways: tuple[Address, ...]  # default gateways; in a container, its bridge's
    bridges: tuple[Network, ...]  # networks of this machine's own containers
