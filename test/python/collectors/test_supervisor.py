"""The Supervisor's versions and health, through Home Assistant's own getters and issue registry."""

from collections.abc import AsyncIterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.security_posture.collectors import Collectors, supervisor
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.posture.facts import (
    Reason,
    SupervisorFacts,
    SupervisorIssue,
    Unavailable,
)
from homeassistant.components.hassio.const import (
    DATA_ADDONS_LIST,
    DATA_INFO,
    DATA_KEY_SUPERVISOR_ISSUES,
    DATA_OS_INFO,
    DATA_SUPERVISOR_INFO,
)
from homeassistant.components.hassio.coordinator import SupervisorIssuesCoordinator
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .supervisor_stand_in import APP, OS, ROOT, SUPERVISOR, Supervisor, issue, without

STARTING = Unavailable(Reason.STARTING)
CHANGED = Unavailable(Reason.API_CHANGED)


@pytest.fixture
def stand_in(hass: HomeAssistant) -> Supervisor:
    """Return a Supervisor with complete data and no apps."""
    hass.config.components.add("hassio")
    stand_in = Supervisor(hass)
    stand_in.set_info()
    stand_in.install()
    hass.data[DATA_KEY_SUPERVISOR_ISSUES] = SimpleNamespace(data=object(), issues=set())
    return stand_in


async def collect(hass: HomeAssistant) -> SupervisorFacts:
    found = await supervisor.collect(hass, LimitedExecutor(hass))
    assert found is not None
    return found


def raise_issue(hass: HomeAssistant, issue_id: str, domain: str = "hassio") -> None:
    """Create the issue as Home Assistant does for each reason."""
    ir.async_create_issue(
        hass,
        domain,
        issue_id,
        is_fixable=False,
        severity=ir.IssueSeverity.CRITICAL,
        translation_key=issue_id,
    )


async def test_without_a_supervisor(hass: HomeAssistant) -> None:
    assert await Collectors(hass, {}).async_collect(["supervisor"]) == {"supervisor": None}


async def test_complete_data(hass: HomeAssistant, stand_in: Supervisor) -> None:
    assert await collect(hass) == SupervisorFacts(
        version="2026.11.1", os_version="17.0", unhealthy=(), unsupported=(), issues=(), apps=()
    )


async def test_on_another_operating_system(hass: HomeAssistant, stand_in: Supervisor) -> None:
    stand_in.set_info(root=ROOT | {"hassos": None}, os=OS | {"version": None})
    assert (await collect(hass)).os_version is None


async def test_before_the_first_response(hass: HomeAssistant) -> None:
    hass.config.components.add("hassio")
    assert await collect(hass) == SupervisorFacts(
        version=STARTING,
        os_version=STARTING,
        unhealthy=STARTING,
        unsupported=STARTING,
        issues=STARTING,
        apps=STARTING,
    )


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (ConfigEntryState.SETUP_IN_PROGRESS, Reason.STARTING),
        (ConfigEntryState.LOADED, Reason.STARTING),
        (ConfigEntryState.SETUP_RETRY, Reason.NOT_LOADED),
        (ConfigEntryState.SETUP_ERROR, Reason.NOT_LOADED),
    ],
)
async def test_home_assistant_cannot_reach_it(
    hass: HomeAssistant, state: ConfigEntryState, reason: Reason
) -> None:
    hass.config.components.add("hassio")
    MockConfigEntry(domain="hassio", state=state).add_to_hass(hass)
    found = await collect(hass)
    parts = (found.version, found.os_version, found.unhealthy, found.issues, found.apps)
    assert set(parts) == {Unavailable(reason)}


@pytest.mark.parametrize(
    ("key", "answer", "field", "part"),
    [
        (DATA_INFO, ROOT, "hassos", "os_version"),
        (DATA_OS_INFO, OS, "version", "os_version"),
        (DATA_SUPERVISOR_INFO, SUPERVISOR, "version", "version"),
        (DATA_SUPERVISOR_INFO, SUPERVISOR, "healthy", "unhealthy"),
        (DATA_SUPERVISOR_INFO, SUPERVISOR, "supported", "unsupported"),
    ],
)
async def test_a_missing_field(
    hass: HomeAssistant,
    stand_in: Supervisor,
    key: Any,
    answer: dict[str, Any],
    field: str,
    part: str,
) -> None:
    healthy = await collect(hass)
    hass.data[key] = SimpleNamespace(to_dict=lambda: without(answer, field))
    found = await collect(hass)
    assert getattr(found, part) == CHANGED
    rest = {"version", "os_version", "unhealthy", "unsupported", "issues", "apps"} - {part}
    assert all(getattr(found, name) == getattr(healthy, name) for name in rest)


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        (DATA_INFO, {"os_version"}),
        (DATA_OS_INFO, {"os_version"}),
        (DATA_SUPERVISOR_INFO, {"version", "unhealthy", "unsupported"}),
        (DATA_ADDONS_LIST, {"apps"}),
    ],
)
@pytest.mark.parametrize(("planted", "gap"), [(None, STARTING), (object(), CHANGED)])
async def test_missing_data(
    hass: HomeAssistant,
    stand_in: Supervisor,
    key: Any,
    parts: set[str],
    planted: object,
    gap: Unavailable,
) -> None:
    hass.data[key] = planted
    found = await collect(hass)
    names = {"version", "os_version", "unhealthy", "unsupported", "issues", "apps"}
    missing = {name for name in names if isinstance(getattr(found, name), Unavailable)}
    # The list of apps is part of the Supervisor's data.
    assert missing >= parts
    assert {getattr(found, name) for name in parts} == {gap}


@pytest.mark.parametrize(
    ("getter", "parts"),
    [
        ("get_info", {"os_version"}),
        ("get_os_info", {"os_version"}),
        ("get_supervisor_info", {"version", "unhealthy", "unsupported"}),
        ("get_apps_list", {"apps"}),
    ],
)
async def test_a_getter_that_moved(
    hass: HomeAssistant,
    stand_in: Supervisor,
    monkeypatch: pytest.MonkeyPatch,
    getter: str,
    parts: set[str],
) -> None:
    monkeypatch.delattr(f"homeassistant.components.hassio.{getter}")
    found = await collect(hass)
    names = {"version", "os_version", "unhealthy", "unsupported", "issues", "apps"}
    assert {name for name in names if getattr(found, name) == CHANGED} == parts


async def test_reasons(hass: HomeAssistant, stand_in: Supervisor) -> None:
    for issue_id in ("unhealthy_system_untrusted", "unsupported_system_os", "issue_system_x"):
        raise_issue(hass, issue_id)
    raise_issue(hass, "unhealthy_system_docker", domain="other")
    raise_issue(hass, "unsupported_system_software")
    found = await collect(hass)
    assert found.unhealthy == ("untrusted",)
    assert found.unsupported == ("os", "software")


async def test_ignoring_a_reason_does_not_remove_it(
    hass: HomeAssistant, stand_in: Supervisor
) -> None:
    raise_issue(hass, "unhealthy_system_docker")
    ir.async_ignore_issue(hass, "hassio", "unhealthy_system_docker", True)
    assert (await collect(hass)).unhealthy == ("docker",)


async def test_inactive_issues_after_a_restart_are_ignored(
    hass: HomeAssistant, stand_in: Supervisor
) -> None:
    """Ignored issues survive a restart, but are inactive until they are created again."""
    raise_issue(hass, "unhealthy_system_docker")
    registry = ir.async_get(hass)
    issue = registry.issues["hassio", "unhealthy_system_docker"]
    registry.issues["hassio", "unhealthy_system_docker"] = ir.IssueEntry(
        **{field: getattr(issue, field) for field in issue.__dataclass_fields__} | {"active": False}
    )
    assert (await collect(hass)).unhealthy == ()


async def test_unhealthy_without_an_issue(hass: HomeAssistant, stand_in: Supervisor) -> None:
    stand_in.set_info(own=SUPERVISOR | {"healthy": False, "supported": False})
    found = await collect(hass)
    assert found.unhealthy == found.unsupported == (supervisor.UNNAMED,)
    raise_issue(hass, "unhealthy_system_setup")
    assert (await collect(hass)).unhealthy == ("setup",)


# --- issues, through Home Assistant's own coordinator


@pytest.fixture
async def issues(
    hass: HomeAssistant, stand_in: Supervisor, socket_enabled: None
) -> AsyncIterator[SupervisorIssuesCoordinator]:
    """Return Home Assistant's coordinator, before it has read anything."""
    server = await stand_in.start()
    entry = MockConfigEntry(domain="hassio")
    entry.add_to_hass(hass)
    coordinator = SupervisorIssuesCoordinator(hass, entry)
    hass.data[DATA_KEY_SUPERVISOR_ISSUES] = coordinator
    yield coordinator
    await coordinator.async_shutdown()
    await server.close()


async def test_issues(
    hass: HomeAssistant, stand_in: Supervisor, issues: SupervisorIssuesCoordinator
) -> None:
    stand_in.install(APP | {"state": "stopped"})
    stand_in.issues = [
        issue("pwned", "addon", "core_mosquitto"),
        issue("pwned", "addon", "core_gone"),
        issue("reboot_required", "system"),
        issue("mount_failed", "mount", "nas"),
        issue("security", "core"),
    ]
    await issues.async_refresh()
    assert (await collect(hass)).issues == (
        SupervisorIssue(key="addon_pwned", about="Mosquitto broker", shown=True),
        SupervisorIssue(key="addon_pwned", about="core_gone", shown=True),
        # Home Assistant shows it nowhere.
        SupervisorIssue(key="core_security", about=None, shown=False),
        SupervisorIssue(key="mount_mount_failed", about="nas", shown=True),
        SupervisorIssue(key="system_reboot_required", about=None, shown=True),
    )
    stand_in.issues = stand_in.issues[2:3]
    await issues.async_refresh()
    assert (await collect(hass)).issues == (
        SupervisorIssue(key="system_reboot_required", about=None, shown=True),
    )


async def test_ignoring_an_issue_does_not_remove_it(
    hass: HomeAssistant, stand_in: Supervisor, issues: SupervisorIssuesCoordinator
) -> None:
    planted = issue("ntp_sync_failed", "system")
    stand_in.issues = [planted]
    await issues.async_refresh()
    ir.async_ignore_issue(hass, "hassio", planted["uuid"], True)
    assert (await collect(hass)).issues == (
        SupervisorIssue(key="system_ntp_sync_failed", about=None, shown=True),
    )


async def test_an_issue_of_another_integration(hass: HomeAssistant, stand_in: Supervisor) -> None:
    """Any integration can create an issue in the name of the Supervisor's."""
    raise_issue(hass, "issue_x")
    placeholders: Any = {"reference": ["core"], "addon": 7}
    registry = ir.async_get(hass)
    strange = replace(registry.issues["hassio", "issue_x"], translation_placeholders=placeholders)
    registry.issues["hassio", "issue_x"] = strange
    found = await collect(hass)
    assert found.issues == (SupervisorIssue(key="x", about=None, shown=True),)


async def test_issues_before_they_are_read(
    hass: HomeAssistant, stand_in: Supervisor, issues: SupervisorIssuesCoordinator
) -> None:
    assert (await collect(hass)).issues == STARTING
    stand_in.resolution_status = 500
    await issues.async_refresh()
    found = (await collect(hass)).issues
    assert isinstance(found, Unavailable)
    assert found != STARTING
    stand_in.resolution_status = 200
    await issues.async_refresh()
    assert (await collect(hass)).issues == ()
    # Later failures leave what was read.
    stand_in.resolution_status = 500
    await issues.async_refresh()
    assert (await collect(hass)).issues == ()


@pytest.mark.parametrize(("planted", "gap"), [(None, STARTING), (object(), CHANGED)])
async def test_no_coordinator_of_issues(
    hass: HomeAssistant, stand_in: Supervisor, planted: Any, gap: Unavailable
) -> None:
    hass.data[DATA_KEY_SUPERVISOR_ISSUES] = planted
    assert (await collect(hass)).issues == gap


async def test_the_getter_of_issues_moved(
    hass: HomeAssistant, stand_in: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("homeassistant.components.hassio.coordinator.get_issues_info")
    assert (await collect(hass)).issues == CHANGED
