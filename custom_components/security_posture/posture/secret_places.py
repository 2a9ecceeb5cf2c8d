"""Decide which values of the configuration are reported as secrets."""

from .facts import SecretPlace, SecretsFacts
from .model import Evidence

# Below this confidence a value is probably not a secret.
CONFIDENT = 0.5
# Home Assistant's own editor writes webhook ids into automations.yaml, where `!secret` does not
# work. Whether they can be guessed is another check.
_ALWAYS_LITERAL = "webhook"


def inline_secrets(secrets: SecretsFacts) -> tuple[SecretPlace, ...]:
    """Return the literal secrets that should be in secrets.yaml."""
    return tuple(
        place
        for place in secrets.places
        if place.confidence >= CONFIDENT and place.kind != _ALWAYS_LITERAL and not place.is_default
    )


def default_secrets(secrets: SecretsFacts) -> tuple[SecretPlace, ...]:
    """Return the documented defaults and placeholders that are still in use."""
    return tuple(place for place in secrets.places if place.is_default)


def evidence(places: tuple[SecretPlace, ...]) -> tuple[Evidence, ...]:
    """Return the places as evidence."""
    return tuple(Evidence.at_place(row.file, row.line, f"{row.key} ({row.kind})") for row in places)
