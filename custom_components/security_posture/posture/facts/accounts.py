"""The history of user accounts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from .address import Network
from .unavailable import Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountHistory:
    """The history of one account since it was first seen."""

    first_seen: datetime
    last_used: datetime | None  # of any session; None: never


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAdmin:
    """An administrator added since the administrators were last confirmed."""

    user_id: str
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewToken:
    """A long-lived token of an administrator, created since the last confirmation."""

    user_id: str
    name: str | None
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfamiliarLogin:
    """A session of an administrator that was used from an unusual network in the internet."""

    user_id: str
    network: Network  # an IPv4 /24 or an IPv6 /48
    first_used: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsFacts:
    """Changes of the accounts since they were first seen or last confirmed."""

    histories: Mapping[str, AccountHistory] | Unavailable  # by user id
    new_admins: tuple[NewAdmin, ...] | Unavailable
    new_tokens: tuple[NewToken, ...] | Unavailable
    # Confirms exactly these administrators and tokens; None if there are none.
    confirmation: str | None = None
    unfamiliar: tuple[UnfamiliarLogin, ...] | Unavailable = ()
    learning: bool = False  # it is not known yet which networks are usual
    confirmers: frozenset[str] = frozenset()  # ids of the users who may confirm them
