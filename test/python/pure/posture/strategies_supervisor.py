"""Random Supervisors and apps."""

from dataclasses import replace

from hypothesis import strategies as st

from custom_components.security_posture.posture.facts import (
    App,
    AppPort,
    Reason,
    SupervisorFacts,
    SupervisorIssue,
    Unavailable,
)

from .build import app

_booleans = st.booleans()
_gaps = st.builds(Unavailable, st.sampled_from(Reason))
_ports = st.builds(
    AppPort,
    inside=st.sampled_from([22, 445, 1883, 5900]),
    protocol=st.sampled_from(["tcp", "udp"]),
    outside=st.integers(1, 65_535),
)
_apps = st.builds(
    app,
    slug=st.sampled_from(
        ["core_ssh", "core_samba", "core_mosquitto", "x_cloudflared", "a0d7b954_tailscale"]
    ),
    running=_booleans,
    protected=_booleans,
    docker_api=_booleans,
    host_pid=_booleans,
    host_network=_booleans,
    ports=st.lists(_ports, max_size=2).map(tuple),
)
_reasons = st.sampled_from([(), (), ("os",), ("docker", "untrusted"), ("os_version",)])
_issues = st.builds(
    SupervisorIssue,
    key=st.sampled_from(
        [
            *("addon_pwned", "core_security", "addon_detached_addon_removed"),
            *("system_reboot_required", "mount_mount_failed", "system_new"),
        ]
    ),
    about=st.sampled_from([None, "Samba share"]),
    shown=_booleans,
)

supervisors = st.none() | st.builds(
    SupervisorFacts,
    version=st.just("2026.11.1"),
    os_version=st.sampled_from(["17.0", None]),
    unhealthy=_reasons,
    unsupported=_reasons,
    issues=st.lists(_issues, max_size=2).map(tuple),
    apps=st.lists(_apps, max_size=2).map(tuple),
)


@st.composite
def supervisor_with_gaps(
    draw: st.DrawFn, read: SupervisorFacts | Unavailable | None
) -> SupervisorFacts | Unavailable | None:
    """Return the Supervisor with parts unavailable."""
    if read is None or isinstance(read, Unavailable):
        return read
    apps = read.apps
    if not isinstance(apps, Unavailable):
        apps = tuple(draw(_app_with_gaps(one)) for one in apps)
    return replace(
        read,
        unhealthy=draw(st.just(read.unhealthy) | _gaps),
        unsupported=draw(st.just(read.unsupported) | _gaps),
        issues=draw(st.just(read.issues) | _gaps),
        apps=draw(st.just(apps) | _gaps),
    )


@st.composite
def _app_with_gaps(draw: st.DrawFn, read: App) -> App:
    lost = draw(st.sets(st.sampled_from(["running", "protected", "docker_api", "ports"])))
    return replace(read, **{name: draw(_gaps) for name in sorted(lost)})
