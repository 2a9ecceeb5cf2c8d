"""Find private host names and public IP addresses."""

from collections.abc import Iterator
import ipaddress
import re
from typing import Final

from .reserved import HOME_SUFFIXES, LOCAL_HOSTS, PUBLIC_HOSTS, RESERVED

_IN_ADDRESS: Final = re.compile(r"://(?:[^\s/@\"'<>]{0,200}@)?([A-Za-z0-9][\w.-]{0,253})")
_DOMAIN: Final = re.compile(r"(?<![\w.@-])[A-Za-z0-9][\w-]{0,62}(?:\.[\w-]{1,63}){1,8}(?![\w-])")
_IPV4: Final = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)")
_IPV6: Final = re.compile(r"(?<![\w:.])[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])")
# Public DNS resolvers.
_RESOLVERS: Final = frozenset(
    {"1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4", "9.9.9.9", "149.112.112.112"}
)
_NAME: Final = re.compile(r"[A-Za-z0-9][\w.-]{1,253}")


def is_private_host(host: str) -> bool:
    """Return whether a host name identifies a home."""
    name = host.lower().rstrip(".")
    if not _NAME.fullmatch(name) or name in LOCAL_HOSTS or _is_address(name):
        return False
    if name.endswith(HOME_SUFFIXES):
        return True
    if "." not in name:
        return name not in RESERVED
    return not any(name == known or name.endswith(f".{known}") for known in PUBLIC_HOSTS)


def hosts_in_urls(text: str) -> Iterator[str]:
    """Yield the private host names in the URLs of a text."""
    if "://" in text:
        for match in _IN_ADDRESS.finditer(text):
            if is_private_host(match[1]):
                yield match[1].lower()


def home_host_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of host names below a home suffix."""
    for match in _DOMAIN.finditer(text):
        if match[0].lower().endswith(HOME_SUFFIXES) and is_private_host(match[0]):
            yield match.span()


def domain_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of domain names."""
    for match in _DOMAIN.finditer(text):
        yield match.span()


def public_ip_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of public IP addresses."""
    for pattern in (_IPV4, _IPV6):
        for match in pattern.finditer(text):
            if _is_public(match[0]):
                yield match.span()


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _is_public(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return address.is_global and text not in _RESOLVERS
