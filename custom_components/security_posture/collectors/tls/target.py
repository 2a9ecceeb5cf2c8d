"""The hosts that the configured URLs lead to."""

from dataclasses import dataclass

from yarl import URL

from ...posture.facts import Reason
from ..common.errors import CollectorError


@dataclass(frozen=True, slots=True)
class Target:
    """Host, port and scheme of a configured URL."""

    host: str  # ASCII, as TLS uses it
    port: int
    tls: bool


def target_of(text: str | None) -> Target | None:
    """Return the target of a URL; None: there is no URL, or not one of HTTP."""
    try:
        url = URL(text or "")
        host, port = url.raw_host, url.port
    except ValueError as err:
        raise CollectorError(Reason.PARSE) from err
    if url.scheme not in ("http", "https") or not host or port is None:
        return None
    return Target(host, port, url.scheme == "https")
