"""Literal secrets in configuration files: their places, never their values."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Final, override

from homeassistant.core import HomeAssistant, callback

from ..posture.facts import SecretPlace, SecretsFacts
from ..secret_scan import ScanCache, scan
from .common.collector import StatefulCollector
from .common.executor import LimitedExecutor
from .common.text import clip

# Enough to act on; more are found once these are fixed.
MAX_PLACES: Final = 2_000
MAX_UNREAD: Final = 100


class SecretsCollector(StatefulCollector):
    """Scan the configuration folder, each file again only when it has changed."""

    SOURCE: ClassVar = "secrets"
    # Seconds, for the largest configurations seen, on a slow computer.
    TIMEOUT: ClassVar = 90.0

    def __init__(self, hass: HomeAssistant, options: Mapping[str, Any]) -> None:
        """Start with nothing known."""
        super().__init__(hass, options)
        self._cache = ScanCache()

    @override
    async def collect(self, hass: HomeAssistant, executor: LimitedExecutor) -> SecretsFacts:
        """Scan the configuration folder."""
        return await executor.run(_scan, hass.config.config_dir, self._cache)

    @override
    async def async_stop(self) -> None:
        """Forget what was found."""
        self._cache.close()

    @override
    @callback
    def async_invalidate(self) -> None:
        """Try the files again that took too long."""
        self._cache.forget_slow()


def _scan(config_dir: str, cache: ScanCache) -> SecretsFacts:
    result = scan(Path(config_dir), cache)
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
        slow=tuple(map(clip, result.slow[:MAX_UNREAD])),
        too_large=tuple(map(clip, result.too_large[:MAX_UNREAD])),
    )
