"""Judge whether an attacker who controls Home Assistant could delete a backup with the rest."""

from datetime import datetime, timedelta

from .backup_apps import BACKUP_APPS
from .facts import BackupsFacts, EvidenceEntitiesFacts
from .unread_locations import carried

_OF_APPS = frozenset(entity for entities in BACKUP_APPS.values() for entity in entities)


def can_delete(backups: BackupsFacts, location: str) -> bool:
    """Return whether Home Assistant can delete the backups at a location.

    A location that is gone may come back with the integration that holds its credentials.
    """
    known = {row.id: row.deletable for row in backups.locations}
    return known.get(location, True)


def is_pulled(chosen: EvidenceEntitiesFacts) -> bool:
    """Return whether another machine pulls the selected backup.

    An app that copies it has the credentials of the place, and who controls Home Assistant
    controls the app.
    """
    pulled = chosen.pulled_backup
    return pulled is not None and pulled.entity_id not in _OF_APPS


def recent_outside(backups: BackupsFacts, limit: timedelta, now: datetime) -> list[str]:
    """Return the locations outside this machine that have a backup younger than `limit`."""
    found = {
        copy.location
        for backup in backups.own
        if backup.at and now - limit <= backup.at <= now
        for copy in backup.copies
    }
    found |= {name for name, at in carried(backups, now).items() if now - at <= limit}
    return sorted(name for name in found if is_outside(backups, name))


def is_outside(backups: BackupsFacts, location: str) -> bool:
    """Return whether a location is not on this machine; one that is gone may be outside."""
    return all(row.outside for row in backups.locations if row.id == location)
