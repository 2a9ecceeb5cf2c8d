"""Apps of the Supervisor that copy backups to a place that Home Assistant does not see."""

from collections.abc import Mapping
from types import MappingProxyType

from .facts import App, Facts, Reason, Unavailable

# By the end of the app's slug, which follows the id of its repository: the entities in which the
# app shows the time of its last backup; empty if it has none.
BACKUP_APPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "hassio_google_drive_backup": ("sensor.backup_state", "sensor.snapshot_backup"),
        "samba_backup": ("sensor.samba_backup",),
        "amazon_s3_backup": (),
        "borg_backup": (),
        "dropbox_backup": (),
        "dropbox_sync": (),
        "duplicati": (),
        "ftp_backup": (),
        "hassio_onedrive_backup": (),
        "kopia": (),
        "nextcloud_backup": (),
        "onedrive_backup": (),
        "rclone": (),
        "rclone_backup": (),
        "remote_backup": (),
        "restic": (),
        "restic_backup": (),
        "rsync_backup": (),
        "sftp_backup": (),
    }
)
# Their attributes with the time, the most telling first: a backup that was uploaded is outside.
TIME_ATTRIBUTES = ("last_uploaded", "last_backup", "last_snapshot")


def backup_app_of(slug: str) -> str | None:
    """Return the key of `BACKUP_APPS` for an app's slug; None: it is no backup app."""
    name = slug.replace("-", "_")
    return next((end for end in BACKUP_APPS if name == end or name.endswith(f"_{end}")), None)


def running_backup_apps(facts: Facts) -> tuple[App, ...] | Reason:
    """Return the backup apps that run, or why it is not known yet."""
    if facts.supervisor is None:
        return ()
    apps = facts.supervisor if isinstance(facts.supervisor, Unavailable) else facts.supervisor.apps
    if isinstance(apps, Unavailable):
        # Other reasons may last, and an app only makes a finding milder.
        return apps.reason if apps.reason is Reason.STARTING else ()
    return tuple(app for app in apps if app.running is True and backup_app_of(app.slug))
