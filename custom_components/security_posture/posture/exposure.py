"""Determine who can reach the instance."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from .facts import AuthFacts, Facts, NetworkFacts, Unavailable, UrlsFacts
from .model import Exposure, ExposureEvidence, ExposureKind, Level
from .networks import home_networks, is_public

# Suffixes of names that only resolve in a home network, in a VPN or on the machine itself.
LOCAL_SUFFIXES = (
    ".local",
    ".localhost",
    ".localdomain",
    ".lan",
    ".home",
    ".home.arpa",
    ".fritz.box",
    ".internal",
    ".intranet",
    ".private",
    ".corp",
    ".ts.net",
)


def host_of(url: str | None) -> str | None:
    """Return the lower-case host of a URL, or None when it has none."""
    if not url:
        return None
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def is_public_host(host: str) -> bool:
    """Return whether a host name or literal address is reachable from the internet."""
    name = host.lower().rstrip(".")
    try:
        address = ip_address(name.partition("%")[0])
    except ValueError:
        return "." in name and not name.endswith(LOCAL_SUFFIXES)
    return address.is_global


def assess(facts: Facts, previous: Exposure | None = None) -> Exposure:
    """Return the exposure. Unknown from the start counts as reachable.

    An exposure that becomes unknown stays as last seen: a change of severities, either way,
    would be reported as a change of the posture.
    """
    evidence = (*_urls(facts.urls), *_sessions(facts.auth, facts.network))
    level = Level.INTERNET if evidence else Level.LOCAL
    if previous and evidence and all(row.kind is ExposureKind.UNKNOWN for row in evidence):
        level = previous.level
    return Exposure(level, evidence)


def _urls(urls: UrlsFacts | Unavailable) -> tuple[ExposureEvidence, ...]:
    if isinstance(urls, Unavailable):
        return (ExposureEvidence(ExposureKind.UNKNOWN),)
    found = []
    host = host_of(urls.external_url)
    if host and is_public_host(host):
        found.append(ExposureEvidence(ExposureKind.EXTERNAL_URL))
    if isinstance(urls.cloud_remote, Unavailable):
        found.append(ExposureEvidence(ExposureKind.UNKNOWN))
    elif urls.cloud_remote:
        found.append(ExposureEvidence(ExposureKind.CLOUD_REMOTE))
    return tuple(found)


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
