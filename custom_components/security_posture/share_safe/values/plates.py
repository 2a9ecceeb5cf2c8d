"""Find the numbers of cars: licence plates, beside a word for a car."""

# ruff: noqa: E501 - patterns and words of other scripts

from collections.abc import Iterator
import re
from typing import Final

from ..common_names import word_set
from ..model import Private
from ..secret_scanner import fold
from .match import ValueMatch

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
_PLATES_KEYS: Final = word_set("plate_keys")


def plates(key: str, text: str) -> Iterator[ValueMatch]:
    """Yield the licence plates of a text."""
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
