"""Published security advisories of Home Assistant."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Product(StrEnum):
    """The product that an advisory is about."""

    CORE = "core"
    SUPERVISOR = "supervisor"
    OS = "os"


class Gain(StrEnum):
    """What a vulnerability gives an attacker."""

    ADMINISTRATOR = "administrator"  # or more
    SECRETS = "secrets"
    NOTHING = "nothing"  # no access: a crash, a detail


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
    gives: Gain | None = None  # None: not told
    needs_account: bool = False  # an account that is no administrator
    needs_victim: bool = False  # somebody must be tricked
    at_home: bool = False  # only from the local network


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisoriesFacts:
    """The known advisories and the date of the list."""

    as_of: datetime
    advisories: tuple[Advisory, ...]
