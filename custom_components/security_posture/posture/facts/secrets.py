"""Literal secrets in configuration files: their places, never their values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretPlace:
    """The place of one value that looks like a secret."""

    file: str  # relative to the configuration folder
    line: int
    key: str  # its path of keys: "mqtt.password"
    kind: str  # "password", "token", ...
    confidence: float  # 0..1: how likely it is a secret
    is_default: bool  # a documented default or a placeholder


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretsFacts:
    """The result of a scan of the configuration."""

    # In secrets.yaml, where secrets belong, only defaults and placeholders.
    places: tuple[SecretPlace, ...]
    complete: bool  # False: a limit was reached, or a file could not be parsed
    # Files of which at most the beginning was scanned.
    slow: tuple[str, ...] = ()  # they take too long
    too_large: tuple[str, ...] = ()
