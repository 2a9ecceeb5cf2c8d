"""Distinguish the hostnames of a home from those of public services."""

# ruff: noqa: E501 - patterns and words of other scripts

from collections.abc import Iterator
import re
from typing import Final, NamedTuple

from .. import vocabulary
from ..common_names import (
    HOME_SUFFIXES,
    OWN_SERVICES,
    PUBLIC_HOSTS,
    SERVICE_LABELS,
    SOFTWARE_HOSTS,
    TOP_LEVEL_DOMAINS,
)
from ..model import Private
from ..secret_scanner import cached_until_forgotten, fold
from ..vocabulary import word_set
from .match import ValueMatch
from .networks import is_ip

_SCHEMES: Final = (
    "https?|wss?|mqtts?|mqtt\\+ssl|rtsps?|rtmps?|ftps?|sftp|ssh|smb|cifs|nfs|tcp|tls|ssl|udp|coaps?|"
    "amqps?|mysql(?:\\+\\w+)?|mariadb|postgres(?:ql)?(?:\\+\\w+)?|mssql(?:\\+\\w+)?|rediss?|mongodb|ldaps?|"
    "ipps?|vnc|rdp|telnet|socks[45]?|socket|rfc2217|esphome|webdavs?|davs?|caldav|rsync|git|ntp|imaps?|"
    "smtps?|webcal|feed|kodi|kodis|plex|squeezebox|dlna|onvif|hls|mms|srt|grpc|ws\\+unix|influxdb"
)
_ADDRESS: Final = re.compile(
    rf"(?i)(?<![a-z0-9+.-])(?:{_SCHEMES}):(?:\\?/){{2}}"
    r"(?:(?P<user>[^\s:/@\"'<>{}$\\]{1,64})?(?P<password>:[^\s/\"'<>,;|]{0,200})?@)?"
    r"(?P<host>[^\W_][\w.-]{0,253})(?P<port>:\d{1,5})?(?![\w@{$-])"
)
_HOST_PORT: Final = re.compile(r"([A-Za-z0-9][\w.-]{0,253})(?::\d{1,5})?(?:/.*)?")
_DOMAIN: Final = re.compile(
    r"(?<![\w.@-])[A-Za-z0-9][\w-]{0,62}(?:\.[A-Za-z0-9][\w-]{0,62}){1,8}(?![\w(-]|\.\w)", re.ASCII
)
_BARE: Final = re.compile(r"(?<![\w.@/-])[A-Za-z0-9][\w-]{1,62}(?![\w-]|\.\w)", re.ASCII)
# "user@host" of a remote shell.
_SHELL: Final = re.compile(
    r"(?<![\w.+@/:-])([a-z_][\w.-]{0,31})@([A-Za-z0-9][\w.-]{0,253})(?![\w@])"
)
_NETWORK_COMMAND: Final = re.compile(
    r"\b(?:ping6?|fping|arping|ssh|scp|sftp|rsync|curl|wget|nc|netcat|telnet|nmap|mosquitto_\w+|"
    r"nslookup|dig|host|traceroute|smbclient|mount|wakeonlan|etherwake|adb|snmp\w+|net rpc)\b"
)
_ROUTED: Final = re.compile(
    r"Host(?:SNI)?\(([`'\"][^()]{3,300})\)"
    r"|(?:(?<![\w.-])caddy(?:_\d+)?|VIRTUAL_HOST|LETSENCRYPT_HOST|SERVER_?URL|SERVER_NAME|DOMAINS?|[A-Z]+_DOMAINS?|"
    r"--domains?|server_name)[= ]\s{0,3}((?:https?://)?[\w.,-]{4,200})"
)
_ROUTED_KEYS: Final = frozenset(
    {"extra_hosts", "virtual_host", "letsencrypt_host", "serverurl", "server_url", "server_name", "caddy",
     "cloudflare_domain", "domain_name", "base_domain"}
)  # fmt: skip
_SHARE: Final = re.compile(r"(?<![\w:/])//([A-Za-z0-9][\w.-]{1,250})(?=/)")
# What documentation writes.
_EXAMPLE: Final = re.compile(
    r"(?:^|\.)(?:example|(?:my|your)[_-]?(?:sub)?[_-]?domain|your[_-]?\w{0,20}|sub-?domain|host-?name|[\w-]*x{4,}|domain|ip_address|changeme)(?=\.)"
)
_CERTIFICATE: Final = re.compile(r"/live/([A-Za-z0-9][\w-]*(?:\.[\w-]+)+)/")
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_][a-z0-9_-]*)*")
_APP: Final = re.compile(r"(?:[0-9a-f]{8}|core|local|addon)[-_][a-z0-9_-]+")
# Any other last label ends no host: "light.kitchen".
_LAST_LABELS: Final = TOP_LEVEL_DOMAINS | {name.rpartition(".")[2] for name in HOME_SUFFIXES}
_STANDARD_PORTS: Final = frozenset({"", ":80", ":443", ":21", ":22", ":25", ":465", ":587", ":993"})
_LAN: Final = word_set("lan_suffixes")
_SECOND_LEVEL: Final = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "gv"})
# Characters of a name with a number that can be an ordinary word.
_USUAL: Final = 5
_MEDIA_WORDS: Final = ("radio", "stream", "icecast", "shoutcast", "mp3", "podcast")


class Address(NamedTuple):
    """The host of an address, and who logs in."""

    begin: int
    end: int
    host: str
    port: str
    user: tuple[int, int] | None
    has_password: bool


def addresses(text: str) -> Iterator[Address]:
    """Yield the addresses with a scheme."""
    if "//" not in text and "\\/" not in text:
        return
    for match in _ADDRESS.finditer(text):
        begin, end = match.span("host")
        host = match["host"].rstrip(".-")
        user = match.span("user") if match["user"] else None
        yield Address(
            begin,
            end - len(match["host"]) + len(host),
            host.lower(),
            match["port"] or "",
            user,
            match["password"] is not None,
        )


def shell_logins(text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield user and host of `user@host` in commands of a remote shell."""
    if "@" in text and _NETWORK_COMMAND.search(text):
        for match in _SHELL.finditer(text):
            host = match[2].rstrip(".-")
            if not host[0].isdigit() or is_ip(host):
                yield match.span(1), (match.start(2), match.start(2) + len(host))


def routed_hosts(key: str, text: str) -> Iterator[str]:
    """Yield the hosts that a proxy or a container is told to answer for."""
    if "Host" in text or "=" in text or "--domain" in text or "server_name" in text:
        for match in _ROUTED.finditer(text):
            for name in re.split(r"[`\"',\s|]+", match[1] or match[2]):
                if has_public_suffix(name) or _home_suffix(name.lower()):
                    yield name
    if key.lower() in _ROUTED_KEYS:
        for part in text.split(","):
            name = part.strip().partition("=" if "=" in part else ":")[0]
            if "." in name and _NAME.fullmatch(name) and not is_ip(name):
                yield name


def is_routed_key(key: str) -> bool:
    """Return whether a key names the hosts that a proxy answers for."""
    return key.lower() in _ROUTED_KEYS


def host_of(text: str) -> tuple[int, int] | None:
    """Return the host in the value of a key like `host`: alone, or with port and path."""
    match = _HOST_PORT.fullmatch(text)
    return match.span(1) if match else None


def has_public_suffix(name: str) -> bool:
    """Return whether a host name can exist in the Internet."""
    labels = name.lower().split(".")
    return (
        len(labels) > 1
        and labels[-1] in TOP_LEVEL_DOMAINS
        and any(char.isalpha() for char in labels[-2])
    )


def is_service(name: str) -> bool:
    """Return whether a host name belongs to a known public service."""
    at = 0
    while at >= 0:
        if name[at:] in PUBLIC_HOSTS:
            return True
        at = name.find(".", at) + 1 or -1
    return False


def registrable(name: str) -> str:
    """Return the domain that somebody registered."""
    labels = name.split(".")
    size = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-size:])


class Hosts:
    """The host names of a home."""

    def __init__(self) -> None:
        """Start without any."""
        self._own: set[str] = set()
        self._domains: set[str] = set()
        self._bare: set[str] = set()  # single labels that are no ordinary words

    def add_own(self, host: str) -> None:
        """Add a host name of the instance itself."""
        name = _clean(host)
        if not _NAME.fullmatch(name) or is_ip(name) or name in SOFTWARE_HOSTS or is_service(name):
            return
        self._own.add(name)
        if "." not in name:
            return
        suffix = _home_suffix(name)
        if suffix is None:
            self._domains.add(registrable(name))

    def add_domain(self, text: str) -> None:
        """Add the domain of a certificate in a path."""
        for match in _CERTIFICATE.finditer(text):
            self.add_own(match[1])

    def add_seen(self, address: Address) -> None:
        """Add the host of an address, if something shows that it is the home's."""
        name = address.host
        if "." not in name:
            self.add_label(name)
            return
        if not has_public_suffix(name) or _home_suffix(name) or _is_public(name):
            return
        labels = name.split(".")
        is_own_service = len(labels) > 2 and labels[0] in OWN_SERVICES
        if is_own_service or address.has_password or address.port not in _STANDARD_PORTS:
            self._domains.add(registrable(name))

    def add_label(self, name: str) -> None:
        """Add a host name of one label; elsewhere it is one only if it is no ordinary word."""
        name = _clean(name)
        is_unusual = "-" in name.strip("-") or (
            len(name) > _USUAL and any(char.isdigit() for char in name)
        )
        if "." not in name and is_unusual and self.is_private(name):
            self._bare.add(name)

    def is_private(self, host: str) -> bool:
        """Return whether a host name identifies a home."""
        name = _clean(host)
        if not _NAME.fullmatch(name) or is_ip(name) or name in SOFTWARE_HOSTS:
            return False
        if name in self._own:
            return True
        if _EXAMPLE.search(name):
            return False
        if "." not in name:
            return not (_APP.fullmatch(name) or name.isdecimal() or vocabulary.is_domain(name))
        if _home_suffix(name) is not None:
            return True
        return (
            has_public_suffix(name) and registrable(name) in self._domains and not is_service(name)
        )

    def in_addresses(self, text: str) -> Iterator[ValueMatch]:
        """Yield the host names of a home in addresses and in commands of a remote shell."""
        for address in addresses(text):
            # "http://IP_ADDRESS" is an example.
            is_example = text[address.begin : address.end].isupper()
            if not is_example and self.is_private(address.host):
                yield ValueMatch(address.begin, address.end, Private.HOST)
        if "cifs" in text or "smbclient" in text:
            for match in _SHARE.finditer(text):
                if self.is_private(match[1]):
                    yield ValueMatch(*match.span(1), Private.HOST)
        for _, (begin, end) in shell_logins(text):
            if self.is_private(text[begin:end]):
                yield ValueMatch(begin, end, Private.HOST)

    def are_without(self, text: str) -> bool:
        """Return whether no host is alone in a text, as a quick look shows."""
        if "." in text and any(map(self._may_be_alone, _DOMAIN.findall(text))):
            return False
        return not self._bare or self._bare.isdisjoint(map(str.lower, _BARE.findall(text)))

    def _may_be_alone(self, written: str) -> bool:
        name = written.lower()
        return name.rpartition(".")[2] in _LAST_LABELS or name in self._own

    def alone(self, text: str) -> Iterator[ValueMatch]:
        """Yield the host names of a home that stand in a text without a scheme."""
        if "." in text:
            for match in _DOMAIN.finditer(text):
                if self._is_alone(match[0], text):
                    yield ValueMatch(*match.span(), Private.HOST)
        if self._bare and not self._bare.isdisjoint(map(str.lower, _BARE.findall(text))):
            for match in _BARE.finditer(text):
                if match[0].lower() in self._bare:
                    yield ValueMatch(*match.span(), Private.HOST)

    def slugs(self) -> Iterator[tuple[str, str]]:
        """Yield the own host names as Home Assistant writes them in ids, with the name."""
        for name in sorted(self._own):
            if "." in name:
                yield re.sub(r"[.-]", "_", name), name

    def _is_alone(self, written: str, text: str) -> bool:
        """Return whether a name with dots outside of an address is a host of the home."""
        name = written.lower()
        if not (self._may_be_alone(written) and self.is_private(name)):
            return False
        suffix = _home_suffix(name)
        if suffix in _LAN:
            first = name.split(".", 1)[0]
            return (
                name in self._own
                or "-" in first
                or any(char.isdigit() for char in first)
                or _has_command(text)
            )
        return True


# Asked for each name in a text.
@cached_until_forgotten(16_384)
def _has_command(text: str) -> bool:
    return _NETWORK_COMMAND.search(text) is not None


def _clean(host: str) -> str:
    return fold(host.strip()).rstrip(".")


def _home_suffix(name: str) -> str | None:
    """Return the suffix that only homes have; None for the service itself."""
    at = name.find(".")
    while at >= 0:
        if name[at:] in HOME_SUFFIXES:
            return None if name[:at] in ("www", "docs", "account") else name[at:]
        at = name.find(".", at + 1)
    return None


def _is_public(name: str) -> bool:
    """Return whether a host name is one of a public service, by list or by its labels."""
    labels = name.split(".")
    return (
        is_service(name)
        or (len(labels) > 2 and labels[0] in SERVICE_LABELS)
        or any(word in name for word in _MEDIA_WORDS)
    )
