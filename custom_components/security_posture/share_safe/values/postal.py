"""Find postal addresses by their form, in many languages."""

# ruff: noqa: E501 - patterns and words of other scripts

from collections.abc import Iterator
import re
from typing import Final

from ..model import Private
from .match import ValueMatch

_GAP: Final = r"(?:[ ,]|%20|%2C|\+){1,3}"
_NUMBER: Final = r"\d{1,4}(?:[/-]\d{1,3})?(?: ?[a-zA-Z](?![\w]))?"
_WORD: Final = r"[A-Z\u00c0-\u00de](?:[\w'\u2019.-]|%[0-9A-F]{2}){1,24}"
_SMALL: Final = r"(?:de|da|do|das|dos|del|della|dei|degli|delle|di|la|las|los|le|les|du|des|l'|van|der|den|von|zum|zur|am|e|y)"
_NAME: Final = rf"(?:(?:{_SMALL}|{_WORD}){_GAP}){{0,5}}{_WORD}"
# "Ahornstraße 7": the kind of the street is the end of its name.
_ENDING: Final = re.compile(
    rf"(?<![\w.])(?P<name>{_WORD})(?:stra(?:\u00df|ss|%C3%9F)e|str\.|gasse|weg|allee|chaussee|damm|"
    r"straat|laan|plein|kade|gracht|dreef|singel|steeg|gatan|v\u00e4gen|gr\u00e4nd|stigen|vej|veien|veg|gade|gata|gaten|"
    rf"katu|tie|kuja|polku){_GAP}{_NUMBER}(?![\w:%\u00b0])"
)
_NOT_STREETS: Final = frozenset(
    {"geh", "fu\u00df", "fuss", "rad", "r\u00fcck", "hin", "garten", "heim", "arbeits", "schul", "kies", "wasch", "spiel",
     "einbahn", "licht", "haupt-geh", "um", "aus", "zu", "keller", "hof", "wald-geh", "durch", "bypass-", "norr", "an"}
)  # fmt: skip
_BEGINNING: Final = re.compile(
    r"(?<![\w.])(?:Rua|R\.|Avenida|Av\.|Travessa|Pra\u00e7a|Alameda|Estrada|Rodovia|Calle|C/|Carrer|Paseo|Plaza|Camino|"
    r"Via|Viale|Vicolo|Piazza|Corso|Largo|Strada|ul\.|al\.|os\.|Rue|Chemin|Impasse|All\u00e9e|Strada|Str\.|Bulevardul|"
    r"Am|Im|An der|Auf der|Auf dem|In der|Zum|Zur)"
    rf"{_GAP}(?P<name>{_NAME}){_GAP}(?:n[.\u00ba\u00b0o]{{0,2}} ?)?(?P<number>{_NUMBER})(?![\w:%\u00b0.])"
    rf"(?:, ?(?:apto?|ap|bloco|int|escala|piso)\.? ?\d{{1,4}})?"
)
_UNSURE: Final = ("Am", "Im", "An", "Auf", "In", "Zum", "Zur", "Via", "Largo")
_ENGLISH: Final = re.compile(
    rf"(?<![\w./:-])\d{{1,5}}[a-zA-Z]?{_GAP}(?:{_WORD}{_GAP}){{1,3}}(?:Street|St\.|Road|Rd|Lane|Avenue|Ave|Crescent|Terrace|"
    r"Gardens|Boulevard|Blvd|Parkway|Grove|Mews)(?![\w])"
)
_FRENCH: Final = re.compile(
    rf"(?i:(?<![\w.:-])\d{{1,4}}(?: ?(?:bis|ter))?{_GAP}(?:rue|avenue|chemin|impasse|all\u00e9e|boulevard|place|quai|route))"
    rf"{_GAP}(?:(?:{_SMALL}){_GAP}|l'|d'){{0,3}}{_NAME}(?!\w)"
)
_JAPANESE: Final = re.compile(
    r"\u3012?\d{3}-\d{4}\s{0,2}(?=[\u3041-\u9fff])|\u3012\d{3}-?\d{4}"
    r"|[\u4e00-\u9fff\u3041-\u30ff\u30f6\u30b1]{2,20}(?:[\d\uff10-\uff19]{1,2}|[\u4e00-\u5341]{1,2})\u4e01\u76ee[\d\uff10-\uff19\u756a\u5730\u53f7\u306e-]{0,12}"
)
_KOREAN: Final = re.compile(
    r"[\uac00-\ud7a3]{1,10}\d{0,3}(?:\ub85c|\uae38) ?\d{1,4}(?:-\d{1,3})?(?![\d\uac00-\ud7a3])"
)
_HEBREW: Final = re.compile(
    r"(?<![\u05d0-\u05ea])[\u05d1\u05de\u05dc\u05d5]?\u05e8\u05d7(?:\u05d5\u05d1|') (?P<name>[\u05d0-\u05ea]{2,15}(?: [\u05d0-\u05ea]{2,15}){0,2} \d{1,3})(?!\d)"
)
_RUSSIAN: Final = re.compile(
    r"(?<!\w)(?:\u0443\u043b\.|\u0443\u043b\u0438\u0446\u0430|\u043f\u0440\.|\u043f\u0440\u043e\u0441\u043f\u0435\u043a\u0442|\u043f\u0435\u0440\.) ?[\u0410-\u042f][\u0430-\u044f-]{2,25}(?: [\u0410-\u042f]?[\u0430-\u044f-]{2,25})?,? (?:\u0434\. ?)?\d{1,4}"
)
_CHINESE: Final = re.compile(
    r"[\u4e00-\u9fff]{1,12}(?:\u8def|\u8857|\u5927\u9053)(?:[\d\u4e00-\u5341]{1,3}\u6bb5)?(?:\d{1,4}[\u5df7\u5f04]){0,2}\d{1,4}[\u865f\u53f7]"
)
_TURKISH: Final = re.compile(
    r"(?<!\w)(?:[A-Z\u00c0-\u00dc\u011e\u0130\u015e][\w.]{1,20} ){1,4}(?:Mah(?:allesi)?|Mh)\.? [^\n]{0,60}?No ?:? ?\d{1,4}(?:/\d{1,3})?(?: \d{5})?(?!\w)"
)
_VIETNAMESE: Final = re.compile(
    r"(?i:\u0111\u1ecba ch\u1ec9)\s?:?\s{1,2}(?P<name>\d{1,4}(?:/\d{1,4}){0,3}[A-Za-z]?(?: [^\W\d_]{1,12}){1,5})"
)
# Streets and towns have a capital letter; between their words is one of these signs.
_CAPITAL: Final = re.compile(r"[A-Z\u00c0-\u00de]")
_GAP_SIGN: Final = re.compile(r"[\s,+%:#]")
# A code of the post, with a word for it.
_POSTCODE: Final = re.compile(
    r"(?i)(?<![^\W\d_])(?:cep|plz|postcode|zip(?: code)?|post ?code|code postal|c\.?p\.|cap|postnr|\u90f5\u4fbf\u756a\u53f7|\u90ae\u7f16)(?:\s?[:#\uff1a]\s{0,2}|\s)"
    r"((?=[A-Z0-9 -]{0,6}\d)[A-Z0-9]{2,5}[ -]?[A-Z0-9]{2,4})(?![\w-])"
)
# After a street: "31999 Wiesenbrück".
_TOWN: Final = re.compile(
    rf"(?:{_GAP})(?:[A-Z]{{1,2}}-)?(?:\d{{4,5}}|\d\d-\d{{3}}|\d{{3}} \d\d)(?: ?[A-Z]{{2}})?{_GAP}(?:{_WORD})(?:[ -]{_WORD}){{0,2}}"
)


def postal_addresses(text: str) -> Iterator[ValueMatch]:
    """Yield the postal addresses of a text, also escaped for an address."""
    if text.isascii() and _GAP_SIGN.search(text) is None:
        return  # the words of an address are not joined
    if _CAPITAL.search(text):
        yield from _by_street(text)
    for match in _TURKISH.finditer(text) if "Mah" in text or " Mh" in text else ():
        yield ValueMatch(*match.span(), Private.ADDRESS)
    if not text.isascii():
        yield from _in_other_scripts(text)
    for match in _POSTCODE.finditer(text):
        yield ValueMatch(*match.span(1), Private.ADDRESS)


def _by_street(text: str) -> Iterator[ValueMatch]:
    for match in _ENDING.finditer(text):
        if match["name"].lower() not in _NOT_STREETS:
            yield _to_town(text, match)
    for match in _BEGINNING.finditer(text):
        first = match[0].split(" ", 1)[0].split("+", 1)[0].split("%", 1)[0]
        if (
            first not in _UNSURE
            or _TOWN.match(text, match.end())
            or (first == "Via" and len(match["name"]) > 4)
        ):
            yield _to_town(text, match)
    for pattern in (_ENGLISH, _FRENCH):
        for match in pattern.finditer(text):
            yield _to_town(text, match)


def _to_town(text: str, match: re.Match[str]) -> ValueMatch:
    town = _TOWN.match(text, match.end())
    return ValueMatch(match.start(), town.end() if town else match.end(), Private.ADDRESS)


def _in_other_scripts(text: str) -> Iterator[ValueMatch]:
    for pattern in (_JAPANESE, _KOREAN, _RUSSIAN):
        for match in pattern.finditer(text):
            yield ValueMatch(*match.span(), Private.ADDRESS)
    for match in _CHINESE.finditer(text):
        yield ValueMatch(*match.span(), Private.ADDRESS)
    for match in (*_HEBREW.finditer(text), *_VIETNAMESE.finditer(text)):
        yield ValueMatch(*match.span("name"), Private.ADDRESS)
