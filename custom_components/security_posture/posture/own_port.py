"""Recognize URLs of Home Assistant's own port while it serves plain HTTP."""

from urllib.parse import urlsplit

from .facts import HttpFacts, Unavailable

_HTTPS_PORT = 443


def is_own_port(http: HttpFacts | Unavailable, url: str) -> bool | Unavailable:
    """Return whether an https URL has the port on which Home Assistant serves plain HTTP."""
    if isinstance(http, Unavailable):
        return http
    try:
        port = urlsplit(url).port or _HTTPS_PORT
    except ValueError:
        return False
    return not http.serves_tls and port == http.port
