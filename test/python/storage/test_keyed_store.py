"""The store that all files of the integration share."""

import json
from pathlib import Path
import re
import stat
from typing import Any
from unittest.mock import patch

import pytest

from custom_components.security_posture.posture.keyed_hash import keyed_hash
from custom_components.security_posture.storage.keyed_store import (
    InvalidDataError,
    KeyedStore,
    StoreUnavailableError,
    new_salt,
    parse_date,
    parse_salt,
)
from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store

from ..pure.integration_files.files import PACKAGE

KEY = "security_posture.things"


@pytest.fixture
def hass_storage() -> dict[str, Any]:
    """Do not replace Home Assistant's store."""
    return {}


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """Give Home Assistant a separate directory."""
    return str(tmp_path)


@pytest.fixture
def file(hass: HomeAssistant) -> Path:
    """Return the stored file, which does not exist yet."""
    path = Path(hass.config.path(".storage", KEY))
    path.parent.mkdir()
    return path


@pytest.fixture
def store(hass: HomeAssistant, file: Path) -> KeyedStore:
    return KeyedStore(hass, "things")


async def test_only_home_assistants_user_reads_the_file(store: KeyedStore, file: Path) -> None:
    await store.async_load(_things)
    assert await store.async_save({"things": ["a"]})
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_every_file_is_stored_by_this_store() -> None:
    made = [path for path in PACKAGE.rglob("*.py") if re.search(r"\bStore[(\[]", path.read_text())]
    assert [path.name for path in made] == ["keyed_store.py"]


def _things(data: Any) -> list[str]:
    return [str(each) for each in data["things"]]


async def test_without_a_file(store: KeyedStore, file: Path) -> None:
    assert await store.async_load(_things) is None
    assert await store.async_load_or_reset(_things, list) == []
    assert not file.exists()


async def test_saved_data_is_loaded(hass: HomeAssistant, store: KeyedStore) -> None:
    await store.async_load(_things)
    assert await store.async_save({"things": ["a"]})
    assert await KeyedStore(hass, "things").async_load(_things) == ["a"]


async def test_data_in_another_form_is_replaced(store: KeyedStore, file: Path) -> None:
    file.write_text(json.dumps({"version": 1, "key": KEY, "data": {"other": 7}}))
    with pytest.raises(InvalidDataError):
        await store.async_load(_things)
    assert await store.async_load_or_reset(_things, list) == []
    assert await store.async_save({"things": []})
    assert json.loads(file.read_text())["data"] == {"things": []}


@pytest.mark.parametrize("text", ["[]", "7", '{"data": {"things": []}}', '{"version": "one"}'])
async def test_json_that_home_assistant_did_not_write(
    store: KeyedStore, file: Path, text: str
) -> None:
    file.write_text(text)
    with pytest.raises(InvalidDataError):
        await store.async_load(_things)
    assert await store.async_load_or_reset(_things, list) == []
    assert await store.async_save({"things": []})


async def test_no_json(store: KeyedStore, file: Path) -> None:
    """Home Assistant renames it and creates an issue. It is not as if there were no file."""
    file.write_text('{"version": 1, "data": {"thin')
    with pytest.raises(InvalidDataError):
        await store.async_load(_things)
    assert await store.async_load_or_reset(_things, list) == []
    assert len(list(file.parent.glob(f"{KEY}.corrupt.*"))) == 1
    assert await store.async_save({"things": []})


@pytest.mark.parametrize("version", [0, 2, 1.5])
async def test_a_file_of_another_version_is_left_untouched(
    hass: HomeAssistant,
    store: KeyedStore,
    file: Path,
    version: float,
    caplog: pytest.LogCaptureFixture,
) -> None:
    text = json.dumps({"version": version, "minor_version": 1, "data": {"other": ["a"]}})
    file.write_text(text)
    for _ in range(2):
        with pytest.raises(InvalidDataError):
            await store.async_load(_things)
        assert await store.async_load_or_reset(_things, list) == []
    store.async_delay_save(lambda: {"things": ["b"]}, 0)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await hass.async_block_till_done()
    assert file.read_text() == text
    assert await KeyedStore(hass, "things").async_load(_things) == ["b"]
    assert caplog.text.count("Another version of this integration wrote") == 1


async def test_a_file_that_can_be_read_later(store: KeyedStore, file: Path) -> None:
    file.write_text(json.dumps({"version": 1, "data": {"things": ["a"]}}))
    with (
        patch.object(Store, "async_load", side_effect=HomeAssistantError),
        pytest.raises(StoreUnavailableError),
    ):
        await store.async_load(_things)
    assert not await store.async_save({"things": []})
    assert await store.async_load(_things) == ["a"]
    assert await store.async_save({"things": []})


@pytest.mark.parametrize("error", [HomeAssistantError, NotImplementedError, PermissionError])
async def test_failed_writes_are_reported(
    store: KeyedStore, error: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    await store.async_load(_things)
    with patch.object(Store, "async_save", side_effect=error("canary")):
        assert not await store.async_save({"things": []})
    assert f"Cannot write {KEY} ({error.__name__})" in caplog.text
    assert "canary" not in caplog.text


async def test_removal(store: KeyedStore, file: Path, caplog: pytest.LogCaptureFixture) -> None:
    await store.async_load(_things)
    assert await store.async_save({"things": []})
    with patch("os.unlink", side_effect=PermissionError):
        await store.async_remove()
    assert f"Cannot delete {KEY} (PermissionError)" in caplog.text
    await store.async_remove()
    assert not file.exists()


def test_salt() -> None:
    salt = new_salt()
    assert parse_salt(salt.hex()) == salt != new_salt()
    for text in ("", "00", "00" * 31, "00" * 33, "no hex"):
        with pytest.raises(ValueError, match=r"another length|fromhex"):
            parse_salt(text)


def test_date() -> None:
    assert parse_date("2026-11-23T12:00:00+00:00").isoformat() == "2026-11-23T12:00:00+00:00"
    for text in ("", "yesterday", "2026-11-23", "2026-11-23T12:00:00"):
        with pytest.raises(ValueError, match=r"no time zone|isoformat"):
            parse_date(text)


def test_keyed_hash() -> None:
    """The values of RFC 4231, test case 2, and of text that is not Unicode."""
    expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert keyed_hash(b"Jefe", "what do ya want for nothing?") == expected
    assert keyed_hash(b"Jefe", b"what do ya want for nothing?") == expected
    assert keyed_hash(b"Jefe", "\ud800") == keyed_hash(b"Jefe", "?")
