"""What the administrator chose in the options: evidence Home Assistant itself has not."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .unavailable import Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class BanEvidence:
    """A sensor of something else that bans addresses: fail2ban, CrowdSec."""

    entity_id: str
    works: bool | Unavailable  # False: it says itself that it does not


@dataclass(frozen=True, slots=True, kw_only=True)
class PulledBackup:
    """A timestamp sensor of a backup that another machine pulls from this one."""

    entity_id: str
    at: datetime | Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class HostUpdates:
    """A sensor of updates that wait on the machine below."""

    entity_id: str
    waiting_since: datetime | Unavailable | None  # None: none waits


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceEntitiesFacts:
    """The options that bear on verdicts. None and empty: not chosen."""

    max_backup_age: timedelta | None
    bans: tuple[BanEvidence, ...]
    pulled_backup: PulledBackup | None
    host_updates: HostUpdates | None
