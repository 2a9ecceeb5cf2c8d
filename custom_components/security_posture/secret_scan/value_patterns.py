"""Classify values by their form: secrets, placeholders, templates, harmless values."""

from itertools import pairwise
import re
from typing import Final

from .key_names import PASSWORDS, secret_name
from .model import Kind
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
    r"(?i)<[^<>]*>|\[[^\[\]]*\]|\{.*\}|%[\w()]+%?|x{3,}|\*{3,}|\.{3,}|-{3,}|_{3,}|…+|\?+|#+|•+|"
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
# Only useful to those who have the key.
_ENCRYPTED: Final = (
    "ENC[",
    "ENC(",
    "$ANSIBLE_VAULT",
    "-----BEGIN AGE ENCRYPTED",
    "-----BEGIN PGP MESSAGE",
    "-----BEGIN PGP PUBLIC",
    "-----BEGIN PUBLIC",
    "-----BEGIN CERTIFICATE",
    "-----BEGIN RSA PUBLIC",
    "-----BEGIN ENCRYPTED PRIVATE",
    "age-encryption.org/",
    "ssh-rsa ",
    "ssh-ed25519 ",
    "ecdsa-sha2-",
    "age1",
    "AgA",
    "AgB",
)
_MIN_SEALED: Final = 200
# Versions, also of a package by another name, and what stands between them in a range.
_VERSION: Final = re.compile(
    r"[vV~^<>=!*]{0,3}\d{1,6}(?:\.(?:\d{1,8}|[x*])){1,4}(?:[-+.]?[A-Za-z+][\w.+-]{0,40}|-[\w.+-]{1,40})?"
    r"(?:\([^()]{1,80}\)){0,3}"
)
_PACKAGE: Final = re.compile(r"(?:npm|file|link|workspace|git\+\w{1,5}|github):\S{1,200}")
_RANGE: Final = re.compile(r"\s{0,3}(?:\|\||,|&&)\s{0,3}|\s{1,3}(?:-\s)?")
_MAX_VERSION: Final = 200
# Checksums of things that anybody can have.
_CHECKSUM: Final = re.compile(
    r"(?i)(?:sha(?:1|224|256|384|512)|md5|blake2b|blake3)[-:=_][0-9a-z+/=]{16,200}(?:\s.*)?"
)
# What an option of an add-on, a schema or code says about the type of a value.
_TYPE: Final = re.compile(
    r"(?i)(?:str|string|password|email|url|port|int|float|bool|boolean|number|text|secret|object|any|"
    r"device|match|list)(?:\(.*\))?[?!]?|(?:cv|vol|selector|types?|t|z|yup|joi)\.[\w.()]+"
)
_LINK: Final = re.compile(r"\[[^\[\]]*\]\([^()]*\)")
# A call, an index or an attribute in code.
_CALL: Final = re.compile(r"(?:await\s|new\s)?[A-Za-z_][\w.]*(?:\(.*|\[.*)", re.DOTALL)
_ATTRIBUTE: Final = re.compile(r"[A-Za-z_]\w{0,40}(?:\.[A-Za-z_]\w{0,40}){1,6};?")
_COMMAND: Final = re.compile(
    r"(?:\S{0,80}/)?(?:ssh|scp|curl|wget|bash|sh|zsh|python3?|node|perl|sudo|docker|jq|cat|echo|mosquitto_\w+|"
    r"grep|sed|awk|ha|hass-cli|sqlite3|mysql|psql|openssl|ping|set|if|for)\s.*",
    re.DOTALL,
)
# Longer expressions are no values of a key.
_MAX_EXPRESSION: Final = 400
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
# A shorter number is a number of something: "tokens: 4096".
_MIN_NUMBER: Final = 8
_MINIMUM: Final = {Kind.PASSWORD: 3, Kind.TOKEN: 6, Kind.API_KEY: 6, Kind.KEY: 8}
# "db_password": a reference to a secret by its name.
_REFERENCE: Final = re.compile(r"[a-z]{1,30}(?:[_-][a-z]{1,30}){1,5}(?:[_-]v?\d{1,3})?")
_COOKIES: Final = re.compile(
    r"(?:[\w.-]{1,80}=[^\s;,]{1,2000}[;,]\s{1,4}){1,20}(?:[\w.-]{1,80}=\S{0,2000})?;?"
)
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
    return _PLACEHOLDER.fullmatch(plain[:200]) is None and not is_encrypted(plain)


def is_encrypted(text: str) -> bool:
    """Return whether a value is encrypted, or the public part of a key."""
    plain = text.lstrip()
    if not plain.startswith(_ENCRYPTED):
        return False
    if plain.startswith(("AgA", "AgB")):
        return len(plain) > _MIN_SEALED and _RANDOM_CHARACTERS.fullmatch(plain) is not None
    return not plain.startswith("age1") or len(plain) > 50


def is_expression(text: str) -> bool:
    """Return whether a text is a call, an index or an attribute: code, not a value."""
    plain = text.strip()[:_MAX_EXPRESSION]
    if _CALL.fullmatch(plain):
        return True
    if not _ATTRIBUTE.fullmatch(plain):
        return False
    # The parts of a token are long and random.
    return not any(looks_random(part, 12) for part in plain.split("."))


def is_entity(text: str) -> bool:
    """Return whether a value is the id of an entity or a service."""
    return _ENTITY.fullmatch(text.strip()) is not None


def is_path(text: str) -> bool:
    """Return whether a value is a file path."""
    plain = text.strip()
    if plain.startswith(("/config/", "/ssl/", "/run/", "/etc/", "/share/", "/data/", "./", "../")):
        return True
    if plain.startswith(("/", "~/")) and _PATH.fullmatch(plain):
        return not any(looks_random(part, 20) for part in re.split(r"[/:]", plain))
    return " " not in plain and plain.lower().endswith(_FILE_ENDINGS)


_PATH: Final = re.compile(r"~?(?:/[\w.@%-]{1,80}){1,12}/?(?::[\w./@-]{1,120}){0,2}")
_FILE_ENDINGS: Final = (
    *(".pem", ".key", ".crt", ".cer", ".json", ".yaml", ".yml", ".txt", ".png", ".jpg", ".svg"),
    *(".js", ".mjs", ".ts", ".py", ".sh", ".html", ".css", ".conf", ".ini", ".log", ".md", ".xml"),
    *(".env", ".db", ".sqlite", ".lock", ".toml"),
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
    if _is_reference(plain) or is_prose(plain) or _is_public(plain):
        return False
    if not is_certain:
        return looks_random(plain, 16)
    return len(plain) >= _MINIMUM[kind] and _has_form(kind, plain)


def _is_reference(plain: str) -> bool:
    """Return whether a value refers to a secret elsewhere; URLs are searched separately."""
    if is_entity(plain) or is_path(plain) or "://" in plain or _is_label(plain):
        return True
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


def _is_public(plain: str) -> bool:
    """Return whether a value is a version, a checksum, a type, a link or a command."""
    if len(plain) > _MAX_EXPRESSION:
        return False
    return (
        any(pattern.fullmatch(plain) for pattern in (_CHECKSUM, _TYPE))
        or _is_version(plain)
        or _LINK.fullmatch(plain) is not None
        or _COMMAND.fullmatch(plain) is not None
    )


def _is_version(plain: str) -> bool:
    if len(plain) > _MAX_VERSION:
        return False
    return _PACKAGE.fullmatch(plain) is not None or all(
        _VERSION.fullmatch(part) for part in _RANGE.split(plain)
    )


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
        return _COOKIES.fullmatch(plain) is not None or "-----BEGIN" in plain
    if plain.isdecimal() and len(plain) < (12 if kind is Kind.KEY else _MIN_NUMBER):
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
