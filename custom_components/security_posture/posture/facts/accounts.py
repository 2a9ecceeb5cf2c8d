"""What was remembered about accounts: Home Assistant keeps no history of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from .unavailable import Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountHistory:
    """One account, as far as it was watched."""

    first_seen: datetime
    last_used: datetime | None  # the latest use of any session ever seen; None: none was seen


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAdmin:
    """An administrator who was none when the administrators were last confirmed."""

    user_id: str
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewToken:
    """A long-lived token of an administrator, made since the last confirmation."""

    user_id: str
    name: str | None
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsFacts:
    """What changed about accounts since they were first seen, or last confirmed."""

    histories: Mapping[str, AccountHistory] | Unavailable  # by user id
    new_admins: tuple[NewAdmin, ...] | Unavailable
    new_tokens: tuple[NewToken, ...] | Unavailable
