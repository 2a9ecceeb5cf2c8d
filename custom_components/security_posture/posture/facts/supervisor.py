"""The Supervisor and its apps."""

from dataclasses import dataclass

from .unavailable import Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class AppPort:
    """A port an app publishes on the host."""

    inside: int  # the port in the app's container
    protocol: str  # "tcp" or "udp"
    outside: int  # the port of the host


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """One installed app."""

    slug: str  # "<repository>_<name in it>"
    name: str
    running: bool | Unavailable
    protected: bool | Unavailable  # protection mode
    # Requested by the app; granted only while protection mode is off.
    full_access: bool | Unavailable
    docker_api: bool | Unavailable
    host_pid: bool | Unavailable
    host_network: bool | Unavailable
    ports: tuple[AppPort, ...] | Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisorIssue:
    """An issue that the Supervisor found by itself, also when it is ignored in Home Assistant."""

    key: str  # "<context>_<type>": "addon_pwned", "system_reboot_required"
    about: str | None  # the name of the app, mount, ... that it is about
    shown: bool  # Home Assistant's repairs list it


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisorFacts:
    """Versions, health and apps; the source is None without a Supervisor."""

    version: str | Unavailable
    os_version: str | Unavailable | None  # None: not Home Assistant OS
    # The Supervisor's reasons.
    unhealthy: tuple[str, ...] | Unavailable
    unsupported: tuple[str, ...] | Unavailable
    issues: tuple[SupervisorIssue, ...] | Unavailable
    apps: tuple[App, ...] | Unavailable
