"""A stand-in for the Supervisor, which cannot run in tests, with responses of its models.

The dictionaries are complete instances of `aiohasupervisor.models`. Home Assistant's own
client requests the apps from a real server, and Home Assistant's own getters read the rest.
"""

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from aiohasupervisor.models import (
    InstalledAddon,
    InstalledAddonComplete,
    OSInfo,
    RootInfo,
    SupervisorInfo,
)
from aiohttp import web
from aiohttp.test_utils import TestServer

from homeassistant.components.hassio import HassIO
from homeassistant.components.hassio.const import (
    DATA_ADDONS_INFO,
    DATA_ADDONS_LIST,
    DATA_COMPONENT,
    DATA_INFO,
    DATA_OS_INFO,
    DATA_SUPERVISOR_INFO,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession

type Answer = dict[str, Any]

# A plain-text password, as in the options of an app.
SECRET = "correct horse battery staple"
SLUG = "core_mosquitto"

ROOT: Answer = {
    "supervisor": "2026.11.1",
    "homeassistant": "2026.11.0",
    "hassos": "17.0",
    "docker": "28.3.3",
    "hostname": "homeassistant",
    "operating_system": "Home Assistant OS 17.0",
    "features": ["reboot", "shutdown"],
    "machine": "green",
    "machine_id": None,
    "arch": "aarch64",
    "state": "running",
    "supported_arch": ["aarch64"],
    "supported": True,
    "channel": "stable",
    "logging": "info",
    "timezone": "Europe/Berlin",
}
SUPERVISOR: Answer = {
    "version": "2026.11.1",
    "version_latest": "2026.11.1",
    "update_available": False,
    "channel": "stable",
    "arch": "aarch64",
    "supported": True,
    "healthy": True,
    "ip_address": "172.30.32.2",
    "timezone": "Europe/Berlin",
    "logging": "info",
    "debug": False,
    "debug_block": False,
    "diagnostics": None,
    "auto_update": True,
    "country": None,
    "detect_blocking_io": False,
    "feature_flags": {},
}
OS: Answer = {
    "version": "17.0",
    "version_latest": "17.0",
    "version_pending": None,
    "update_available": False,
    "board": "green",
    "boot": "A",
    "data_disk": None,
    "boot_slots": {},
}
APP: Answer = {
    "advanced": False,
    "apparmor": "profile",
    "arch": ["aarch64", "amd64"],
    "audio": False,
    "audio_input": None,
    "audio_output": None,
    "auth_api": True,
    "auto_update": False,
    "available": True,
    "boot": "auto",
    "boot_config": "auto",
    "build": False,
    "changelog": True,
    "description": "An MQTT broker",
    "detached": False,
    "devices": [],
    "devicetree": False,
    "discovery": ["mqtt"],
    "dns": [],
    "docker_api": False,
    "documentation": True,
    "full_access": False,
    "gpio": False,
    "hassio_api": False,
    "hassio_role": "default",
    "homeassistant": None,
    "homeassistant_api": False,
    "host_dbus": False,
    "host_ipc": False,
    "host_network": False,
    "host_pid": False,
    "host_uts": False,
    "hostname": "core-mosquitto",
    "icon": True,
    "ingress": False,
    "ingress_entry": None,
    "ingress_panel": None,
    "ingress_port": None,
    "ingress_url": None,
    "ip_address": "172.30.33.0",
    "kernel_modules": False,
    "logo": True,
    "long_description": None,
    "machine": [],
    "name": "Mosquitto broker",
    "network": {"1883/tcp": 1883, "8883/tcp": None},
    "network_description": None,
    "options": {"logins": [{"username": "tablet", "password": SECRET}]},
    "privileged": [],
    "protected": True,
    "rating": 6,
    "repository": "core",
    "schema": None,
    "services": ["mqtt:provide"],
    "signed": False,
    "slug": SLUG,
    "stage": "stable",
    "startup": "system",
    "state": "started",
    "stdin": False,
    "system_managed": False,
    "system_managed_config_entry": None,
    "translations": {},
    "uart": False,
    "udev": False,
    "update_available": False,
    "url": None,
    "usb": False,
    "version": "6.5.1",
    "version_latest": "6.5.1",
    "video": False,
    "watchdog": True,
    "webui": None,
}


class Supervisor:
    """A server with the Supervisor's API, and its earlier responses in memory."""

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self.answers: dict[str, Answer | None] = {}  # by slug; None: no response
        self.requested: list[str] = []
        self.issues: list[Answer] = []
        self.resolution_status = 200

    async def start(self) -> TestServer:
        """Serve on a free port and connect Home Assistant's client to it."""
        app = web.Application()
        app.router.add_get("/addons/{slug}/info", self._info)
        app.router.add_get("/resolution/info", self._resolution)
        app.router.add_get("/resolution/issue/{uuid}/suggestions", self._suggestions)
        server = TestServer(app)
        await server.start_server()
        self.reach(f"127.0.0.1:{server.port}")
        return server

    def reach(self, host: str) -> None:
        """Point Home Assistant's client to this host and port."""
        session = async_get_clientsession(self._hass)
        self._hass.data[DATA_COMPONENT] = HassIO(self._hass.loop, session, host)

    def set_info(
        self, root: Mapping[str, Any] = ROOT, own: Mapping[str, Any] = SUPERVISOR, os: Answer = OS
    ) -> None:
        """Set the data of Home Assistant's first refresh."""
        self._hass.data[DATA_INFO] = RootInfo.from_dict(root)
        self._hass.data[DATA_SUPERVISOR_INFO] = SupervisorInfo.from_dict(own)
        self._hass.data[DATA_OS_INFO] = OSInfo.from_dict(os)

    def install(self, *apps: Answer) -> None:
        """Set the list of apps and the details of each."""
        self._hass.data[DATA_ADDONS_LIST] = [InstalledAddon.from_dict(app) for app in apps]
        self.answers = {app["slug"]: app for app in apps}

    def remember(self, *apps: Answer) -> None:
        """Set the details in memory."""
        self._hass.data[DATA_ADDONS_INFO] = {
            app["slug"]: InstalledAddonComplete.from_dict(app) for app in apps
        }

    async def _info(self, request: web.Request) -> web.Response:
        slug = request.match_info["slug"]
        self.requested.append(slug)
        answer = self.answers[slug]
        if answer is None:
            await asyncio.sleep(60)
        return web.json_response({"result": "ok", "data": answer})

    async def _resolution(self, _request: web.Request) -> web.Response:
        answer: Answer = {
            "unsupported": [],
            "unhealthy": [],
            "issues": self.issues,
            "suggestions": [],
            "checks": [],
        }
        return web.json_response({"result": "ok", "data": answer}, status=self.resolution_status)

    async def _suggestions(self, _request: web.Request) -> web.Response:
        return web.json_response({"result": "ok", "data": {"suggestions": []}})


def issue(kind: str, context: str, reference: str | None = None) -> Answer:
    """Return an issue as the Supervisor's resolution center lists it."""
    return {
        "type": kind,
        "context": context,
        "reference": reference,
        "reference_extra": None,
        "uuid": uuid4().hex,
    }


def app(**changes: Any) -> Answer:
    """Return the details of one app with some changes."""
    return APP | changes


def without(answer: Answer, *names: str) -> Answer:
    """Return the details without some fields."""
    return {name: value for name, value in answer.items() if name not in names}
