"""The running version and the updates on offer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class UpdateKind(StrEnum):
    """What an update entity is about."""

    CORE = "core"
    SUPERVISOR = "supervisor"
    OS = "os"
    APP = "app"  # the Supervisor's
    COMMUNITY = "community"  # a custom integration, card, ...
    FIRMWARE = "firmware"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateEntity:
    """One update entity's state."""

    entity_id: str
    kind: UpdateKind
    title: str | None
    available: bool | None  # None: it does not know
    installed_version: str | None
    latest_version: str | None
    skipped_version: str | None
    # Since when an update to the installed version has been on offer, as far as it was watched.
    waiting_since: datetime | None
    protects: bool  # its device is a lock, an alarm, a camera, a router or a bridge


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatesFacts:
    """The running version and what update entities say."""

    core_version: str
    entities: tuple[UpdateEntity, ...]
