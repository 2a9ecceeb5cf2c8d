"""Find private values that a word beside them tells, or a form that only they have.

In texts for people, in the queries and paths of addresses, in JSON and in commands.
"""

from collections.abc import Callable, Iterator
import re
from typing import Final
from urllib.parse import unquote_plus

from .. import vocabulary
from ..common_names import OWN_SERVICES
from ..model import Private
from .by_key import is_account, kind_by_name
from .match import ValueMatch
from .phones import DATE, phones
from .plates import plates
from .postal import postal_addresses
from .wifi_names import wifi_names

_QUERY: Final = re.compile(r"[?&;]([A-Za-z][\w.-]{0,40})=([^&;\s\"'<>#{}$]{1,200})")
_PATH: Final = re.compile(
    r"(?i)/(?:[a-z]{1,20}-){0,3}(?:meters?|meter-?points?|devices?|sites?|plants?|chargers?|vehicles?|cars?|accounts?|"
    r"customers?|contracts?|pod|uc|ean|installations?|inverters?|gateways?|homes?|households?|premises|points?|vin|"
    r"subscriptions?|deliverypoints?|waInstance)/?([A-Za-z0-9][\w-]{4,40})(?=[/?#\s\"'<>]|$)"
)
_JSON: Final = re.compile(
    r"\\?[\"']([A-Za-z_][\w-]{1,40})\\?[\"']\s{0,3}:\s{0,3}"
    r"(?:\\?[\"']([^\"'\\{}\n]{2,120}?)\\?[\"']|(-?\d{5,20})(?![\w.]))"
)
_OPTION: Final = re.compile(
    r"(?<!\S)--([A-Za-z][\w-]{1,30})(?:=|\s{1,3})[\"']?([^\s\"'{}$<>-][^\s\"'{}$<>]{2,80})"
)
# "Serial number: QX12345678", "Kennzeichen: Q-X 123".
_LABEL: Final = re.compile(
    r"(?<![\w.])([^\W\d_]{2,24}(?:[ _-][^\W\d_]{2,12})?)\s?[:\uff1a]\s{0,2}[`*\"']{0,2}"
    r"([^\s`*\"',;<>|{}(\[!$][^`*\"',;<>|{}()\[\]\n]{2,60})"
)
_TOPIC_PART: Final = re.compile(
    r"(?<=/)(?:[A-Z]{0,5}\d{7,20}|(?=[A-Z\d]{0,6}\d{6})[A-Z\d]{8,20})(?=/|\s|$)"
)
_TOPIC_MAC: Final = re.compile(r"(?<=/)(?=\d*[A-F])(?=[A-F]*\d)[0-9A-F]{12}(?=/|$)")
_DEVICE_MAC: Final = re.compile(
    r"(?<![^\W_])(?:shelly[\w-]{0,24}?|esp\w{0,10}|tasmota|wled|sonoff|gosund|ble|atc|lywsd\w{0,8}|mac|ring|tapo|kasa|"
    r"reolink|eufy|roborock|vacuum|hue|plug|lamp|bulb|bt|zb)[_-]"
    r"((?=[0-9a-fA-F]{0,11}\d)[0-9a-fA-F]{12})(?![^\W_])"
)
# Numbers of persons and of accounts by their form.
# The number of a car.
_VIN: Final = re.compile(
    r"(?<![\w-])(?=[0-9]{0,12}[A-HJ-NPR-Z])[A-HJ-NPR-Z0-9]{11}[A-HJ-NPR-Z0-9]{2}\d{4}(?![\w-])"
)
_PERSON_NUMBER: Final = re.compile(
    r"(?<![\w.-])(?:\d{3}\.\d{3}\.\d{3}-\d{2}|[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z])(?![\w-])"
)
# Places by codes: "8FVC9G8F+6W", "///one.two.three".
_PLUS_CODE: Final = re.compile(
    r"(?<![\w+])[2-9CFGHJMPQRVWX]{8}(?:\+|%2B)[2-9CFGHJMPQRVWX]{2,3}(?![\w+])"
)
_THREE_WORDS: Final = re.compile(
    r"(?<![\w:/])///[^\W\d_]{3,20}\.[^\W\d_]{3,20}\.[^\W\d_]{3,20}(?!\w)|(?<=w3w\.co/)[\w.]{8,60}"
)
_ESCAPED_MAIL: Final = re.compile(
    r"(?<![\w.%+-])([A-Za-z0-9][\w.-]{0,63}%40[A-Za-z0-9][\w-]{0,62}(?:\.[A-Za-z]{2,20}){1,3})(?![\w-])"
)
_SENTENCE: Final = re.compile(r"[ \n].*[ \n]|[:\uff1a]", re.DOTALL)
_NUMBER_OF_HOUSE: Final = frozenset(
    {"house", "nr", "number", "no", "housenr", "hnr", "num", "huisnr", "toevoeging"}
)
_MAPS: Final = frozenset(
    {"q", "query", "daddr", "saddr", "destination", "origin", "address", "street", "addr"}
)
_BASIC_AUTH: Final = re.compile(r"\s*([^\s:@/{}$]{2,64}):(?!//)[^\s{}]{2,300}\s*")


def told(key: str, text: str, work: Callable[[], None] = lambda: None) -> Iterator[ValueMatch]:
    """Yield the private values of a text; `work` is called between the steps."""
    if "=" in text:
        work()
        yield from _query(text)
        work()
        yield from _pairs(text)
    if "/" in text:
        work()
        yield from _in_paths(key, text)
    if ":" in text and ("'" in text or '"' in text):
        work()
        yield from _json(text)
    if "--" in text:
        work()
        yield from _options(text)
    work()
    yield from _by_form(text)
    work()
    yield from _assigned(text)
    has_digit = _HAS_DIGIT.search(text) is not None
    if has_digit:
        work()
        yield from postal_addresses(text)
    if _SENTENCE.search(text):
        yield from _in_sentence(text, work, has_digit=has_digit)
    if has_digit:
        work()
        yield from phones(text)
        work()
        yield from plates(key, text)
    if "auth" in key.lower() and ":" in text:
        match = _BASIC_AUTH.fullmatch(text)
        if match and is_account(match[1]):
            yield ValueMatch(*match.span(1), Private.USER)


_LEAST_OF_VIN: Final = 3
_HAS_DIGIT: Final = re.compile(r"\d")
_THREE_DIGITS: Final = re.compile(r"\d{3}")
# Before a marked name.
_MARKS: Final = ("**", "`", "__", "\u300c", "\u201e", "\u201c", "\u00ab")


def _in_sentence(text: str, work: Callable[[], None], *, has_digit: bool) -> Iterator[ValueMatch]:
    has_colon = ":" in text or "\uff1a" in text
    if has_digit and has_colon:
        work()
        yield from _labels(text)
    if has_colon or any(mark in text for mark in _MARKS):
        work()
        yield from wifi_names(text)


def _query(text: str) -> Iterator[ValueMatch]:
    found = [*_QUERY.finditer(text)]
    kinds = [_kind_in_query(match) for match in found]
    has_address = Private.ADDRESS in kinds
    for match, kind in zip(found, kinds, strict=True):
        is_house = match[1].lower() in _NUMBER_OF_HOUSE and match[2][:1].isdigit()
        if kind is not None:
            yield ValueMatch(*match.span(2), kind)
        elif has_address and is_house:
            yield ValueMatch(*match.span(2), Private.ADDRESS)


def _kind_in_query(match: re.Match[str]) -> Private | None:
    # A plus sign of a phone number is read as a space.
    value = unquote_plus(match[2]).strip()
    kind = kind_by_name(match[1], value)
    is_place = match[1].lower() in _MAPS and next(postal_addresses(value), None)
    return kind or (Private.ADDRESS if is_place else None)


def _in_paths(key: str, text: str) -> Iterator[ValueMatch]:
    if "://" in text or text.startswith("/"):
        for match in _PATH.finditer(text):
            digits = sum(map(str.isdigit, match[1]))
            if digits > 3 and digits * 3 > len(match[1]) and not DATE.fullmatch(match[1]):
                yield ValueMatch(*match.span(1), Private.SERIAL)
    elif (" " not in text or "mosquitto_" in text) and (
        "topic" in key.lower() or text.count("/") > 1
    ):
        for match in _TOPIC_PART.finditer(text):
            yield ValueMatch(*match.span(), Private.SERIAL)
        for match in _TOPIC_MAC.finditer(text):
            yield ValueMatch(*match.span(), Private.MAC)


def _json(text: str) -> Iterator[ValueMatch]:
    for match in _JSON.finditer(text):
        group = 2 if match[2] is not None else 3
        kind = kind_by_name(match[1], match[group])
        if kind is not None and kind is not Private.USER:
            yield ValueMatch(*match.span(group), kind)


def _options(text: str) -> Iterator[ValueMatch]:
    for match in _OPTION.finditer(text):
        kind = kind_by_name(match[1], match[2])
        if kind is None and match[1].lower() == "id" and _LONG_ID.fullmatch(match[2]):
            kind = Private.SERIAL
        if kind is not None:
            yield ValueMatch(*match.span(2), kind)


def _assigned(text: str) -> Iterator[ValueMatch]:
    """Yield the value of `NAME=value`, as in a list of environment variables; users of commands."""
    match = _ASSIGNMENT.fullmatch(text) if "=" in text else None
    if match:
        value = match[2].rstrip()
        kind = kind_by_name(match[1], value)
        if _SUBDOMAINS.search(match[1]) and _LABEL_OF_HOST.fullmatch(value):
            is_service = value in OWN_SERVICES or vocabulary.is_ordinary(value)
            kind = None if is_service else Private.HOST
        if kind is not None:
            yield ValueMatch(match.start(2), match.start(2) + len(value), kind)
    if " -u" in text or "users=" in text:
        for match in _COMMAND_USER.finditer(text):
            if is_account(match[1]):
                yield ValueMatch(*match.span(1), Private.USER)


_ASSIGNMENT: Final = re.compile(r"([A-Za-z_]\w{1,60})=([^\s{$\"'][^\n{}$]{1,200})")
_SUBDOMAINS: Final = re.compile(r"(?i)(?:^|_|duckdns)sub_?domains?$")
_LABEL_OF_HOST: Final = re.compile(r"(?!wildcard|www)[a-z0-9][a-z0-9-]{4,60}")
_COMMAND_USER: Final = re.compile(
    r"(?:(?:curl|mosquitto_\w+|wget|smbclient|mysql|mysqldump|psql|sshpass|lftp|ftp|snmp\w+)\s(?:[^\n]{0,200}\s)??-u\s{0,2}[\"']?"
    r"|basicauth\.users=)([A-Za-z_][\w.@-]{1,40}?)(?=[:\s\"']|$)"
)
_LONG_ID: Final = re.compile(r"(?=\D{0,64}\d\D{0,64}\d)[0-9A-Z]{8,64}")


def _pairs(text: str) -> Iterator[ValueMatch]:
    for match in _PAIR.finditer(text):
        kind = kind_by_name(match[1], match[2])
        if kind in (Private.USER, Private.SERIAL, Private.WIFI, Private.PHONE):
            yield ValueMatch(*match.span(2), kind)


# "user=me,vers=3.0" of a command.
_PAIR: Final = re.compile(r"(?<![\w?&;.-])([A-Za-z_]{3,24})=([^\s,;&\"'{}$<>()]{2,80})(?=[\s,;]|$)")


def _labels(text: str) -> Iterator[ValueMatch]:
    for match in _LABEL.finditer(text):
        value = match[2].rstrip(" .")
        if not any(map(str.isdigit, value)):
            continue
        kind = kind_by_name(match[1], value) or kind_by_name(match[1], value.split(" ", 1)[0])
        if kind is None:
            continue
        whole = kind_by_name(match[1], value) is not None
        end = match.start(2) + len(value if whole else value.split(" ", 1)[0])
        if kind is not Private.WIFI:
            yield ValueMatch(match.start(2), end, kind)


def _by_form(text: str) -> Iterator[ValueMatch]:
    if "%40" in text:
        for match in _ESCAPED_MAIL.finditer(text):
            yield ValueMatch(*match.span(1), Private.EMAIL)
    if "+" in text or "%2B" in text:
        for match in _PLUS_CODE.finditer(text):
            yield ValueMatch(*match.span(), Private.ADDRESS)
    if "///" in text or "w3w.co/" in text:
        for match in _THREE_WORDS.finditer(text):
            yield ValueMatch(*match.span(), Private.ADDRESS)
    yield from _numbers(text)


def _numbers(text: str) -> Iterator[ValueMatch]:
    for match in _DEVICE_MAC.finditer(text) if "-" in text or "_" in text else ():
        yield ValueMatch(*match.span(1), Private.MAC)
    if _THREE_DIGITS.search(text) is None:
        return
    for match in _VIN.finditer(text):
        if sum(map(str.isalpha, match[0])) > _LEAST_OF_VIN:
            yield ValueMatch(*match.span(), Private.SERIAL)
    for match in _PERSON_NUMBER.finditer(text):
        yield ValueMatch(*match.span(), Private.SERIAL)
