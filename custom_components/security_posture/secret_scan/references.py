"""Recognize values that are no secret: entities, paths, encrypted values, versions, code."""

import re
from typing import Final

from .random_values import RANDOM_CHARACTERS, looks_random

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


def is_encrypted(text: str) -> bool:
    """Return whether a value is encrypted, or the public part of a key."""
    plain = text.lstrip()
    if not plain.startswith(_ENCRYPTED):
        return False
    if plain.startswith(("AgA", "AgB")):
        return len(plain) > _MIN_SEALED and RANDOM_CHARACTERS.fullmatch(plain) is not None
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


def is_path(text: str) -> bool:
    """Return whether a value is a file path."""
    plain = text.strip()
    if plain in ("~", "~/", "/") or plain.startswith(
        ("/config/", "/ssl/", "/run/", "/etc/", "/share/", "/data/", "./", "../")
    ):
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


def is_public(plain: str) -> bool:
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
