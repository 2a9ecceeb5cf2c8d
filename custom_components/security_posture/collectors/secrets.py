"""Secrets that stand literally in configuration files: where, and never what."""

from pathlib import Path
from typing import Final

from homeassistant.core import HomeAssistant

from ..posture.facts import SecretPlace, SecretsFacts
from ..secret_scan import CONFIDENT, Finding, Kind, scan
from .common.executor import LimitedExecutor
from .common.text import clip

# A scan of the largest configurations seen, on a slow computer; seconds.
TIMEOUT: Final = 90.0
# Enough to act on; more are found again when these are gone.
MAX_PLACES: Final = 500


async def collect(hass: HomeAssistant, executor: LimitedExecutor) -> SecretsFacts:
    """Scan the configuration directory."""
    return await executor.run(_scan, hass.config.config_dir)


def _scan(config_dir: str) -> SecretsFacts:
    found = scan(Path(config_dir))
    # Home Assistant's own editor writes webhook ids into automations.yaml, where they can only
    # stand literally. Whether one can be guessed is another question.
    certain = [
        finding
        for finding in found.findings
        if finding.confidence >= CONFIDENT and finding.kind is not Kind.WEBHOOK
    ]
    return SecretsFacts(
        inline=_places([row for row in certain if not row.is_default]),
        default=_places([row for row in (*found.findings, *found.well_known) if row.is_default]),
        complete=found.complete,
    )


def _places(findings: list[Finding]) -> tuple[SecretPlace, ...]:
    return tuple(
        SecretPlace(file=clip(row.file), line=row.line, key=clip(row.key), kind=row.kind.value)
        for row in findings[:MAX_PLACES]
    )
