"""The schedule, the locations and the backups."""

from dataclasses import dataclass
from datetime import datetime

from .unavailable import Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupLocation:
    """One location for backups."""

    id: str  # "backup.local", "hassio.<mount>", "cloud.cloud", ...
    outside: bool  # not on this machine
    encrypted: bool  # of the backups made from now on


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupCopy:
    """One backup at one location."""

    location: str
    encrypted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup."""

    at: datetime | None  # None: the date could not be parsed
    automatic: bool  # made by this instance's schedule
    copies: tuple[BackupCopy, ...]
    failed_locations: tuple[str, ...]
    complete: bool  # no folder or app failed


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSchedule:
    """The automatic backup."""

    recurrence: str  # "never", "daily" or "custom_days"
    days: tuple[int, ...]  # custom_days: Monday is 0
    locations: tuple[str, ...]
    last_attempted: datetime | None
    last_completed: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupsFacts:
    """The backup manager."""

    schedule: BackupSchedule
    locations: tuple[BackupLocation, ...]
    backups: tuple[Backup, ...]
    unread_locations: tuple[tuple[str, Unavailable], ...]  # could not be listed
    running: bool  # an action is in progress
