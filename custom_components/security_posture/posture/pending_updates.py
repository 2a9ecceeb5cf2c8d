"""Updates that have been on offer for too long."""

from collections.abc import Collection
from datetime import datetime, timedelta

from .facts import UpdateEntity, UpdateKind, UpdatesFacts
from .model import Evidence, EvidenceKind

# A monthly release, and the weeks in which its mistakes come to light.
MONTH = timedelta(days=30)
# Community integrations and devices release as they please, and are updated with care.
TWO_MONTHS = timedelta(days=60)


def updates_of_kinds(updates: UpdatesFacts, kinds: Collection[UpdateKind]) -> list[UpdateEntity]:
    """Return the entities of these kinds."""
    return [entity for entity in updates.entities if entity.kind in kinds]


def overdue_updates(
    entities: Collection[UpdateEntity], limit: timedelta, now: datetime
) -> list[UpdateEntity]:
    """Return those that have had an update on offer for longer than the limit."""
    return [
        entity
        for entity in entities
        if entity.available and entity.waiting_since and now - entity.waiting_since > limit
    ]


def update_evidence(entities: Collection[UpdateEntity]) -> tuple[Evidence, ...]:
    """Return what waits and since when, as evidence."""
    return tuple(
        Evidence(
            EvidenceKind.VERSION,
            f"{entity.title or entity.entity_id}: "
            f"{entity.installed_version or '?'} < {entity.latest_version or '?'}",
            at=entity.waiting_since,
            key=entity.entity_id,
        )
        for entity in entities
    )
