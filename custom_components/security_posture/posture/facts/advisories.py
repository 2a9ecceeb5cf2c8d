"""Published security advisories of Home Assistant."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Product(StrEnum):
    """What an advisory is about."""

    CORE = "core"
    SUPERVISOR = "supervisor"
    OS = "os"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advisory:
    """One published advisory."""

    id: str  # "GHSA-..." or "CVE-..."
    product: Product
    affected_from: str | None  # the first affected version; None: all before fixed_in
    fixed_in: str  # the first version that is no longer affected
    severity: str  # as published: "critical", "high", "moderate" or "low"
    published: datetime
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisoriesFacts:
    """The advisories known, and how old that knowledge is."""

    as_of: datetime
    advisories: tuple[Advisory, ...]
