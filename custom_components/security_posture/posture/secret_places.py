"""Decide which values of the configuration are reported as secrets."""

from typing import Final

from .facts import Facts, GitFacts, PublicFolderFacts, Reason, SecretPlace, SecretsFacts
from .model import Evidence, EvidenceKind, Outcome, unknown

# Below this confidence a value is probably not a secret.
CONFIDENT = 0.5
# Home Assistant's own editor writes webhook ids into automations.yaml, where `!secret` does not
# work. Whether they can be guessed is another check.
_ALWAYS_LITERAL = "webhook"
# In www, these reveal details, but give no access.
REVEALING: Final = frozenset({"configuration", "log"})
_PUBLIC: Final = "www/"
# Only these can name a secret of secrets.yaml.
_YAML: Final = (".yaml", ".yml")


def inline_secrets(secrets: SecretsFacts) -> tuple[SecretPlace, ...]:
    """Return the literal secrets that should be in secrets.yaml."""
    return tuple(
        place
        for place in secrets.places
        if place.confidence >= CONFIDENT and place.kind != _ALWAYS_LITERAL and not place.is_default
    )


def public_secrets(facts: Facts) -> tuple[str, ...]:
    """Return the files in www with literal secrets, if that folder and the secrets were read."""
    secrets, folder = facts.secrets, facts.public_folder
    if not isinstance(secrets, SecretsFacts) or not isinstance(folder, PublicFolderFacts):
        return ()
    found = (place.file for place in inline_secrets(secrets) if place.file.startswith(_PUBLIC))
    return tuple(dict.fromkeys(found))


def not_told_elsewhere(places: tuple[SecretPlace, ...], facts: Facts) -> tuple[SecretPlace, ...]:
    """Return the places that are in none of the files that other checks report as secret."""
    told = set(public_secrets(facts))
    if isinstance(facts.git, GitFacts):
        told.update(facts.git.sensitive)
    if isinstance(facts.public_folder, PublicFolderFacts):
        told.update(row.path for row in facts.public_folder.files if row.kind not in REVEALING)
    return tuple(place for place in places if place.file not in told)


def are_in_yaml(places: tuple[SecretPlace, ...]) -> bool:
    """Return whether every place is in a file that can name a secret of secrets.yaml instead."""
    return all(place.file.lower().endswith(_YAML) for place in places)


def not_all_read(secrets: SecretsFacts) -> Outcome:
    """Return the outcome if nothing was found, but not everything was read."""
    rows = tuple(Evidence(EvidenceKind.FILE, name) for name in (*secrets.slow, *secrets.too_large))
    return unknown(Reason.TOO_SLOW if secrets.slow else Reason.TOO_LARGE, rows)


def default_secrets(secrets: SecretsFacts) -> tuple[SecretPlace, ...]:
    """Return the documented defaults and placeholders that are still in use."""
    return tuple(place for place in secrets.places if place.is_default)


def evidence(places: tuple[SecretPlace, ...]) -> tuple[Evidence, ...]:
    """Return the places as evidence."""
    return tuple(Evidence.at_place(row.file, row.line, f"{row.key} ({row.kind})") for row in places)
