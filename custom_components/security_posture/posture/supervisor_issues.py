"""Judge the Supervisor's issues by what they mean for security.

An issue is named "<context>_<type>", and only the type matters. A type that is in none of the
lists was added by a later Supervisor. It is reported if Home Assistant's repairs list it.
"""

from collections.abc import Collection, Mapping
from enum import Enum
from types import MappingProxyType

from .facts import SupervisorIssue


class Meaning(Enum):
    """What an issue means."""

    LEAKED_SECRET = "leaked_secret"  # noqa: S105 - the meaning
    INSECURE = "insecure"
    ABANDONED_APP = "abandoned_app"
    OTHER = "other"
    IGNORED = "ignored"


_TYPES: Mapping[Meaning, frozenset[str]] = MappingProxyType(
    {
        Meaning.LEAKED_SECRET: frozenset({"pwned"}),
        # Software with a known vulnerability, or of an unknown origin.
        Meaning.INSECURE: frozenset({"security", "trust"}),
        # They get no more updates.
        Meaning.ABANDONED_APP: frozenset(
            {
                "deprecated_addon",
                "deprecated_arch_addon",
                "detached_addon_missing",
                "detached_addon_removed",
            }
        ),
        Meaning.OTHER: frozenset(
            {
                # No updates are found, or they do not install.
                *("corrupt_repository", "rpi_firmware_update_blocked"),
                *("update_failed", "update_rollback"),
                # Neither updates nor backups.
                "free_space",
                # One-time codes, certificates and every date depend on the time.
                "ntp_sync_failed",
                # A changed setting or an update has no effect until then.
                *("docker_config", "reboot_required"),
            }
        ),
        Meaning.IGNORED: frozenset(
            {
                # Judged by other checks.
                *("duplicate_os_installation", "mount_failed", "no_current_backup"),
                # Something does not work, but this gives nobody access.
                *("app_port_conflict", "boot_fail", "corrupt_docker", "corrupt_filesystem"),
                *("device_access_missing", "disabled_data_disk", "disk_lifetime"),
                *("dns_loop", "dns_server_failed", "dns_server_ipv6_error", "docker_ratelimit"),
                *("fatal_error", "ipv4_connection_problem", "missing_image"),
                *("multiple_data_disks", "systemd_unit_failed"),
            }
        ),
    }
)


def meaning_of(issue: SupervisorIssue) -> Meaning:
    """Return what an issue means."""
    for meaning, types in _TYPES.items():
        if any(issue.key == name or issue.key.endswith(f"_{name}") for name in types):
            return meaning
    return Meaning.OTHER if issue.shown else Meaning.IGNORED


def issues_of(issues: Collection[SupervisorIssue], meaning: Meaning) -> list[SupervisorIssue]:
    """Return the issues with this meaning."""
    return [issue for issue in issues if meaning_of(issue) is meaning]
