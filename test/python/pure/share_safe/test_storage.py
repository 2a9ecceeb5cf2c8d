"""Names read from `.storage`, and invalid stores."""

import json
from pathlib import Path
from typing import Any

import pytest

from custom_components.security_posture.share_safe.model import Name, Private
from custom_components.security_posture.share_safe.storage import read_word_list, stored_names


def stores(folder: Path, **data: Any) -> Path:
    """Write stores; in their names, `__` is a dot."""
    (folder / ".storage").mkdir()
    for name, content in data.items():
        text = content if isinstance(content, str) else json.dumps({"version": 1, "data": content})
        (folder / ".storage" / name.replace("__", ".")).write_text(text)
    return folder


def test_names_of_all_stores(tmp_path: Path) -> None:
    home = stores(
        tmp_path,
        person={"items": [{"name": "Anna"}]},
        auth={"users": [{"name": "Ben"}, {"name": "Supervisor", "system_generated": True}]},
        auth_provider__homeassistant={"users": [{"username": "anna.m", "password": "hash"}]},
        zone={"items": [{"name": "School"}, {"name": "Home"}]},
        core__device_registry={
            "devices": [
                {"identifiers": [["mobile_app", "1"]], "name": "iPhone", "name_by_user": "Annas"},
                {"identifiers": [["hue", "2"]], "name": "Lamp"},
                {"identifiers": None, "name": "Odd"},
            ]
        },
        core__config={"location_name": "Villa"},
    )
    assert list(stored_names(home)) == [
        Name(Private.PERSON, "Anna"),
        Name(Private.PERSON, "Ben"),
        Name(Private.USER, "anna.m"),
        Name(Private.ZONE, "School"),
        Name(Private.DEVICE, "iPhone"),
        Name(Private.DEVICE, "Annas"),
        Name(Private.PLACE, "Villa"),
    ]


@pytest.mark.parametrize(
    "odd",
    ["", "no JSON", "[" * 100_000, "[1]", "null", '{"data": []}', '{"data": {"items": {"a": 1}}}'],
)
def test_invalid_stores(tmp_path: Path, odd: str) -> None:
    home = stores(tmp_path, person=odd, zone={"items": ["text", {"name": 7}, {"name": " "}]})
    assert list(stored_names(home)) == []


def test_without_a_store(tmp_path: Path) -> None:
    assert list(stored_names(tmp_path)) == []


def test_words_of_a_list(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("# mine\n\n  Rumpelstilz \n   \nMüller\n", encoding="utf-8")
    assert read_word_list(path) == [Name(Private.WORD, "Rumpelstilz"), Name(Private.WORD, "Müller")]
