"""Classify values by their form: secrets, placeholders, templates, harmless values."""

import re
from typing import Final

from .entity_ids import is_entity
from .key_names import PASSWORDS, secret_name
from .model import Kind
from .random_values import looks_like_password, looks_random
from .references import is_encrypted, is_expression, is_path, is_public
from .word_lists import read_words
from .word_split import fold, words

# Published in documentation, examples and factory settings.
DEFAULTS: Final = frozenset(read_words("default_passwords"))
# Those that only stand for a password to be set.
_PLACEHOLDER_DEFAULTS: Final = frozenset(
    {
        "changeit",
        "changeme",
        "change_me",
        "default",
        "demo",
        "mypassword",
        "pass",
        "passwd",
        "password",
        "passwort",
        "secret",
        "test",
    }
)
_HARMLESS: Final = frozenset(read_words("harmless_values"))
_PLACEHOLDER: Final = re.compile(
    r"(?i)<[^<>]*>|__\w+__|@@\w+@@|%%\w+%%|\[[^\[\]]*\]|\{.*\}|%[\w()]+%?|x{3,}|\*{3,}|\.{3,}|-{3,}|_{3,}|…+|\?+|#+|•+|"
    r"(?:your|example|sample|dummy|fake|redacted|removed|hidden|todo|"
    r"replace|dein|deine|ihre|votre|mijn|jouw)"
    r"[\W_].*|.*[\W_](?:here|goes[\W_]here|example|hier|ici|aqui)|redacted|removed|todo|"
    r"yourpassword|yourtoken|yourapikey|"
    # The placeholders of share_safe.
    r"(?:address|api_key|code|device|email|family|host|ip|key|mac|password|person|phone|place|"
    r"secret|serial|token|user|webhook|wifi|word|zone)_\d{1,5}|"
    r"my[\W_]?(?:secret|super)?[\W_]?(?:api[\W_]?key|code|key|pass|password|pin|pwd|secret|token)"
)
_TEMPLATE: Final = ("{{", "{%", "{#", "${", "$(", "!secret", "!env_var", "secret:", "secrets.")
_VARIABLE: Final = re.compile(
    r"\$[A-Z_][A-Z0-9_]*|\$[a-z_]+\d?|%\w+%|%\(\w+\)s|@\w+@|op://\S*|vault:\S*|secretref:\S*|"
    r"!(?:secret|include|env_var|vault|sops)\b.*|@env\s.*"
)
# Longer than any secret in YAML.
_MAX_SECRET: Final = 8_192
_HEX: Final = re.compile(r"[0-9a-f]{12,}")
_BYTES: Final = re.compile(
    r"(?i)\[?\s*(?:0x[0-9a-f]{1,2}|\d{1,3})(?:\s*,\s*(?:0x[0-9a-f]{1,2}|\d{1,3})){7,63}\s*\]?"
)
_HOMEKIT: Final = r"\d{3}-\d{2}-\d{3}"
_CODE: Final = re.compile(rf"(?=[A-Za-z#*]{{0,6}}\d)[0-9A-Za-z#*]{{4,12}}|{_HOMEKIT}", re.ASCII)
_DIGITS: Final = re.compile(rf"\d{{4,12}}|{_HOMEKIT}", re.ASCII)
# A shorter number is a number of something: "tokens: 4096".
_MIN_NUMBER: Final = 8
# Tokens have digits or capital letters, names such as "web_rtc" have none.
_NAME: Final = re.compile(r"[a-z]{1,20}(?:[_-][a-z]{1,20}){1,6}")
_MARKUP: Final = frozenset("\n`")
_BRACKETS: Final = ("<>", "{}")
_MINIMUM: Final = {Kind.PASSWORD: 3, Kind.TOKEN: 6, Kind.API_KEY: 6, Kind.KEY: 8}
# "db_password": a reference to a secret by its name.
_REFERENCE: Final = re.compile(r"[a-z]{1,30}(?:[_-][a-z]{1,30}){1,5}(?:[_-]v?\d{1,3})?")
_COOKIES: Final = re.compile(
    r"(?:[\w.-]{1,80}=[^\s;,]{1,2000}[;,]\s{1,4}){1,20}(?:[\w.-]{1,80}=\S{0,2000})?;?"
)
_SCHEME: Final = re.compile(
    r"(?i:bearer|basic|token|apikey|api-key|digest)\s+"
    # Of one service: "KakaoAK 0123...".
    r"|[A-Z][A-Za-z-]{2,20} (?=[\w.~+/=:-]{20,400}$)"
)


def is_default(text: str) -> bool:
    """Return whether a value is a published default."""
    return text.strip().lower() in DEFAULTS


def is_placeholder(text: str) -> bool:
    """Return whether a value is a placeholder for a secret that is not set."""
    return text.strip().lower() in _PLACEHOLDER_DEFAULTS


def is_literal(text: str) -> bool:
    """Return whether a value can be a secret: not empty, no template, no placeholder."""
    plain = text.strip()
    if not plain or plain.lower() in _HARMLESS or len(plain) > _MAX_SECRET:
        return False
    if any(mark in plain for mark in _TEMPLATE) or _VARIABLE.fullmatch(plain):
        return False
    return _PLACEHOLDER.fullmatch(plain[:200]) is None and not is_encrypted(plain)


def is_prose(text: str) -> bool:
    """Return whether a text is a sentence."""
    plain = text.strip()
    if " " not in plain:
        return False
    if plain[-1] in ".!?:" and plain.count(" ") > 1:
        return _PHRASE_WITH_NUMBER.fullmatch(plain) is None
    found = {*words(plain)}
    prompts = len(found & _PROMPTS)
    return len(found & _PROSE) + prompts > 1


# "haystack 3 needles!": a pass phrase.
_PHRASE_WITH_NUMBER: Final = re.compile(
    r"[a-z\u00df-\u00ff]{3,20}(?: [a-z\u00df-\u00ff]{3,20}| \d{1,4}){1,3}!"
)
_PROSE: Final = frozenset(read_words("prose"))
_PROMPTS: Final = frozenset(read_words("prompts"))


def is_secret(kind: Kind, text: str, *, is_certain: bool = True) -> bool:
    """Return whether a value can be a secret of this kind."""
    plain = text.strip()
    if not is_literal(plain):
        return False
    if kind is Kind.CODE:
        return is_code(plain, is_certain=is_certain)
    if kind is Kind.WEBHOOK:
        return len(plain) >= 3 and " " not in plain
    if _is_reference(plain) or is_prose(plain) or is_public(plain):
        return False
    if not is_certain:
        return looks_random(plain, 16)
    return len(plain) >= _MINIMUM[kind] and _has_form(kind, plain)


def _is_reference(plain: str) -> bool:
    """Return whether a value refers to a secret elsewhere; URLs are searched separately."""
    if is_entity(plain) or is_path(plain) or "://" in plain or _is_label(plain):
        return True
    if plain.isupper():
        plain = plain.lower()
    return _REFERENCE.fullmatch(plain) is not None and secret_name(plain) is not None


_MAX_TITLE: Final = 3


def _is_label(plain: str) -> bool:
    """Return whether a value is a name for a secret in a language: "Passwort:", "API key"."""
    bare = plain.rstrip(":?! ")
    if not bare or not all(char.isalpha() or char in " -'\u2019.()/" for char in bare):
        return False
    if fold(bare) in PASSWORDS:
        return not is_default(bare)
    is_title = bare != plain or (" " in bare and bare[0].isupper() and bare.count(" ") < _MAX_TITLE)
    what = secret_name(bare) if is_title else None
    return what is not None and what.is_certain


def _has_form(kind: Kind, plain: str) -> bool:
    if (
        kind is Kind.PASSWORD
        or "-----BEGIN" in plain
        or (kind is Kind.KEY and _BYTES.fullmatch(plain))
    ):
        return True
    if _is_code(plain) or _is_number(kind, plain):
        return False
    scheme = _SCHEME.match(plain)
    if scheme:
        plain = plain[scheme.end() :].strip()
        return len(plain) >= _MIN_AFTER_SCHEME and is_literal(plain)
    if " " in plain and (kind is not Kind.KEY or not any(map(looks_like_password, plain.split()))):
        return _COOKIES.fullmatch(plain) is not None
    return looks_like_password(plain) or len(plain) >= _LONG or _HEX.fullmatch(plain) is not None


# A longer word is hardly a word of a language.
_LONG: Final = 16
_MIN_AFTER_SCHEME: Final = 6


def _is_code(plain: str) -> bool:
    """Return whether a value is markup, or an attribute in a program."""
    if _NAME.fullmatch(plain):
        return True
    is_markup = not _MARKUP.isdisjoint(plain) or any(
        a in plain and b in plain for a, b in _BRACKETS
    )
    return is_markup or (not plain.startswith("eyJ") and is_expression(plain))


def _is_number(kind: Kind, plain: str) -> bool:
    return plain.isdecimal() and len(plain) < (12 if kind is Kind.KEY else _MIN_NUMBER)


def scheme_end(text: str) -> int:
    """Return where the secret begins after an authorization scheme such as "Bearer"."""
    scheme = _SCHEME.match(text)
    return scheme.end() if scheme else 0


def is_code(text: str, *, is_certain: bool = True) -> bool:
    """Return whether a value can be typed on a keypad."""
    plain = text.strip()
    return bool((_CODE if is_certain else _DIGITS).fullmatch(plain))


def is_typed(text: str) -> bool:
    """Return whether a value has the form of nothing but a code, with a sign of a keypad."""
    return _TYPED.fullmatch(text.strip()) is not None


_TYPED: Final = re.compile(
    r"(?=(?:[*#]?\d){3})\d[\d*#]{2,10}[*#]|\d{1,6}\*\d[\d*#]{1,8}|[*#]\d{4,8}[*#]", re.ASCII
)
