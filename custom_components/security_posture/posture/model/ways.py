"""Ways in: how an attacker gets from one position to the next, and what the owner could do then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Position(StrEnum):
    """Where an attacker can be, or what an attacker can have."""

    INTERNET = "internet"  # anybody
    HOME_NETWORK = "home_network"  # a guest, a compromised device
    WEBSITE = "website"  # a page that somebody of the household opens
    PUBLISHER = "publisher"  # reads the published configuration or the git remote
    ORDINARY_ACCOUNT = "ordinary_account"  # an account that is no administrator
    SECRETS = "secrets"  # passwords, tokens or keys in hand
    DEVICES = "devices"  # orders to devices past Home Assistant
    ADMINISTRATOR = "administrator"  # everything in Home Assistant
    MACHINE = "machine"  # root on the host


class Sureness(StrEnum):
    """How sure a step is, least sure first."""

    UNTOLD = "untold"  # something about it could not be read
    EFFORT = "effort"  # a secret is guessed, a person tricked, traffic overheard
    OPEN = "open"  # nothing but knowing it is needed

    @property
    def rank(self) -> int:
        """Return its place in the order."""
        return _RANKS[self]


_RANKS = {sureness: rank for rank, sureness in enumerate(Sureness)}


class Circumstance(StrEnum):
    """A fact that a step needs besides the checks that fail."""

    EXPOSED = "exposed"  # reachable from the internet
    INSTALLS_APPS = "installs_apps"  # a Supervisor, with which an administrator installs apps
    # Trusted networks: who can log in without a password.
    PUBLIC_ADMINISTRATOR = "public_administrator"
    PUBLIC_ACCOUNT = "public_account"
    HOME_ADMINISTRATOR = "home_administrator"
    HOME_ACCOUNT = "home_account"
    ADDRESS_ADMINISTRATOR = "address_administrator"  # from single addresses
    SHELL_OR_SHARE = "shell_or_share"  # what an app opens to the network
    # What the exposed files contain.
    LOGIN_PUBLIC = "login_public"
    PASSWORD_PUBLIC = "password_public"  # noqa: S105 - the circumstance
    LOGIN_PUBLISHED = "login_published"
    PASSWORD_PUBLISHED = "password_published"  # noqa: S105
    # What the advisories that apply give.
    FLAW = "flaw"
    FLAW_AT_HOME = "flaw_at_home"
    FLAW_SECRETS = "flaw_secrets"
    FLAW_TRICKED = "flaw_tricked"
    FLAW_WITH_ACCOUNT = "flaw_with_account"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A check that must fail for a step."""

    check: str
    # The variants of the failure that open the step; None: every failure.
    variants: frozenset[str | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step from a position to another. All its checks must fail and all its facts be true."""

    id: str
    start: Position
    end: Position
    needs: tuple[Need, ...] = ()
    facts: tuple[Circumstance, ...] = ()
    sureness: Sureness = Sureness.OPEN
    # Home Assistant takes the attacker for a client at home, who is not there.
    pretended: bool = False
    on_site: bool = False  # needs to be there; being taken for it is not enough
    after: frozenset[str] = frozenset()  # only directly after one of these steps; empty: any
    by_design: bool = False  # belongs to the installation, and cannot be repaired


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A chain of steps from the outside to something worth protecting."""

    steps: tuple[Step, ...]
    sureness: Sureness
    accepted: frozenset[str] = frozenset()  # those of its checks whose finding is accepted

    @property
    def start(self) -> Position:
        """Return where it begins."""
        return self.steps[0].start

    @property
    def end(self) -> Position:
        """Return what it reaches."""
        return self.steps[-1].end

    @property
    def checks(self) -> frozenset[str]:
        """Return the checks that must fail for it."""
        return frozenset(need.check for step in self.steps for need in step.needs)

    @property
    def is_told(self) -> bool:
        """Return whether everything about it could be read."""
        return self.sureness is not Sureness.UNTOLD

    @property
    def is_accepted(self) -> bool:
        """Return whether every finding that opens it is accepted."""
        return self.is_told and self.accepted == self.checks


class WaysIn(StrEnum):
    """What every user may know about the ways in from the internet."""

    NONE_KNOWN = "none_known"
    SOME = "some"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """The checks that noticed somebody, and those for it that could not run."""

    found: tuple[str, ...]
    untold: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HowFar:
    """The farthest position that an administrator of Home Assistant reaches."""

    end: Position
    sureness: Sureness
    by_design: bool
    steps: tuple[Step, ...]  # each of them leads there


class BackupPlace(StrEnum):
    """Where the newest backup is that an attacker on this machine cannot simply destroy."""

    ELSEWHERE = "elsewhere"
    HERE = "here"
    NONE = "none"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBack:
    """From what the home could be restored. None: unknown, or there is none."""

    place: BackupPlace
    at: datetime | None = None
    encrypted: bool | None = None
    deletable: bool | None = None  # an attacker who is administrator could delete it


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """All ways in, the first repairs by where the ways begin, and what would follow."""

    ways: tuple[Way, ...]
    first: Mapping[Position, tuple[str, ...]]
    signs: Signs
    how_far: HowFar
    way_back: WayBack
    known: Mapping[Circumstance, bool | None]

    def told_from(self, start: Position) -> tuple[Way, ...]:
        """Return the ways from a position that are surely there."""
        return tuple(way for way in self.ways if way.start is start and way.is_told)

    @property
    def from_internet(self) -> WaysIn:
        """Return what every user may know."""
        if self.told_from(Position.INTERNET):
            return WaysIn.SOME
        is_untold = any(way.start is Position.INTERNET for way in self.ways)
        return WaysIn.CANNOT_TELL if is_untold else WaysIn.NONE_KNOWN
