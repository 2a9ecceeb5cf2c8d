"""Classify IP addresses and networks."""

from collections import defaultdict
from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network

from .facts import Address, HttpFacts, Network, NetworkFacts, Unavailable

# The size of a home network, by IP version: a network this large reaches every device and guest.
LAN_PREFIX = {4: 24, 6: 64}
# Carrier-grade NAT (RFC 6598); Tailscale and other VPNs assign addresses from it.
SHARED_ADDRESSES = IPv4Network("100.64.0.0/10")


def is_public_network(network: Network) -> bool:
    """Return whether the network contains public addresses."""
    if isinstance(network, IPv4Network) and network.overlaps(SHARED_ADDRESSES):
        return not network.subnet_of(SHARED_ADDRESSES)
    return not network.is_private


class NetworkSet:
    """Networks with a membership test whose cost does not grow with their number.

    Networks of the same prefix length share a set of prefixes, so a lookup tests each
    different prefix length once.
    """

    def __init__(self, networks: Iterable[Network]) -> None:
        """Index the networks by version and prefix length."""
        self._prefixes: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
        for network in networks:
            host_bits = network.max_prefixlen - network.prefixlen
            prefix = int(network.network_address) >> host_bits
            self._prefixes[network.version, host_bits].add(prefix)

    def __contains__(self, address: Address) -> bool:
        """Return whether one of the networks contains the address."""
        number = int(address)
        return any(
            version == address.version and number >> host_bits in prefixes
            for (version, host_bits), prefixes in self._prefixes.items()
        )


def home_networks(network: NetworkFacts | Unavailable) -> NetworkSet:
    """Return the public IPv6 networks of this home.

    With IPv6 every device at home has a global address; the first half is the network's.
    """
    own = () if isinstance(network, Unavailable) else network.own_addresses
    return NetworkSet(
        IPv6Network((address.packed, LAN_PREFIX[6]), strict=False)
        for address in own
        if address.version == 6
    )


def is_whole_lan(network: Network) -> bool:
    """Return whether the network is as large as a home network, or larger."""
    return network.prefixlen <= LAN_PREFIX[network.version]


def is_within(inner: Network, outer: Network) -> bool:
    """Return whether a network is a subnet of another, or equal to it."""
    if isinstance(inner, IPv4Network) and isinstance(outer, IPv4Network):
        return inner.subnet_of(outer)
    if isinstance(inner, IPv6Network) and isinstance(outer, IPv6Network):
        return inner.subnet_of(outer)
    return False


def exclude(network: Network, excluded: Network) -> list[Network]:
    """Return the parts of a network that are outside another network."""
    if isinstance(network, IPv4Network) and isinstance(excluded, IPv4Network):
        return _exclude(network, excluded)
    if isinstance(network, IPv6Network) and isinstance(excluded, IPv6Network):
        return _exclude(network, excluded)
    return [network]


def _exclude[N: (IPv4Network, IPv6Network)](network: N, excluded: N) -> list[Network]:
    if not network.overlaps(excluded):
        return [network]
    if excluded.subnet_of(network) and excluded != network:
        return list(network.address_exclude(excluded))
    return []


class SharedAddresses:
    """Private addresses that several clients share: gateways, bridges, proxies, this machine."""

    def __init__(self, http: HttpFacts, network: NetworkFacts) -> None:
        """Index the addresses; a trusted range is no proxy, it only contains one."""
        proxies = (proxy for proxy in http.trusted_proxies if proxy.num_addresses == 1)
        self._addresses = {*network.gateways, *network.own_addresses}
        self._networks = NetworkSet((*network.bridges, *proxies))

    def __contains__(self, address: Address) -> bool:
        """Return whether several clients may share the address."""
        return not address.is_global and (
            address.is_loopback or address in self._addresses or address in self._networks
        )
