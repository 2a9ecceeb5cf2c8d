"""Metadata of a check: area, severity, required facts and where to fix a finding."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Area(StrEnum):
    """The eight areas, in display order."""

    ENCRYPTION = "encryption"
    SIGN_IN = "sign_in"
    BANS = "bans"
    NETWORK = "network"
    UPDATES = "updates"
    BACKUPS = "backups"
    SECRETS = "secrets"
    HOST = "host"


class Level(StrEnum):
    """Who can reach the instance."""

    INTERNET = "internet"
    LOCAL = "local"


class Severity(StrEnum):
    """Severity of a finding, highest first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"

    @property
    def weight(self) -> int:
        """Return its weight in the score."""
        return _WEIGHTS[self]


_WEIGHTS: Mapping[Severity, int] = MappingProxyType(
    {
        Severity.CRITICAL: 10,
        Severity.HIGH: 7,
        Severity.MEDIUM: 4,
        Severity.LOW: 1,
        Severity.INFO: 0,
    }
)


@dataclass(frozen=True, slots=True)
class Severities:
    """The severity of a check, by exposure."""

    internet: Severity
    local: Severity

    @classmethod
    def always(cls, severity: Severity) -> Severities:
        """Return the same severity for every exposure."""
        return cls(severity, severity)

    def at(self, level: Level) -> Severity:
        """Return the severity at an exposure level."""
        return self.internet if level is Level.INTERNET else self.local


@dataclass(frozen=True, slots=True)
class Fix:
    """Where to fix a finding: a page of Home Assistant or its documentation."""

    path: str | None = None  # "/config/..."
    docs: str | None = None  # below https://www.home-assistant.io/


class Repair(StrEnum):
    """What the repair of a finding takes, least first."""

    CLICK = "click"  # one button on a page of Home Assistant
    SETTING = "setting"  # a setting to find, and to decide on
    YAML = "yaml"  # a change in the configuration files, and a restart
    ELSEWHERE = "elsewhere"  # work outside Home Assistant: a proxy, git, the host, another service

    @property
    def cost(self) -> int:
        """Return what it takes, comparable with the others."""
        return _COSTS[self]


_COSTS: Mapping[Repair, int] = MappingProxyType(
    {repair: cost for cost, repair in enumerate(Repair, start=1)}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Metadata of a check. Its id is the name of its module."""

    area: Area
    severity: Severities  # the highest one; also its weight when it passes or is unknown
    needs: tuple[str, ...]  # required facts, as paths into Facts: "auth", "http.settings"
    fix: Fix
    repair: Repair
    cause: str | None = None  # findings of one cause count once in the score
    params: frozenset[str] = frozenset()  # numbers and dates that its texts may contain
    variants: frozenset[str] = frozenset()  # values of the param "variant", each with its own texts
    # Variants that only tell the same time in another unit. An acceptance covers all of them.
    units: frozenset[str] = frozenset()
