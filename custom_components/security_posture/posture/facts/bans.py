"""The live ban list and its threshold."""

from dataclasses import dataclass
from datetime import datetime

from .address import Address
from .unavailable import Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class Ban:
    """One banned address."""

    address: Address
    banned_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BansFacts:
    """The live ban manager."""

    enabled: bool
    threshold: int  # failed logins before a ban; below 1: never
    banned: tuple[Ban, ...] | Unavailable
    # Those addresses of the household that are refused: listed, or in a banned network.
    refused: frozenset[Address] | Unavailable = frozenset()
