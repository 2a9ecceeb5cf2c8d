"""The one entry in Home Assistant's repairs list: how many findings are open, and how grave.

Every signed-in user can read it, and ignore it. So it names nothing, and what somebody
ignored is no less open: nothing here is read by the posture.
"""

from dataclasses import dataclass
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.issue_registry import IssueSeverity
from homeassistant.helpers.storage import Store

from .const import DOMAIN
from .posture.model import Counts, Summary

ISSUE_ID: Final = "findings"

_VERSION: Final = 1
# Seconds. A restart within them may show an ignored issue again, no worse.
_SAVE_DELAY: Final = 10
_MILDEST_FIRST: Final = (IssueSeverity.WARNING, IssueSeverity.ERROR, IssueSeverity.CRITICAL)


@dataclass(frozen=True, slots=True)
class IssueState:
    """The issue as it was last shown. Home Assistant forgets its severity at a restart."""

    severity: IssueSeverity
    ignored: bool = False  # when the entry was unloaded, which deletes the issue


class FindingsIssue:
    """Keep the issue as the newest report is; one that gets worse is no longer ignored."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Prepare; nothing is shown before the first report."""
        self._hass = hass
        self._store = Store[dict[str, Any]](hass, _VERSION, f"{DOMAIN}.issue", private=True)
        self._shown: IssueState | None = None
        self._unsaved = False

    async def async_start(self) -> None:
        """Remember how the issue was last shown."""
        try:
            self._shown = _parse(await self._store.async_load())
        except HomeAssistantError, NotImplementedError, KeyError, TypeError, ValueError:
            self._shown = None

    @callback
    def async_show(self, summary: Summary | None) -> None:
        """Show what is open. None, before the first report, changes nothing."""
        if summary is None:
            return
        severity = _severity(summary.counts)
        if severity is None:
            ir.async_delete_issue(self._hass, DOMAIN, ISSUE_ID)
            self._save(None)
        else:
            self._show(severity, _open(summary.counts))
            self._save(IssueState(severity))

    async def async_stop(self) -> None:
        """Take it back: while nobody looks, nobody knows."""
        issue = ir.async_get(self._hass).async_get_issue(DOMAIN, ISSUE_ID)
        ir.async_delete_issue(self._hass, DOMAIN, ISSUE_ID)
        if self._shown is not None:
            ignored = self._shown.ignored if issue is None else issue.dismissed_version is not None
            self._save(IssueState(self._shown.severity, ignored))
        if self._unsaved:
            await self._store.async_save(self._as_data())

    async def async_remove(self) -> None:
        """Delete what was kept."""
        ir.async_delete_issue(self._hass, DOMAIN, ISSUE_ID)
        await self._store.async_remove()

    def _show(self, severity: IssueSeverity, count: int) -> None:
        is_worse = self._shown is None or _rank(severity) > _rank(self._shown.severity)
        if is_worse:
            # Home Assistant keeps an ignored issue ignored, also when it becomes critical.
            ir.async_delete_issue(self._hass, DOMAIN, ISSUE_ID)
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            ISSUE_ID,
            is_fixable=False,
            severity=severity,
            translation_key="findings_one" if count == 1 else "findings_other",
            translation_placeholders={"count": str(count)},
        )
        if self._shown and self._shown.ignored and not is_worse:
            ir.async_get(self._hass).async_ignore(DOMAIN, ISSUE_ID, ignore=True)

    def _save(self, shown: IssueState | None) -> None:
        if shown != self._shown:
            self._shown = shown
            self._unsaved = True
            self._store.async_delay_save(self._as_data, _SAVE_DELAY)

    def _as_data(self) -> dict[str, Any]:
        self._unsaved = False
        if self._shown is None:
            return {}
        return {"severity": self._shown.severity.value, "ignored": self._shown.ignored}


def _open(counts: Counts) -> int:
    return counts.critical + counts.high + counts.medium + counts.low


def _severity(counts: Counts) -> IssueSeverity | None:
    if counts.critical:
        return IssueSeverity.CRITICAL
    if counts.high:
        return IssueSeverity.ERROR
    return IssueSeverity.WARNING if _open(counts) else None


def _rank(severity: IssueSeverity) -> int:
    return _MILDEST_FIRST.index(severity)


def _parse(data: Any) -> IssueState | None:
    """Return what was kept. Raises where it is none of ours."""
    if not data:
        return None
    return IssueState(IssueSeverity(data["severity"]), bool(data["ignored"]))
