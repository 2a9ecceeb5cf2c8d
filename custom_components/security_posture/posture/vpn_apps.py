"""Recognize apps that connect clients through a VPN, by the last part of their slug."""

from .facts import SupervisorFacts, Unavailable

VPN_APPS = frozenset(
    {"headscale", "netbird", "openvpn", "softether", "tailscale", "wireguard", "zerotier"}
)


def runs_vpn_app(supervisor: SupervisorFacts) -> bool:
    """Return whether such an app runs, as far as the apps are known."""
    apps = supervisor.apps
    return not isinstance(apps, Unavailable) and any(
        app.running is True and app.slug.rpartition("_")[2] in VPN_APPS for app in apps
    )
