"""Stores of newer versions, after a downgrade and after the update that follows it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
import functools
import json
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.diagnostics import async_get_config_entry_diagnostics
from custom_components.security_posture.posture.facts import Unavailable
from custom_components.security_posture.posture.model import AcceptanceRequest
from custom_components.security_posture.storage import keyed_store
from custom_components.security_posture.storage.copy_choices import copy_choices_store
from custom_components.security_posture.storage.keyed_store import (
    InvalidDataError,
    KeyedStore,
    StoreUnavailableError,
)
from custom_components.security_posture.storage.store_state import StoreState, store_states
from custom_components.security_posture.ui.stored_files_issue import ISSUE_ID
from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util

from .life import ALL_STORES, PACKAGE, STORES, async_begin, async_make_home, async_read

STORED: Final = Path(__file__).parent / "stored"
NEW_FORM: Final[Any] = {"rows": [{"new": "form"}], "salt": {"of": "another kind"}}


@pytest.fixture
def hass_storage() -> dict[str, Any]:
    """Do not replace Home Assistant's store."""
    return {}


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """Give Home Assistant a separate directory."""
    (tmp_path / ".storage").mkdir()
    return str(tmp_path)


@pytest.fixture(autouse=True)
async def _home(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    await async_make_home(hass, monkeypatch)


type File = Callable[[str], Path]


@pytest.fixture
def file(hass: HomeAssistant) -> File:
    """Return a function that returns the path of a stored file."""
    return lambda name: Path(hass.config.path(".storage", f"{DOMAIN}.{name}"))


def _data(name: str) -> Any:
    """Return data as this version stores it."""
    return json.loads((STORED / f"{name}.json").read_text())["data"]


def _text(data: Any, version: int, minor_version: int = 1) -> str:
    return json.dumps({"version": version, "minor_version": minor_version, "data": data})


def _kept(data: Any) -> Any:
    return data


async def _use(hass: HomeAssistant) -> MockConfigEntry:
    """Use every store of the integration."""
    entry = await async_begin(hass)
    await copy_choices_store(hass).async_choose("person", "Ada", on=True)
    return entry


async def _end(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Unload the entry, which writes what is to be written later."""
    assert await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()


async def _accept(entry: MockConfigEntry) -> None:
    """Accept the finding of the home, so that this store is written too."""
    until = dt_util.utcnow() + timedelta(days=30)
    request = AcceptanceRequest(reason="x", until=until, user_id="of nobody")
    await entry.runtime_data.risks.async_accept("bans_disabled", request)


def test_every_store_is_tested() -> None:
    assert len(ALL_STORES) == len(set(ALL_STORES))
    assert {path.stem for path in STORED.iterdir()} == set(ALL_STORES)


def test_nothing_is_stored_without_the_keyed_store() -> None:
    own = [path.stem for path in PACKAGE.rglob("*.py") if "helpers.storage" in path.read_text()]
    assert own == ["keyed_store"]


@pytest.mark.parametrize("minor_version", [1, 3])
@pytest.mark.parametrize("is_same_form", [True, False])
async def test_down_and_up_again(
    hass: HomeAssistant, file: File, *, is_same_form: bool, minor_version: int
) -> None:
    """No file of the newer version changes, and everything works meanwhile."""
    texts = {
        name: _text(_data(name) if is_same_form else NEW_FORM, 2, minor_version)
        for name in ALL_STORES
    }
    for name, text in texts.items():
        file(name).write_text(text)
    entry = await _use(hass)
    await _accept(entry)
    assert set(store_states(hass)) == set(ALL_STORES)
    assert set(store_states(hass).values()) == {StoreState.OTHER_VERSION}
    facts = entry.runtime_data.facts
    for source in (facts.accounts, facts.updates, facts.network, facts.backups):
        assert not isinstance(source, Unavailable)
    assert not isinstance(facts.accounts.new_admins, Unavailable)
    assert entry.runtime_data.summary.counts.accepted >= 1
    await _end(hass, entry)

    # A restart continues with what this version wrote.
    beside = {name: file(f"{name}.v1") for name in ALL_STORES}
    assert {name for name, path in beside.items() if path.exists()} >= {
        "accepted_risks",
        "accounts",
        "copy_choices",
        "failed_sign_ins",
        "history",
        "updates",
    }
    salts = {name: _salt(path) for name, path in beside.items()}
    accepted = len(json.loads(beside["accepted_risks"].read_text())["data"]["accepted"])
    assert await hass.config_entries.async_setup(entry.entry_id)
    await async_read(hass, entry)
    await _end(hass, entry)
    again = json.loads(beside["accepted_risks"].read_text())["data"]
    assert len(again["accepted"]) == accepted
    for name, salt in salts.items():
        # The date of the last pull has a new salt whenever it is written.
        assert name == "pulled_backup" or salt is None or _salt(beside[name]) == salt
    assert {name: file(name).read_text() for name in ALL_STORES} == texts

    # The newer version is installed again.
    with patch.object(keyed_store, "VERSION", 2):
        for name, text in texts.items():
            store = KeyedStore(hass, name)
            with patch.object(store._file, "minor_version", minor_version):
                assert await store.async_load(_kept) == json.loads(text)["data"]
                assert await store.async_save({"written": "again"})
            assert json.loads(file(name).read_text())["data"] == {"written": "again"}
    assert set(store_states(hass).values()) == {StoreState.OK}


def _salt(path: Path) -> str | None:
    return json.loads(path.read_text())["data"].get("salt") if path.exists() else None


@pytest.mark.parametrize("name", ALL_STORES)
async def test_what_the_newer_version_stored_is_used_if_it_has_the_same_form(
    hass: HomeAssistant, file: File, name: str
) -> None:
    file(name).write_text(_text(_data(name), 2))
    store = KeyedStore(hass, name)
    assert await store.async_load(_kept) == _data(name)
    assert not file(f"{name}.v1").exists()
    changed = {**_data(name), "changed": True}
    assert await store.async_save(changed)
    assert await KeyedStore(hass, name).async_load(_kept) == changed
    assert file(name).read_text() == _text(_data(name), 2)


@pytest.mark.parametrize("name", STORES)
async def test_only_one_store_is_of_a_newer_version(
    hass: HomeAssistant, file: File, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    text = _text(NEW_FORM, 2)
    file(name).write_text(text)
    entry = await _use(hass)
    assert [each for each, state in store_states(hass).items() if state != StoreState.OK] == [name]
    issue = ir.async_get(hass).async_get_issue(DOMAIN, ISSUE_ID)
    assert issue is not None
    assert (issue.severity, issue.is_persistent) == (ir.IssueSeverity.WARNING, False)
    found = await async_get_config_entry_diagnostics(hass, entry)
    assert found["files"][name] == "other_version"
    wrote = f"Another version of this integration wrote {DOMAIN}.{name}: it is left as it is"
    assert caplog.text.count(wrote) == 1
    await _end(hass, entry)
    assert ir.async_get(hass).async_get_issue(DOMAIN, ISSUE_ID) is None
    assert file(name).read_text() == text


async def test_no_issue_without_a_downgrade(hass: HomeAssistant, file: File) -> None:
    for name in ALL_STORES:
        file(name).write_text(_text(_data(name), 1))
    entry = await _use(hass)
    assert dict(store_states(hass)) == dict.fromkeys(ALL_STORES, StoreState.OK)
    assert ir.async_get(hass).async_get_issue(DOMAIN, ISSUE_ID) is None
    found = await async_get_config_entry_diagnostics(hass, entry)
    assert found["files"] == dict.fromkeys(sorted(ALL_STORES), "ok")
    await _end(hass, entry)
    assert not list(file("any").parent.glob("*.v1"))


@pytest.mark.parametrize("name", ALL_STORES)
async def test_a_newer_minor_version_is_read_and_written(
    hass: HomeAssistant, file: File, name: str
) -> None:
    data = {**_data(name), "added": {"by": "a later version"}}
    text = _text(data, 1, 7)
    file(name).write_text(text)
    store = KeyedStore(hass, name)
    assert await store.async_load(_kept) == data
    assert file(name).read_text() == text, "reading does not write"
    assert await store.async_save(_data(name))
    assert json.loads(file(name).read_text())["data"] == _data(name)
    assert store_states(hass)[name] is StoreState.OK


async def test_newer_minor_versions_of_all_stores(hass: HomeAssistant, file: File) -> None:
    """What is added is not in the way of any parser."""
    for name in ALL_STORES:
        data = {**_data(name), "added": {"by": "a later version"}}
        file(name).write_text(_text(data, 1, 7))
    await _use(hass)
    assert dict(store_states(hass)) == dict.fromkeys(ALL_STORES, StoreState.OK)


@pytest.mark.parametrize(
    "between", [{"things": [2]}, {"things": [1], "more": True}, NEW_FORM, None]
)
async def test_what_an_earlier_downgrade_left_is_outdated(
    hass: HomeAssistant, file: File, between: Any
) -> None:
    """The newer version was in use again: a risk that was reopened there stays open."""
    file("things").write_text(_text({"things": [1]}, 2))
    store = KeyedStore(hass, "things")
    assert await store.async_load(_kept) == {"things": [1]}
    assert await store.async_save({"things": ["beside"]})
    assert await KeyedStore(hass, "things").async_load(_kept) == {"things": ["beside"]}
    file("things").write_text(_text(between, 2))
    store = KeyedStore(hass, "things")
    assert await store.async_load(_kept) == between
    store.async_delay_save(lambda: {"things": ["later"]}, 0)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await hass.async_block_till_done()
    assert await KeyedStore(hass, "things").async_load(_kept) == {"things": ["later"]}
    assert file("things").read_text() == _text(between, 2)


async def test_a_file_beside_one_of_this_version_is_not_used(
    hass: HomeAssistant, file: File
) -> None:
    """A backup may have brought it back."""
    file("things").write_text(_text({"things": [1]}, 2))
    store = KeyedStore(hass, "things")
    await store.async_load(_kept)
    assert await store.async_save({"things": ["beside"]})
    left = file("things.v1").read_text()
    file("things").write_text(_text({"things": [2]}, 1))
    store = KeyedStore(hass, "things")
    assert await store.async_load(_kept) == {"things": [2]}
    assert await store.async_save({"things": [3]})
    assert json.loads(file("things").read_text())["data"] == {"things": [3]}
    assert file("things.v1").read_text() == left


HOSTILE: Final[list[Any]] = [
    {"salt": "00" * 10_000},
    {"rows": {str(number): number for number in range(20_000)}},
    functools.reduce(lambda inner, _: [inner], range(900), []),
    {"salt": None, "continues": [1]},
    [{}] * 1_000,
    "text",
    0,
    1e308,
    False,
    "\u0000\ud83d\ude00",
]


@pytest.mark.parametrize("data", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_content_of_a_newer_version(
    hass: HomeAssistant, file: File, data: Any
) -> None:
    texts = {name: _text(data, 2) for name in ALL_STORES}
    for name, text in texts.items():
        file(name).write_text(text)
    entry = await _use(hass)
    assert set(store_states(hass).values()) == {StoreState.OTHER_VERSION}
    await _end(hass, entry)
    assert {name: file(name).read_text() for name in ALL_STORES} == texts


async def test_the_issue_goes_with_the_update(hass: HomeAssistant, file: File) -> None:
    file("history").write_text(_text(_data("history"), 2))
    entry = await _use(hass)
    for version, is_there in ((2, True), (1, False), (2, True)):
        await _end(hass, entry)
        assert ir.async_get(hass).async_get_issue(DOMAIN, ISSUE_ID) is None
        file("history").write_text(_text(_data("history"), version))
        assert await hass.config_entries.async_setup(entry.entry_id)
        issue = ir.async_get(hass).async_get_issue(DOMAIN, ISSUE_ID)
        assert (issue is not None) is is_there
    await hass.config_entries.async_remove(entry.entry_id)
    assert ir.async_get(hass).async_get_issue(DOMAIN, ISSUE_ID) is None


def _refuse(_data: Any) -> Any:
    raise ValueError


@pytest.mark.parametrize("name", ALL_STORES)
async def test_a_newer_minor_version_in_another_form_is_left(
    hass: HomeAssistant, file: File, name: str
) -> None:
    text = _text(NEW_FORM, 1, 7)
    file(name).write_text(text)
    store = KeyedStore(hass, name)
    with pytest.raises(InvalidDataError):
        await store.async_load(_refuse)
    assert await store.async_save(_data(name))
    assert file(name).read_text() == text
    assert store_states(hass)[name] is StoreState.OTHER_VERSION
    assert await KeyedStore(hass, name).async_load(lambda data: data["salt"]) == NEW_FORM["salt"]


@pytest.mark.parametrize("text", ["", "{", '{"version": 2, "minor', "null", "[]", '{"data": 1}'])
@pytest.mark.parametrize("name", ALL_STORES)
async def test_corrupt_files(hass: HomeAssistant, file: File, name: str, text: str) -> None:
    """They are not as if there were no file, and are replaced."""
    file(name).write_text(text)
    store = KeyedStore(hass, name)
    with pytest.raises(InvalidDataError):
        await store.async_load(_kept)
    assert store_states(hass)[name] is StoreState.INVALID
    assert await store.async_save(_data(name))
    assert await KeyedStore(hass, name).async_load(_kept) == _data(name)


@pytest.mark.parametrize("beside", ["", "[]", _text({}, 9)])
async def test_a_corrupt_file_beside_one_of_a_newer_version(
    hass: HomeAssistant, file: File, beside: str
) -> None:
    text = _text({"things": [1]}, 2)
    file("things").write_text(text)
    file("things.v1").write_text(beside)
    store = KeyedStore(hass, "things")
    with pytest.raises(InvalidDataError):
        await store.async_load(_kept)
    assert await store.async_save({"things": []})
    assert await KeyedStore(hass, "things").async_load(_kept) == {"things": []}
    assert file("things").read_text() == text


async def test_a_file_that_cannot_be_read_beside_one_of_a_newer_version(
    hass: HomeAssistant, file: File
) -> None:
    file("things").write_text(_text({"things": [1]}, 2))
    file("things.v1").mkdir()
    store = KeyedStore(hass, "things")
    with pytest.raises(StoreUnavailableError):
        await store.async_load(_kept)
    assert not await store.async_save({"things": []})
    assert store_states(hass)["things"] is StoreState.UNREADABLE


async def test_nothing_is_written_before_the_file_was_read(hass: HomeAssistant, file: File) -> None:
    text = _text({"things": [1]}, 2)
    file("things").write_text(text)
    store = KeyedStore(hass, "things")
    assert not await store.async_save({"things": []})
    store.async_delay_save(lambda: {"things": []}, 0)
    await hass.async_block_till_done()
    assert file("things").read_text() == text


async def test_removing_the_integration_removes_all_files(hass: HomeAssistant, file: File) -> None:
    for name in ALL_STORES:
        file(name).write_text(_text(NEW_FORM, 2))
        file(f"{name}.corrupt.2026-11-23T12:00:00+00:00").write_text("{")
        file(f"{name}.v1.corrupt.2026-11-23T12:00:00+00:00").write_text("{")
    entry = await _use(hass)
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert list(_files(file)) == []
    assert dict(store_states(hass)) == {}


def _files(file: File) -> Iterator[str]:
    for path in file("any").parent.iterdir():
        if path.name.startswith(DOMAIN):
            yield path.name
