"""What a value looks like: a secret, a placeholder, a template, or something harmless."""

from __future__ import annotations

import re

# Known to everybody: from documentation, from examples, from the factory.
DEFAULTS = frozenset(
    {
        *("0000", "000000", "1111", "1234", "12345", "123456", "1234567", "12345678", "123456789"),
        *("4321", "admin", "changeit", "changeme", "change_me", "default", "demo", "guest"),
        *("hackme", "hass", "hassio", "homeassistant", "letmein", "mosquitto", "mypassword"),
        *("p@ssw0rd", "pass", "passw0rd", "password", "password1", "password123", "pi", "qwerty"),
        *("raspberry", "root", "secret", "supersecret", "test", "test123", "user", "welcome"),
    }
)
_HARMLESS = frozenset({"", "false", "none", "null", "no", "off", "on", "true", "yes", "~", "auto"})
_PLACEHOLDER = re.compile(
    r"(?i)<.*>|\[.*\]|\{.*\}|x{3,}|\*{3,}|\.{3,}|-{3,}|_{3,}|\?+|#+|"
    r"(?:your|my|enter|insert|put|add|some|example|sample|dummy|fake|redacted|removed|hidden|todo)"
    r"[\W_].*|.*[\W_](?:here|goes[\W_]here|example)|redacted|removed|hidden|todo|generate"
)
_TEMPLATE = ("{{", "{%", "${", "$(", "!secret", "!env_var", "secret:", "secrets.")
# Longer than any secret that people write into YAML.
_LONGEST = 8_192


def is_default(text: str) -> bool:
    """Return whether a value is one that everybody knows."""
    return text.strip().lower() in DEFAULTS


def is_literal(text: str) -> bool:
    """Return whether a value could be a secret: not empty, no template, no placeholder."""
    plain = text.strip()
    if plain.lower() in _HARMLESS or len(plain) > _LONGEST:
        return False
    if any(mark in plain for mark in _TEMPLATE) or plain.startswith("$"):
        return False
    return _PLACEHOLDER.fullmatch(plain[:200]) is None


def is_entity(text: str) -> bool:
    """Return whether a value names an entity, and so where the secret is."""
    return re.fullmatch(r"[a-z_]{2,40}\.[a-z0-9_]{1,120}", text.strip()) is not None
