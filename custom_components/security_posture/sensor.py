"""Sensors: the overall state, the score, counts, metrics and the ways in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import override

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
from .posture.model import State, Summary, WaysIn

PARALLEL_UPDATES = 0

# Counts and the score have no unit: it would be translated, and become part of the metric's name
# in Prometheus.

# Without UNKNOWN, which is Home Assistant's own "unknown" state.
STATES = [state.value for state in State if state is not State.UNKNOWN]


@dataclass(frozen=True, kw_only=True)
class PostureSensorDescription(SensorEntityDescription):
    """Description of a sensor, with its value of the summary."""

    value_fn: Callable[[Summary], str | int | datetime | None]
    entity_category: EntityCategory | None = EntityCategory.DIAGNOSTIC


def _findings(summary: Summary, count: int) -> int | None:
    """Return a count of findings; if too many checks could not run, zero becomes unknown."""
    return None if count == 0 and summary.state is State.UNKNOWN else count


# The state and the score are the main purpose of the device, so they have no category. Counts
# that anybody can change at will (bans, failed logins) are disabled by default.
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
        value_fn=lambda summary: _findings(summary, summary.counts.critical),
    ),
    PostureSensorDescription(
        key="high_findings",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda summary: _findings(summary, summary.counts.high),
    ),
    PostureSensorDescription(
        key="medium_findings",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda summary: _findings(summary, summary.counts.medium),
    ),
    PostureSensorDescription(
        key="low_findings",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda summary: _findings(summary, summary.counts.low),
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
        key="ways_in",
        device_class=SensorDeviceClass.ENUM,
        options=list(WaysIn),
        entity_registry_enabled_default=False,
        value_fn=lambda summary: summary.ways_in.value,
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
    """A sensor of one value of the summary."""

    entity_description: PostureSensorDescription

    def __init__(
        self, coordinator: PostureCoordinator, description: PostureSensorDescription
    ) -> None:
        """Initialize the sensor."""
        super().__init__(coordinator, description.key)
        self.entity_description = description
        self._attr_entity_category = description.entity_category

    @override
    def _value(self, summary: Summary) -> str | int | datetime | None:
        return self.entity_description.value_fn(summary)

    @property
    @override
    def native_value(self) -> str | int | datetime | None:
        """Return the value, or None if it is unknown."""
        summary = self.coordinator.summary
        return self._value(summary) if summary else None
