"""Classify IP addresses and networks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

from .facts import Address, HttpFacts, Network, NetworkFacts, Unavailable

# The size of a home network, by IP version: a network this large reaches every device and guest.
LAN_PREFIX = {4: 24, 6: 64}
# The size of a whole site, by IP version.
SITE_PREFIX = {4: 16, 6: 48}
# The addresses of home networks (RFC 1918, RFC 4193, RFC 4291).
PRIVATE = (
    IPv4Network("10.0.0.0/8"),
    IPv4Network("172.16.0.0/12"),
    IPv4Network("192.168.0.0/16"),
    IPv6Network("fc00::/7"),
    IPv6Network("fe80::/10"),
)
# Carrier-grade NAT (RFC 6598); Tailscale and other VPNs assign addresses from it.
SHARED_ADDRESSES = IPv4Network("100.64.0.0/10")
# The network of the Supervisor and the apps on every installation with a Supervisor.
SUPERVISOR = IPv4Network("172.30.32.0/23")
# What most providers delegate to a home: 256 networks, such as one for guests.
HOME_PREFIX = 56
# IPv6 addresses that contain an IPv4 address in the last 32 bits (RFC 6052).
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Return whether an address is a public one; a translated one counts as the address in it."""
    if isinstance(address, IPv6Address):
        if address in _NAT64:
            return IPv4Address(int(address) & 0xFFFFFFFF).is_global
        if address.teredo:
            return address.teredo[1].is_global
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            return inner.is_global
        if address.is_site_local:  # the predecessor of fd00::/8
            return False
    return address.is_global


def device_network(address: Address) -> Network:
    """Return the network in which one device changes its address: with IPv6, a /64."""
    return ip_network((address, 32 if address.version == 4 else 64), strict=False)


def origin_network(address: Address) -> Network:
    """Return the network in the internet that an address is from: an IPv4 /24, an IPv6 /48."""
    return ip_network((address, 24 if address.version == 4 else 48), strict=False)


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


class Home(NetworkSet):
    """The public addresses of this home."""

    def __init__(self, networks: Iterable[Network]) -> None:
        """Index the networks."""
        self._networks = tuple(networks)
        super().__init__(self._networks)

    def covers(self, network: Network) -> bool:
        """Return whether the whole network is at home."""
        return any(is_within(network, own) for own in self._networks)

    def overlaps(self, network: Network) -> bool:
        """Return whether a part of the network is at home."""
        return any(overlaps(network, own) for own in self._networks)


def home_networks(network: NetworkFacts | Unavailable, also: Iterable[Address] = ()) -> Home:
    """Return the networks of this home, and the addresses in `also`.

    With IPv6 every device at home has a public address, in one of the home's networks.
    """
    own = () if isinstance(network, Unavailable) else _home_networks(network)
    return Home((*own, *(ip_network(address) for address in also)))


def present_networks(network: NetworkFacts | Unavailable) -> Home:
    """Return the networks of this home without those that it has lost.

    An address that was used from a lost one was at home; who has it now is a stranger.
    """
    if isinstance(network, Unavailable):
        return home_networks(network)
    kept = tuple(prefix for prefix in network.prefixes if prefix not in network.lost)
    return home_networks(replace(network, prefixes=kept))


def _home_networks(network: NetworkFacts) -> Iterator[Network]:
    yield from network.prefixes
    yield from network.bridges
    known = NetworkSet(network.prefixes)
    for address in network.own_addresses:
        yield ip_network(address)
        if (
            isinstance(address, IPv6Address)
            and address not in network.elsewhere
            and address not in known
        ):
            yield IPv6Network((int(address), HOME_PREFIX), strict=False)


def may_be_home(network: Network) -> bool:
    """Return whether a public network is small enough to be a home's."""
    return network.version == 6 and network.prefixlen >= SITE_PREFIX[6]


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


def overlaps(network: Network, other: Network) -> bool:
    """Return whether two networks have addresses in common."""
    return network.version == other.version and network.overlaps(other)


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
    """Addresses that several clients share: this machine; private ones of gateways and proxies."""

    def __init__(self, http: HttpFacts, network: NetworkFacts) -> None:
        """Index the addresses; a trusted range is no proxy, it only contains one."""
        proxies = (proxy for proxy in http.trusted_proxies if proxy.num_addresses == 1)
        self._own = frozenset(network.own_addresses)
        self._gateways = frozenset(network.gateways)
        self._networks = NetworkSet((*network.bridges, *proxies))

    def __contains__(self, address: Address) -> bool:
        """Return whether several clients may share the address."""
        if address in self._own:
            return True
        return not is_public(address) and (
            address.is_loopback or address in self._gateways or address in self._networks
        )
