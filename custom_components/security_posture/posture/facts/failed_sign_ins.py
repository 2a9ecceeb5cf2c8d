"""Failed logins, counted by source."""

from dataclasses import dataclass
from datetime import datetime

from .address import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedSource:
    """Failed logins from one address."""

    address: Address | None  # None: counted before a restart; addresses are not stored
    is_global: bool  # a public address
    count: int
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedSignInsFacts:
    """Failed logins of the last 24 hours, as far as they were observed."""

    sources: tuple[FailedSource, ...]

    @property
    def total(self) -> int:
        """Return the number of failed logins."""
        return sum(source.count for source in self.sources)
