"""Find private values that a word beside them tells, or a form that only they have.

In texts for people, in the queries and paths of addresses, in JSON and in commands.
"""

# ruff: noqa: E501, RUF001 - patterns and words of other scripts

from collections.abc import Callable, Iterator
import re
from typing import Final
from urllib.parse import unquote_plus

from .. import vocabulary
from ..common_names import OWN_SERVICES, word_set
from ..model import Private
from ..secret_scanner import fold
from .by_key import is_account, kind_by_name
from .match import ValueMatch
from .postal import postal_addresses

_QUERY: Final = re.compile(r"[?&;]([A-Za-z][\w.-]{0,40})=([^&;\s\"'<>#{}$]{1,200})")
_PATH: Final = re.compile(
    r"(?i)/(?:[a-z]{1,20}-){0,3}(?:meters?|meter-?points?|devices?|sites?|plants?|chargers?|vehicles?|cars?|accounts?|"
    r"customers?|contracts?|pod|uc|ean|installations?|inverters?|gateways?|homes?|households?|premises|points?|vin|"
    r"subscriptions?|deliverypoints?|waInstance)/?([A-Za-z0-9][\w-]{4,40})(?=[/?#\s\"'<>]|$)"
)
_DATE: Final = re.compile(r"(?:19|20)\d\d-?[01]\d(?:-?[0-3]\d)?")
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
# Phones with the words before them.
_TEL: Final = re.compile(
    r"(?i)(?<![a-z])(?:tel|sms|callto|whatsapp|wa\.me|smsto|facetime)[:/]{1,3}(\+?\d[\d-]{5,15}\d)(?![\w.])"
)
_PHONE: Final = re.compile(
    r"(?<![\w+.=/:,-])\(?0\d{1,5}\)?[ /-]{0,3}\d{2,8}(?:[ -]\d{2,8}){0,4}(?![\w:]|[.,]\d)"
)
_SPACED_PHONE: Final = re.compile(
    r"(?<![\w+.=/:,-])(?:\d{1,2} )?\(?\d{1,4}\)?[ -]\d{2,5}[ -]\d{2,4}(?:[ -]\d{2,4}){0,3}(?![\w:-]|[.,]\d)"
)
_MOST_DIGITS: Final = 13
_CALL: Final = re.compile(
    r"(?i)(?<![^\W\d_])(?:tel|tel[eé]fono|telefoon|telefone?|telefono|t[eé]l[eé]phone|telefonnummer|phone|mobile?|handy|"
    r"gsm|cell|call|ring|bel|bellen|ruf|rufen|anruf\w{0,4}|appel\w{0,4}|llam\w{0,5}|chiam\w{0,5}|lig\w{0,4}|d[uú]vidas|"
    r"ring[ea]?|soita|puhelin|tlf|tfn|dzwo\w{0,4}|zavol\w{0,4}|whatsapp|sms|number|nummer|numero|notruf|notfall|hotline|emergency|ice|arzt|doctor|m[eé]dico|docteur)(?![^\W\d_])"
    r"|電話|携帯|でんわ|电话|手机|전화|טלפון|להתקשר|תתקשר|נייד|هاتف|اتصل|телефон|звон|позвон|โทร|फोन"
)
# Forms that only a phone has.
_STRICT_PHONE: Final = re.compile(
    r"(?<![\w+.=/-])(?:0\d{1,3}-\d{2,4}-\d{4}|05\d-\d{7}|06[- ]?\d{8}|\(\d{2,3}\) ?9?\d{4}-\d{4}|\(\d{3}\) ?\d{3}-\d{4})(?![\w-])"
)
# A licence plate, beside a word for a car.
_PLATE: Final = re.compile(
    r"(?<![\w/.-])(?:[A-Z\u00c4\u00d6\u00dc]{1,3}-[A-Z]{1,2} ?\d{1,4}[EH]?|[A-Z]{2}\d{2} ?[A-Z]{3}|[A-Z]{2}[ -]?\d{3}[ -]?[A-Z]{2}"
    r"|[A-Z]{1,3}-\d{2,3}-[A-Z]{1,3}|\d{1,2}-[A-Z]{2,3}-\d{1,3}|[A-Z]{3}-?\d[A-Z0-9]\d{2}|\d{2,3}-\d{2,3}-\d{2,3}"
    r"|[A-Z]{3} ?\d{3}|\d{4} ?[A-Z]{3}|[A-Z]{2} ?\d{4,5}|[A-Z]{2} ?\d{5}[A-Z]?)(?![\w/-])"
)
_FIRST: Final = re.compile(r"[\d -]")
# Abbreviations with numbers.
_NO_PLATES: Final = frozenset(
    {"TV", "LG", "PC", "EG", "OG", "UG", "DG", "AC", "DC", "AP", "WC", "HD", "USB", "LED", "IP", "ID", "PV",
     "WP", "KW", "CO", "NO", "PM", "HP", "EV", "GPS", "API", "CCS", "SOC", "ETA", "KM", "DIN", "ISO", "RAL", "UTC",
     "GMT", "MAX", "MIN", "CPU", "RAM", "SSD", "NAS", "USV", "UPS", "HA", "ESP", "GPIO", "PIN", "TO", "WB", "SW"}
)  # fmt: skip
_JAPANESE_PLATE: Final = re.compile(
    r"[\u4e00-\u9fff]{1,4} ?\d{2,3} ?[\u3041-\u3096] ?[\d\u30fb-]{1,2}[- ]?\d{2}(?!\d)"
)
_CAR: Final = re.compile(
    r"(?i)(?<![^\W\d_])(?:car|auto|wagen|vehicle|plates?|kennzeichen|kenteken|targ[ah]e?|placas?|matr[ií]culas?|"
    r"immatriculation|nummernschild|openalpr|alpr|anpr|lpr|platerecognizer|wallbox|lädt|laden|charging|carport|garage|"
    r"parking|cancello|port[aã]o|voiture|coche|carro|macchina|bil|samoch[oó]d|rejestracj\w{0,2}|spz|rendsz[aá]m|rekisteri\w{0,8}|"
    r"tesla|ev|e-auto)(?![^\W\d_])|車|ナンバー|車牌|רכב|שער|번호판"
)
_QUOTED: Final = re.compile(r"'([^'\n]{4,20})'|\"([^\"\n]{4,20})\"")
_IS_PLATE: Final = re.compile(
    r"(?i)(?<![^\W_])(?:license_?)?(?:plates?|placas?|kennzeichen|kenteken|targhe?a?|matricula|openalpr\w*|alpr|anpr)(?![^\W_])"
)
_PLAIN_PLATE: Final = re.compile(
    r"(?=\D{0,20}\d)[A-Z0-9\u00c4\u00d6\u00dc](?:[ -]?[A-Z0-9\u00c4\u00d6\u00dc]){4,9}"
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
# The network's name after a word for it.
_WIFI: Final = re.compile(
    r"(?i)(?<![^\W_])(?:ssid|wi-?fi|wlan|w-lan|hotspot|wireless|netzwerk|r[eé]seau|rete|red|rede|nätverk|verkko|sie[cć])(?!\w)"
    r"|無線|ネットワーク|无线|网络|와이파이|네트워크|רשת|וויי?פיי?|شبكة|واي فاي|сеть|вай-?фай"
)
_MARKED: Final = re.compile(
    r"(?P<mark>\*\*|`|__|\u300c|\u201e|\u201c|\u00ab)(?P<name>[^`*\n\u300d\u201d\u201c\u00bb]{2,32})(?:\*\*|`|__|\u300d|\u201d|\u201c|\u00bb)"
)
_UNMARKED: Final = re.compile(
    r"[^:\uff1a\n]{0,24}[:\uff1a]\s{0,2}(?P<name>[^\s:`*,;/|<>{}(\[\"']{3,32})(?=[\s,;/|]|$)"
)
_PASSWORD: Final = re.compile(
    r"(?i)pass|kennwort|schl[uü]ssel|wachtwoord|senha|contrase|clave|haslo|hasło|heslo|l[oö]senord|salasana|key\b|code\b|"
    r"パスワード|密码|密碼|비밀번호|סיסמ|كلمة|парол"
)
_SENTENCE: Final = re.compile(r"[ \n].*[ \n]|[:\uff1a]", re.DOTALL)
_PLATES_KEYS: Final = word_set("plate_keys")
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
        yield from _phones(text)
        work()
        yield from _plates(key, text)
    if "auth" in key.lower() and ":" in text:
        match = _BASIC_AUTH.fullmatch(text)
        if match and is_account(match[1]):
            yield ValueMatch(*match.span(1), Private.USER)


_LEAST_OF_VIN: Final = 3
_HAS_DIGIT: Final = re.compile(r"\d")
_THREE_DIGITS: Final = re.compile(r"\d{3}")
# Digits as a phone has them.
_LONG_NUMBER: Final = re.compile(r"\d(?:[\d-]{5}|(?:[ ()/-]{0,5}\d){5})")
# Before a marked name.
_MARKS: Final = ("**", "`", "__", "\u300c", "\u201e", "\u201c", "\u00ab")


def _in_sentence(text: str, work: Callable[[], None], *, has_digit: bool) -> Iterator[ValueMatch]:
    has_colon = ":" in text or "\uff1a" in text
    if has_digit and has_colon:
        work()
        yield from _labels(text)
    if has_colon or any(mark in text for mark in _MARKS):
        work()
        yield from _wifi(text)


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
    value = unquote_plus(match[2])
    kind = kind_by_name(match[1], value)
    is_place = match[1].lower() in _MAPS and next(postal_addresses(value), None)
    return kind or (Private.ADDRESS if is_place else None)


def _in_paths(key: str, text: str) -> Iterator[ValueMatch]:
    if "://" in text or text.startswith("/"):
        for match in _PATH.finditer(text):
            digits = sum(map(str.isdigit, match[1]))
            if digits > 3 and digits * 3 > len(match[1]) and not _DATE.fullmatch(match[1]):
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


def _phones(text: str) -> Iterator[ValueMatch]:
    if _LONG_NUMBER.search(text) is None:
        return
    for match in _TEL.finditer(text):
        yield ValueMatch(*match.span(1), Private.PHONE)
    for match in _STRICT_PHONE.finditer(text):
        yield ValueMatch(*match.span(), Private.PHONE)
    if _CALL.search(text) is None:
        return
    for pattern, least in ((_PHONE, 7), (_SPACED_PHONE, 8)):
        for match in pattern.finditer(text):
            before = text[max(match.start() - 48, 0) : match.start()]
            is_long = least <= sum(map(str.isdigit, match[0])) <= _MOST_DIGITS
            if is_long and _CALL.search(before) and not _DATE.match(match[0]):
                yield ValueMatch(*match.span(), Private.PHONE)


def _plates(key: str, text: str) -> Iterator[ValueMatch]:
    for match in () if text.isascii() else _JAPANESE_PLATE.finditer(text):
        yield ValueMatch(*match.span(), Private.SERIAL)
    is_quoted = "'" in text or '"' in text
    if is_quoted and (fold(key) in _PLATES_KEYS or _IS_PLATE.search(text)):
        for match in _QUOTED.finditer(text):
            group = 1 if match[1] is not None else 2
            if _PLAIN_PLATE.fullmatch(match[group]):
                yield ValueMatch(*match.span(group), Private.SERIAL)
    found = [] if text.islower() and "-" not in text else [*_PLATE.finditer(text)]
    if not found or _CAR.search(text) is None:
        return
    for match in found:
        around = (
            text[max(match.start() - 48, 0) : match.start()]
            + " | "
            + text[match.end() : match.end() + 48]
        )
        if _CAR.search(around) and _FIRST.split(match[0], maxsplit=1)[0] not in _NO_PLATES:
            yield ValueMatch(*match.span(), Private.SERIAL)


def _wifi(text: str) -> Iterator[ValueMatch]:
    for word in _WIFI.finditer(text):
        line_end = text.find("\n", word.end())
        line = text[word.end() : min(line_end if line_end >= 0 else len(text), word.end() + 120)]
        secret = _PASSWORD.search(line)
        before = line[: secret.start()] if secret else line
        name = _MARKED.search(before) or _UNMARKED.match(before)
        if name is None:
            continue
        is_marked = "mark" in name.groupdict()
        at = name.start("name")
        value = name["name"]
        # Without a mark, it is no word of a sentence.
        is_ssid = word[0].lower() == "ssid"
        is_name = is_marked or (is_ssid and not value.islower()) or _is_made_name(value)
        has_password = secret is not None or "/" in line[name.end() : name.end() + 4]
        if is_name and (has_password or is_ssid):
            yield ValueMatch(word.end() + at, word.end() + at + len(value), Private.WIFI)


def _is_made_name(text: str) -> bool:
    """Return whether a word has letters, and digits or signs between them."""
    has_digit = any(map(str.isdigit, text))
    is_word = "-" in text or "_" in text or (text.isalnum() and not text.isdecimal())
    return has_digit and is_word
