"""The configured URLs and remote access."""

from dataclasses import dataclass

from .unavailable import Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlsFacts:
    """The configured URLs and remote access."""

    external_url: str | None
    internal_url: str | None
    cloud_remote: bool | Unavailable  # Home Assistant Cloud's remote access is available
