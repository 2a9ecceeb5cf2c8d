"""Literal secrets in configuration files: their places, never their values."""

from pathlib import Path
from typing import Final

from homeassistant.core import HomeAssistant

from ..posture.facts import SecretPlace, SecretsFacts
from ..secret_scan import scan
from .common.executor import LimitedExecutor
from .common.text import clip

SOURCE: Final = "secrets"
# Seconds, for the largest configurations seen, on a slow computer.
TIMEOUT: Final = 90.0
# Enough to act on; more are found once these are fixed.
MAX_PLACES: Final = 2_000


async def collect(hass: HomeAssistant, executor: LimitedExecutor) -> SecretsFacts:
    """Scan the configuration folder."""
    return await executor.run(_scan, hass.config.config_dir)


def _scan(config_dir: str) -> SecretsFacts:
    result = scan(Path(config_dir))
    findings = (*result.findings, *result.well_known)
    return SecretsFacts(
        places=tuple(
            SecretPlace(
                file=clip(finding.file),
                line=finding.line,
                key=clip(finding.key),
                kind=finding.kind.value,
                confidence=finding.confidence,
                is_default=finding.is_default,
            )
            for finding in findings[:MAX_PLACES]
        ),
        complete=result.complete and len(findings) <= MAX_PLACES,
    )
