"""Addresses of this machine, its gateways, its container networks and the home's networks."""

from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network

from .address import Address, Network


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkFacts:
    """Addresses that many clients may appear to come from."""

    own_addresses: tuple[Address, ...]
    gateways: tuple[Address, ...]  # default gateways; in a container, its bridge
    bridges: tuple[Network, ...]  # networks of this machine's own containers
    # IPv6 networks of the home, also former ones: with IPv6, devices at home have public addresses.
    prefixes: tuple[IPv6Network, ...] = ()
    # Those of them that the home lost days ago to another one: strangers may have them now.
    lost: tuple[IPv6Network, ...] = ()
    # Own addresses whose networks are not the home's: a tunnel's, or a rented server's.
    elsewhere: tuple[IPv6Address, ...] = ()
