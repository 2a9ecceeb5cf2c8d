"""Newer advisories, from where Home Assistant publishes them: the repositories on GitHub.

Asked without an account, once a day at most; what does not answer is left for another day.
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
# One answer, and all of it; seconds and bytes.
ANSWER_TIMEOUT: Final = 15.0
MAX_BYTES: Final = 4 * 1024 * 1024
MAX_ADVISORIES: Final = 1_000
# However long an answer asks to be left alone, it is not for ever.
LONGEST_REST: Final = timedelta(days=2)

# Packages by the names advisories give them; those of the phone apps are none of ours.
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
    """What was fetched so far, and when to try again."""

    as_of: datetime | None  # the last time every repository answered
    next_try: datetime | None
    etags: Mapping[str, str]  # by repository: the version of its last answer
    advisories: tuple[Advisory, ...]


async def fetch(hass: HomeAssistant, before: Fetched, now: datetime, next_try: datetime) -> Fetched:
    """Ask every repository; what does not answer leaves what was known before."""
    known = {(row.id, row.product): row for row in before.advisories}
    etags = dict(before.etags)
    for repository in _REPOSITORIES:
        try:
            async with asyncio.timeout(ANSWER_TIMEOUT):
                answer = await _ask(hass, repository, etags.get(repository))
        except (ClientError, TimeoutError, ValueError) as err:
            _LOGGER.info("No newer advisories: %s (%s)", repository, type(err).__name__)
            return replace(before, next_try=next_try)
        if isinstance(answer, timedelta):
            return replace(before, next_try=max(next_try, now + answer))
        for row in answer.rows:
            known[row.id, row.product] = row
        if answer.etag:
            etags[repository] = answer.etag
    rows = tuple(known.values())[:MAX_ADVISORIES]
    return Fetched(as_of=now, next_try=next_try, etags=etags, advisories=rows)


@dataclass(frozen=True, slots=True)
class _Answer:
    rows: tuple[Advisory, ...]
    etag: str | None


async def _ask(hass: HomeAssistant, repository: str, etag: str | None) -> _Answer | timedelta:
    """Return what a repository published, or how long it asks to be left alone."""
    headers = {"Accept": "application/vnd.github+json"} | ({"If-None-Match": etag} if etag else {})
    async with async_get_clientsession(hass).get(
        f"{API}/repos/home-assistant/{repository}/security-advisories",
        params={"per_page": "100", "state": "published"},
        headers=headers,
        allow_redirects=False,
        timeout=ClientTimeout(total=ANSWER_TIMEOUT),
    ) as response:
        if response.status == HTTPStatus.NOT_MODIFIED:
            return _Answer((), etag)
        if response.status in (HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS):
            return _rest(response.headers)
        if response.status != HTTPStatus.OK:
            raise ValueError
        return _Answer(tuple(_rows(await _json(response))), response.headers.get("ETag"))


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


def _rest(headers: Mapping[str, str]) -> timedelta:
    asked = headers.get("Retry-After", "")
    if asked.isdecimal():
        return min(timedelta(seconds=int(asked[:9])), LONGEST_REST)
    until = headers.get("X-RateLimit-Reset", "")
    if until.isdecimal() and len(until) <= len("9999999999"):
        return min(datetime.fromtimestamp(int(until), UTC) - datetime.now(UTC), LONGEST_REST)
    return timedelta(0)


def _rows(answer: Any) -> Iterator[Advisory]:
    """Yield the advisories of an answer that can be understood; the others are left out."""
    for item in answer if isinstance(answer, list) else ():
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
