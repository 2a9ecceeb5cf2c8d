"""Entities selected in the options as external evidence."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .unavailable import Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class BanEvidence:
    """A sensor of another banning service, such as Fail2Ban or CrowdSec."""

    entity_id: str
    works: bool | Unavailable  # False: its state says that it does not run


@dataclass(frozen=True, slots=True, kw_only=True)
class PulledBackup:
    """A timestamp sensor of backups that another machine pulls or an app copies."""

    entity_id: str
    at: datetime | Unavailable | None  # None: its entity says that there was none


@dataclass(frozen=True, slots=True, kw_only=True)
class HostUpdates:
    """A sensor of pending updates of the host."""

    entity_id: str
    waiting_since: datetime | Unavailable | None  # None: no update is pending


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceEntitiesFacts:
    """The options that affect checks; None or empty where not set."""

    max_backup_age: timedelta | None
    bans: tuple[BanEvidence, ...]
    pulled_backup: PulledBackup | None
    host_updates: HostUpdates | None
