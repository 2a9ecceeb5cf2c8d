"""The repair issue about findings: how many findings are open, and how severe they are.

All users can read and ignore it, so it names nothing; and ignoring it does not affect the posture.
It links to the card where its path is known (card_path.py).
"""

from dataclasses import dataclass
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.issue_registry import IssueSeverity
from homeassistant.loader import async_get_loaded_integration

from ..const import DOMAIN
from ..posture.model import Counts, Summary
from ..storage.keyed_store import KeyedStore

ISSUE_ID: Final = "findings"

# Seconds. Stopping within this time may show an ignored issue again, nothing worse.
_SAVE_DELAY: Final = 10
_LEAST_SEVERE_FIRST: Final = (IssueSeverity.WARNING, IssueSeverity.ERROR, IssueSeverity.CRITICAL)


@dataclass(frozen=True, slots=True)
class IssueState:
    """The issue as it was last created. Home Assistant does not store its severity."""

    severity: IssueSeverity
    ignored: bool = False  # when the entry was unloaded, which deletes the issue


class FindingsIssue:
    """Keep the repair issue up to date; one that becomes more severe is no longer ignored."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Initialize; the issue is created with the first report."""
        self._hass = hass
        self._store = KeyedStore(hass, "issue")
        self._state: IssueState | None = None
        self._unsaved = False
        self._summary: Summary | None = None
        self._card_path: str | None = None

    async def async_start(self) -> None:
        """Load the last state of the issue."""
        self._state = await self._store.async_load_or_reset(_parse, lambda: None)

    @callback
    def async_link_to(self, card_path: str | None) -> None:
        """Link to the card, or to nothing."""
        self._card_path = card_path
        self.async_update(self._summary)

    @callback
    def async_update(self, summary: Summary | None) -> None:
        """Create, update or delete the issue; do nothing before the first report."""
        if summary is None:
            return
        self._summary = summary
        severity = _severity(summary.counts)
        if severity is None:
            ir.async_delete_issue(self._hass, DOMAIN, ISSUE_ID)
            self._save(None)
        else:
            self._create(severity, _needs_attention(summary.counts))
            self._save(IssueState(severity))

    async def async_stop(self) -> None:
        """Delete the issue on unload; its state is unknown while the entry is not loaded."""
        issue = ir.async_get(self._hass).async_get_issue(DOMAIN, ISSUE_ID)
        ir.async_delete_issue(self._hass, DOMAIN, ISSUE_ID)
        if self._state is not None:
            ignored = self._state.ignored if issue is None else issue.dismissed_version is not None
            self._save(IssueState(self._state.severity, ignored))
        if self._unsaved:
            await self._store.async_save(self._as_data())

    async def async_remove(self) -> None:
        """Delete the issue and its stored state."""
        ir.async_delete_issue(self._hass, DOMAIN, ISSUE_ID)
        await self._store.async_remove()

    def _create(self, severity: IssueSeverity, count: int) -> None:
        is_worse = self._state is None or _rank(severity) > _rank(self._state.severity)
        if is_worse:
            # Home Assistant keeps an ignored issue ignored, even when it becomes critical.
            ir.async_delete_issue(self._hass, DOMAIN, ISSUE_ID)
        path = self._card_path
        documentation = async_get_loaded_integration(self._hass, DOMAIN).documentation
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            ISSUE_ID,
            is_fixable=False,
            learn_more_url=f"{documentation}/blob/main/docs/dashboard.md",
            severity=severity,
            translation_key=("findings_one" if count == 1 else "findings_other")
            if path is None
            else ("findings_linked_one" if count == 1 else "findings_linked_other"),
            translation_placeholders={"count": str(count)}
            if path is None
            else {"count": str(count), "path": path},
        )
        if self._state and self._state.ignored and not is_worse:
            ir.async_get(self._hass).async_ignore(DOMAIN, ISSUE_ID, ignore=True)

    def _save(self, state: IssueState | None) -> None:
        if state != self._state:
            self._state = state
            self._unsaved = True
            self._store.async_delay_save(self._as_data, _SAVE_DELAY)

    def _as_data(self) -> dict[str, Any]:
        self._unsaved = False
        if self._state is None:
            return {}
        return {"severity": self._state.severity.value, "ignored": self._state.ignored}


def _needs_attention(counts: Counts) -> int:
    """Return the number of open findings because of which the state is not good."""
    return counts.critical + counts.high + counts.medium


def _severity(counts: Counts) -> IssueSeverity | None:
    if counts.critical:
        return IssueSeverity.CRITICAL
    if counts.high:
        return IssueSeverity.ERROR
    return IssueSeverity.WARNING if _needs_attention(counts) else None


def _rank(severity: IssueSeverity) -> int:
    return _LEAST_SEVERE_FIRST.index(severity)


def _parse(data: Any) -> IssueState | None:
    """Return the state of a stored file. Raise if it has another form."""
    if not data:
        return None
    return IssueState(IssueSeverity(data["severity"]), bool(data["ignored"]))
