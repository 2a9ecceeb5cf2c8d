"""What kind of network an address range is."""

from ipaddress import IPv4Network, IPv6Network

from .facts import Address, HttpFacts, Network, NetworkFacts, Unavailable

# A home's network and wider: every device and guest of the house is in it.
LAN_PREFIX = {4: 24, 6: 64}
# Bytes of an IPv6 address that name its network.
IPV6_NETWORK = 8
# Carrier-grade NAT; Tailscale and other VPNs number their members from it.
SHARED_ADDRESSES = IPv4Network("100.64.0.0/10")


def is_public_network(network: Network) -> bool:
    """Return whether the network holds addresses of the Internet."""
    if isinstance(network, IPv4Network) and network.overlaps(SHARED_ADDRESSES):
        return not network.subnet_of(SHARED_ADDRESSES)
    return not network.is_private


def is_at_home(address: Address, network: NetworkFacts | Unavailable) -> bool:
    """Return whether a global address is of this machine's own network.

    With IPv6 every device at home has one; those of a network share their first half.
    """
    return not isinstance(network, Unavailable) and any(
        address.version == own.version == 6
        and address.packed[:IPV6_NETWORK] == own.packed[:IPV6_NETWORK]
        for own in network.own_addresses
    )


def is_whole_lan(network: Network) -> bool:
    """Return whether the network is as large as a home's, or larger."""
    return network.prefixlen <= LAN_PREFIX[network.version]


def is_within(inner: Network, outer: Network) -> bool:
    """Return whether a network is a part of another, or the same."""
    if isinstance(inner, IPv4Network) and isinstance(outer, IPv4Network):
        return inner.subnet_of(outer)
    if isinstance(inner, IPv6Network) and isinstance(outer, IPv6Network):
        return inner.subnet_of(outer)
    return False


def without(whole: Network, hole: Network) -> list[Network]:
    """Return what is left of a network when another is taken out of it."""
    if isinstance(whole, IPv4Network) and isinstance(hole, IPv4Network):
        return _without(whole, hole)
    if isinstance(whole, IPv6Network) and isinstance(hole, IPv6Network):
        return _without(whole, hole)
    return [whole]


def _without[N: (IPv4Network, IPv6Network)](whole: N, hole: N) -> list[Network]:
    if not whole.overlaps(hole):
        return [whole]
    return list(whole.address_exclude(hole)) if hole.subnet_of(whole) and hole != whole else []


def stands_for_others(address: Address, http: HttpFacts, network: NetworkFacts) -> bool:
    """Return whether an address is a gateway's, a container bridge's, a proxy's or our own."""
    if address.is_global:
        return False
    return (
        address.is_loopback
        or address in network.gateways
        or address in network.own_addresses
        or any(address in bridge for bridge in network.bridges)
        or any(address in proxy for proxy in http.trusted_proxies if proxy.num_addresses == 1)
    )
