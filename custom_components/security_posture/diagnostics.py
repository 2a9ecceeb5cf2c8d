"""Diagnostics: a file that people attach to public bug reports.

Nothing is taken out of it afterwards; only what is named here goes in. No names, no entity
ids, no single verdicts, and no dates: a certificate's can be looked up in public lists.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from homeassistant.const import __version__
from homeassistant.core import HomeAssistant
from homeassistant.loader import async_get_loaded_integration
from homeassistant.util import dt as dt_util

from .const import (
    CONF_BAN_ENTITIES,
    CONF_FILE_SCAN,
    CONF_HOST_UPDATES_ENTITY,
    CONF_MAX_BACKUP_AGE,
    CONF_NETWORK_PROBE,
    CONF_PULLED_BACKUP_ENTITY,
    CONF_REFRESH_ADVISORIES,
    CONF_SCAN_INTERVAL,
    CONF_VIEWER_DETAIL,
    DOMAIN,
)
from .coordinator import PostureConfigEntry, PostureCoordinator
from .options.schedule import scan_interval
from .posture import RULESET
from .posture.model import Report, Result, Status
from .posture.projection import VIEWER_DETAILS
from .posture.source_status import SourceStatus, source_statuses
from .websocket.snapshot import loaded_coordinator, phase

_ENTITIES: Final = (CONF_BAN_ENTITIES, CONF_HOST_UPDATES_ENTITY, CONF_PULLED_BACKUP_ENTITY)
_KINDS: Final = ("binary_sensor", "input_datetime", "sensor", "update")
OTHER: Final = "other"  # what the form does not offer: a file edited by hand
# Upper ends in seconds of what a source may take, and how the class is called.
_DURATIONS: Final = ((0.1, "under 0.1 s"), (1.0, "under 1 s"), (10.0, "under 10 s"))


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: PostureConfigEntry
) -> dict[str, Any]:
    """Return what helps with a bug report. Valid in every phase."""
    head = {
        "version": str(async_get_loaded_integration(hass, DOMAIN).version),
        "ruleset": RULESET,
        "home_assistant": __version__,
        "phase": phase(hass),
        "options": _options(entry),
    }
    coordinator = loaded_coordinator(hass)
    if coordinator is None:
        return head | {"report": None, "sources": {}}
    return head | {
        "report": _report(coordinator, coordinator.data) if coordinator.data else None,
        "sources": {
            name: _source(reading, coordinator.seconds_of(name))
            for name, reading in source_statuses(coordinator.facts).items()
        },
    }


def _options(entry: PostureConfigEntry) -> dict[str, Any]:
    """Return which options are in use; of chosen entities only their kind."""
    options = entry.options
    detail = options.get(CONF_VIEWER_DETAIL, VIEWER_DETAILS[0])
    return {
        CONF_VIEWER_DETAIL: detail if detail in VIEWER_DETAILS else OTHER,
        CONF_SCAN_INTERVAL: round(scan_interval(options) / timedelta(hours=1)),
        CONF_NETWORK_PROBE: bool(options.get(CONF_NETWORK_PROBE, True)),
        CONF_FILE_SCAN: bool(options.get(CONF_FILE_SCAN, True)),
        CONF_MAX_BACKUP_AGE: CONF_MAX_BACKUP_AGE in options,
        CONF_REFRESH_ADVISORIES: bool(options.get(CONF_REFRESH_ADVISORIES)),
    } | {name: _kinds(options.get(name)) for name in _ENTITIES}


def _kinds(chosen: str | list[str] | None) -> list[str]:
    entity_ids = [chosen] if isinstance(chosen, str) else chosen or []
    domains = (entity_id.partition(".")[0] for entity_id in entity_ids)
    return sorted(domain if domain in _KINDS else OTHER for domain in domains)


def _report(coordinator: PostureCoordinator, report: Report) -> dict[str, Any]:
    summary = report.summary
    counts = summary.counts
    return {
        "age_minutes": round((dt_util.utcnow() - summary.checked_at).total_seconds() / 60),
        "is_stale": coordinator.is_stale,
        "state": summary.state.value,
        "score": summary.score,
        "provisional": summary.provisional,
        "open": {
            "critical": counts.critical,
            "high": counts.high,
            "medium": counts.medium,
            "low": counts.low,
        },
        "accepted": counts.accepted,
        "checks": _outcomes(report.results),
    }


def _outcomes(results: Iterable[Result]) -> dict[str, Any]:
    """Return how many checks ended how, and why those that did not come to a verdict."""
    reasons = {status: Counter[str]() for status in Status}
    for result in results:
        reasons[result.status][result.reason.value if result.reason else ""] += 1
    return {
        "pass": reasons[Status.PASS].total(),
        "fail": reasons[Status.FAIL].total(),
        # Failed when it could last be made; why it no longer can.
        "carried": {why: n for why, n in sorted(reasons[Status.FAIL].items()) if why},
        "unknown": dict(sorted(reasons[Status.UNKNOWN].items())),
        "not_applicable": dict(sorted(reasons[Status.NOT_APPLICABLE].items())),
    }


def _source(reading: SourceStatus, seconds: float | None) -> dict[str, Any]:
    return {
        "status": reading.gap.value if reading.gap else "ok",
        "parts": {name: reason.value for name, reason in sorted(reading.parts.items())},
        "took": _duration(seconds),
    }


def _duration(seconds: float | None) -> str | None:
    if seconds is None:
        return None
    return next((name for end, name in _DURATIONS if seconds < end), "10 s or more")
