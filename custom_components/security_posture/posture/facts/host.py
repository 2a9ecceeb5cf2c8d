"""The account Home Assistant runs as, and what it could do to the machine."""

from dataclasses import dataclass

from .unavailable import Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The operating system's account of the Home Assistant process."""

    uid: int  # effective
    name: str | None
    groups: tuple[str, ...]  # names of all its groups
    has_login_shell: bool
    has_personal_home: bool  # its home holds what a person leaves behind


@dataclass(frozen=True, slots=True, kw_only=True)
class SudoRule:
    """A rule that lets the account act as root without a password."""

    path: str
    line: int
    unlimited: bool  # for any program, or for one that can start any other


@dataclass(frozen=True, slots=True, kw_only=True)
class Sudo:
    """What sudo allows the account."""

    installed: bool
    rules: tuple[SudoRule, ...] | Unavailable  # NOPASSWD rules, as far as sudoers can be read


@dataclass(frozen=True, slots=True, kw_only=True)
class AutomaticUpdates:
    """unattended-upgrades on a Debian-family host."""

    installed: bool
    enabled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HostFacts:
    """The machine as the process sees it."""

    container: bool
    home_assistant_os: bool
    account: Account | Unavailable
    sudo: Sudo | Unavailable
    # Login accounts of persons, besides its own and those who may act as root anyway.
    people: int | Unavailable
    capabilities: frozenset[str] | Unavailable  # effective: "CAP_SYS_ADMIN", ...
    has_all_capabilities: bool
    sockets: tuple[str, ...]  # container engines' sockets within its reach
    # None: not a Debian-family host, or one that cannot be seen from inside a container.
    automatic_updates: AutomaticUpdates | Unavailable | None
