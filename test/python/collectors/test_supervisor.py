"""The Supervisor's versions and health, through Home Assistant's own getters and issue registry."""

from types import SimpleNamespace
from typing import Any

import pytest

from custom_components.security_posture.collectors import Collectors, supervisor
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.posture.facts import Reason, SupervisorFacts, Unavailable
from homeassistant.components.hassio.const import (
    DATA_ADDONS_LIST,
    DATA_INFO,
    DATA_OS_INFO,
    DATA_SUPERVISOR_INFO,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .supervisor_stand_in import OS, ROOT, SUPERVISOR, Supervisor, without

STARTING = Unavailable(Reason.STARTING)
CHANGED = Unavailable(Reason.API_CHANGED)


@pytest.fixture
def stand_in(hass: HomeAssistant) -> Supervisor:
    """Return a Supervisor with complete data and no apps."""
    hass.config.components.add("hassio")
    stand_in = Supervisor(hass)
    stand_in.set_info()
    stand_in.install()
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
        version="2026.11.1", os_version="17.0", unhealthy=(), unsupported=(), apps=()
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
        apps=STARTING,
    )


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
    rest = {"version", "os_version", "unhealthy", "unsupported", "apps"} - {part}
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
    names = {"version", "os_version", "unhealthy", "unsupported", "apps"}
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
    names = {"version", "os_version", "unhealthy", "unsupported", "apps"}
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
