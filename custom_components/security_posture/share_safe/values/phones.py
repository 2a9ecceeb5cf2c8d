"""Find phone numbers in texts for people."""

# ruff: noqa: E501, RUF001 - patterns and words of other scripts

from collections.abc import Iterator
import re
from typing import Final

from ..model import Private
from .match import ValueMatch

# Phones with the words before them.
DATE: Final = re.compile(r"(?:19|20)\d\d-?[01]\d(?:-?[0-3]\d)?")
_TEL: Final = re.compile(
    r"(?i)(?<![a-z])(?:tel|sms|callto|whatsapp|wa\.me|smsto|facetime)[:/]{1,3}(\+?\d[\d-]{5,15}\d)(?![\w.])"
)
_PHONE: Final = re.compile(
    # Other letters may stand before it, in scripts without spaces.
    r"(?<![A-Za-z0-9_+.=/:,-])\(?0\d{1,5}\)?[ /-]{0,3}\d{2,8}(?:[ -]\d{2,8}){0,4}(?![\w:]|[.,]\d)"
)
_SPACED_PHONE: Final = re.compile(
    r"(?<![\w+.=/:,-])(?:\d{1,2} )?\(?\d{1,4}\)?[ -]\d{2,5}[ -]\d{2,4}(?:[ -]\d{2,4}){0,3}(?![\w:-]|[.,]\d)"
)
# Digits as a phone has them.
_LONG_NUMBER: Final = re.compile(r"\d(?:[\d-]{5}|(?:[ ()/-]{0,5}\d){5})")
_COUNTRY: Final = re.compile(r"\+\d{1,3}[ (/-]{1,2}$")
_MOST_DIGITS: Final = 13
_CALL: Final = re.compile(
    r"(?i)(?<![^\W\d_])(?:tel|tel[eé]fono|telefoon|telefone?|telefono|t[eé]l[eé]phone|telefonnummer|phone|mobile?|handy|"
    r"gsm|cell|call|ring|bel|bellen|ruf|rufen|anruf\w{0,4}|appel\w{0,4}|llam\w{0,5}|chiam\w{0,5}|lig\w{0,4}|d[uú]vidas|"
    r"ring[ea]?|soita|puhelin|tlf|tfn|dzwo\w{0,4}|zavol\w{0,4}|whatsapp|sms|number|nummer|numero|notruf|notfall|hotline|emergency|ice|arzt|doctor|m[eé]dico|docteur)(?![^\W\d_])"
    r"|(?<![^\W\d_])(?:gọi|điện thoại|ara|arayın|telefonu?)(?![^\W\d_])|打|電話|携帯|でんわ|电话|手机|전화|טלפון|להתקשר|תתקשר|נייד|هاتف|اتصل|телефон|звон|позвон|โทร|फोन"
)
# Forms that only a phone has.
_STRICT_PHONE: Final = re.compile(
    r"(?<![\w+.=/-])(?:0\d{1,3}-\d{2,4}-\d{4}|05\d-\d{7}|06[- ]?\d{8}|\(\d{2,3}\) ?9?\d{4}-\d{4}|\(\d{3}\) ?\d{3}-\d{4})(?![\w-])"
)


def phones(text: str) -> Iterator[ValueMatch]:
    """Yield the phone numbers of a text that have a form or a word of their own."""
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
            # With its country, it is found as a whole.
            is_rest = _COUNTRY.search(before) is not None
            if is_long and not is_rest and _CALL.search(before) and not DATE.match(match[0]):
                yield ValueMatch(*match.span(), Private.PHONE)
