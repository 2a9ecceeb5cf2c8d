"""What is read from `.storage` and from a list of words, and hostile stores."""

import json
from pathlib import Path
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.security_posture.share_safe.model import Knowledge, Name, Private
from custom_components.security_posture.share_safe.storage import read_word_list, stored_knowledge


def stores(folder: Path, **data: Any) -> Path:
    """Write stores; in their names, `__` is a dot."""
    (folder / ".storage").mkdir(exist_ok=True)
    for name, content in data.items():
        text = content if isinstance(content, str) else json.dumps({"version": 1, "data": content})
        (folder / ".storage" / name.replace("__", ".")).write_text(text)
    return folder


def test_all_stores(tmp_path: Path) -> None:
    home = stores(
        tmp_path,
        person={"items": [{"name": "Anna", "device_trackers": ["device_tracker.teal_phone", 7]}]},
        auth={"users": [{"name": "Ben"}, {"name": "Supervisor", "system_generated": True}]},
        auth_provider__homeassistant={"users": [{"username": "anna.m", "password": "hash"}]},
        zone={
            "items": [
                {"name": "School", "latitude": 51.5, "longitude": -0.12},
                {"name": "Home", "latitude": "51", "longitude": True},
            ]
        },
        core__device_registry={
            "devices": [
                {"identifiers": [["mobile_app", "1"]], "name": "iPhone", "name_by_user": "Annas"},
                {"identifiers": [["hue", "2"]], "name": "Lamp"},
                {"identifiers": None, "name": "Odd"},
            ]
        },
        core__config_entries={
            "entries": [
                {"domain": "mobile_app", "data": {"device_name": "Pixel of Ben"}},
                {"domain": "hue", "data": {"device_name": "Bridge"}},
            ]
        },
        core__area_registry={"areas": [{"name": "Den", "aliases": ["Cave"]}]},
        core__floor_registry={"floors": [{"name": "Attic", "aliases": None}]},
        core__config={
            "location_name": "Villa",
            "latitude": 51.4769,
            "longitude": 0,
            "external_url": "https://Villa.example.org:8123/",
            "internal_url": "http://[bad",
        },
        cloud={"remote_domain": "abc.ui.nabu.casa"},
    )
    assert stored_knowledge(home, [Name(Private.WORD, "Golf")]) == Knowledge(
        names=(
            Name(Private.PERSON, "Anna"),
            Name(Private.DEVICE, "teal phone"),
            Name(Private.PERSON, "Ben"),
            Name(Private.USER, "anna.m"),
            Name(Private.ZONE, "School"),
            Name(Private.DEVICE, "iPhone"),
            Name(Private.DEVICE, "Annas"),
            Name(Private.DEVICE, "Pixel of Ben"),
            Name(Private.PLACE, "Villa"),
            Name(Private.AREA, "Den"),
            Name(Private.AREA, "Cave"),
            Name(Private.AREA, "Attic"),
            Name(Private.WORD, "Golf"),
        ),
        hosts=frozenset({"villa.example.org", "abc.ui.nabu.casa"}),
        coordinates=((51.4769, 0.0), (51.5, -0.12)),
    )


ODD = [
    "",
    "no JSON",
    "[" * 100_000,
    "[1]",
    "null",
    '{"data": []}',
    '{"data": {"items": {"a": 1}}}',
    '{"data": {"items": [{"name": {"a": 1}, "device_trackers": "x", "latitude": NaN}]}}',
    '{"data": {"latitude": 1e999, "longitude": 1' + "0" * 5000 + "}}",
    '{"data": {"external_url": 7, "internal_url": "http://\\u0000", "location_name": []}}',
]


@pytest.mark.parametrize("odd", ODD)
def test_invalid_stores(tmp_path: Path, odd: str) -> None:
    names = ("person", "auth", "core__config", "cloud", "core__config_entries")
    home = stores(
        tmp_path, zone={"items": ["text", {"name": 7}, {"name": " "}]}, **dict.fromkeys(names, odd)
    )
    assert stored_knowledge(home) == Knowledge()


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=3),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["items", "users", "name", "data", "latitude", "longitude", "entries"]
                ),
                inner,
                max_size=3,
            )
        ),
    )
)
def test_any_store(tmp_path: Path, content: Any) -> None:
    names = ("person", "auth", "core__config", "core__config_entries", "zone")
    home = stores(tmp_path, **dict.fromkeys(names, content))
    assert isinstance(stored_knowledge(home), Knowledge)


def test_a_store_that_is_a_link_is_not_read(tmp_path: Path) -> None:
    stores(tmp_path, person={"items": [{"name": "Anna"}]})
    (tmp_path / ".storage/person").rename(tmp_path / "elsewhere")
    (tmp_path / ".storage/person").symlink_to(tmp_path / "elsewhere")
    assert stored_knowledge(tmp_path) == Knowledge()


def test_without_a_store(tmp_path: Path) -> None:
    assert stored_knowledge(tmp_path) == Knowledge()


def test_words_of_a_list(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("# mine\n\n  Rumpelstilz \n   \nMüller\n", encoding="utf-8")
    assert read_word_list(path) == [Name(Private.WORD, "Rumpelstilz"), Name(Private.WORD, "Müller")]
