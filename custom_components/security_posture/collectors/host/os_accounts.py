"""Accounts and groups of the operating system: /etc/passwd and /etc/group.

Only those two files: accounts that come from a directory server are not seen.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ...posture.facts import Reason
from ..common.errors import CollectorError

# Ten thousand accounts.
MAX_BYTES: Final = 1024 * 1024
_NO_LOGIN: Final = frozenset({"false", "halt", "nologin", "shutdown", "sync"})
# What distributions give to people (UID_MIN and UID_MAX of login.defs), and the odd one out.
_PEOPLE: Final = range(1000, 60_000)
# Whoever is in one of these may act as root, or is asked for no more than their own password.
ADMIN_GROUPS: Final = frozenset({"admin", "sudo", "wheel"})


@dataclass(frozen=True, slots=True)
class OsAccount:
    """One line of /etc/passwd."""

    name: str
    uid: int
    gid: int
    home: str
    has_login_shell: bool

    @property
    def is_person(self) -> bool:
        """Return whether it looks like a person's."""
        return self.uid in _PEOPLE and self.has_login_shell


@dataclass(frozen=True, slots=True)
class OsGroup:
    """One line of /etc/group."""

    name: str
    gid: int
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class OsAccounts:
    """What both files say."""

    accounts: tuple[OsAccount, ...]
    groups: tuple[OsGroup, ...]

    def of(self, uid: int) -> OsAccount | None:
        """Return the account of a number."""
        return next((row for row in self.accounts if row.uid == uid), None)

    def names(self, gids: frozenset[int]) -> tuple[str, ...]:
        """Return the names of groups; a group without one by its number."""
        known = {group.gid: group.name for group in self.groups}
        return tuple(sorted(known.get(gid, str(gid)) for gid in gids))

    def is_admin(self, account: OsAccount) -> bool:
        """Return whether an account is in a group that may act as root."""
        return any(
            account.name in group.members or account.gid == group.gid
            for group in self.groups
            if group.name in ADMIN_GROUPS
        )


def read_os_accounts(root: Path) -> OsAccounts:
    """Return the accounts below a root directory. Blocking."""
    return OsAccounts(
        accounts=tuple(filter(None, map(_account, _lines(root / "etc" / "passwd")))),
        groups=tuple(filter(None, map(_group, _lines(root / "etc" / "group")))),
    )


def _lines(path: Path) -> list[list[str]]:
    try:
        with path.open("rb") as file:
            text = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return []
    if len(text) > MAX_BYTES:
        raise CollectorError(Reason.TOO_LARGE)
    return [line.split(":") for line in text.decode("utf-8", "replace").splitlines()]


def _account(fields: list[str]) -> OsAccount | None:
    match fields:
        case [name, _, uid, gid, _, home, shell] if uid.isdecimal() and gid.isdecimal():
            # Without a shell of its own an account gets /bin/sh.
            can_login = Path(shell).name not in _NO_LOGIN
            return OsAccount(name, int(uid), int(gid), home, can_login)
        case _:
            return None


def _group(fields: list[str]) -> OsGroup | None:
    match fields:
        case [name, _, gid, members] if gid.isdecimal():
            return OsGroup(name, int(gid), frozenset(filter(None, members.split(","))))
        case _:
            return None
