"""Find updates that have been pending for too long."""

from collections.abc import Collection
from datetime import datetime, timedelta

from .facts import Unavailable, UpdateEntity, UpdateKind, UpdatesFacts
from .model import Evidence, EvidenceKind

# A monthly release and the weeks in which its bugs are found.
MONTH = timedelta(days=30)
# Custom integrations follow no calendar, and people update them with care.
TWO_MONTHS = timedelta(days=60)


def updates_of_kinds(updates: UpdatesFacts, kinds: Collection[UpdateKind]) -> list[UpdateEntity]:
    """Return the update entities of these kinds."""
    return [entity for entity in updates.entities if entity.kind in kinds]


def overdue_updates(
    entities: Collection[UpdateEntity], limit: timedelta, now: datetime
) -> list[UpdateEntity]:
    """Return the entities whose update has been pending for longer than the limit."""
    return [
        entity
        for entity in entities
        if entity.available
        and isinstance(entity.waiting_since, datetime)
        and now - entity.waiting_since > limit
    ]


def unknown_age(entities: Collection[UpdateEntity]) -> Unavailable | None:
    """Return why the age of a pending update is unknown, or None if every age is known."""
    ages = (entity.waiting_since for entity in entities if entity.available)
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
