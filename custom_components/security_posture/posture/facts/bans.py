"""Who is banned, and who failed to sign in."""

from dataclasses import dataclass
from datetime import datetime

from .address import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Ban:
    """One banned address."""

    address: Address
    banned_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BansFacts:
    """The live ban manager."""

    enabled: bool
    threshold: int  # failed sign-ins until a ban; below 1: never
    banned: tuple[Ban, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedSource:
    """Failed sign-ins from one address."""

    address: Address | None  # None: counted before a restart, the address is not kept
    is_global: bool  # a public address
    count: int
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedSignInsFacts:
    """Failed sign-ins of the last 24 hours, as far as they were watched."""

    watched_since: datetime
    sources: tuple[FailedSource, ...]

    @property
    def total(self) -> int:
        """Return the number of failed sign-ins."""
        return sum(source.count for source in self.sources)
