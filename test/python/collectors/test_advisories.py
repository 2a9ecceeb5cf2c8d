"""Bundled advisories, and downloads from a real server."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
import json
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.security_posture.collectors.advisories import (
    BUNDLED,
    AdvisoriesCollector,
    feed as advisory_feed,
)
from custom_components.security_posture.collectors.advisories.rows import as_row, parse_row
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.posture.facts import (
    AdvisoriesFacts,
    Advisory,
    Gain,
    Product,
)
from homeassistant.core import HomeAssistant

ON = {"refresh_advisories": True}
KEY = "security_posture.advisories"
# As listed on Home Assistant's security page and in the advisory database.
PINNED = {
    ("GHSA-2j8f-h4mr-qr25", "supervisor"): ("critical", "2023.03.3"),
    ("GHSA-jvxq-x42r-f7mv", "core"): ("critical", "2023.9.0"),
    ("GHSA-cr83-q7r2-7f5q", "core"): ("critical", "2023.9.0"),
    ("GHSA-935v-rmg9-44mw", "core"): ("critical", "2023.9.0"),
    ("GHSA-jqpc-rc7g-vf83", "core"): ("moderate", "2023.12.3"),
    ("GHSA-m3pm-rpgg-5wj6", "core"): ("high", "2024.1.6"),
    ("GHSA-mq77-rv97-285m", "core"): ("high", "2025.10.2"),
    ("GHSA-gh5m-4m97-c95h", "supervisor"): ("critical", "2026.03.2"),
    ("GHSA-x84v-g949-293w", "core"): ("high", "2026.6.0"),
    ("GHSA-5hxg-r395-fqxx", "core"): ("critical", "2026.6.0"),
    ("GHSA-wx4m-69m9-gx3m", "core"): ("critical", "2026.7.0"),
}
NEW = {
    "ghsa_id": "GHSA-aaaa-bbbb-cccc",
    "severity": "high",
    "published_at": "2026-11-20T10:00:00Z",
    "html_url": "https://github.com/home-assistant/core/security/advisories/GHSA-aaaa-bbbb-cccc",
    "vulnerabilities": [
        {
            "package": {"ecosystem": "pip", "name": "homeassistant"},
            "vulnerable_version_range": ">= 2026.9.0, < 2026.11.2",
            "patched_versions": "2026.11.2",
        }
    ],
}


async def test_bundled_advisories(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    found = await AdvisoriesCollector(hass, {}).collect(hass, executor)
    rows = {(row.id, row.product.value): (row.severity, row.fixed_in) for row in found.advisories}
    assert rows.items() >= PINNED.items()
    assert found.as_of >= datetime(2026, 9, 23, tzinfo=UTC)
    assert all(row.published <= found.as_of for row in found.advisories)


def test_every_entry_has_its_source() -> None:
    rows = json.loads(BUNDLED.read_text())["advisories"]
    assert all(row["source"].startswith("https://") for row in rows)
    assert len({(row["id"], row["product"]) for row in rows}) == len(rows)


async def test_what_the_bundled_advisories_give(
    hass: HomeAssistant, executor: LimitedExecutor
) -> None:
    found = await AdvisoriesCollector(hass, {}).collect(hass, executor)
    rows = {row.id: row for row in found.advisories}
    # A faulty check of certificates: what it gives depends on the connection.
    assert {row.id for row in found.advisories if row.gives is None} == {"GHSA-m3pm-rpgg-5wj6"}
    bypass = rows["GHSA-2j8f-h4mr-qr25"]
    assert (bypass.gives, bypass.needs_account, bypass.at_home) == (
        Gain.ADMINISTRATOR,
        False,
        False,
    )
    assert rows["GHSA-gh5m-4m97-c95h"].at_home
    assert rows["GHSA-mq77-rv97-285m"].needs_account
    assert rows["GHSA-wx4m-69m9-gx3m"].needs_victim
    assert rows["GHSA-jqpc-rc7g-vf83"].gives is Gain.NOTHING


def test_what_an_advisory_gives_is_stored() -> None:
    for row in map(parse_row, json.loads(BUNDLED.read_text())["advisories"]):
        assert parse_row(as_row(row)) == row


@pytest.mark.parametrize("gives", ["root", 1, []])
def test_what_is_no_gain_is_refused(gives: object) -> None:
    (row, *_) = json.loads(BUNDLED.read_text())["advisories"]
    with pytest.raises(ValueError, match="is not a valid Gain"):
        parse_row(row | {"gives": gives})


class Feed:
    """A server that publishes advisories."""

    def __init__(self) -> None:
        self.requested: list[tuple[str, str | None]] = []
        self.rows: Any = [NEW]
        self.status = 200
        self.headers: dict[str, str] = {}
        self.page: str | None = None  # instead of the list

    async def answer(self, request: web.Request) -> web.Response:
        repository = request.match_info["repository"]
        self.requested.append((repository, request.headers.get("If-None-Match")))
        if request.headers.get("If-None-Match") == f'"{repository}"':
            return web.Response(status=304)
        text = self.page or json.dumps(self.rows if repository == "core" else [])
        headers = {"ETag": f'"{repository}"'} | self.headers
        return web.Response(text=text, status=self.status, headers=headers)


@pytest.fixture
async def feed(
    socket_enabled: None, hass_storage: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Feed]:
    feed = Feed()
    application = web.Application()
    path = "/repos/home-assistant/{repository}/security-advisories"
    application.router.add_get(path, feed.answer)
    server = TestServer(application)
    await server.start_server()
    monkeypatch.setattr(advisory_feed, "API", str(server.make_url("")).rstrip("/"))
    yield feed
    await server.close()


def added(found: AdvisoriesFacts) -> list[Advisory]:
    bundled = {row["id"] for row in json.loads(BUNDLED.read_text())["advisories"]}
    return [row for row in found.advisories if row.id not in bundled]


async def test_off_by_default(hass: HomeAssistant, executor: LimitedExecutor, feed: Feed) -> None:
    await AdvisoriesCollector(hass, {}).collect(hass, executor)
    await AdvisoriesCollector(hass, {"refresh_advisories": False}).collect(hass, executor)
    assert feed.requested == []


async def test_newer_ones(
    hass: HomeAssistant, executor: LimitedExecutor, feed: Feed, freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to("2026-11-23T12:00:00Z")
    reader = AdvisoriesCollector(hass, ON)
    found = await reader.collect(hass, executor)
    assert added(found) == [
        Advisory(
            id="GHSA-aaaa-bbbb-cccc",
            product=Product.CORE,
            affected_from="2026.9.0",
            fixed_in="2026.11.2",
            severity="high",
            published=datetime(2026, 11, 20, tzinfo=UTC),
            url=NEW["html_url"],
        )
    ]
    assert found.as_of == datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert [repository for repository, _ in feed.requested] == [
        "core",
        "supervisor",
        "operating-system",
    ]
    # Once a day, also after a restart, and then only what changed.
    freezer.tick(timedelta(hours=23))
    again = AdvisoriesCollector(hass, ON)
    assert added(await again.collect(hass, executor)) == added(found)
    assert len(feed.requested) == 3
    freezer.tick(timedelta(hours=2))
    assert added(await again.collect(hass, executor)) == added(found)
    assert feed.requested[3] == ("core", '"core"')
    await again.async_remove()


async def test_an_unreachable_feed_is_no_error(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    feed: Feed,
    freezer: FrozenDateTimeFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader = AdvisoriesCollector(hass, ON)
    before = await reader.collect(hass, executor)
    freezer.tick(timedelta(days=2))
    monkeypatch.setattr(advisory_feed, "API", "http://127.0.0.1:9")
    assert await reader.collect(hass, executor) == before


async def test_a_recheck_asks_again_after_a_failure(
    hass: HomeAssistant, executor: LimitedExecutor, feed: Feed, freezer: FrozenDateTimeFactory
) -> None:
    reader = AdvisoriesCollector(hass, ON)
    feed.status = 500
    assert added(await reader.collect(hass, executor)) == []
    feed.status = 200
    # Not by itself, and not while the server asks to back off.
    assert added(await reader.collect(hass, executor)) == []
    reader = AdvisoriesCollector(hass, ON)  # also after a restart
    reader.async_invalidate()
    assert added(await reader.collect(hass, executor))
    reader.async_invalidate()
    asked = len(feed.requested)
    await reader.collect(hass, executor)
    assert len(feed.requested) == asked
    freezer.tick(timedelta(days=2))
    feed.status, feed.headers = 429, {"Retry-After": "3600"}
    await reader.collect(hass, executor)
    asked = len(feed.requested)
    reader.async_invalidate()
    await reader.collect(hass, executor)
    assert len(feed.requested) == asked


@pytest.mark.parametrize("status", [301, 404, 500])
async def test_other_answers(
    hass: HomeAssistant, executor: LimitedExecutor, feed: Feed, status: int
) -> None:
    feed.status, feed.headers = status, {"Location": "http://127.0.0.1:9/"}
    assert added(await AdvisoriesCollector(hass, ON).collect(hass, executor)) == []
    assert len(feed.requested) == 1


async def test_another_page(hass: HomeAssistant, executor: LimitedExecutor, feed: Feed) -> None:
    """As of a captive portal, which answers every request."""
    included = await AdvisoriesCollector(hass, {}).collect(hass, executor)
    feed.page = "<html><title>Log in</title></html>"
    assert await AdvisoriesCollector(hass, ON).collect(hass, executor) == included
    assert feed.requested


@pytest.mark.parametrize(
    ("headers", "hours"),
    [({"Retry-After": "129600"}, 36), ({"Retry-After": "9" * 30}, 48), ({}, 24)],
)
async def test_rate_limits_are_respected(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    feed: Feed,
    freezer: FrozenDateTimeFactory,
    headers: dict[str, str],
    hours: int,
) -> None:
    feed.status, feed.headers = 429, headers
    reader = AdvisoriesCollector(hass, ON)
    await reader.collect(hass, executor)
    freezer.tick(timedelta(hours=hours - 1))
    await reader.collect(hass, executor)
    assert len(feed.requested) == 1
    freezer.tick(timedelta(hours=2))
    await reader.collect(hass, executor)
    assert len(feed.requested) == 2


@pytest.mark.parametrize(
    "rows",
    [
        {},
        "text",
        [None, 7, {}, []],
        [NEW | {"ghsa_id": "<script>"}],
        [NEW | {"severity": "terrible"}],
        [NEW | {"html_url": "javascript:alert(1)"}],
        [NEW | {"html_url": "https://evil.example/"}],
        [NEW | {"published_at": None}],
        [NEW | {"vulnerabilities": [{"package": {"name": "Home Assistant for Android"}}]}],
        [NEW | {"vulnerabilities": [{**NEW["vulnerabilities"][0], "patched_versions": "soon"}]}],
        [NEW | {"vulnerabilities": [{**NEW["vulnerabilities"][0], "patched_versions": None}]}],
        [NEW | {"vulnerabilities": "none"}],
    ],
)
async def test_invalid_rows_are_skipped(
    hass: HomeAssistant, executor: LimitedExecutor, feed: Feed, rows: Any
) -> None:
    feed.rows = rows
    assert added(await AdvisoriesCollector(hass, ON).collect(hass, executor)) == []


async def test_an_endless_response_is_aborted(
    hass: HomeAssistant, executor: LimitedExecutor, feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(advisory_feed, "MAX_BYTES", 100)
    assert added(await AdvisoriesCollector(hass, ON).collect(hass, executor)) == []


async def test_a_feed_removes_no_bundled_advisory(
    hass: HomeAssistant, executor: LimitedExecutor, feed: Feed
) -> None:
    bundled = await AdvisoriesCollector(hass, {}).collect(hass, executor)
    (first, *_) = [row for row in bundled.advisories if row.id.startswith("GHSA")]
    changed = {**NEW["vulnerabilities"][0], "patched_versions": "0.1.0"}
    feed.rows = [NEW | {"ghsa_id": first.id, "vulnerabilities": [changed]}]
    found = await AdvisoriesCollector(hass, ON).collect(hass, executor)
    assert first in found.advisories


@pytest.mark.parametrize("data", [[], {}, {"as_of": 7}, {"as_of": None, "next_try": "x"}])
async def test_a_corrupt_file_is_downloaded_again(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    feed: Feed,
    hass_storage: dict[str, Any],
    data: Any,
) -> None:
    hass_storage[KEY] = {"version": 1, "minor_version": 1, "key": KEY, "data": data}
    assert len(added(await AdvisoriesCollector(hass, ON).collect(hass, executor))) == 1
