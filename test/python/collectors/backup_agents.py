"""Backup agents for tests."""

from typing import Any

from custom_components.security_posture.collectors import Collectors
from custom_components.security_posture.posture.facts import BackupsFacts
from homeassistant.components.backup import AgentBackup, BackupAgent
from homeassistant.components.backup.agent import BackupAgentUnreachableError

AT = "2026-11-20T04:45:00.000000+01:00"


async def read(collectors: Collectors) -> BackupsFacts:
    found = (await collectors.async_collect(["backups"]))["backups"]
    assert isinstance(found, BackupsFacts)
    return found


def backup(backup_id: str = "b1", date: Any = AT, **kwargs: Any) -> AgentBackup:
    values: dict[str, Any] = {
        "addons": [],
        "backup_id": backup_id,
        "date": date,
        "database_included": True,
        "extra_metadata": {},
        "folders": [],
        "homeassistant_included": True,
        "homeassistant_version": "2026.11.0",
        "name": "<b>name</b>",
        "protected": True,
        "size": 1,
    }
    return AgentBackup(**values | kwargs)


class Remote(BackupAgent):
    """A backup agent that lists given backups, or runs a given function."""

    domain = "remote"

    def __init__(self, *listed: Any, name: str = "cloud", does: Any = None) -> None:
        self.name = self.unique_id = name
        self.listed = list(listed)
        self.does = does
        self.requests = 0

    async def async_list_backups(self, **_kwargs: Any) -> list[AgentBackup]:
        self.requests += 1
        if self.does:
            await self.does()
        return self.listed

    async def async_get_backup(self, backup_id: str, **_kwargs: Any) -> AgentBackup:
        raise AssertionError

    async_download_backup = async_upload_backup = async_delete_backup = async_get_backup  # type: ignore[assignment]


def plug(manager: Any, *agents: Remote) -> None:
    manager.backup_agents.update({agent.agent_id: agent for agent in agents})


async def unreachable() -> None:
    raise BackupAgentUnreachableError


async def broken() -> None:
    raise RuntimeError("token=hunter2")
