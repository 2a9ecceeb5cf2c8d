"""A plain value has the same facts as if it were searched for everything."""

from hypothesis import assume, given, settings, strategies as st
import pytest

from custom_components.security_posture.share_safe import (
    Knowledge,
    Private,
    form_edits,
    placeholders,
)
from custom_components.security_posture.share_safe.place_facts import searched_facts, value_facts
from custom_components.security_posture.share_safe.secret_scanner import (
    Role,
    Scalar,
    YamlValue,
    parse,
    yaml_values,
)
from custom_components.security_posture.share_safe.values.contacts import contacts
from custom_components.security_posture.share_safe.values.coordinates import Coordinates
from custom_components.security_posture.share_safe.values.hosts import addresses, shell_logins
from custom_components.security_posture.share_safe.values.networks import networks

from .test_homes import copied

KEYS = (
    "alias", "api_key", "args", "auth", "auth_token", "client_id", "code", "codes", "cookie",
    "default", "description", "entity_id", "host", "icon", "id", "initial", "kennzeichen",
    "latitude", "login", "mac", "message", "name", "password", "passwords", "phone", "pin",
    "platform", "position", "postcode", "pushover_user", "secret", "serial", "server", "service",
    "snmp_community", "ssid", "state", "street", "title", "to", "token", "topic", "url",
    "username", "value", "webhook_id", "wifi",
)  # fmt: skip
WORDS = (
    "Anna", "Main Street 5", "Via Garibaldi 12", "light.lamp_2", "light.shelly_a1b2c3d4e5f6",
    "on", "off", "21", "255", "1672495916881", "4711", "12.5", "-5", "mdi:lock-open", "password",
    "Basic abcdefghij", "HHkdJfuEwbGhtYopLkwq", "K-AB 12", "call 12 34 56 78", "PIN",
    "hf_abcdefghijklmnopqrstuvwxyzabcdef", "correct-horse-battery", "12:30:00", "Wi-Fi Gast",
    "person.anna", "zone.home", "-p", "--token", "{{ states.sensor.a }}", "10.0.0.1", "a@b.example",
)  # fmt: skip
SIMPLE = st.text(alphabet="abcxyzABC 0129_.-,!?():'/=é\u6f22", max_size=40)
TEXTS = st.one_of(
    st.sampled_from(WORDS),
    SIMPLE,
    st.lists(st.one_of(st.sampled_from(WORDS), SIMPLE), min_size=2, max_size=3).map(" ".join),
    st.from_regex(r"[a-z_]{2,10}\.[a-z0-9_]{1,40}", fullmatch=True),
    st.from_regex(r"[A-Z][a-z]{2,12}( [A-Za-z]{2,10}){0,3} [0-9]{1,2}", fullmatch=True),
)


def _value(text: str, keys: tuple[str, ...], before: str | None) -> YamlValue:
    """Return a value below some keys, alone or after another one in a list."""
    source = "".join(f"{'  ' * n}{key}:\n" for n, key in enumerate(keys))
    items = ["x"] if before is None else ["- x", "- x"]
    tree = parse(source + "".join(f"{'  ' * len(keys)}{item}\n" for item in items), 1_000)
    scalars = [node for node in tree.scalars if node.text == "x"]
    scalars[-1].text = text
    if before is not None:
        scalars[0].text = before
    return next(place for place in yaml_values(tree) if place.node is scalars[-1])


@settings(max_examples=600, deadline=None)
@given(
    TEXTS,
    st.lists(st.sampled_from(KEYS), min_size=1, max_size=3).map(tuple),
    st.sampled_from((None, "x", "-p", "--password", "echo")),
    st.sampled_from((Role.HOME_ASSISTANT, Role.ESPHOME, Role.SECRETS)),
)
def test_a_plain_value_has_the_facts_of_a_searched_one(
    text: str, keys: tuple[str, ...], before: str | None, role: Role
) -> None:
    found = value_facts(_value(text, keys, before), role)

    assert found._replace(is_plain=False) == searched_facts(_value(text, keys, before), role)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("entity_id", "light.kitchen_2"),
        ("alias", "Turn on the light"),
        ("icon", "mdi:lock-open"),
        ("brightness", "255"),
        ("id", "1672495916881"),
        ("title", "Kitchen 13"),
    ],
)
def test_most_values_are_plain(key: str, text: str) -> None:
    assert value_facts(_value(text, ("automation", key), None), Role.HOME_ASSISTANT).is_plain


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("password", "kitchen"),
        ("initial", "kitchen"),
        ("host", "kitchen"),
        ("message", "Via Garibaldi 12"),
        ("message", "the pass phrase"),
        ("entity_id", "light.shelly_a1b2c3d4e5f6"),
        ("alias", "{{ kitchen }}"),
        ("ota", "8b1f77aa90c2e3d4"),
    ],
)
def test_other_values_are_searched(key: str, text: str) -> None:
    assert not value_facts(_value(text, ("automation", key), None), Role.HOME_ASSISTANT).is_plain


def test_a_scalar_is_searched_below_a_key_of_secrets() -> None:
    place = _value("kitchen", ("passwords", "garden"), None)

    assert isinstance(place.node, Scalar)
    assert value_facts(place, Role.HOME_ASSISTANT).secrets


FORMS = st.lists(
    st.sampled_from(
        ("aa", "bb", "0x", ":", "-", "_", "@", "+", "/", "\\/", "http", " ", "a", "1", ".", "%40",
         "lat", "=", ",", "DE", "mount", "\u0665", "ssh")
    ),
    max_size=14,
).map("".join)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.one_of(FORMS, SIMPLE))
def test_a_text_without_a_sign_has_no_form(text: str) -> None:
    assume(form_edits._SIGN_OF_FORM.search(text) is None)

    found = (networks, contacts, addresses, shell_logins, Coordinates(((50.1234, 8.5678),)).find)
    assert [*map(list, (each(text) for each in found))] == [[]] * len(found)


def test_forms_are_not_searched_for_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []
    monkeypatch.setattr(form_edits, "networks", lambda text: searched.append(text) or ())
    copied({"configuration.yaml": "a: Turn on the light\nb: it has 2.5 lamps\n"}, Knowledge())

    assert searched == ["it has 2.5 lamps"]


PLACEHOLDERS = st.lists(
    st.sampled_from(
        (*map(str, Private), "api_key", "token", "_", "1", "22", "_7", "x", " ", "é", "123456")
    ),
    max_size=9,
).map("".join)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(PLACEHOLDERS)
def test_all_placeholders_of_a_text_are_kept(text: str) -> None:
    known = placeholders.Placeholders()
    known.keep(text)

    assert known._kept == {match[0] for match in placeholders._PLACEHOLDER.finditer(text)}


def test_numbers_of_other_words_are_not_placeholders() -> None:
    known = placeholders.Placeholders()
    known.keep("light_2 person_1 zone_3")

    assert known.for_value(Private.PERSON, "anna") == "person_2"
