"""The running version and the update entities."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .unavailable import Unavailable


class UpdateKind(StrEnum):
    """The kind of software that an update entity is about."""

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
    available: bool | None  # None: unknown; False also for a skipped version
    installed_version: str | None
    latest_version: str | None
    skipped_version: str | None
    auto_update: bool | None  # updates itself; None: unknown
    # When an update of the installed version was first seen, skipped or not; None: there is none.
    waiting_since: datetime | Unavailable | None
    protects: bool  # the device is a lock, alarm, camera, router or bridge


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatesFacts:
    """The running version and the update entities."""

    core_version: str
    entities: tuple[UpdateEntity, ...]
