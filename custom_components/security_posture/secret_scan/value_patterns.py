"""Classify values by their form: secrets, placeholders, templates, harmless values."""

from itertools import pairwise
import re
from typing import Final

from .key_names import secret_name
from .model import Kind
from .word_lists import read_words
from .word_split import words

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
    r"(?i)<[^<>]*>|\[[^\[\]]*\]|\{.*\}|%[\w()]+%?|x{3,}|\*{3,}|\.{3,}|-{3,}|_{3,}|…+|\?+|#+|•+|"
    r"(?:your|enter|insert|put|add|some|example|sample|dummy|fake|redacted|removed|hidden|todo|"
    r"replace|change|dein|deine|ihr|ihre|votre|tu|mijn|jouw|uw)"
    r"[\W_].*|.*[\W_](?:here|goes[\W_]here|example|hier|ici|aqui)|redacted|removed|todo|"
    r"yourpassword|yourtoken|yourapikey|"
    # The placeholders of share_safe.
    r"(?:address|api_key|code|device|email|family|host|ip|key|mac|password|person|phone|place|"
    r"secret|serial|token|user|webhook|wifi|word|zone)_\d{1,5}|"
    r"my[\W_]?(?:secret|super)?[\W_]?(?:api[\W_]?key|code|key|pass|password|pin|pwd|secret|token)"
)
_TEMPLATE: Final = ("{{", "{%", "{#", "${", "$(", "!secret", "!env_var", "secret:", "secrets.")
_VARIABLE: Final = re.compile(r"\$[A-Za-z_]\w*|%\w+%|%\(\w+\)s|@\w+@|op://\S*|vault:\S*")
# Longer than any secret in YAML.
_MAX_SECRET: Final = 8_192
# The domains of Home Assistant's entities and services.
_ENTITY: Final = re.compile(
    r"(?:ai_task|alarm_control_panel|assist_satellite|automation|binary_sensor|button|calendar|"
    r"camera|climate|conversation|counter|cover|date|datetime|device_tracker|esphome|event|fan|"
    r"geo_location|group|hassio|homeassistant|humidifier|image|input_\w{1,10}|lawn_mower|light|"
    r"lock|media_player|notify|number|person|plant|proximity|python_script|remote|rest_command|"
    r"scene|schedule|script|select|sensor|shell_command|siren|stt|sun|switch|tag|text|time|timer|"
    r"todo|tts|update|vacuum|valve|wake_word|water_heater|weather|zone|states|trigger|secrets)"
    r"\.[\w.]{1,120}"
)
_RANDOM_CHARACTERS: Final = re.compile(r"[\w+/=.:~!-]{12,4096}", re.ASCII)
_HEX: Final = re.compile(r"[0-9a-f]{12,}")
_UUID: Final = re.compile(r"(?i)[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
_MAC: Final = re.compile(r"(?i)(?:[0-9a-f]{2}[:-]){5,7}[0-9a-f]{2}|0x[0-9a-f]{16}")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d.*|\d{1,4}(?:[.:]\d{1,4}){1,4}(?:[/-].*)?")
_BYTES: Final = re.compile(
    r"(?i)\[?\s*(?:0x[0-9a-f]{1,2}|\d{1,3})(?:\s*,\s*(?:0x[0-9a-f]{1,2}|\d{1,3})){7,63}\s*\]?"
)
_HOMEKIT: Final = r"\d{3}-\d{2}-\d{3}"
_CODE: Final = re.compile(rf"(?=[A-Za-z#*]{{0,6}}\d)[0-9A-Za-z#*]{{4,12}}|{_HOMEKIT}", re.ASCII)
_DIGITS: Final = re.compile(rf"\d{{4,12}}|{_HOMEKIT}", re.ASCII)
_MINIMUM: Final = {Kind.PASSWORD: 3, Kind.TOKEN: 6, Kind.API_KEY: 6, Kind.KEY: 8}
# "db_password": a reference to a secret by its name.
_REFERENCE: Final = re.compile(r"[a-z]{1,30}(?:[_-][a-z]{1,30}){1,5}")
_SCHEME: Final = re.compile(r"(?i)(?:bearer|basic|token|apikey|api-key|digest)\s+")


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
    return _PLACEHOLDER.fullmatch(plain[:200]) is None


def is_entity(text: str) -> bool:
    """Return whether a value is the id of an entity or a service."""
    return _ENTITY.fullmatch(text.strip()) is not None


def is_path(text: str) -> bool:
    """Return whether a value is a file path."""
    plain = text.strip()
    return plain.startswith(("/config/", "/ssl/", "/run/", "/etc/", "/share/", "/data/", "./")) or (
        plain.lower().endswith((".pem", ".key", ".crt", ".json", ".yaml", ".txt", ".png", ".jpg"))
        and " " not in plain
    )


def looks_random(text: str, least: int = 16) -> bool:
    """Return whether a value looks randomly generated."""
    plain = text.strip()
    if len(plain) < least or not _RANDOM_CHARACTERS.fullmatch(plain):
        return False
    if _DATE.fullmatch(plain) or _MAC.fullmatch(plain) or "://" in plain or is_entity(plain):
        return False
    digits = sum(char.isdigit() for char in plain)
    if digits == len(plain):
        return len(plain) >= max(least, 20)
    pieces = [piece for piece in re.split(r"[_./:-]+", plain) if piece]
    # "living_room_lamp_2", "zha.thermostat-v2": names consist of words.
    longest = max(map(len, pieces))
    if longest < 8 and not _UUID.fullmatch(plain):
        return False
    return digits >= 2 or (_case_changes(plain) >= 4 and len(plain) >= 20)


def _case_changes(text: str) -> int:
    """Return how often a lower-case letter is followed by an upper-case one."""
    return sum(before.islower() and after.isupper() for before, after in pairwise(text))


def looks_like_password(text: str) -> bool:
    """Return whether a word in a text can be a password and is no word of a language."""
    plain = text.strip().rstrip(".,;")
    if len(plain) < 4:
        return False
    has_digit = any(char.isdigit() for char in plain)
    has_sign = any(not char.isalnum() for char in plain.strip("\"'()"))
    return has_digit or has_sign or _case_changes(plain) > 0


def is_prose(text: str) -> bool:
    """Return whether a text is a sentence."""
    plain = text.strip()
    if " " not in plain:
        return False
    if plain[-1] in ".!?:" and plain.count(" ") > 1:
        return True
    found = {*words(plain)}
    prompts = len(found & _PROMPTS)
    return len(found & _PROSE) + prompts > 1


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
    if _is_reference(plain) or is_prose(plain):
        return False
    if not is_certain:
        return looks_random(plain, 16)
    return len(plain) >= _MINIMUM[kind] and _has_form(kind, plain)


def _is_reference(plain: str) -> bool:
    """Return whether a value refers to a secret elsewhere; URLs are searched separately."""
    if is_entity(plain) or is_path(plain) or "://" in plain:
        return True
    return _REFERENCE.fullmatch(plain) is not None and secret_name(plain) is not None


def _has_form(kind: Kind, plain: str) -> bool:
    if kind is Kind.PASSWORD:
        return True
    if kind is Kind.KEY and _BYTES.fullmatch(plain):
        return True
    scheme = _SCHEME.match(plain)
    if scheme:
        plain = plain[scheme.end() :].strip()
        return len(plain) >= 6 and is_literal(plain)
    if " " in plain and kind is not Kind.KEY:
        return "=" in plain or "-----BEGIN" in plain
    if len(plain) < 12 and plain.isdecimal() and kind is Kind.KEY:
        return False
    return looks_like_password(plain) or len(plain) >= 16 or _HEX.fullmatch(plain) is not None


def scheme_end(text: str) -> int:
    """Return where the secret begins after an authorization scheme such as "Bearer"."""
    scheme = _SCHEME.match(text)
    return scheme.end() if scheme else 0


def is_code(text: str, *, is_certain: bool = True) -> bool:
    """Return whether a value can be typed on a keypad."""
    plain = text.strip()
    return bool((_CODE if is_certain else _DIGITS).fullmatch(plain))
