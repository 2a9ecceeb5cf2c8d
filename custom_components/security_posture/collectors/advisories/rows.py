"""Serialize advisories. Every field is untrusted input."""

from collections.abc import Mapping
from datetime import UTC, datetime
import re
from typing import Any, Final

from ...posture.facts import Advisory, Gain, Product
from ...posture.versions import release

_ID: Final = re.compile(r"GHSA(?:-[0-9a-z]{4}){3}|CVE-\d{4}-\d{4,7}")
_SEVERITIES: Final = ("critical", "high", "moderate", "medium", "low")
_URL: Final = re.compile(
    r"https://(?:github\.com|nvd\.nist\.gov|osv\.dev|www\.home-assistant\.io)/[\w./-]{0,200}"
)


def parse_row(row: Mapping[str, Any]) -> Advisory:
    """Return an advisory; raise KeyError, TypeError or ValueError for an invalid field."""
    first, gives = row.get("affected_from"), row.get("gives")
    return Advisory(
        id=_matching(_ID, row["id"]),
        product=Product(row["product"]),
        affected_from=None if first is None else _version(first),
        fixed_in=_version(row["fixed_in"]),
        severity=_one_of(_SEVERITIES, row["severity"]),
        published=datetime.fromisoformat(row["published"]).replace(tzinfo=UTC),
        url=_matching(_URL, row["url"]),
        gives=None if gives is None else Gain(gives),
        needs_account=row.get("needs_account") is True,
        needs_victim=row.get("needs_victim") is True,
        at_home=row.get("at_home") is True,
    )


def as_row(advisory: Advisory) -> dict[str, Any]:
    """Return the data to store."""
    return {
        "id": advisory.id,
        "product": advisory.product.value,
        "affected_from": advisory.affected_from,
        "fixed_in": advisory.fixed_in,
        "severity": advisory.severity,
        "published": advisory.published.date().isoformat(),
        "url": advisory.url,
        "gives": advisory.gives and advisory.gives.value,
        "needs_account": advisory.needs_account,
        "needs_victim": advisory.needs_victim,
        "at_home": advisory.at_home,
    }


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError
    return text


def _version(text: str) -> str:
    if release(text) is None:
        raise ValueError
    return text


def _one_of(words: tuple[str, ...], text: str) -> str:
    if text not in words:
        raise ValueError
    return text
