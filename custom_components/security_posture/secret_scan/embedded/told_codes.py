"""Find codes that people are told: "The gate code for guests is 2207#"."""

from collections.abc import Iterator
from itertools import pairwise
import re
from typing import Final

from ..key_names import secret_name
from ..model import Kind
from ..word_split import fold
from .span import Span

# Digits, also with a sign of a keypad or a capital letter; no number with a unit.
_CODE: Final = re.compile(
    r"(?<=[\s:\uff1a*`\u201e\u201c-])(?:\d{4,8}[#*]?|[A-Z]\d{3,6}[A-Z]?|\d{3,6}[A-Z])"
    r"(?![\w%\u00b0:/-]|[.,]\d"
    r"|\s?(?:[kKMG]?[WVA]h?|mm|cm|km|min|s|h|\u20ac)\b)"
)
# Before it: the rest of a sentence, without signs of a program.
_SENTENCE: Final = re.compile(r"[^\n\d{}=<>\[\]()\"'/\\.;|,]{3,48}$")
# To type it, after a word for an alarm or a door.
_PRESS: Final = re.compile(
    r"(?i)(?<![^\W\d_])(?:alarm\w{0,6}|keypad|door|gate|t\u00fcr|tor|porta|puerta|porte|deur)"
    r"\b.{0,24}\b(?:press|enter|type|dial|punch in|tippen|dr\u00fccken|wpisz|tape[zr]|toets|tryck)"
    r"\s[*`]{0,2}$"
)
# Phrases for a code, and for a safe with one, in lower case and without accents.
_NAMES: Final = (
    *(
        "key safe",
        "keysafe",
        "key box",
        "keybox",
        "lockbox",
        "lock box",
        "schlusselsafe",
        "schlusseltresor",
    ),
    *(
        "schlusselbox",
        "schluesselsafe",
        "schluesseltresor",
        "sleutelkluis",
        "nokkelboks",
        "nyckelbox",
    ),
    *(
        "nogleboks",
        "avainsailio",
        "caja de llaves",
        "boite a cles",
        "cassetta chiavi",
        "cofre de chaves",
    ),
    *("sejf na klucze", "anahtar kutusu"),
    *(
        "ma cua",
        "ma cong",
        "ma cua cong",
        "ma khoa",
        "mat ma",
        "kapi sifresi",
        "kapi kodu",
        "giris kodu",
    ),
    *("gate pin", "door pin", "entry pin", "alarm pin", "lock pin", "alarm kodu"),
)


def told_codes(text: str) -> Iterator[Span]:
    """Yield the codes of doors, alarms and key safes in a text for people."""
    for match in _CODE.finditer(text):
        before = _SENTENCE.search(text, max(match.start() - _BEFORE, 0), match.start())
        if before and (_means_code(before[0]) or _PRESS.search(before[0])):
            yield Span(*match.span(), Kind.CODE)


_BEFORE: Final = 48


def _means_code(before: str) -> bool:
    plain = fold(before)
    if any(name in plain for name in _NAMES):
        return True
    found = _WORD.findall(before)[-_MAX_WORDS:]
    names = (*found, *(" ".join(pair) for pair in pairwise(found)))
    return any(map(_is_code, names))


_MAX_WORDS: Final = 5
_WORD: Final = re.compile(r"[^\W\d_]{2,30}")


def _is_code(name: str) -> bool:
    what = secret_name(name)
    joined = _JOINED.fullmatch(fold(name)) if what is None else None
    if joined:
        what = secret_name(f"{joined[1]} {joined[2]}")
    return what is not None and what.kind is Kind.CODE and what.is_certain


# "Hoftorcode".
_JOINED: Final = re.compile(
    r"(?:hof|garten|haupt|seiten|keller)?([a-z]{3,20})(code|kode|kod|koodi|pin)"
)
