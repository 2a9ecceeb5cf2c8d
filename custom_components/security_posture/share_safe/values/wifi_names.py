"""Find the names of wireless networks in texts for people."""

from collections.abc import Iterator
import re
from typing import Final

from ..model import Private
from ..secret_scanner import WIFI
from .match import ValueMatch

# The network's name after a word for it.
_NETWORK: Final = re.compile(
    WIFI.pattern + r"|(?<![^\W_])(?:netzwerk|r[eé]seau|rete|red|rede|nätverk|verkko|sie[cć])(?!\w)"
    r"|ネットワーク|网络|네트워크|רשת|شبكة|сеть"
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


def wifi_names(text: str) -> Iterator[ValueMatch]:
    """Yield the names of networks after a word for a network, beside a password."""
    for word in _NETWORK.finditer(text):
        if text.startswith("_", word.end()):
            continue  # a placeholder, a key
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
