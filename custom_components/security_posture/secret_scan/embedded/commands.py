"""Find passwords and tokens in commands: `curl -u me:secret`, `--token secret`."""

from collections.abc import Iterator
import re
from typing import Final

from ..key_names import secret_name
from ..model import Kind
from ..random_values import looks_random
from ..references import is_path
from ..value_patterns import is_literal
from .pairs import LONG, VARIABLE, Pairs
from .span import Span

_OPTION: Final = re.compile(r"(?<!\S)--?([A-Za-z][\w-]{1,40})(?:=|\s{1,4})(\\?[\"'])?(?!-)")
# Commands with short options. The group is the secret.
_COMMANDS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    (
        "-",
        re.compile(
            r"(?:^|(?<=[\s\"',\[]))(?:-\w{0,6}u|--user|--proxy-user)(?:[ =]|[\"'],\s?)?\\?[\"']?"
            r"[^\s:\"'\\]{1,100}:([^\s\"'\\]{1,200})"
        ),
    ),
    ("--user", re.compile(r"--(?:proxy-)?user[ =]\\?[\"']?[^\s:\"'\\]{1,100}:([^\s\"'\\]{1,200})")),
    ("-U", re.compile(r"\s-U\s{0,2}\\?[\"']?[\w.@\\/-]{1,80}%([^\s\"'\\]{1,200})")),
    ("sshpass", re.compile(r"\bsshpass\s{1,3}-p\s{0,2}\\?[\"']?([^\s\"'\\]{1,200})")),
    (
        "mosquitto_",
        re.compile(r"\bmosquitto_\w{3,5}\b[^\n|;]{0,300}?\s-P\s{0,2}\\?[\"']?([^\s\"'\\]{1,200})"),
    ),
    ("mysql", re.compile(r"\b(?:mysql|mysqldump|mariadb)\b[^\n|;]{0,200}?\s-p([^\s\"'\\]{2,200})")),
    ("ipmitool", re.compile(r"\bipmitool\b[^\n|;]{0,200}?\s-P\s{0,2}\\?[\"']?([^\s\"'\\]{1,200})")),
    (
        "redis-cli",
        re.compile(r"\bredis-cli\b[^\n|;]{0,120}?\s-a\s{1,3}\\?[\"']?([^\s\"'\\]{1,200})"),
    ),
    (
        "zip",
        re.compile(
            r"(?:^|[\s;&|/'\"])(?:un)?zip\s[^\n|;]{0,120}?\s-P\s{0,2}\\?[\"']?([^\s\"'\\]{1,200})"
        ),
    ),
    ("7z", re.compile(r"\b7z[ar]?\b[^\n|;]{0,120}?\s-p([^\s\"'\\]{2,200})")),
    ("lftp", re.compile(r"\blftp\b[^\n|;]{0,120}?\s-u\s{1,3}[^\s,]{1,80},([^\s\"'\\]{1,200})")),
    (
        "send",
        re.compile(r"(?i)assw[^\n]{0,60}?\bsend\s{1,3}\\?[\"']?([^\s\"'\\]{2,100})"),
    ),
    (
        "-P",
        re.compile(
            r"\b(?:sqlcmd|bcp|wget|tftp|amixer|broute|isql|ftp|ncftp\w{0,3}|nmap|telnet|mqttx?|mqtt-cli)\b"
            r"[^\n|;]{0,200}?\s-P\s{1,3}\\?[\"']?([^\s\"'\\]{4,200})"
        ),
    ),
    (
        "ups",
        re.compile(r"\bups(?:cmd|rw)\b[^\n|;]{0,120}?\s-p\s{0,2}\\?[\"']?([^\s\"'\\]{4,200})"),
    ),
    (
        "nmcli",
        re.compile(r"\bnmcli\b[^\n|;]{0,160}?\s(?:password|psk)\s{1,3}\\?[\"']?([^\s\"'\\]{8,63})"),
    ),
    (
        "wpa_passphrase",
        re.compile(
            r"\bwpa_passphrase\s{1,3}(?:\\?[\"'][^\"'\\\n]{1,40}\\?[\"']|\S{1,40})\s{1,3}\\?[\"']?"
            r"([^\s\"'\\]{8,63})"
        ),
    ),
    (
        "sudo",
        re.compile(
            r"\becho\s{1,3}(?:-\w\s)?\\?[\"']?([^\s\"'\\|]{3,100})\\?[\"']?\s{0,3}\|\s{0,3}sudo\s{1,3}-\w{0,3}S"
        ),
    ),
    (
        "net use",
        re.compile(
            r"(?i)\bnet use\b[^\n|;]{0,160}?/user:\S{1,80}\s{1,3}\\?[\"']?([^\s/\"'\\]{3,100})"
        ),
    ),
    (
        "openssl",
        re.compile(r"\bopenssl\s(?:enc|aes)[^\n|;]{0,200}?\s-k\s{1,3}\\?[\"']?([^\s\"'\\]{3,200})"),
    ),
    ("pass:", re.compile(r"\s-(?:pass|passin|passout|k)\s{1,3}pass:([^\s\"']{1,200})")),
    (
        "snmp",
        re.compile(r"\bsnmp\w{3,8}\b[^\n|;]{0,200}?\s-c\s{0,2}\\?[\"']?([^\s\"'\\]{3,100})"),
    ),
    (
        "login",
        re.compile(r"(?i)\blogin\s{1,4}\S{1,80}\s{1,4}password\s{1,4}([^\s\"'\\]{3,100})"),
    ),
)
_RANDOM_OPTION: Final = re.compile(
    r"(?i)(?<!\S)--(?:\w{0,20}-)?(?:id|user|account|login|client|device|app|appid|customer|key|auth|access)"
    r"(?:=|\s{1,3})\\?[\"']?([A-Za-z0-9]{20,200})(?=$|[\s\"'\\])"
)
_MIN_DIGITS: Final = 4
# Tasmota's list of commands: "Backlog Password1 x; MqttPassword y".
_BACKLOG: Final = re.compile(r"(?i)\bbacklog0?\b")
_BACKLOG_PASSWORD: Final = re.compile(
    r"(?i)\b\w{0,12}password\d?\s{1,3}\\?[\"']?([^\s\"'\\;]{4,100})(?=\s{0,3};|[\"'\s]{0,8}$)"
)
# Tasmota: back to the value of the firmware.
_TASMOTA_RESET: Final = frozenset({"factory", "firmware", "default", "reset"})
# Names of everybody's communities.
_PUBLIC_COMMUNITIES: Final = frozenset({"public", "private"})


def command_secrets(text: str) -> Iterator[Span]:
    """Yield the secrets in the commands of a text."""
    if "-" in text or "asswor" in text or "psk" in text or "net use" in text or "wpa_" in text:
        yield from _in_commands(text)
    if "asswor" in text and _BACKLOG.search(text):
        for match in _BACKLOG_PASSWORD.finditer(text):
            if is_literal(match[1]) and match[1].lower() not in _TASMOTA_RESET:
                yield Span(match.start(1), match.end(1), Kind.PASSWORD)


def _in_commands(text: str) -> Iterator[Span]:
    for marker, pattern in _COMMANDS:
        if marker in text:
            for match in pattern.finditer(text):
                if _is_argument(match[1]):
                    yield Span(match.start(1), match.end(1), Kind.PASSWORD)
    if "--" in text:
        yield from _random_options(text)
    found = Pairs(text, lambda: False)
    for match in _OPTION.finditer(text):
        what = secret_name(match[1])
        if what and what.is_certain:
            yield from found.value(match, match[2], what, is_option=True)


def _random_options(text: str) -> Iterator[Span]:
    """Yield what is generated and belongs to a person or a device: `--id 4F0...`."""
    for match in _RANDOM_OPTION.finditer(text):
        if sum(map(str.isdigit, match[1])) >= _MIN_DIGITS and looks_random(match[1], LONG):
            yield Span(match.start(1), match.end(1), Kind.TOKEN)


def _is_argument(text: str) -> bool:
    text = text.rstrip("|;&)`,")
    is_name = text.isupper() and secret_name(text) is not None
    return (
        is_literal(text)
        and not is_name
        and text not in _PUBLIC_COMMUNITIES
        and not is_path(text)
        and not VARIABLE.fullmatch(text)
    )
