"""Sensors: the state word, the score, the counts and the single figures."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import PostureConfigEntry, PostureCoordinator
from .entity import SummaryEntity
from .posture.model import State, Summary

PARALLEL_UPDATES = 0

# A unit would be translated, and become part of the name under which Prometheus knows a figure:
# counts and the score have none.

# An unknown state is Home Assistant's own "unknown", so it is not among the options.
STATES = [state.value for state in State if state is not State.UNKNOWN]


@dataclass(frozen=True, kw_only=True)
class PostureSensorDescription(SensorEntityDescription):
    """A sensor and what it shows of the summary."""

    value_fn: Callable[[Summary], str | int | datetime | None]
    entity_category: EntityCategory | None = EntityCategory.DIAGNOSTIC


def _found(summary: Summary, count: int) -> int | None:
    """Return a count of findings; none found where too much could not be looked at is no zero."""
    return None if count == 0 and summary.state is State.UNKNOWN else count


# The state and the score are what the device is for, so they have no category. What strangers
# can change as often as they like is switched on by who wants it.
SENSORS = (
    PostureSensorDescription(
        key="state",
        entity_category=None,
        device_class=SensorDeviceClass.ENUM,
        options=STATES,
        value_fn=lambda summary: None if summary.state is State.UNKNOWN else summary.state.value,
    ),
    PostureSensorDescription(
        key="score",
        entity_category=None,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=0,
        value_fn=lambda summary: summary.score,
    ),
    PostureSensorDescription(
        key="critical_findings",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda summary: _found(summary, summary.counts.critical),
    ),
    PostureSensorDescription(
        key="high_findings",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda summary: _found(summary, summary.counts.high),
    ),
    PostureSensorDescription(
        key="medium_findings",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda summary: _found(summary, summary.counts.medium),
    ),
    PostureSensorDescription(
        key="low_findings",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda summary: _found(summary, summary.counts.low),
    ),
    PostureSensorDescription(
        key="unknown_checks",
        state_class=SensorStateClass.MEASUREMENT,
        entity_registry_enabled_default=False,
        value_fn=lambda summary: summary.counts.unknown,
    ),
    PostureSensorDescription(
        key="accepted_risks",
        state_class=SensorStateClass.MEASUREMENT,
        entity_registry_enabled_default=False,
        value_fn=lambda summary: summary.counts.accepted,
    ),
    PostureSensorDescription(
        key="certificate_end",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda summary: summary.metrics.certificate_end,
    ),
    PostureSensorDescription(
        key="last_backup",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda summary: summary.metrics.last_backup,
    ),
    PostureSensorDescription(
        key="releases_behind",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda summary: summary.metrics.releases_behind,
    ),
    PostureSensorDescription(
        key="banned",
        entity_registry_enabled_default=False,
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda summary: summary.metrics.banned,
    ),
    PostureSensorDescription(
        key="failed_sign_ins",
        entity_registry_enabled_default=False,
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda summary: summary.metrics.failed_sign_ins,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PostureConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensors."""
    async_add_entities(PostureSensor(entry.runtime_data, each) for each in SENSORS)


class PostureSensor(SummaryEntity, SensorEntity):
    """One figure of the summary."""

    entity_description: PostureSensorDescription

    def __init__(
        self, coordinator: PostureCoordinator, description: PostureSensorDescription
    ) -> None:
        """Show what the description says."""
        super().__init__(coordinator, description.key)
        self.entity_description = description
        self._attr_entity_category = description.entity_category

    def _read(self, summary: Summary) -> str | int | datetime | None:
        return self.entity_description.value_fn(summary)

    @property
    def native_value(self) -> str | int | datetime | None:
        """Return the figure, or None when it could not be told."""
        summary = self.coordinator.summary
        return self._read(summary) if summary else None
