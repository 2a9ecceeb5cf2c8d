"""The card's file over HTTP: what may be stored, what must not, and nothing else is served."""

from collections.abc import Iterator
import hashlib
from pathlib import Path
from unittest.mock import patch

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.security_posture.ui import card_file

SCRIPT = b"export const card = 1; // \xc3\xa9\n" * 100
HASH = hashlib.sha256(SCRIPT).hexdigest()[:12]
OWN = f"/security_posture/card.js?v={HASH}"
PLAIN = {"Accept-Encoding": "identity"}
# Addresses of the card that pages of other versions, or people, ask for.
OTHERS = (
    "/security_posture/card.js",
    "/security_posture/card.js?",
    "/security_posture/card.js?v=",
    "/security_posture/card.js?v=0123456789ab",
    f"/security_posture/card.js?v={HASH}0",
    f"/security_posture/card.js?v={HASH.upper()}",
    f"/security_posture/card.js?v={HASH}&retry=1",
    f"/security_posture/card.js?v=0123456789ab&v={HASH}",
    f"/security_posture/card.js?hash={HASH}",
    f"/security_posture/card.js?x=v={HASH}",
)
NOTHING = (
    "/security_posture/",
    "/security_posture/card.js/",
    "/security_posture/Card.js",
    f"/security_posture/{HASH}/card.js",
    "/security_posture/card.js.map",
    "/security_posture/card.js.gz",
    f"/security_posture/security-posture-card.js?v={HASH}",
    "/security_posture/%2fetc%2fpasswd",
    "/security_posture//card.js",
    "/security_posture/é",
)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "security-posture-card.js"
    path.write_bytes(SCRIPT)
    with patch.object(card_file, "CARD_FILE", path):
        yield path


@pytest.fixture
async def client(
    file: Path, ready: MockConfigEntry, hass_client_no_auth: ClientSessionGenerator
) -> TestClient:
    return await hass_client_no_auth()


def _is_stored(answer: ClientResponse) -> bool:
    return "no-store" not in answer.headers["Cache-Control"]


async def test_only_the_own_hash_is_stored(client: TestClient) -> None:
    answer = await client.get(OWN)
    assert (answer.status, await answer.read()) == (200, SCRIPT)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Content-Location"] == OWN
    assert "Last-Modified" not in answer.headers  # browsers guess a lifetime from it


@pytest.mark.parametrize("address", OTHERS)
async def test_other_addresses_of_the_card_work_but_are_not_stored(
    client: TestClient, address: str
) -> None:
    answer = await client.get(address)
    assert await answer.read() == SCRIPT
    assert answer.ok
    assert answer.status != 200  # the service worker stores a 200, whatever the headers say
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Location"] == OWN


@pytest.mark.parametrize("address", NOTHING)
async def test_nothing_else_is_served_or_stored(client: TestClient, address: str) -> None:
    answer = await client.get(address)
    assert (answer.status, await answer.read()) == (404, b"")
    assert answer.headers["Cache-Control"] == "no-store"


async def test_a_path_outside_is_not_served(client: TestClient) -> None:
    for path in ("/security_posture/%2e%2e%2fmanifest.json", "/security_posture/../__init__.py"):
        assert (await client.get(path)).status in (400, 404)


@pytest.mark.parametrize("what_happens", ["changed", "removed"])
async def test_an_update_on_disk_changes_nothing_before_the_restart(
    file: Path, client: TestClient, what_happens: str
) -> None:
    if what_happens == "changed":
        file.write_bytes(b"export const card = 2;\n")
    else:
        file.unlink()
    for address in (OWN, OTHERS[0]):
        assert await (await client.get(address)).read() == SCRIPT
    assert _is_stored(await client.get(OWN))
    assert not _is_stored(await client.get("/security_posture/card.js?v=" + "0" * 12))


@pytest.mark.parametrize(
    ("accepted", "is_compressed"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5, deflate", True),
        ("deflate,gzip ; q=1.0", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("x-gzip, br", False),
        ("identity", False),
        ("", False),
    ],
)
async def test_compression(client: TestClient, accepted: str, is_compressed: bool) -> None:
    answer = await client.get(OWN, headers={"Accept-Encoding": accepted})
    assert await answer.read() == SCRIPT  # the client unpacks it
    assert answer.headers.get("Content-Encoding") == ("gzip" if is_compressed else None)
    assert (int(answer.headers["Content-Length"]) < len(SCRIPT)) == is_compressed
    assert answer.headers["Vary"] == "Accept-Encoding"
    plain = await client.get(OWN, headers=PLAIN)
    assert (answer.headers["ETag"] == plain.headers["ETag"]) != is_compressed


async def test_an_unchanged_card_is_not_sent_again(client: TestClient) -> None:
    for address in (OWN, OTHERS[0]):
        for encoding in ("gzip", "identity"):
            headers = {"Accept-Encoding": encoding}
            first = await client.get(address, headers=headers)
            tag = first.headers["ETag"]
            for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
                answer = await client.get(address, headers=headers | {"If-None-Match": known})
                assert (answer.status, await answer.read()) == (304, b"")
                for header in ("Cache-Control", "ETag", "Vary"):
                    assert answer.headers[header] == first.headers[header]
            answer = await client.get(address, headers=headers | {"If-None-Match": '"other"'})
            assert await answer.read() == SCRIPT


async def test_head(client: TestClient) -> None:
    for address in (OWN, OTHERS[0]):
        got = await client.get(address, headers=PLAIN)
        answer = await client.head(address, headers=PLAIN)
        assert (answer.status, await answer.read()) == (got.status, b"")
        for header in ("Cache-Control", "Content-Length", "Content-Location", "ETag"):
            assert answer.headers[header] == got.headers[header]
    answer = await client.head(NOTHING[0])
    assert (answer.status, answer.headers["Cache-Control"]) == (404, "no-store")


async def test_ranges_are_not_supported(client: TestClient) -> None:
    answer = await client.get(OWN, headers=PLAIN | {"Range": "bytes=0-9"})
    assert (answer.status, await answer.read()) == (200, SCRIPT)
    assert "Content-Range" not in answer.headers


async def test_nothing_can_be_written(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert (await client.request(method, OWN)).status == 405


HOSTILE = [
    {"If-None-Match": ", ".join(f'"{number}"' for number in range(1_000))},
    {"If-None-Match": '"' + "a" * 7_000},
    {"If-None-Match": "W/" * 3_000},
    {"If-None-Match": f"{HASH}, \xff"},
    {"Accept-Encoding": ",".join(["gzip;q=0"] * 800)},
    {"Accept-Encoding": "gzip;q=" + "0" * 7_000},
    {"Accept-Encoding": ";q=,;;q=0,gzip;q=x;q=0"},
    {"Range": "bytes=" + ",".join(f"{number}-" for number in range(1_000))},
    {"X-Forwarded-Host": "evil.example", "X-Original-URL": "/api/"},
]


@pytest.mark.parametrize("headers", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_headers(client: TestClient, headers: dict[str, str]) -> None:
    for address in (OWN, OTHERS[0], f"{OTHERS[0]}?v={'a' * 7_000}"):
        answer = await client.get(address, headers=headers)
        assert await answer.read() == SCRIPT
        assert answer.headers["Content-Location"] == OWN
        assert (answer.status == 200) == (address == OWN)


async def test_too_many_tags_are_refused(client: TestClient) -> None:
    tags = ", ".join(f'"{number}"' for number in range(10_000))
    answer = await client.get(OWN, headers={"If-None-Match": tags})
    assert answer.status == 400
    assert await (await client.get(OWN)).read() == SCRIPT
