"""Calculate the metrics that tiles and sensors show; None where unknown."""

from datetime import datetime

from .client_endpoint import client_endpoint
from .facts import BackupsFacts, Facts, TlsFacts, Unavailable, UpdateKind, UpdatesFacts
from .model import Metrics
from .releases import newest_month, precedes, release_month
from .unread_locations import carried

# A release may be some days late, so the calendar alone counts from the second one on.
CALENDAR_GRACE = 1


def collect_metrics(facts: Facts, now: datetime) -> Metrics:
    """Return the metrics of the facts at `now`."""
    bans, attempts = facts.bans, facts.failed_sign_ins
    return Metrics(
        certificate_end=_certificate_end(facts.tls),
        last_backup=None
        if isinstance(facts.backups, Unavailable)
        else last_backup(facts.backups, now),
        releases_behind=None
        if isinstance(facts.updates, Unavailable)
        else releases_behind(facts.updates, now),
        banned=None
        if isinstance(bans, Unavailable) or isinstance(bans.banned, Unavailable)
        else len(bans.banned),
        failed_sign_ins=None if isinstance(attempts, Unavailable) else attempts.total,
    )


def last_backup(backups: BackupsFacts, now: datetime) -> datetime | None:
    """Return the date of the newest backup; dates in the future are ignored.

    What was seen at a location that cannot be listed now counts.
    """
    dates = [backup.at for backup in backups.own if backup.at and backup.at <= now]
    return max((*dates, *carried(backups, now).values()), default=None)


def releases_behind(updates: UpdatesFacts, now: datetime) -> int | None:
    """Return how many monthly releases the running version is behind; None: unknown.

    The update entity of Home Assistant Core knows the latest version. If it stopped getting
    releases, it would report "up to date" for ever, so the calendar counts as well.
    """
    installed = release_month(updates.core_version)
    if installed is None:
        return None
    if precedes(now, updates.core_version):
        return None
    calendar = newest_month(now) - installed
    latest = [
        month
        for entity in updates.entities
        if entity.kind is UpdateKind.CORE
        and (month := release_month(entity.latest_version)) is not None
    ]
    if not latest:
        return max(calendar, 0)
    return max(max(latest) - installed, calendar - CALENDAR_GRACE, 0)


def _certificate_end(tls: TlsFacts | Unavailable) -> datetime | None:
    if isinstance(tls, Unavailable):
        return None
    endpoint = client_endpoint(tls)
    if endpoint is None or isinstance(endpoint, Unavailable):
        return None
    return endpoint.certificate.not_after
