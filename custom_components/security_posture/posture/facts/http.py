"""The HTTP server and its settings in force."""

from dataclasses import dataclass

from .address import Network
from .unavailable import Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpSettings:
    """The stored HTTP configuration in force."""

    slot: str  # "stable", "pending" (on trial, reverted unless confirmed) or "default"
    pending: bool  # a configuration is not yet confirmed
    error: str | None  # "apply_failed" or "not_promoted", from the pending configuration
    use_x_forwarded_for: bool
    cors_allowed_origins: tuple[str, ...]
    use_x_frame_options: bool
    yaml_migrated: bool  # `http:` in YAML was imported and is ignored


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpFacts:
    """The running HTTP server."""

    serves_tls: bool  # the server has a TLS context
    port: int
    hosts: tuple[str, ...]  # addresses it listens on
    trusted_proxies: tuple[Network, ...]
    settings: HttpSettings | Unavailable
