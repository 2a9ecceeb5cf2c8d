"""Accounts and groups of the operating system, by /etc/passwd and /etc/group.

Accounts of a directory server are not included.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..common.bounded_read import read_limited

# Ten thousand accounts.
MAX_BYTES: Final = 1024 * 1024
_NO_LOGIN: Final = frozenset({"false", "halt", "nologin", "shutdown", "sync"})
# The UIDs of persons: UID_MIN and UID_MAX of login.defs.
_PEOPLE: Final = range(1000, 60_000)
# Members may become root, at most with their own password.
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
        """Return whether it is an account of a person."""
        return self.uid in _PEOPLE and self.has_login_shell


@dataclass(frozen=True, slots=True)
class OsGroup:
    """One line of /etc/group."""

    name: str
    gid: int
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class OsAccounts:
    """The content of both files."""

    accounts: tuple[OsAccount, ...]
    groups: tuple[OsGroup, ...]

    def by_uid(self, uid: int) -> OsAccount | None:
        """Return the account with a UID."""
        return next((row for row in self.accounts if row.uid == uid), None)

    def group_names(self, gids: frozenset[int]) -> tuple[str, ...]:
        """Return the names of groups; the number of a group without one."""
        known = {group.gid: group.name for group in self.groups}
        return tuple(sorted(known.get(gid, str(gid)) for gid in gids))

    def is_admin(self, account: OsAccount) -> bool:
        """Return whether an account is in a group that may become root."""
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
        text = read_limited(path, MAX_BYTES)
    except FileNotFoundError:
        return []
    return [line.split(":") for line in text.decode("utf-8", "replace").splitlines()]


def _account(fields: list[str]) -> OsAccount | None:
    match fields:
        case [name, _, uid, gid, _, home, shell] if uid.isdecimal() and gid.isdecimal():
            # The default shell is /bin/sh.
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
