"""Download newer advisories from Home Assistant's repositories on GitHub.

https://docs.github.com/en/rest/security-advisories/repository-advisories
"""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
import json
from logging import getLogger
import re
from typing import Any, Final

from aiohttp import ClientError, ClientResponse, ClientTimeout

from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ...posture.facts import Advisory
from .rows import parse_row

_LOGGER = getLogger(__name__)

API: Final = "https://api.github.com"
_REPOSITORIES: Final = ("core", "supervisor", "operating-system")
# Limits of one response; seconds and bytes.
RESPONSE_TIMEOUT: Final = 15.0
MAX_BYTES: Final = 4 * 1024 * 1024
MAX_ADVISORIES: Final = 1_000
# Longest time that a rate limit is respected.
MAX_BACK_OFF: Final = timedelta(days=2)

# Products by the package names of the advisories; the mobile apps are not included.
_PACKAGES: Final = {
    "core": "core",
    "home assistant core": "core",
    "homeassistant": "core",
    "home-assistant supervisor": "supervisor",
    "home assistant supervisor": "supervisor",
    "supervisor": "supervisor",
    "haos": "os",
    "home assistant operating system": "os",
    "operating-system": "os",
}
_FIXED: Final = re.compile(r"\s*(?:>=?\s*)?v?([\d.]+)\s*")
_FIRST: Final = re.compile(r"\s*>=\s*v?([\d.]+)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The advisories downloaded so far, and when to try again."""

    as_of: datetime | None  # the last time all repositories responded
    next_try: datetime | None
    etags: Mapping[str, str]  # by repository: the ETag of its last response
    advisories: tuple[Advisory, ...]
    failed: bool = False  # the last time; not set while GitHub asks to back off


async def fetch(
    hass: HomeAssistant, previous: Fetched, now: datetime, next_try: datetime
) -> Fetched:
    """Download from every repository; keep the previous advisories if one fails."""
    known = {(row.id, row.product): row for row in previous.advisories}
    etags = dict(previous.etags)
    for repository in _REPOSITORIES:
        try:
            async with asyncio.timeout(RESPONSE_TIMEOUT):
                response = await _request(hass, repository, etags.get(repository))
        except (ClientError, TimeoutError, ValueError) as err:
            _LOGGER.info("No newer advisories: %s (%s)", repository, type(err).__name__)
            return replace(previous, next_try=next_try, failed=True)
        if isinstance(response, timedelta):
            return replace(previous, next_try=max(next_try, now + response), failed=False)
        for row in response.rows:
            known[row.id, row.product] = row
        if response.etag:
            etags[repository] = response.etag
    rows = tuple(known.values())[:MAX_ADVISORIES]
    return Fetched(as_of=now, next_try=next_try, etags=etags, advisories=rows)


@dataclass(frozen=True, slots=True)
class _Response:
    rows: tuple[Advisory, ...]
    etag: str | None


async def _request(hass: HomeAssistant, repository: str, etag: str | None) -> _Response | timedelta:
    """Return the advisories of a repository, or how long it asks to back off."""
    headers = {"Accept": "application/vnd.github+json"} | ({"If-None-Match": etag} if etag else {})
    async with async_get_clientsession(hass).get(
        f"{API}/repos/home-assistant/{repository}/security-advisories",
        params={"per_page": "100", "state": "published"},
        headers=headers,
        allow_redirects=False,
        timeout=ClientTimeout(total=RESPONSE_TIMEOUT),
    ) as response:
        if response.status == HTTPStatus.NOT_MODIFIED:
            return _Response((), etag)
        if response.status in (HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS):
            return _back_off(response.headers)
        if response.status != HTTPStatus.OK:
            raise ValueError
        return _Response(tuple(_rows(await _json(response))), response.headers.get("ETag"))


async def _json(response: ClientResponse) -> Any:
    content = bytearray()
    async for chunk in response.content.iter_any():
        content += chunk
        if len(content) > MAX_BYTES:
            raise ValueError
    try:
        return json.loads(content)
    except RecursionError as err:
        raise ValueError from err


def _back_off(headers: Mapping[str, str]) -> timedelta:
    seconds = headers.get("Retry-After", "")
    if seconds.isdecimal():
        return min(timedelta(seconds=int(seconds[:9])), MAX_BACK_OFF)
    until = headers.get("X-RateLimit-Reset", "")
    if until.isdecimal() and len(until) <= len("9999999999"):
        return min(datetime.fromtimestamp(int(until), UTC) - datetime.now(UTC), MAX_BACK_OFF)
    return timedelta(0)


def _rows(data: Any) -> Iterator[Advisory]:
    """Yield the advisories that can be parsed."""
    for item in data if isinstance(data, list) else ():
        try:
            yield from _parsed(item)
        except AttributeError, KeyError, TypeError, ValueError:
            continue


def _parsed(item: Mapping[str, Any]) -> Iterator[Advisory]:
    for vulnerability in item["vulnerabilities"]:
        product = _PACKAGES.get(str((vulnerability.get("package") or {}).get("name")).lower())
        fixed = _FIXED.fullmatch(str(vulnerability.get("patched_versions")))
        first = _FIRST.match(str(vulnerability.get("vulnerable_version_range")))
        if product and fixed:
            yield parse_row(
                {
                    "id": item["ghsa_id"],
                    "product": product,
                    "affected_from": first[1] if first else None,
                    "fixed_in": fixed[1],
                    "severity": item["severity"],
                    "published": item["published_at"][:10],
                    "url": item["html_url"],
                }
            )
