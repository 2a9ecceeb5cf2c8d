"""Read everything from a Supervisor with the published client: `read_all.py ADDRESS TOKEN`.

Print what was read as JSON; end with an error where the client cannot parse an answer.
"""

import asyncio
import json
import sys
from typing import Any

from aiohasupervisor import SupervisorClient
from aiohasupervisor.models import PartialBackupOptions, SupervisorOptions


async def main(address: str, token: str) -> None:
    """Call every method that Home Assistant's integration uses to read."""
    async with SupervisorClient(f"http://{address}", token) as client:
        await client.supervisor.ping()
        read: dict[str, Any] = {
            "info": await client.info(),
            "core": await client.homeassistant.info(),
            "core_stats": await client.homeassistant.stats(),
            "supervisor": await client.supervisor.info(),
            "supervisor_stats": await client.supervisor.stats(),
            "os": await client.os.info(),
            "host": await client.host.info(),
            "disk": await client.host.get_disk_usage(),
            "network": await client.network.info(),
            "store": await client.store.info(),
            "mounts": await client.mounts.info(),
            "jobs": await client.jobs.info(),
            "resolution": await client.resolution.info(),
            "backups": await client.backups.info(),
        }
        await client.ingress.panels()
        await client.available_updates()
        await client.discovery.list()
        await client.store.addons_list()
        apps = await client.addons.list()
        for app in apps:
            await client.addons.addon_stats(app.slug)
            await client.store.addon_info(app.slug)
            await client.store.addon_changelog(app.slug)
        details = [await client.addons.addon_info(app.slug) for app in apps]
        for issue in read["resolution"].issues:
            await client.resolution.suggestions_for_issue(issue.uuid)
        await change(client)
        for backup in await client.backups.list():
            await client.backups.backup_info(backup.slug)
    parsed = {name: value.to_dict() for name, value in read.items()}
    parsed |= {"apps": [app.to_dict() for app in details]}
    sys.stdout.write(json.dumps(parsed, default=str))


async def change(client: SupervisorClient) -> None:
    """Make the requests that Home Assistant makes by itself, and a backup."""
    await client.supervisor.set_options(SupervisorOptions(timezone="Europe/Amsterdam"))
    await client.reload_updates()
    await client.store.reload()
    await client.ingress.validate_session(await client.ingress.create_session())
    made = await client.backups.partial_backup(
        PartialBackupOptions(homeassistant=True, background=True, location=[".local"])
    )
    job = await client.jobs.get_job(made.job_id)
    assert job.done
    assert job.reference == made.slug


asyncio.run(main(*sys.argv[1:]))
