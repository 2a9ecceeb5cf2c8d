"""What the running instance knows about the home, for a shareable copy."""

from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.security_posture.share_safe import Knowledge, Private
from custom_components.security_posture.websocket.share_safe import knowledge
from custom_components.security_posture.websocket.share_safe.knowledge import async_knowledge
from homeassistant.auth.models import Credentials
from homeassistant.auth.providers import auth_provider_from_config
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
)
from homeassistant.setup import async_setup_component


def _texts(known: Knowledge, kind: Private) -> set[str]:
    return {name.text for name in known.names if name.kind is kind}


TRACKERS = ["device_tracker.tablet", "device_tracker.old_phone", 7]


async def test_users_and_logins(hass: HomeAssistant) -> None:
    user = MockUser(name="Tilda Swanlake").add_to_hass(hass)
    user.credentials.append(
        Credentials(
            auth_provider_type="homeassistant", auth_provider_id=None, data={"username": "tswan"}
        )
    )
    provider: Any = await auth_provider_from_config(
        hass, hass.auth._store, {"type": "homeassistant"}
    )
    hass.auth._providers[("homeassistant", None)] = provider
    assert _texts(await async_knowledge(hass), Private.USER) == {"tswan"}  # not loaded
    await provider.async_initialize()
    provider.data.add_auth("left.over", "a password")
    await hass.auth.async_create_system_user("Supervisor of all")
    known = await async_knowledge(hass)
    assert "Tilda Swanlake" in _texts(known, Private.PERSON)
    assert _texts(known, Private.USER) == {"tswan", "left.over"}
    assert "Supervisor" not in repr(known)
    assert "password" not in repr(known)


@pytest.mark.parametrize(
    "data", [None, [], SimpleNamespace(users=7), SimpleNamespace(users=["tilda"])]
)
async def test_a_provider_in_another_form(hass: HomeAssistant, data: object) -> None:
    provider = SimpleNamespace(type="homeassistant", id=None, data=data)
    with patch.object(hass.auth, "_providers", {("homeassistant", None): provider}):
        assert _texts(await async_knowledge(hass), Private.USER) == set()


async def test_people_zones_and_phones(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    tilda = {"friendly_name": "Tilda Swanlake", "device_trackers": TRACKERS}
    hass.states.async_set("person.tilda_s", "home", tilda)
    hass.states.async_set("person.odd", "home", {"device_trackers": 7})
    hass.states.async_set("device_tracker.tablet", "home", {"source_type": "router"})
    hass.states.async_set("device_tracker.scanner", "home", {"source_type": "router"})
    hass.states.async_set("zone.moon_base", "0", {"friendly_name": "Work"})
    hass.states.async_set("device_tracker.otters_phone", "home")
    devices, entities = dr.async_get(hass), er.async_get(hass)
    phone = devices.async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("mobile_app", "x")}, name="Otter Phone"
    )
    devices.async_update_device(phone.id, name_by_user="Otto's")
    devices.async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("hue", "x")}, name="A lamp"
    )
    person = entities.async_get_or_create("person", "person", "1", original_name="Bertram")
    entities.async_update_entity(person.entity_id, name="Bert", aliases=["Grandpa"])
    entities.async_get_or_create(
        "device_tracker",
        "unifi",
        "1",
        original_name="A printer",
        disabled_by=er.RegistryEntryDisabler.INTEGRATION,
    )
    MockConfigEntry(domain="mobile_app", data={"device_name": "Pixel of Otto"}).add_to_hass(hass)
    known = await async_knowledge(hass)
    people = {"Tilda Swanlake", "tilda s", "Bertram", "Bert", "Grandpa"}
    assert people <= _texts(known, Private.PERSON)
    assert _texts(known, Private.ZONE) == {"Work", "moon base"}
    phones = {"tablet", "old phone", "otters phone", "Otter Phone", "Otto's", "Pixel of Otto"}
    assert _texts(known, Private.DEVICE) == phones


async def test_the_home(hass: HomeAssistant) -> None:
    await hass.config.async_update(location_name="Moonbase", latitude=52.51234, longitude=13.4)
    hass.states.async_set("zone.home", "0", {"latitude": 52.51234, "longitude": 13.4})
    hass.states.async_set("zone.den", "0", {"latitude": 48.1, "longitude": 11.5})
    hass.states.async_set("zone.none", "0", {"latitude": 0, "longitude": 0})
    hass.states.async_set("zone.odd", "0", {"latitude": True, "longitude": "13"})
    floor = fr.async_get(hass).async_create("Upstairs", aliases={"The top"})
    areas = ar.async_get(hass)
    area = areas.async_create("Ottos room", aliases={"Lair"}, floor_id=floor.floor_id)
    areas.async_update(area.id, name="Guests")
    known = await async_knowledge(hass)
    assert _texts(known, Private.PLACE) == {"Moonbase"}
    assert known.coordinates == ((52.51234, 13.4), (48.1, 11.5))
    expected = {"Guests", "Lair", "ottos room", "Upstairs", "The top", "upstairs"}
    assert _texts(known, Private.AREA) == expected


async def test_own_hosts(hass: HomeAssistant) -> None:
    await hass.config.async_update(
        external_url="https://Swan.example.org:8443", internal_url="http://192.168.1.7:8123"
    )
    hass.config.api = SimpleNamespace(host="192.168.1.7")  # type: ignore[assignment]
    cloud = SimpleNamespace(
        client=SimpleNamespace(prefs=SimpleNamespace(remote_domain="abc.ui.nabu.casa")),
        remote=SimpleNamespace(instance_domain="abc.ui.nabu.casa", alias=["ha.swan.example", 7]),
    )
    hass.config.components.add("cloud")
    with (
        patch.object(knowledge.socket, "gethostname", return_value="Swanbox"),
        patch.dict(hass.data, {"cloud": cloud}),
    ):
        known = await async_knowledge(hass)
    own = {"swan.example.org", "swanbox.local", "abc.ui.nabu.casa", "ha.swan.example"}
    assert known.hosts == own


@pytest.mark.parametrize("cloud", [None, SimpleNamespace(), SimpleNamespace(client=None, remote=7)])
async def test_a_cloud_in_another_form(hass: HomeAssistant, cloud: object) -> None:
    hass.config.components.add("cloud")
    with (
        patch.object(knowledge.socket, "gethostname", return_value="homeassistant"),
        patch.dict(hass.data, {"cloud": cloud}),
    ):
        assert (await async_knowledge(hass)).hosts == frozenset()


@pytest.mark.parametrize("info", [{"hostname": "swanbox"}, {}, {"hostname": 7}, None])
async def test_the_name_of_the_machine_below_a_supervisor(hass: HomeAssistant, info: Any) -> None:
    assert await async_setup_component(hass, "http", {})
    hass.config.components.add("hassio")
    with (
        patch("homeassistant.components.hassio.get_host_info", return_value=info),
        patch.object(knowledge.socket, "gethostname", return_value="homeassistant"),
    ):
        hosts = (await async_knowledge(hass)).hosts
    assert ("swanbox.local" in hosts) is (info == {"hostname": "swanbox"})


async def test_odd_texts(hass: HomeAssistant) -> None:
    """Of what other integrations set, only texts of the length of a name are taken."""
    for n, odd in enumerate((["a"], 7, None, "", "  ", "x" * 201, {"a": 1})):
        hass.states.async_set(f"person.p{n}", "home", {"friendly_name": odd})
    hass.states.async_set("person.home", "home", {"friendly_name": "Home"})
    known = await async_knowledge(hass)
    assert _texts(known, Private.PERSON) == {f"p{n}" for n in range(7)}


async def test_no_more_than_a_home_can_have(hass: HomeAssistant) -> None:
    """People come before trackers."""
    for n in range(60):
        hass.states.async_set(f"device_tracker.client_{n}", "home")
    hass.states.async_set("person.tilda", "home")
    with patch.object(knowledge, "MAX_NAMES", 20):
        known = await async_knowledge(hass)
    assert len(known.names) == 20
    assert "tilda" in _texts(known, Private.PERSON)
