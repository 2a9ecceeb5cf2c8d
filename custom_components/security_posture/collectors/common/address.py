"""Parse IP addresses into one comparable form."""

from ipaddress import IPv6Address, ip_address

from ...posture.facts import Address


def parse_address(text: object) -> Address | None:
    """Return the address without its zone and unmapped from IPv6, or None."""
    if not isinstance(text, str):
        return None
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        # Bans, sessions and gateways are compared with each other. An IPv4 client of a
        # dual-stack socket is recorded as an IPv4-mapped address, a link-local one with a zone.
        return address.ipv4_mapped or IPv6Address(int(address))
    return address
