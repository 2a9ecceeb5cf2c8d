"""Judge whether an attacker who controls Home Assistant could delete a backup with the rest."""

from .backup_apps import BACKUP_APPS
from .facts import BackupsFacts, EvidenceEntitiesFacts

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
