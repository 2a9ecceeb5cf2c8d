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
    disk: bool = False  # a disk connected to this machine
    deletable: bool = True  # Home Assistant can delete backups there, and so can who controls it


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupCopy:
    """One backup at one location."""

    location: str
    encrypted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup of Home Assistant. A backup of single apps is not listed."""

    at: datetime | None  # None: the date could not be parsed
    automatic: bool  # made by this instance with the settings of automatic backups
    copies: tuple[BackupCopy, ...]
    failed_locations: tuple[str, ...]
    complete: bool  # no folder or app failed
    version: str | None = None  # of Home Assistant
    foreign: bool = False  # made by another instance that shares the location


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierBackup:
    """One backup that was listed once and may have been deleted since."""

    at: datetime
    version: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberedLocation:
    """What a location that cannot be listed held when it was last listed."""

    location: str
    at: datetime | None  # its newest backup; None: it held none, or was never listed
    encrypted: bool  # that backup
    unread_since: datetime | None
    complete: bool = True  # that backup: no folder or app failed


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSchedule:
    """The automatic backup."""

    recurrence: str  # "never", "daily" or "custom_days"
    days: tuple[int, ...]  # custom_days: Monday is 0
    locations: tuple[str, ...]
    last_attempted: datetime | None
    last_completed: datetime | None

    @property
    def runs(self) -> bool:
        """Return whether there are times at which it makes backups."""
        # Home Assistant schedules nothing for custom days while none is selected.
        return self.recurrence != "never" and (self.recurrence != "custom_days" or bool(self.days))


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupsFacts:
    """The backup manager."""

    schedule: BackupSchedule
    locations: tuple[BackupLocation, ...]
    backups: tuple[Backup, ...]
    unread_locations: tuple[tuple[str, Unavailable], ...]  # could not be listed
    running: bool  # an action is in progress
    remembered: tuple[RememberedLocation, ...] = ()  # of the locations that could not be listed
    earlier: tuple[EarlierBackup, ...] = ()
    # Whether Home Assistant's record of the newest backup names a failure; None: no record.
    newest_failed: bool | None = None

    @property
    def own(self) -> tuple[Backup, ...]:
        """Return the backups of this instance that are at a location."""
        return tuple(row for row in self.backups if row.copies and not row.foreign)
