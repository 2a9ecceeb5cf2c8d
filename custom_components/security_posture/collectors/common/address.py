"""IP addresses in the one form in which they can be compared."""

from ipaddress import IPv6Address, ip_address

from ...posture.facts import Address


def parse_address(text: object) -> Address | None:
    """Return the address a text stands for, or None.

    Without the zone of a link-local address, and an IPv4 address that came in through an
    IPv6 socket as what it is: lists of bans, sessions and gateways are compared with it.
    """
    if not isinstance(text, str):
        return None
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped or IPv6Address(int(address))
    return address
