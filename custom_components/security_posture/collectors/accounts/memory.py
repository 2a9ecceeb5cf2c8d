"""The stored history of accounts: first seen, last used, and which ones are expected.

The file contains only keyed hashes of ids, and dates, because it ends up in backups.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from ...posture.clock import is_behind
from ...posture.facts import AccountHistory
from ...posture.keyed_hash import keyed_hash
from ...storage.keyed_store import new_salt, parse_date, parse_salt
from .networks import NetworkMemory

# Home Assistant updates a session's last use every 30 minutes; a day is precise enough.
_RESOLUTION: Final = timedelta(days=1)


class AccountMemory:
    """First and last use by account, and the expected administrators and tokens."""

    def __init__(self) -> None:
        """Start empty: the administrators and tokens of the first run count as expected."""
        self._changed = False
        self._salt = new_salt()
        self.networks = NetworkMemory(self._salt)
        self._first_seen: dict[str, datetime] = {}
        self._last_used: dict[str, datetime] = {}
        # None before the first run. A date: when an unexpected one was first seen.
        self._admins: dict[str, datetime | None] | None = None
        self._tokens: dict[str, datetime | None] | None = None

    @classmethod
    def parse(cls, data: Any) -> AccountMemory:
        """Return the memory of a stored file. Raise if it has another form."""
        memory = cls()
        memory._salt = parse_salt(data["salt"])
        memory._first_seen = {key: parse_date(text) for key, text in data["first_seen"].items()}
        memory._last_used = {key: parse_date(text) for key, text in data["last_used"].items()}
        memory._admins = _parse_optional(data["admins"])
        memory._tokens = _parse_optional(data["tokens"])
        memory.networks = NetworkMemory.parse(memory._salt, data.get("networks"))
        return memory

    @classmethod
    def expecting_nobody(cls) -> AccountMemory:
        """Return an empty memory to which every administrator and token is new."""
        memory = cls()
        memory._admins, memory._tokens = {}, {}
        return memory

    @property
    def changed(self) -> bool:
        """Return whether it differs from what is stored."""
        return self._changed or self.networks.changed

    def mark_stored(self) -> None:
        """Note that it was stored."""
        self._changed = self.networks.changed = False

    def mark_changed(self) -> None:
        """Note that it could not be stored."""
        self._changed = True

    def update_histories(
        self, last_used: Mapping[str, datetime | None], now: datetime
    ) -> dict[str, AccountHistory]:
        """Return the history of each account, given the last use of its sessions."""
        keys = {user_id: self._key(user_id) for user_id in last_used}
        self._prune(keys.values())
        if not is_behind(now):
            for user_id, used in last_used.items():
                self._record(keys[user_id], None if used is None else min(used, now), now)
        return {
            user_id: AccountHistory(
                first_seen=min(self._first_seen.get(key, now), now),
                last_used=self._last_used.get(key),
            )
            for user_id, key in keys.items()
        }

    def update_admins(self, user_ids: Collection[str], now: datetime) -> dict[str, datetime]:
        """Return the unexpected administrators and when each was first seen."""
        self._admins, new = self._compare(self._admins, user_ids, now)
        return new

    def update_tokens(self, token_ids: Collection[str], now: datetime) -> dict[str, datetime]:
        """Return the unexpected tokens and when each was first seen."""
        self._tokens, new = self._compare(self._tokens, token_ids, now)
        return new

    def confirmation(self) -> str | None:
        """Return a key of everything unexpected in the last run; None if there is nothing."""
        seen = [*(self._admins or {}).items(), *(self._tokens or {}).items()]
        unexpected = sorted(key for key, at in seen if at is not None)
        return self._key(f"confirm {' '.join(unexpected)}") if unexpected else None

    def may_confirm(self, user_id: str, *, is_owner: bool) -> bool:
        """Return whether a user is an expected administrator, or the owner if there is none.

        None is expected when the stored history was invalid.
        """
        expected = {key for key, at in (self._admins or {}).items() if at is None}
        return self._key(user_id) in expected if expected else is_owner

    def confirm(self) -> None:
        """Mark everything of the last run as expected."""
        self._admins = dict.fromkeys(self._admins or {})
        self._tokens = dict.fromkeys(self._tokens or {})
        self._changed = True

    def as_data(self) -> dict[str, Any]:
        """Return the data to store."""
        return {
            "salt": self._salt.hex(),
            "first_seen": _serialized(self._first_seen),
            "last_used": _serialized(self._last_used),
            "admins": _serialized(self._admins or {}),
            "tokens": _serialized(self._tokens or {}),
            "networks": self.networks.as_data(),
        }

    def _compare(
        self, before: Mapping[str, datetime | None] | None, ids: Collection[str], now: datetime
    ) -> tuple[dict[str, datetime | None], dict[str, datetime]]:
        """Return the current ids, and the unexpected ones among them."""
        unseen = None if before is None else now
        keys = {each: self._key(each) for each in ids}
        after = {key: (before or {}).get(key, unseen) for key in keys.values()}
        self._changed |= after != before
        new = {each: min(at, now) for each, key in keys.items() if (at := after[key])}
        return after, new

    def _record(self, key: str, used: datetime | None, now: datetime) -> None:
        if key not in self._first_seen:
            self._first_seen[key] = now
            self._changed = True
        known = self._last_used.get(key)
        if known and known > now:
            known = None  # the clock has been set back since
        if used and (known is None or used - known >= _RESOLUTION):
            self._last_used[key] = used
            self._changed = True

    def _prune(self, keys: Collection[str]) -> None:
        for dates in (self._first_seen, self._last_used):
            for key in dates.keys() - set(keys):
                del dates[key]
                self._changed = True

    def _key(self, identifier: str) -> str:
        return keyed_hash(self._salt, identifier)


def _serialized(dates: Mapping[str, datetime | None]) -> dict[str, str | None]:
    return {key: None if at is None else at.isoformat() for key, at in dates.items()}


def _parse_optional(dates: Mapping[str, str | None]) -> dict[str, datetime | None]:
    return {key: None if text is None else parse_date(text) for key, text in dates.items()}
