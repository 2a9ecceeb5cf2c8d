"""Judge what a backup location that cannot be listed may hold.

A network drive that is asleep keeps its backups, so what was seen there last counts until it is
too old. A location that has vanished gets no new ones: Home Assistant's own records, and the time
since when it cannot be listed, show how old its newest backup is at least.
"""

from datetime import datetime, timedelta

from .facts import BackupsFacts, Reason, RememberedLocation, Unavailable


def carried(backups: BackupsFacts, now: datetime) -> dict[str, datetime]:
    """Return the date of the newest backup seen at each location that cannot be listed now."""
    unread = {name for name, _gap in backups.unread_locations}
    return {
        row.location: row.at
        for row in backups.remembered
        if row.location in unread and row.at and row.at <= now
    }


def carried_complete(backups: BackupsFacts, now: datetime) -> list[datetime]:
    """Return the dates of those backups that are complete."""
    complete = {row.location for row in backups.remembered if row.complete}
    return [at for name, at in carried(backups, now).items() if name in complete]


def not_yet_lost(
    backups: BackupsFacts, limit: timedelta, now: datetime
) -> list[tuple[str, Unavailable]]:
    """Return the unread locations at which a backup younger than `limit` may be."""
    remembered = {row.location: row for row in backups.remembered}
    return [
        (name, gap)
        for name, gap in backups.unread_locations
        if not is_out_of_sight(remembered.get(name), limit, now)
        and not _records_show_none(backups, name, gap, limit, now)
    ]


def is_out_of_sight(row: RememberedLocation | None, limit: timedelta, now: datetime) -> bool:
    """Return whether what was seen at a location that cannot be listed is now too old."""
    if row is None:
        return False
    if row.at is not None and row.at <= now:
        return now - row.at > limit
    return row.unread_since is not None and now - row.unread_since > limit


def _records_show_none(
    backups: BackupsFacts, name: str, gap: Unavailable, limit: timedelta, now: datetime
) -> bool:
    """Return whether Home Assistant made no backup younger than `limit` at the location."""
    schedule = backups.schedule
    if name not in schedule.locations or not schedule.runs:
        return False
    if schedule.last_completed is None:
        # Nothing can be written to a location that is not there.
        return schedule.last_attempted is not None and gap.reason is Reason.NOT_LOADED
    if now - schedule.last_completed > limit:
        return True
    young = [
        row for row in backups.own if row.automatic and row.at and now - limit <= row.at <= now
    ]
    return bool(young) and all(name in row.failed_locations for row in young)
