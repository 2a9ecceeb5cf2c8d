"""Addresses of this machine, its gateways and its container networks."""

from dataclasses import dataclass

from .address import Address, Network


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkFacts:
    """Addresses that many clients may appear to come from."""

    own_addresses: tuple[Address, ...]
    gateways: tuple[Address, ...]  # default gateways; in a container, its bridge
    bridges: tuple[Network, ...]  # networks of this machine's own containers
