"""Diagnostics: a file that users attach to public bug reports.

Nothing is redacted; instead, only what is listed here is included. No names, no entity ids,
no results of single checks, and no dates: a certificate can be found by its dates in public logs.
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
    CONF_KEEP_CARD,
    CONF_MAX_BACKUP_AGE,
    CONF_NETWORK_PROBE,
    CONF_PULLED_BACKUP_ENTITY,
    CONF_REFRESH_ADVISORIES,
    CONF_SCAN_INTERVAL,
    CONF_VIEWER_DETAIL,
    DOMAIN,
)
from .coordinator import PostureConfigEntry, PostureCoordinator, loaded_coordinator, phase
from .posture import RULESET
from .posture.model import Report, Result, Status
from .posture.projection import VIEWER_DETAILS
from .posture.source_status import SourceStatus, source_statuses
from .scheduling.intervals import scan_interval
from .storage.store_state import store_states
from .ui.card_file import card_hash
from .ui.card_version import card_version

_ENTITIES: Final = (CONF_BAN_ENTITIES, CONF_HOST_UPDATES_ENTITY, CONF_PULLED_BACKUP_ENTITY)
_DOMAINS: Final = ("binary_sensor", "input_datetime", "sensor", "update")
OTHER: Final = "other"  # not offered by the form: the stored options were edited
# Upper limits in seconds of reading a source, and their names.
_DURATIONS: Final = ((0.1, "under 0.1 s"), (1.0, "under 1 s"), (10.0, "under 10 s"))


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: PostureConfigEntry
) -> dict[str, Any]:
    """Return diagnostics, in every phase of the config entry."""
    head = {
        "version": str(async_get_loaded_integration(hass, DOMAIN).version),
        # Differs from the version after an update without a restart, or if a copy is incomplete.
        "card_version": await hass.async_add_executor_job(card_version),
        "card": card_hash(hass),
        "ruleset": RULESET,
        "home_assistant": __version__,
        "phase": phase(hass),
        "options": _options(entry),
    }
    coordinator = loaded_coordinator(hass)
    if coordinator is None:
        return head | {"report": None, "sources": {}, "files": {}}
    return head | {
        "report": _report(coordinator, coordinator.data) if coordinator.data else None,
        "sources": {
            name: _source(status, coordinator.read_duration(name))
            for name, status in source_statuses(coordinator.facts).items()
        },
        "files": {name: state.value for name, state in sorted(store_states(hass).items())},
    }


def _options(entry: PostureConfigEntry) -> dict[str, Any]:
    """Return the options; of selected entities only the domains."""
    options = entry.options
    detail = options.get(CONF_VIEWER_DETAIL, VIEWER_DETAILS[0])
    return {
        CONF_VIEWER_DETAIL: detail if detail in VIEWER_DETAILS else OTHER,
        CONF_SCAN_INTERVAL: round(scan_interval(options) / timedelta(hours=1)),
        CONF_NETWORK_PROBE: bool(options.get(CONF_NETWORK_PROBE, True)),
        CONF_FILE_SCAN: bool(options.get(CONF_FILE_SCAN, True)),
        CONF_MAX_BACKUP_AGE: CONF_MAX_BACKUP_AGE in options,
        CONF_REFRESH_ADVISORIES: bool(options.get(CONF_REFRESH_ADVISORIES)),
        CONF_KEEP_CARD: bool(options.get(CONF_KEEP_CARD)),
    } | {name: _domains(options.get(name)) for name in _ENTITIES}


def _domains(selected: str | list[str] | None) -> list[str]:
    entity_ids = [selected] if isinstance(selected, str) else selected or []
    domains = (entity_id.partition(".")[0] for entity_id in entity_ids)
    return sorted(domain if domain in _DOMAINS else OTHER for domain in domains)


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
    """Return the number of checks by status and reason."""
    reasons = {status: Counter[str]() for status in Status}
    for result in results:
        reasons[result.status][result.reason.value if result.reason else ""] += 1
    return {
        "pass": reasons[Status.PASS].total(),
        "fail": reasons[Status.FAIL].total(),
        # Failed in its last run; the reason why it can no longer run.
        "carried": {why: n for why, n in sorted(reasons[Status.FAIL].items()) if why},
        "unknown": dict(sorted(reasons[Status.UNKNOWN].items())),
        "not_applicable": dict(sorted(reasons[Status.NOT_APPLICABLE].items())),
    }


def _source(status: SourceStatus, seconds: float | None) -> dict[str, Any]:
    return {
        "status": status.gap.value if status.gap else "ok",
        "parts": {name: reason.value for name, reason in sorted(status.parts.items())},
        "took": _duration(seconds),
    }


def _duration(seconds: float | None) -> str | None:
    if seconds is None:
        return None
    return next((name for end, name in _DURATIONS if seconds < end), "10 s or more")
