"""A quick look at a text, or at its signs, excludes nothing that a search finds."""

from collections.abc import Iterator
from contextlib import contextmanager
import re
from unittest.mock import patch

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.security_posture.secret_scan.embedded import pairs, token_formats, told
from custom_components.security_posture.secret_scan.embedded.wifi_words import WIFI, has_wifi
from custom_components.security_posture.share_safe import Knowledge, Name, Private, text_edits
from custom_components.security_posture.share_safe.inventory import Inventory
from custom_components.security_posture.share_safe.model import Private as Kind
from custom_components.security_posture.share_safe.uses import Part, Use, texts
from custom_components.security_posture.share_safe.values import coordinates, networks, postal

from .test_homes import copied

WORDS = (
    "Ottilie", "ottilies", "annasiphone", "Haus am See", "light.kitchen_20", "20:9a:64:66:37:66",
    "20_9a_64_66_37_66", "nas.local", "192.0.2.7", "8.8.8.8", "50.1234", "52.51873", "4711", "code",
    "T3RUaUxpRQ==", "T3R0aWxpZSBpcyBoZXJl", "%C3%A4", "Ottil%69e", "k7Qw9xZp2Lm4", "anna@a.de",
    "Main Street 5", "12 Main Street", "Rua do Sol 12", "PLZ: 12345", "wifi", "Wi-Fi", "ssid", "is",
    "password is hunter22", "mdi:lamp", "#aabbcc", "M 10 20 30 40", "a.b", "$name",
    "person.ottilie",
    "+49 170 1234567", "DE44500105175407324931", "0x1234567890abcdef", "**Otti**lie", "&#228;",
    f"ghp_{'0123456789ab' * 3}", "WIFI:S:a;P:abcdefgh;;", "router-7", "7", "Zum See",
)  # fmt: skip
SIMPLE = st.text(alphabet="abOt 0129_.-,!?():'/=@%&*\xe9\u6f22\u0665\u017f", max_size=24)
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), SIMPLE), max_size=4).flatmap(
    lambda found: st.sampled_from((" ", "", "_", ".", ": ")).map(lambda sign: sign.join(found))
)
EVERYTHING = re.compile("")
PERSON = Name(Private.PERSON, "Ottilie")


def _inventory(*, with_values: bool) -> Inventory:
    if not with_values:
        inventory = Inventory(Knowledge(names=(PERSON,)))
        inventory.finish()
        return inventory
    known = Knowledge(
        names=(Name(Private.PERSON, "Ottilie"), Name(Private.PLACE, "Haus am See")),
        hosts=frozenset({"nas.local", "router-7"}),
        coordinates=((50.1234, 8.5678),),
    )
    inventory = Inventory(known)
    inventory.add_secret("k7Qw9xZp2Lm4", text_edits.Kind.TOKEN)
    inventory.add_secret("4711", text_edits.Kind.CODE)
    inventory.add_value(Kind.MAC, "20:9a:64:66:37:66")
    inventory.hosts.add_label("router-7")
    inventory.finish()
    return inventory


INVENTORIES = (_inventory(with_values=True), _inventory(with_values=False))


@settings(max_examples=600, deadline=None)
@given(TEXTS, st.sampled_from((Use.TEXT, Use.VALUE, Use.OBJECT_ID, Use.NAME)))
def test_nothing_is_found_in_a_blank_text(text: str, use: Use) -> None:
    parts = (Part(0, len(text), use),)
    for inventory in INVENTORIES:
        found = [*text_edits._found_in_parts(inventory, text, parts)]
        with patch.object(text_edits, "_is_blank", return_value=False):
            assert [*text_edits._found_in_parts(inventory, text, parts)] == found


@contextmanager
def _without_a_look(module: object, *signs: str) -> Iterator[None]:
    """Search every text."""
    with pytest.MonkeyPatch.context() as patched:
        for sign in signs:
            patched.setattr(module, sign, EVERYTHING)
        yield


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_a_text_without_a_sign_has_nothing(text: str) -> None:
    for module, signs, search in (
        (coordinates, ("_ANY",), coordinates.Coordinates(((50.1234, 8.5678),)).find),
        (networks, ("_ANY",), networks.networks),
        (postal, ("_CAPITAL", "_GAP_SIGN"), postal.postal_addresses),
        (told, ("_STRONG_SIGN",), told.told_secrets),
        (pairs, ("_IS",), lambda text: pairs.pair_secrets(text, lambda: True)),
        (texts, ("_SIGN",), lambda text: texts.split_text(text, Use.TEXT)),
    ):
        found = [*search(text)]
        with _without_a_look(module, *signs):
            assert [*search(text)] == found


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_a_short_text_has_no_token(text: str) -> None:
    found = [*token_formats.formatted_secrets(text)]
    with patch.object(token_formats, "_MIN_WORD", 0):
        assert [*token_formats.formatted_secrets(text)] == found


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_words_for_a_network_are_found(text: str) -> None:
    assert has_wifi(text) is (WIFI.search(text) is not None)


def test_most_texts_are_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []
    by_form = text_edits.by_form
    monkeypatch.setattr(
        text_edits, "by_form", lambda *found: searched.append(found[1]) or by_form(*found)
    )
    lines = "".join(
        f"- alias: Turn on the lamp {n}\n  entity_id: light.kitchen_lamp_{n}\n  at: '10:{n}'\n"
        for n in range(10, 50)
    )
    copied({"automations.yaml": f"{lines}- alias: Ottilie\n"}, Knowledge(names=(PERSON,)))

    # Also "automations", the name of the file.
    assert searched == ["Ottilie"]
