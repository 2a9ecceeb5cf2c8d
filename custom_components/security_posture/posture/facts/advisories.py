"""Published security advisories of Home Assistant."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Product(StrEnum):
    """The product that an advisory is about."""

    CORE = "core"
    SUPERVISOR = "supervisor"
    OS = "os"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advisory:
    """One published advisory."""

    id: str  # "GHSA-..." or "CVE-..."
    product: Product
    affected_from: str | None  # the first affected version; None: all before fixed_in
    fixed_in: str  # the first version that is not affected
    severity: str  # as published: "critical", "high", "moderate" or "low"
    published: datetime
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisoriesFacts:
    """The known advisories and the date of the list."""

    as_of: datetime
    advisories: tuple[Advisory, ...]
