"""Where the instance says it can be reached."""

from dataclasses import dataclass

from .unavailable import Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlsFacts:
    """Where the instance says it can be reached."""

    external_url: str | None
    internal_url: str | None
    cloud_remote: bool | Unavailable  # remote access through Home Assistant Cloud is on
