"""Apps, requested with Home Assistant's own client, or read from memory."""

from collections.abc import AsyncIterator
import logging
from types import SimpleNamespace
from typing import Any

import pytest

from custom_components.security_posture.collectors.supervisor import apps
from custom_components.security_posture.posture.facts import App, AppPort, Reason, Unavailable
from homeassistant.components.hassio.const import DATA_ADDONS_INFO, DATA_COMPONENT
from homeassistant.core import HomeAssistant

from .supervisor_stand_in import APP, SECRET, SLUG, Supervisor, app, without

CHANGED = Unavailable(Reason.API_CHANGED)
READ = {
    "protected": "protected",
    "full_access": "full_access",
    "docker_api": "docker_api",
    "host_pid": "host_pid",
    "host_network": "host_network",
    "network": "ports",
}
AS_PLANTED = App(
    slug=SLUG,
    name="Mosquitto broker",
    running=True,
    protected=True,
    full_access=False,
    docker_api=False,
    host_pid=False,
    host_network=False,
    ports=(AppPort(inside=1883, protocol="tcp", outside=1883),),
)


# The client cannot parse it.
REFUSED = without(APP, "protected")


@pytest.fixture
async def stand_in(hass: HomeAssistant, socket_enabled: None) -> AsyncIterator[Supervisor]:
    """Return a Supervisor with one app."""
    stand_in = Supervisor(hass)
    server = await stand_in.start()
    stand_in.install(APP)
    yield stand_in
    await server.close()


async def collect_one(hass: HomeAssistant) -> App:
    found = await apps.read_apps(hass)
    assert not isinstance(found, Unavailable)
    (only,) = found
    return only


async def test_queries_the_supervisor(hass: HomeAssistant, stand_in: Supervisor) -> None:
    assert await collect_one(hass) == AS_PLANTED
    assert stand_in.requested == [SLUG]


async def test_the_response_takes_precedence_over_the_memory(
    hass: HomeAssistant, stand_in: Supervisor
) -> None:
    stand_in.remember(APP)
    stand_in.answers[SLUG] = app(protected=False, full_access=True)
    found = await collect_one(hass)
    assert (found.protected, found.full_access) == (False, True)


async def test_the_state_needs_no_request(hass: HomeAssistant, stand_in: Supervisor) -> None:
    stand_in.answers[SLUG] = app(state="stopped")
    assert (await collect_one(hass)).running is True


@pytest.mark.parametrize(
    ("state", "running"),
    [
        ("started", True),
        ("startup", True),
        ("stopped", False),
        ("error", False),
        ("unknown", False),  # the Supervisor's own word for an app without a container
    ],
)
async def test_states(
    hass: HomeAssistant, stand_in: Supervisor, state: str, running: object
) -> None:
    stand_in.install(app(state=state))
    assert (await collect_one(hass)).running == running


async def test_a_state_of_a_later_version(
    hass: HomeAssistant, stand_in: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [APP | {"state": "hibernating"}]
    monkeypatch.setattr("homeassistant.components.hassio.get_apps_list", lambda _hass: rows)
    found = await collect_one(hass)
    assert (found.running, found.protected) == (CHANGED, True)


async def test_only_apps_that_run_are_queried(hass: HomeAssistant, stand_in: Supervisor) -> None:
    stopped = [app(slug=state, state=state) for state in ("stopped", "error", "unknown")]
    stand_in.install(APP, *stopped)
    found = await apps.read_apps(hass)
    assert not isinstance(found, Unavailable)
    assert [one.running for one in found] == [True, False, False, False]
    assert stand_in.requested == [SLUG]


# --- no response


async def test_no_answer(
    hass: HomeAssistant, stand_in: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All apps share one timeout; those in memory are read from there."""
    monkeypatch.setattr(apps, "APPS_TIMEOUT", 0.2)
    stand_in.install(APP, app(slug="core_samba", name="Samba share"))
    stand_in.answers = dict.fromkeys(stand_in.answers)
    stand_in.remember(APP)
    found = await apps.read_apps(hass)
    assert not isinstance(found, Unavailable)
    assert found[0] == AS_PLANTED
    gap = Unavailable(Reason.TIMEOUT)
    assert (found[1].protected, found[1].ports, found[1].running) == (gap, gap, True)


async def test_one_app_without_a_response_hides_no_other(
    hass: HomeAssistant, stand_in: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apps, "APPS_TIMEOUT", 1.0)
    others = [app(slug=f"a_{n}", name=f"App {n}") for n in range(6)]
    stand_in.install(APP, *others)
    stand_in.answers[SLUG] = None
    found = await apps.read_apps(hass)
    assert not isinstance(found, Unavailable)
    assert [one.protected for one in found] == [Unavailable(Reason.TIMEOUT), *[True] * 6]


async def test_few_requests_at_once(
    hass: HomeAssistant, stand_in: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apps, "APPS_TIMEOUT", 0.5)
    stand_in.install(*[app(slug=f"a_{n}") for n in range(apps.MAX_REQUESTS + 3)])
    stand_in.answers = dict.fromkeys(stand_in.answers)
    await apps.read_apps(hass)
    assert len(stand_in.requested) == apps.MAX_REQUESTS


async def test_the_last_response_stands_in_for_an_hour(
    hass: HomeAssistant, stand_in: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Home Assistant read at its start is older than that, so it is not used any more."""
    stand_in.remember(APP)
    stand_in.answers[SLUG] = app(protected=False)
    assert (await collect_one(hass)).protected is False
    stand_in.answers[SLUG] = REFUSED
    assert (await collect_one(hass)).protected is False
    stand_in.install(app(state="startup"))
    stand_in.answers[SLUG] = REFUSED
    found = await collect_one(hass)
    assert (found.protected, found.running) == (False, True)
    monkeypatch.setattr(apps, "MAX_AGE", 0.0)
    assert isinstance((await collect_one(hass)).protected, Unavailable)


async def test_nothing_is_kept_of_an_app_that_was_uninstalled(
    hass: HomeAssistant, stand_in: Supervisor
) -> None:
    stand_in.answers[SLUG] = app(protected=False)
    await apps.read_apps(hass)
    stand_in.install()
    assert await apps.read_apps(hass) == ()
    stand_in.install(APP)
    stand_in.answers[SLUG] = REFUSED
    stand_in.remember(APP)
    assert (await collect_one(hass)).protected is True


async def test_no_server(hass: HomeAssistant, stand_in: Supervisor) -> None:
    stand_in.reach("127.0.0.1:1")
    stand_in.remember(APP)
    assert await collect_one(hass) == AS_PLANTED


async def test_home_assistant_has_no_client(hass: HomeAssistant, stand_in: Supervisor) -> None:
    del hass.data[DATA_COMPONENT]
    assert (await collect_one(hass)).protected == CHANGED
    stand_in.remember(APP)
    assert await collect_one(hass) == AS_PLANTED


async def test_home_assistant_moved_its_client(
    hass: HomeAssistant, stand_in: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("homeassistant.components.hassio.get_supervisor_client")
    stand_in.remember(APP)
    assert await collect_one(hass) == AS_PLANTED


async def test_none_in_memory(hass: HomeAssistant, stand_in: Supervisor) -> None:
    """Home Assistant stores None for an app without a response."""
    del hass.data[DATA_COMPONENT]
    hass.data[DATA_ADDONS_INFO] = {SLUG: None}
    assert (await collect_one(hass)).protected == CHANGED


# --- other formats


@pytest.mark.parametrize("field", READ)
async def test_a_field_missing_in_the_answer(
    hass: HomeAssistant, stand_in: Supervisor, field: str
) -> None:
    """The client refuses such a response; then the memory is used."""
    stand_in.answers[SLUG] = without(APP, field)
    assert isinstance(getattr(await collect_one(hass), READ[field]), Unavailable)
    stand_in.remember(APP)
    assert await collect_one(hass) == AS_PLANTED


@pytest.mark.parametrize("field", READ)
@pytest.mark.parametrize("odd", ["missing", "yes", 7])
async def test_a_field_missing_or_odd_in_the_memory(
    hass: HomeAssistant, stand_in: Supervisor, field: str, odd: object
) -> None:
    """As with a later client's model: the other fields are still read."""
    del hass.data[DATA_COMPONENT]
    changed = without(APP, field) if odd == "missing" else APP | {field: odd}
    hass.data[DATA_ADDONS_INFO] = {SLUG: SimpleNamespace(**changed)}
    found = await collect_one(hass)
    assert getattr(found, READ[field]) == CHANGED
    rest = set(READ.values()) - {READ[field]}
    assert all(getattr(found, name) == getattr(AS_PLANTED, name) for name in rest)


async def test_a_name_that_is_missing(
    hass: HomeAssistant, stand_in: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = {"slug": SLUG, "state": "started"}
    monkeypatch.setattr("homeassistant.components.hassio.get_apps_list", lambda _hass: [row])
    assert (await collect_one(hass)).name == SLUG


@pytest.mark.parametrize("rows", [{}, [{"name": "x"}], [{"slug": 7}], [None], "core_ssh"])
async def test_a_list_in_another_format(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, rows: object
) -> None:
    monkeypatch.setattr("homeassistant.components.hassio.get_apps_list", lambda _hass: rows)
    assert await apps.read_apps(hass) == CHANGED


async def test_too_many(
    hass: HomeAssistant, stand_in: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apps, "MAX_APPS", 0)
    assert await apps.read_apps(hass) == Unavailable(Reason.TOO_LARGE)
    assert stand_in.requested == []


# --- ports


@pytest.mark.parametrize(
    ("network", "ports"),
    [
        (None, ()),
        ({}, ()),
        ({"22/tcp": None}, ()),
        ({"22/tcp": 2222}, (AppPort(inside=22, protocol="tcp", outside=2222),)),
        ({"22": 22}, (AppPort(inside=22, protocol="tcp", outside=22),)),
        ({"5353/udp": 5353}, (AppPort(inside=5353, protocol="udp", outside=5353),)),
    ],
)
async def test_ports(
    hass: HomeAssistant, stand_in: Supervisor, network: Any, ports: tuple[AppPort, ...]
) -> None:
    stand_in.answers[SLUG] = app(network=network)
    assert (await collect_one(hass)).ports == ports


@pytest.mark.parametrize(
    "network", [{"ssh": 22}, {"22/sctp": 22}, {"1-5/tcp": 1}, {22: 22}, ["22"]]
)
async def test_ports_in_another_format(
    hass: HomeAssistant, stand_in: Supervisor, network: object
) -> None:
    del hass.data[DATA_COMPONENT]
    hass.data[DATA_ADDONS_INFO] = {SLUG: SimpleNamespace(**APP | {"network": network})}
    assert (await collect_one(hass)).ports == CHANGED


async def test_too_many_ports(
    hass: HomeAssistant, stand_in: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apps, "MAX_PORTS", 1)
    assert (await collect_one(hass)).ports == Unavailable(Reason.TOO_LARGE)


# --- secrets


async def test_no_option_of_an_app_is_kept_or_logged(
    hass: HomeAssistant, stand_in: Supervisor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    stand_in.remember(APP)
    text = repr(await collect_one(hass))
    stand_in.answers[SLUG] = without(APP, "protected") | {"options": SECRET}
    text += repr(await collect_one(hass))
    ours = [r.getMessage() for r in caplog.records if "security_posture" in r.name]
    assert SECRET not in text + repr(ours)
