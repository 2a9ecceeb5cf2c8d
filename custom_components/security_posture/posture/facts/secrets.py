"""Secrets that stand literally in configuration files. Where they stand, never what they are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretPlace:
    """Where one secret stands."""

    file: str  # relative to the configuration directory
    line: int
    key: str  # its path of keys: "mqtt.password"
    kind: str  # "password", "token", ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretsFacts:
    """What a scan of the configuration found."""

    inline: tuple[SecretPlace, ...]  # literal, instead of !secret
    default: tuple[SecretPlace, ...]  # still a documented default or a placeholder
    complete: bool  # False: a cap was met, or a file could not be understood
