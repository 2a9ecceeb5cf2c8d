"""Rules of triggers.yaml and conditions.yaml: their schema, texts and icons."""

from collections.abc import Iterator
import re
from typing import Any

import probatio as vol

from homeassistant.helpers.selector import TargetSelector, validate_selector

from .files import ENGLISH, Files
from .shape import mismatches, slug

# The keys this integration uses; hassfest accepts more.
SCHEMA = vol.Schema(
    {
        slug: {
            vol.Required("target"): TargetSelector.CONFIG_SCHEMA,
            vol.Optional("fields"): {
                str: {
                    vol.Optional("example"): vol.NotIn([None]),
                    vol.Optional("default"): vol.NotIn([None]),
                    vol.Optional("required"): bool,
                    vol.Optional("selector"): validate_selector,
                }
            },
        }
    }
)


def complaints(files: Files) -> Iterator[str]:
    """Yield errors of the triggers and conditions."""
    yield from _of_kind(files, "trigger", files.triggers)
    yield from _of_kind(files, "condition", files.conditions)


def _of_kind(files: Files, kind: str, described: Any) -> Iterator[str]:
    section = f"{kind}s"
    words, icons = files.words[ENGLISH].get(section, {}), files.icons.get(section, {})
    provided = re.search(rf"\basync_get_{section}\b", files.sources.get(f"{kind}.py", ""))
    if bool(provided) != (described is not None):
        yield f"{kind}.py and {section}.yaml: there is only one of them"
    # Keys that begin with a dot hold YAML anchors.
    described = {key: value for key, value in (described or {}).items() if key[0] != "."}
    yield from (f"{section}.yaml: {text}" for text in mismatches(SCHEMA, described))
    if unmatched := set(described) ^ set(words):
        yield f"{section}.yaml and its words differ: {sorted(unmatched)}"
    if unmatched := set(described) ^ set(icons):
        yield f"{section}.yaml and its icons differ: {sorted(unmatched)}"
    for name, description in described.items():
        fields = set(description.get("fields", ()))
        if odd := fields ^ set(words.get(name, {}).get("fields", ())):
            yield f"{section}.yaml: {name} and its words differ in fields: {sorted(odd)}"
