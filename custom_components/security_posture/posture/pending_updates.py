"""Find updates that are overdue: pending for too long, or several releases late.

How long an update has been pending is only known since this integration was installed. The
number of releases in between is known at once.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from .facts import Unavailable, UpdateEntity, UpdateKind, UpdatesFacts
from .model import Evidence, EvidenceKind
from .version_gap import is_several_releases_behind

# A monthly release and the weeks in which its bugs are found.
MONTH = timedelta(days=30)
# Custom integrations follow no calendar, and people update them with care.
TWO_MONTHS = timedelta(days=60)
# Software whose versions count releases; manufacturers number firmware as they like.
NUMBERED = (UpdateKind.OS, UpdateKind.SUPERVISOR, UpdateKind.APP, UpdateKind.COMMUNITY)


def updates_of_kinds(updates: UpdatesFacts, kinds: Collection[UpdateKind]) -> list[UpdateEntity]:
    """Return the update entities of these kinds."""
    return [entity for entity in updates.entities if entity.kind in kinds]


def is_skipped(entity: UpdateEntity) -> bool:
    """Return whether the latest version is marked as skipped, which hides the update."""
    skipped = entity.skipped_version
    return bool(skipped) and skipped == entity.latest_version != entity.installed_version


def is_pending(entity: UpdateEntity) -> bool:
    """Return whether there is an update; skipping it installs nothing."""
    return entity.available or is_skipped(entity)


def overdue_updates(
    entities: Collection[UpdateEntity], limit: timedelta, now: datetime
) -> list[UpdateEntity]:
    """Return the entities whose update has been pending for longer, or is several releases late."""
    return [
        entity
        for entity in entities
        if is_pending(entity) and (_has_waited(entity, limit, now) or _is_far_behind(entity))
    ]


def _has_waited(entity: UpdateEntity, limit: timedelta, now: datetime) -> bool:
    since = entity.waiting_since
    return isinstance(since, datetime) and now - since > limit


def _is_far_behind(entity: UpdateEntity) -> bool:
    return entity.kind in NUMBERED and is_several_releases_behind(
        entity.installed_version, entity.latest_version
    )


def unknown_age(entities: Collection[UpdateEntity]) -> Unavailable | None:
    """Return why the age of a pending update is unknown, or None if every age is known."""
    ages = (entity.waiting_since for entity in entities if is_pending(entity))
    return next((age for age in ages if isinstance(age, Unavailable)), None)


def update_evidence(entities: Collection[UpdateEntity]) -> tuple[Evidence, ...]:
    """Return the pending updates as evidence."""
    return tuple(
        Evidence(
            EvidenceKind.VERSION,
            f"{entity.title or entity.entity_id}: "
            f"{entity.installed_version or '?'} < {entity.latest_version or '?'}",
            at=entity.waiting_since if isinstance(entity.waiting_since, datetime) else None,
            key=entity.entity_id,
        )
        for entity in entities
    )
