"""Say from what the home could be restored after an attack."""

from dataclasses import dataclass
from datetime import datetime

from ..backup_age import last_pull
from ..backup_deletion import can_delete, is_pulled
from ..facts import BackupsFacts, EvidenceEntitiesFacts, Facts, Unavailable
from ..model.ways import BackupPlace, WayBack
from ..unread_locations import carried


@dataclass(frozen=True, slots=True)
class _Copy:
    """The newest backup at one place outside this machine."""

    at: datetime
    encrypted: bool | None
    deletable: bool | None


def way_back(facts: Facts, now: datetime) -> WayBack:
    """Return the newest backup outside this machine, or else where there is one."""
    backups, chosen = facts.backups, facts.evidence_entities
    if isinstance(backups, Unavailable) or isinstance(chosen, Unavailable):
        return WayBack(place=BackupPlace.UNTOLD)
    if copies := _outside(backups, chosen, now):
        return _of(copies)
    if backups.unread_locations or isinstance(last_pull(chosen, now), Unavailable):
        return WayBack(place=BackupPlace.UNTOLD)
    dates = [backup.at for backup in backups.own if backup.at and backup.at <= now]
    if not dates:
        place = BackupPlace.UNTOLD if backups.own else BackupPlace.NONE
        return WayBack(place=place)
    return WayBack(place=BackupPlace.HERE, at=max(dates), deletable=True)


def _of(copies: list[_Copy]) -> WayBack:
    """Return the newest copy; one that nobody could delete is better than a newer one."""
    safe = [copy for copy in copies if copy.deletable is False]
    newest = max(safe or copies, key=lambda copy: copy.at)
    return WayBack(
        place=BackupPlace.ELSEWHERE,
        at=newest.at,
        encrypted=newest.encrypted,
        deletable=newest.deletable,
    )


def _outside(backups: BackupsFacts, chosen: EvidenceEntitiesFacts, now: datetime) -> list[_Copy]:
    here = {location.id for location in backups.locations if not location.outside}
    found = [
        _Copy(backup.at, copy.encrypted, can_delete(backups, copy.location))
        for backup in backups.own
        if backup.at and backup.at <= now
        for copy in backup.copies
        if copy.location not in here
    ]
    encrypted = {row.location: row.encrypted for row in backups.remembered}
    found += [
        _Copy(at, encrypted[location], can_delete(backups, location))
        for location, at in carried(backups, now).items()
        if location not in here
    ]
    pulled = last_pull(chosen, now)
    if isinstance(pulled, datetime):
        found.append(_Copy(pulled, None, not is_pulled(chosen)))
    return found
