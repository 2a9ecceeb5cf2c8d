"""Find email addresses, phone numbers and bank accounts by their form."""

from collections.abc import Iterator
import re
from typing import Final

from ..model import Private
from .hosts import has_public_suffix, is_service
from .match import ValueMatch

_EMAIL: Final = re.compile(
    r"(?<![\w.+@/-])([A-Za-z0-9][\w.+-]{0,63})@([A-Za-z0-9][\w-]{0,62}(?:\.[\w-]{2,63}){1,4})(?![\w@-])",
    re.ASCII,
)
_PHONE: Final = re.compile(r"(?<![\w+.=/-])\+[1-9]\d{0,2}[ ()/-]{0,2}\d[\d ()/-]{5,16}\d(?![\w.])")
# In an address, the sign is escaped.
_ESCAPED_PHONE: Final = re.compile(r"%2[Bb][1-9]\d{7,14}(?!\d)")
_IBAN: Final = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?!\w)")
# What documentation writes.
_EXAMPLE: Final = re.compile(
    r"(?i)[^@]*@(?:[\w-]+\.)*(?:example\.(?:com|org|net)|invalid|localhost)|[^@]*@(?:your|my)?[_-]?domain\.\w{2,3}|"
    r"(?:your?|my|some|an?)?[._-]?(?:e?mail|user|username|name|address|account|someone|somebody|you|foo|dummy|recipient|"
    r"sender|me|john|jane|john\.doe|jane\.doe)(?:[._-]?(?:name|mail|e-?mail|address|here))?@(?:e?mail|gmail|yourmail|server|provider|company|foo|bar|dummy|host)\.\w{2,4}"
    r"|[^@]*@group\.v\.calendar\.google\.com"
)
# Mail boxes of a service, not of a person.
_SERVICE_BOXES: Final = frozenset(
    {"noreply", "no-reply", "support", "info", "security", "git", "hello", "help", "press"}
)


def contacts(text: str) -> Iterator[ValueMatch]:
    """Yield the email addresses, phone numbers and bank accounts of a text."""
    if "@" in text:
        for match in _EMAIL.finditer(text):
            if _is_mail_box(text, match):
                yield ValueMatch(*match.span(), Private.EMAIL)
    for sign, pattern in (("+", _PHONE), ("%2", _ESCAPED_PHONE)):
        for match in pattern.finditer(text) if sign in text else ():
            if 8 <= sum(map(str.isdigit, match[0])) <= 16:
                yield ValueMatch(*match.span(), Private.PHONE)
    for match in () if text.islower() else _IBAN.finditer(text):
        if _is_iban(match[0]):
            yield ValueMatch(*match.span(), Private.SERIAL)


def _is_mail_box(text: str, match: re.Match[str]) -> bool:
    box, domain = match[1].lower(), match[2].lower()
    if (
        _EXAMPLE.fullmatch(match[0])
        or not has_public_suffix(domain)
        or text.startswith(":", match.end())
    ):
        return False
    return not (box in _SERVICE_BOXES and is_service(domain))


def _is_iban(text: str) -> bool:
    plain = text.replace(" ", "")
    if not 15 <= len(plain) <= 34:
        return False
    moved = plain[4:] + plain[:4]
    return int("".join(str(int(char, 36)) for char in moved)) % 97 == 1
