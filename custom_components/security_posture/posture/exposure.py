"""Determine who can reach the instance."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from .facts import (
    AuthFacts,
    Facts,
    HttpFacts,
    NetworkFacts,
    Reason,
    SupervisorFacts,
    Unavailable,
    require,
)
from .model import Exposure, ExposureEvidence, ExposureKind, Level
from .networks import home_networks, is_public

# Suffixes of names that should only resolve in a home network, in a VPN or on the machine itself:
# reserved or unused top-level domains, and the domains of routers and VPNs.
LOCAL_SUFFIXES = (
    ".attlocal.net",
    ".corp",
    ".easy.box",
    ".fritz.box",
    ".gateway",
    ".home",
    ".home.arpa",
    ".homenet",
    ".internal",
    ".intranet",
    ".ip",  # speedport.ip
    ".lan",
    ".local",
    ".localdomain",
    ".localhost",
    ".localnet",
    ".mshome.net",
    ".netbird.cloud",
    ".o2.box",
    ".private",
    ".router",
    ".station",  # home.station
    ".test",
    ".ts.net",
)
# Tailscale's names. With Funnel, the same name also leads from the internet to this machine.
TAILNET_SUFFIX = ".ts.net"
TAILSCALE_APP = "_tailscale"
# Apps whose purpose is to make Home Assistant reachable through a server in the internet.
RELAY_APPS = (
    "_autossh",
    "_boringproxy",
    "_cloudflared",
    "_frpc",
    "_homeway",
    "_localtonet",
    "_newt",
    "_ngrok",
    "_pagekite",
    "_pangolin",
    "_pinggy",
    "_playit",
    "_rathole",
    "_remoteit",
    "_zrok",
)
# A server that listens on one of these listens on every address.
_ALL_ADDRESSES = ("0.0.0.0", "::")  # noqa: S104 - compared only


def host_of(url: str | None) -> str | None:
    """Return the lower-case host of a URL, or None when it has none."""
    if not url:
        return None
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def is_public_host(host: str) -> bool:
    """Return whether a host name, by itself, or a literal address is a public one."""
    name = host.lower().rstrip(".")
    try:
        address = ip_address(name.partition("%")[0])
    except ValueError:
        return "." in name and not f".{name}".endswith(LOCAL_SUFFIXES)
    return is_public(address)


def external_is_public(facts: Facts) -> bool | Unavailable:
    """Return whether the host of the external URL is reachable from the internet.

    A name for local use counts as local unless it resolves to a public address outside this
    home. A Tailscale name is local only where it certainly is.
    """
    urls = facts.urls
    host = urls if isinstance(urls, Unavailable) else host_of(urls.external_url)
    if not isinstance(host, str):
        return host or False
    if is_public_host(host):
        return True
    if isinstance(facts.tls, Unavailable):
        return facts.tls if _is_name(host) else False
    addresses = facts.tls.external_addresses
    is_tailnet = host.rstrip(".").endswith(TAILNET_SUFFIX)
    if addresses is None or isinstance(addresses, Unavailable):
        return (addresses or Unavailable(Reason.DNS)) if is_tailnet else False
    home = home_networks(facts.network)
    if any(is_public(address) and address not in home for address in addresses):
        return True
    return Unavailable(Reason.EXTERNAL) if is_tailnet and _may_be_funnel(facts) else False


def assess(facts: Facts, previous: Exposure | None = None) -> Exposure:
    """Return the exposure. Unknown from the start counts as reachable.

    An exposure that becomes unknown stays as last seen: a change of severities, either way,
    would be reported as a change of the posture.
    """
    found = (
        *_urls(facts),
        *_apps(facts.supervisor),
        *_own_addresses(facts.network, facts.http, previous),
        *_sessions(facts.auth, facts.network),
    )
    evidence = tuple(dict.fromkeys(found))  # several things unknown are told once
    level = Level.INTERNET if evidence else Level.LOCAL
    if previous and evidence and all(row.kind is ExposureKind.UNKNOWN for row in evidence):
        level = previous.level
    return Exposure(level, evidence)


def _is_name(host: str) -> bool:
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return True
    return False


def _may_be_funnel(facts: Facts) -> bool:
    """Return whether Tailscale may publish the instance: a name in the VPN does not show it.

    Funnel and Serve terminate TLS on this machine and connect to Home Assistant by loopback.
    """
    url = require(facts.urls).external_url or ""
    serves_tls = not isinstance(facts.http, Unavailable) and facts.http.serves_tls
    if url.startswith("https:") and not serves_tls:
        return True
    found = _running(facts.supervisor, (TAILSCALE_APP,))
    return isinstance(found, Unavailable) or found


def _running(
    supervisor: SupervisorFacts | Unavailable | None, suffixes: tuple[str, ...]
) -> bool | Unavailable:
    """Return whether an app with one of these names runs."""
    if supervisor is None:
        return False
    apps = supervisor if isinstance(supervisor, Unavailable) else supervisor.apps
    if isinstance(apps, Unavailable):
        return apps
    states = [app.running for app in apps if app.slug.endswith(suffixes)]
    if any(state is True for state in states):
        return True
    return next((state for state in states if isinstance(state, Unavailable)), False)


def _urls(facts: Facts) -> tuple[ExposureEvidence, ...]:
    urls = facts.urls
    if isinstance(urls, Unavailable):
        return (ExposureEvidence(ExposureKind.UNKNOWN),)
    found = []
    public = external_is_public(facts)
    if isinstance(public, Unavailable):
        found.append(ExposureEvidence(ExposureKind.UNKNOWN))
    elif public:
        found.append(ExposureEvidence(ExposureKind.EXTERNAL_URL))
    if isinstance(urls.cloud_remote, Unavailable):
        found.append(ExposureEvidence(ExposureKind.UNKNOWN))
    elif urls.cloud_remote:
        found.append(ExposureEvidence(ExposureKind.CLOUD_REMOTE))
    return tuple(found)


def _apps(supervisor: SupervisorFacts | Unavailable | None) -> tuple[ExposureEvidence, ...]:
    running = _running(supervisor, RELAY_APPS)
    if isinstance(running, Unavailable):
        return (ExposureEvidence(ExposureKind.UNKNOWN),)
    return (ExposureEvidence(ExposureKind.RELAY_APP),) if running else ()


def _own_addresses(
    network: NetworkFacts | Unavailable,
    http: HttpFacts | Unavailable,
    previous: Exposure | None,
) -> tuple[ExposureEvidence, ...]:
    """Return the evidence of a public IPv4 address of this machine, as a rented server has.

    Whether a firewall protects it cannot be told.
    """
    unknown = ExposureEvidence(ExposureKind.UNKNOWN)
    if isinstance(network, Unavailable):
        return (unknown,) if previous and unknown in previous.evidence else ()
    public = {str(own) for own in network.own_addresses if own.version == 4 and is_public(own)}
    hosts = () if isinstance(http, Unavailable) else http.hosts
    is_open = not hosts or any(host in _ALL_ADDRESSES or host in public for host in hosts)
    return (unknown,) if public and is_open else ()


def _sessions(
    auth: AuthFacts | Unavailable, network: NetworkFacts | Unavailable
) -> tuple[ExposureEvidence, ...]:
    if isinstance(auth, Unavailable):
        return (ExposureEvidence(ExposureKind.UNKNOWN),)
    home = home_networks(network)
    used = (session.last_used_ip for session in auth.sessions)
    outside = [ip for ip in used if ip and is_public(ip) and ip not in home]
    # Without the home's networks, a public IPv6 address may be of a device at home.
    if isinstance(network, Unavailable) and outside and all(ip.version == 6 for ip in outside):
        return (ExposureEvidence(ExposureKind.UNKNOWN),)
    return (ExposureEvidence(ExposureKind.GLOBAL_SESSION, len(outside)),) if outside else ()
