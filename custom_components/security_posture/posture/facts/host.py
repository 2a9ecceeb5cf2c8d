"""The system account that runs Home Assistant, and its privileges."""

from dataclasses import dataclass

from .unavailable import Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The system account of the Home Assistant process."""

    uid: int  # effective
    name: str | None
    groups: tuple[str, ...]  # names of all its groups
    has_login_shell: bool
    has_personal_home: bool  # its home directory has files of a person


@dataclass(frozen=True, slots=True, kw_only=True)
class SudoRule:
    """A rule that lets the account become root without a password."""

    path: str
    line: int
    unlimited: bool  # any program, or one that can start others


@dataclass(frozen=True, slots=True, kw_only=True)
class Sudo:
    """The passwordless sudo rules of the account."""

    installed: bool
    rules: tuple[SudoRule, ...] | Unavailable  # NOPASSWD rules


@dataclass(frozen=True, slots=True, kw_only=True)
class AutomaticUpdates:
    """unattended-upgrades on a Debian-family host."""

    installed: bool
    enabled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HostFacts:
    """The host as seen by the process."""

    container: bool
    home_assistant_os: bool
    account: Account | Unavailable
    sudo: Sudo | Unavailable
    # Accounts of persons, except its own and those that may become root.
    people: int | Unavailable
    capabilities: frozenset[str] | Unavailable  # effective: "CAP_SYS_ADMIN", ...
    has_all_capabilities: bool
    sockets: tuple[str, ...]  # writable sockets of container engines
    # None: not Debian-based, or not visible from inside a container.
    automatic_updates: AutomaticUpdates | Unavailable | None
