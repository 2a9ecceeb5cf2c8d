"""The Supervisor's locations, with Home Assistant's own agents and client of the Supervisor."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohasupervisor.models import mounts as models
from aiohttp import web
from aiohttp.test_utils import TestServer
from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.security_posture.collectors import Collectors
from custom_components.security_posture.posture.facts import BackupsFacts, Reason, Unavailable
from homeassistant.components.backup import BackupAgent
from homeassistant.components.hassio.backup import async_get_backup_agents
from homeassistant.components.hassio.const import DATA_COMPONENT
from homeassistant.components.hassio.handler import HassIO
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ..pure.posture.build import facts, run_check
from .backup_agents import read

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)
KNOWS_DISKS = hasattr(models.MountType, "DISK")
needs_disks = pytest.mark.skipif(
    not KNOWS_DISKS, reason="This version of Home Assistant knows no disks as mounts"
)


def nas(**changes: Any) -> dict[str, Any]:
    return {
        "name": "nas",
        "type": "nfs",
        "usage": "backup",
        "server": "nas.local",
        "path": "/backups",
        "read_only": False,
        "state": "active",
        "user_path": None,
    } | changes


def usb(**changes: Any) -> dict[str, Any]:
    return {
        "name": "usb",
        "type": "disk",
        "usage": "backup",
        "uuid": "1234-ABCD",
        "filesystem": "ext4",
        "read_only": False,
        "state": "active",
        "user_path": None,
    } | changes


class Supervisor:
    """The mounts and backups of a Supervisor."""

    def __init__(self) -> None:
        self.mounts: list[dict[str, Any]] | None = []  # None: it cannot tell
        self.backups: list[dict[str, Any]] = []

    def make(self, slug: str, *locations: str, days: float = 0, whole: bool = True) -> None:
        """Add a backup of Home Assistant, or of one app."""
        self.backups.append(
            {
                "slug": slug,
                "name": slug,
                "date": (NOW - days * DAY).isoformat(),
                "type": "partial",
                "size": 1.0,
                "size_bytes": 1,
                "location": None,
                "locations": list(locations),
                "location_attributes": {
                    name: {"protected": True, "size_bytes": 1} for name in locations
                },
                "protected": True,
                "compressed": True,
                "content": {"homeassistant": whole, "addons": [], "folders": []},
                "supervisor_version": "2026.11.1",
                "homeassistant": "2026.11.0" if whole else None,
                "addons": [],
                "repositories": [],
                "folders": [],
                "homeassistant_exclude_database": False if whole else None,
                "extra": {},
            }
        )

    async def start(self, hass: HomeAssistant) -> TestServer:
        app = web.Application()
        app.router.add_get("/mounts", self._mounts)
        app.router.add_get("/backups", self._backups)
        app.router.add_get("/backups/{slug}/info", self._backup)
        server = TestServer(app)
        await server.start_server()
        session = async_get_clientsession(hass)
        hass.data[DATA_COMPONENT] = HassIO(hass.loop, session, f"127.0.0.1:{server.port}")
        return server

    async def _mounts(self, _request: web.Request) -> web.Response:
        if self.mounts is None:
            return web.Response(status=503)
        return _answer({"default_backup_mount": None, "mounts": self.mounts})

    async def _backups(self, _request: web.Request) -> web.Response:
        return _answer({"backups": self.backups})

    async def _backup(self, request: web.Request) -> web.Response:
        slug = request.match_info["slug"]
        return _answer(next(row for row in self.backups if row["slug"] == slug))


def _answer(data: Any) -> web.Response:
    return web.json_response({"result": "ok", "data": data})


@pytest.fixture
async def supervisor(
    hass: HomeAssistant, manager: Any, freezer: FrozenDateTimeFactory, socket_enabled: None
) -> AsyncIterator[Supervisor]:
    freezer.move_to(NOW)
    stand_in = Supervisor()
    server = await stand_in.start(hass)
    yield stand_in
    await server.close()


async def plug(hass: HomeAssistant, manager: Any) -> None:
    """Load the real agents of the mounts, as Home Assistant does."""
    manager.backup_agents.clear()
    manager.local_backup_agents.clear()
    agents: list[BackupAgent] = await async_get_backup_agents(hass)
    manager.backup_agents.update({agent.agent_id: agent for agent in agents})


def outcome(found: BackupsFacts, name: str) -> tuple[str, object]:
    home = facts(backups=found, supervisor=None)
    result = run_check(f"backup_{name}", home, NOW)
    return str(result.status), result.params.get("variant")


@needs_disks
async def test_a_disk_is_on_this_machine(
    hass: HomeAssistant, manager: Any, reader: Collectors, supervisor: Supervisor
) -> None:
    supervisor.mounts = [usb(), nas()]
    supervisor.make("b1", ".local", "usb")
    await plug(hass, manager)
    found = await read(reader)
    assert {row.id: (row.outside, row.disk) for row in found.locations} == {
        "hassio.local": (False, False),
        "hassio.usb": (False, True),
        "hassio.nas": (True, False),
    }
    assert outcome(found, "only_here") == ("fail", "disk")
    supervisor.make("b2", "nas")
    reader.async_invalidate()
    assert outcome(await read(reader), "only_here") == ("pass", None)


@pytest.mark.parametrize("state", ["failed", "inactive", "activating", None])
async def test_a_mount_that_is_down_is_unread(
    hass: HomeAssistant,
    manager: Any,
    reader: Collectors,
    supervisor: Supervisor,
    state: str | None,
) -> None:
    """The Supervisor lists nothing of it then, without an error."""
    supervisor.mounts = [nas()]
    supervisor.make("b1", "nas", days=1)
    await plug(hass, manager)
    assert outcome(await read(reader), "only_here") == ("pass", None)
    supervisor.mounts = [nas(state=state)]
    supervisor.backups = []
    found = await read(reader)
    assert found.unread_locations == (("hassio.nas", Unavailable(Reason.REFUSED)),)
    assert outcome(found, "missing") == ("pass", "unread")
    assert outcome(found, "only_here") == ("pass", "unread")
    # Without a memory of it, too, it is not called empty.
    reader.async_invalidate()
    await reader.async_remove()
    assert outcome(await read(Collectors(hass, {})), "missing") == ("unknown", None)


async def test_what_the_supervisor_still_lists_of_a_mount_that_is_down(
    hass: HomeAssistant, manager: Any, reader: Collectors, supervisor: Supervisor
) -> None:
    supervisor.mounts = [nas(state="failed")]
    supervisor.make("b1", "nas", days=1)
    await plug(hass, manager)
    found = await read(reader)
    assert found.backups == ()
    assert found.remembered[0].at == NOW - DAY
    assert outcome(found, "only_here") == ("pass", "unread")


async def test_a_mount_that_was_removed(
    hass: HomeAssistant, manager: Any, reader: Collectors, supervisor: Supervisor
) -> None:
    supervisor.mounts = [nas()]
    await plug(hass, manager)
    supervisor.mounts = []
    found = await read(reader)
    assert found.unread_locations == (("hassio.nas", Unavailable(Reason.NOT_LOADED)),)


async def test_the_backup_of_an_app_before_its_update(
    hass: HomeAssistant, manager: Any, reader: Collectors, supervisor: Supervisor
) -> None:
    supervisor.make("b1", ".local", whole=False)
    await plug(hass, manager)
    found = await read(reader)
    assert found.backups == ()
    assert outcome(found, "missing") == ("fail", None)


async def test_backups_of_an_app_show_its_rhythm(
    hass: HomeAssistant, manager: Any, reader: Collectors, supervisor: Supervisor
) -> None:
    """Google Drive Backup asks the Supervisor, so Home Assistant does not know who made them."""
    for days in (0.5, 3.5, 6.5):
        supervisor.make(f"b{days}", ".local", days=days)
    await plug(hass, manager)
    found = await read(reader)
    assert not any(row.automatic or row.foreign for row in found.backups)
    assert outcome(found, "unscheduled") == ("pass", "rhythm")


@pytest.mark.parametrize("model", ["backup/disk", "backup/nfs"])
async def test_the_registry_tells_what_a_mount_is_while_the_supervisor_is_away(
    hass: HomeAssistant,
    manager: Any,
    reader: Collectors,
    supervisor: Supervisor,
    model: str,
) -> None:
    entry = MockConfigEntry(domain="hassio")
    entry.add_to_hass(hass)
    dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={("hassio", "mount_nas")},
        model_id=model,
        name="nas",
    )
    supervisor.mounts = [nas()]
    supervisor.make("b1", "nas", days=1)
    await plug(hass, manager)
    supervisor.mounts = None
    found = await read(reader)
    (_local, where) = found.locations
    assert where.id == "hassio.nas"
    assert where.disk is (model == "backup/disk")
    assert where.outside is (model != "backup/disk")
    assert [name for name, _gap in found.unread_locations] == ["hassio.nas"]
    assert outcome(found, "missing") == ("pass", "unread")


async def test_no_supervisor(hass: HomeAssistant, manager: Any, reader: Collectors) -> None:
    """A schedule that was moved from Home Assistant OS to a container."""
    manager.config.data.create_backup.agent_ids[:] = ["hassio.nas"]
    found = await read(reader)
    assert found.unread_locations == (("hassio.nas", Unavailable(Reason.NOT_LOADED)),)
