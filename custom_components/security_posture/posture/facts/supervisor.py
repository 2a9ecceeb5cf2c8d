"""The Supervisor and its apps. The source is None where there is no Supervisor."""

from __future__ import annotations

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
    """One installed app. None: the Supervisor did not say."""

    slug: str
    name: str
    running: bool | None
    protected: bool | None
    full_access: bool | None
    docker_api: bool | None
    host_pid: bool | None
    host_network: bool | None
    ports: tuple[AppPort, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisorFacts:
    """What the Supervisor says of itself and of the apps."""

    version: str | Unavailable
    os_version: str | Unavailable | None  # None: not Home Assistant OS
    unhealthy: tuple[str, ...]  # reasons, in the Supervisor's own words
    unsupported: tuple[str, ...]
    apps: tuple[App, ...] | Unavailable
