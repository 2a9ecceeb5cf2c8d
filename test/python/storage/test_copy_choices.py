"""The stored decisions about shareable copies."""

import asyncio
import json
from pathlib import Path
import stat
from typing import Any
import unicodedata

import pytest

from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.share_safe import Private
from custom_components.security_posture.storage.copy_choices import (
    MAX_TEXTS,
    CopyChoices,
    CopyChoicesStore,
)
from homeassistant.core import HomeAssistant

KEY = f"{DOMAIN}.copy_choices"


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


async def test_decisions_are_kept_over_a_restart(hass: HomeAssistant, file: Path) -> None:
    store = CopyChoicesStore(hass)
    await store.async_choose(Private.PERSON, "Ottilie  Müller", on=True)
    await store.async_choose(Private.AREA, "", on=False)
    await store.async_choose(Private.AREA, "Attic", on=True)
    await store.async_choose(Private.AREA, "Attic", on=False)
    choices = await CopyChoicesStore(hass).async_choices()
    assert choices.is_on(Private.PERSON, "ottilie mu\u0308ller") is True
    assert choices.is_on(Private.USER, "Ottilie Müller") is None
    assert choices.is_on(Private.AREA, "") is False
    assert choices.is_on(Private.AREA, "attic") is False


async def test_the_file_is_private_and_names_nothing(hass: HomeAssistant, file: Path) -> None:
    await CopyChoicesStore(hass).async_choose(Private.PERSON, "Ottilie", on=True)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "ottilie" not in file.read_text().lower()
    assert json.loads(file.read_text())["version"] == 1


async def test_equal_decisions_have_other_hashes_elsewhere(hass: HomeAssistant) -> None:
    """Two homes, and two kinds, cannot be compared."""
    one = CopyChoices().with_choice(Private.PERSON, "Ottilie", on=True)
    other = CopyChoices().with_choice(Private.PERSON, "Ottilie", on=True)
    assert one.texts.keys() != other.texts.keys()
    both = one.with_choice(Private.AREA, "Ottilie", on=True)
    assert len(both.texts) == 2


def test_the_newest_are_kept() -> None:
    choices = CopyChoices(texts={str(n): True for n in range(MAX_TEXTS)})
    choices = choices.with_choice(Private.PERSON, "Ottilie", on=True)
    assert len(choices.texts) == MAX_TEXTS
    assert "0" not in choices.texts
    assert choices.is_on(Private.PERSON, "Ottilie") is True


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"salt": "00", "kinds": {}, "texts": {}},
        {"salt": "00" * 32, "kinds": {"secret": False}, "texts": {}},
        {"salt": "00" * 32, "kinds": {f"kind_{n}": False for n in range(101)}, "texts": {}},
        {"salt": "00" * 32, "kinds": {"person": 0}, "texts": {}},
        {"salt": "00" * 32, "kinds": {}, "texts": {"a": None}},
        {"salt": "00" * 32, "kinds": [], "texts": {str(n): True for n in range(MAX_TEXTS + 1)}},
        {"salt": "00" * 32, "kinds": {}, "texts": 7},
    ],
)
async def test_data_in_another_form(hass: HomeAssistant, file: Path, data: Any) -> None:
    file.write_text(json.dumps({"version": 1, "key": KEY, "data": data}))
    store = CopyChoicesStore(hass)
    assert (await store.async_choices()).as_data()["kinds"] == {}
    await store.async_choose(Private.PERSON, "", on=False)
    assert (await CopyChoicesStore(hass).async_choices()).is_on(Private.PERSON, "") is False


async def test_rows_that_are_not_understood_end_no_other_decision(
    hass: HomeAssistant, file: Path
) -> None:
    """What somebody wants to hide would be in the next copy."""
    store = CopyChoicesStore(hass)
    await store.async_choose(Private.PERSON, "Ottilie", on=True)
    await store.async_choose(Private.AREA, "", on=False)
    stored = json.loads(file.read_text())
    data = stored["data"]
    data["texts"] = {str(n): True for n in range(MAX_TEXTS + 50)} | data["texts"]
    data["texts"]["a"] = None
    data["kinds"] |= {"secret": False, "zone": "later", "kind_of_a_later_version": False}
    data["more"] = {"of": "a later version"}
    file.write_text(json.dumps(stored))
    store = CopyChoicesStore(hass)
    choices = await store.async_choices()
    assert choices.is_on(Private.PERSON, "Ottilie") is True
    assert choices.kinds == {"area": False, "kind_of_a_later_version": False}
    assert len(choices.texts) == MAX_TEXTS
    await store.async_choose(Private.ZONE, "", on=False)
    assert (await CopyChoicesStore(hass).async_choices()).is_on(Private.PERSON, "Ottilie") is True


async def test_many_decisions_at_once(hass: HomeAssistant, file: Path) -> None:
    """Of two administrators, none loses one."""
    store = CopyChoicesStore(hass)
    names = [f"Ottilie {n}" for n in range(40)]
    await asyncio.gather(*(store.async_choose(Private.PERSON, name, on=True) for name in names))
    choices = await CopyChoicesStore(hass).async_choices()
    assert all(choices.is_on(Private.PERSON, name) for name in names)


def test_spellings_of_one_name_are_one_decision() -> None:
    for name in ("Müller", "ΜΑΐΟΣ", "ﬁnn  Straße", "山田 花子", "ガガ"):
        for form in ("NFC", "NFD", "NFKC", "NFKD"):
            choices = CopyChoices().with_choice(
                Private.PERSON, unicodedata.normalize(form, name), on=True
            )
            assert choices.is_on(Private.PERSON, name.upper()) is True
            assert choices.is_on(Private.PERSON, name.lower()) is True


async def test_hostile_texts_are_decisions_like_others(hass: HomeAssistant, file: Path) -> None:
    texts = ("\0", "a\0b", "\ud800", "\u202e", "x" * 1_000_000)
    store = CopyChoicesStore(hass)
    for text in texts:
        await store.async_choose(Private.PERSON, text, on=True)
    assert file.stat().st_size < 2_000
    choices = await CopyChoicesStore(hass).async_choices()
    assert all(choices.is_on(Private.PERSON, text) for text in texts)
    assert choices.is_on(Private.PERSON, "ab") is None


async def test_a_file_of_a_newer_version_is_left(hass: HomeAssistant, file: Path) -> None:
    text = json.dumps({"version": 2, "minor_version": 1, "data": {"new": "format"}})
    file.write_text(text)
    store = CopyChoicesStore(hass)
    assert (await store.async_choices()).is_on(Private.PERSON, "") is None
    await store.async_choose(Private.PERSON, "", on=False)
    assert (await CopyChoicesStore(hass).async_choices()).is_on(Private.PERSON, "") is False
    assert file.read_text() == text


async def test_removal(hass: HomeAssistant, file: Path) -> None:
    store = CopyChoicesStore(hass)
    await store.async_choose(Private.PERSON, "", on=False)
    await store.async_remove()
    assert not file.exists()
    assert (await store.async_choices()).is_on(Private.PERSON, "") is None
