"""Rules of services.yaml: absent, or valid with texts for everything in it."""

from collections.abc import Iterator
import re

from homeassistant.helpers.service import _SERVICES_SCHEMA

from .files import ENGLISH, Files
from .shape import mismatches

_REGISTERED = re.compile(r"\basync_register(?:_\w+)?_service\(|\bservices\.async_register\(")


def complaints(files: Files) -> Iterator[str]:
    """Yield errors of the service actions."""
    words = files.words[ENGLISH].get("services", {})
    if files.services is None:
        yield from (f"services.{name} has words, but there is no services.yaml" for name in words)
        for path, source in files.sources.items():
            if _REGISTERED.search(source):
                yield f"{path} registers a service action, but there is no services.yaml"
        return
    yield from (f"services.yaml: {text}" for text in mismatches(_SERVICES_SCHEMA, files.services))
    if unmatched := set(words) ^ set(files.services):
        yield f"services.yaml and its words differ: {sorted(unmatched)}"
    for name, service in files.services.items():
        fields = set((service or {}).get("fields", ()))
        if odd := fields ^ set(words.get(name, {}).get("fields", ())):
            yield f"services.yaml: {name} and its words differ in fields: {sorted(odd)}"
