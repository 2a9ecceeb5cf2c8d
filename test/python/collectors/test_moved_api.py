"""Private APIs that moved: the source is unknown, and no other source is affected."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
import logging
from pathlib import Path
import re
import sys

import pytest
from pytest_homeassistant_custom_component.common import flush_store

from custom_components.security_posture.collectors import SOURCES, Collectors
from custom_components.security_posture.posture.facts import LONG_LIVED, Reason, Unavailable
from homeassistant.auth.models import RefreshToken
from homeassistant.components import webhook
from homeassistant.components.backup import async_get_manager
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .supervisor_stand_in import Supervisor

CHANGED = Unavailable(Reason.API_CHANGED)
DAYS = timedelta(days=3650)
PACKAGE = Path(__file__).parents[3] / "custom_components/security_posture/collectors"
BAN = "homeassistant.components.http.ban"
type Patch = pytest.MonkeyPatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One private API that has moved."""

    source: str
    what: str
    move: Callable[[HomeAssistant, Patch], object]
    part: str | None = None  # the part of the source that is lost; None: the whole
    also: frozenset[str] = frozenset()  # others that read the same


def without_name(name: str) -> Callable[[HomeAssistant, Patch], object]:
    """Return a function that removes a name from a module."""
    return lambda _hass, patch: patch.delattr(name)


def without_adapters(_hass: HomeAssistant, patch: Patch) -> None:
    """Remove the library that lists the adapters, and Home Assistant's own list."""
    patch.setitem(sys.modules, "ifaddr", None)
    patch.delattr("homeassistant.components.network.async_get_loaded_adapters")


def without_server_attribute(name: str) -> Callable[[HomeAssistant, Patch], object]:
    """Return a function that removes an attribute of the HTTP server."""
    return lambda hass, patch: patch.delattr(hass.http, name)


def _token(hass: HomeAssistant) -> RefreshToken:
    return next(token for token in hass.auth._store._users["u"].refresh_tokens.values())


MOVES = (
    Move(
        source="accounts",
        what="the life span of a token",
        move=lambda hass, patch: patch.delattr(_token(hass), "access_token_expiration"),
        also=frozenset({"auth"}),
    ),
    Move(
        source="auth",
        what="the last address of a session",
        move=lambda hass, patch: patch.delattr(_token(hass), "last_used_ip"),
        also=frozenset({"accounts"}),
    ),
    Move(
        source="backups",
        what="the manager's configuration",
        move=lambda hass, patch: patch.delattr(async_get_manager(hass), "config"),
    ),
    Move(source="ban_list", what="the name of the file", move=without_name(f"{BAN}.IP_BANS_FILE")),
    Move(
        source="ban_list",
        what="the schema of a ban",
        move=without_name(f"{BAN}.SCHEMA_IP_BAN_ENTRY"),
    ),
    Move(source="bans", what="the key of the manager", move=without_name(f"{BAN}.KEY_BAN_MANAGER")),
    Move(
        source="bans",
        what="the key of the threshold",
        move=without_name(f"{BAN}.KEY_LOGIN_THRESHOLD"),
    ),
    Move(
        source="failed_sign_ins",
        what="the id of the notification",
        move=lambda _hass, patch: patch.setattr(f"{BAN}.NOTIFICATION_ID_LOGIN", "sign-in"),
    ),
    Move(
        source="failed_sign_ins",
        what="the name of that id",
        move=without_name(f"{BAN}.NOTIFICATION_ID_LOGIN"),
    ),
    Move(
        source="files",
        what="the path of the key",
        move=without_server_attribute("ssl_key"),
    ),
    Move(source="http", what="the proxies", move=without_server_attribute("trusted_proxies")),
    Move(
        source="http",
        what="the store",
        move=without_name("homeassistant.components.http.config.DATA_STORE"),
        part="settings",
    ),
    Move(
        source="network",
        what="the list of adapters",
        move=without_adapters,
    ),
    Move(
        source="supervisor",
        what="a getter",
        move=without_name("homeassistant.components.hassio.get_supervisor_info"),
        part="version",
    ),
    Move(
        source="supervisor",
        what="the list of apps",
        move=without_name("homeassistant.components.hassio.get_apps_list"),
        part="apps",
    ),
    Move(
        source="supervisor",
        what="the getter of its issues",
        move=without_name("homeassistant.components.hassio.coordinator.get_issues_info"),
        part="issues",
    ),
    Move(
        source="tls",
        what="the context of the server",
        move=without_server_attribute("context"),
        part="own",
        also=frozenset({"http"}),
    ),
    Move(
        source="webhooks",
        what="the key of the webhooks",
        move=without_name("homeassistant.components.webhook._HANDLERS"),
    ),
    Move(
        source="webhooks",
        what="the shape of the webhooks",
        move=lambda hass, patch: patch.setitem(hass.data, webhook._HANDLERS, []),
    ),
)

# Sources that read no private API, and what they read instead.
PUBLIC = {
    "advisories": "a file of ours, and the documented feed of advisories",
    "evidence_entities": "the state machine",
    "git": "git's own, documented format of files",
    "host": "the kernel's and the system's files",
    "issues": "the issue registry",
    "public_folder": "names of files",
    "secrets": "files",
    "tools": "the config entries and the issue registry",
    "updates": "the state machine and the registries of entities and devices",
    "urls": "the core configuration, and a public function of the cloud: see test_urls.py",
    "yaml": "files",
}
# Their private API only avoids a finding; without it the public API decides.
STRICTER = {"core": "that debugpy is set up is public; that it does not start by itself is not"}


def test_every_source_is_in_one_of_the_tables() -> None:
    moved = {each.source for each in MOVES}
    assert sorted([*moved, *PUBLIC, *STRICTER]) == sorted(SOURCES)


def test_every_private_import_has_a_move() -> None:
    """Imports of private names are marked in the sources; none may be in a public one."""
    marked = {
        path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for path in PACKAGE.rglob("*.py")
        if re.search(r"^ *from homeassistant\..*# private", path.read_text(), re.MULTILINE)
    }
    assert marked >= {"ban_list", "bans", "failed_sign_ins", "http", "webhooks"}
    assert marked <= {each.source for each in MOVES}


@pytest.fixture
async def instance(
    hass: HomeAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> HomeAssistant:
    """Return an instance with data for every source; external systems are replaced."""
    hass.config.config_dir = str(tmp_path)
    (tmp_path / "backups").mkdir()
    (tmp_path / "configuration.yaml").write_text("automation: []\n")
    (tmp_path / "ip_bans.yaml").write_text("192.0.2.1:\n  banned_at: 2026-11-01T00:00:00\n")
    for component in ("http", "auth", "network", "webhook", "backup"):
        assert await async_setup_component(hass, component, {})
    await hass.async_block_till_done()
    webhook.async_register(hass, "test", "Test", "0123456789abcdef", lambda *_: None)  # type: ignore[arg-type, return-value]
    hass.config.components.add("hassio")
    supervisor = Supervisor(hass)
    supervisor.set_info()
    supervisor.install()
    # Home Assistant saves the users a second after a change, maybe while an attribute is missing.
    await flush_store(hass.auth._store._store)
    monkeypatch.setattr(hass.auth._store, "_async_schedule_save", lambda *_args: None)
    user = await hass.auth.async_create_user("Ada", group_ids=["system-admin"])
    hass.auth._store._users["u"] = user
    token = await hass.auth.async_create_refresh_token(
        user, client_name="Old", token_type=LONG_LIVED, access_token_expiration=DAYS
    )
    assert token.created_at <= dt_util.utcnow()
    return hass


@pytest.mark.parametrize("moved", MOVES, ids=lambda moved: f"{moved.source}: {moved.what}")
async def test_a_moved_api_is_unknown(
    instance: HomeAssistant,
    collectors: Collectors,
    moved: Move,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    before = await collectors.async_collect(SOURCES)
    assert [name for name, fact in before.items() if isinstance(fact, Unavailable)] == []
    caplog.clear()
    with monkeypatch.context() as patch:
        moved.move(instance, patch)
        runs = [await collectors.async_collect(SOURCES) for _ in range(3)]
    lost = set(moved.also) if moved.part else {moved.source, *moved.also}
    for found in runs:
        assert {name for name, fact in found.items() if fact == CHANGED} == lost
        assert not [f for n, f in found.items() if isinstance(f, Unavailable) and n not in lost]
        if moved.part:
            assert getattr(found[moved.source], moved.part) == CHANGED
    logged = [r.getMessage() for r in caplog.records if "security_posture" in r.name]
    assert sorted(re.sub(r"\(\w+\)$", "()", line) for line in logged) == sorted(
        f"Cannot read {name}: api_changed ()" for name in lost
    )


async def test_a_debugger_whose_settings_moved_counts(
    instance: HomeAssistant, collectors: Collectors
) -> None:
    async def counts() -> bool:
        return (await collectors.async_collect(["core"]))["core"].debugger  # type: ignore[attr-defined, no-any-return]

    instance.config.components.add("debugpy")
    instance.data["debugpy"] = {"start": False}  # type: ignore[misc]
    assert not await counts()
    for moved in ({}, [], None, {"begin": False}):
        instance.data["debugpy"] = moved  # type: ignore[misc]
        assert await counts()
    del instance.data["debugpy"]  # type: ignore[misc]
    assert await counts()
