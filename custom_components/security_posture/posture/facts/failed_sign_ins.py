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
    first_at: datetime | None = None  # of those counted, to the hour


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedSignInsFacts:
    """Failed logins of the last 24 hours, as far as they were observed."""

    sources: tuple[FailedSource, ...]
    unplaced: int = 0  # whose address could not be read

    @property
    def total(self) -> int:
        """Return the number of failed logins."""
        return self.unplaced + sum(source.count for source in self.sources)
