"""Validators shared by the schemas."""

from collections.abc import Iterator
import re
from typing import Any

import probatio as vol

TRANSLATION_KEY = re.compile(r"^(?!.+[_-]{2})(?![_-])[a-z0-9-_]+(?<![_-])$")
SLUG = re.compile(r"^[a-z0-9]+(_[a-z0-9]+)*$")


def mismatches(schema: Any, value: object) -> Iterator[str]:
    """Yield where `value` does not match the schema."""
    try:
        schema(value)
    except vol.MultipleInvalid as found:
        for error in found.errors:
            yield f"{'.'.join(map(str, error.path))}: {error.msg}"
    except vol.Invalid as error:
        yield f"{'.'.join(map(str, error.path))}: {error.msg}"


def translation_key(value: object) -> str:
    """Accept a translation key."""
    if not isinstance(value, str) or not TRANSLATION_KEY.match(value):
        raise vol.Invalid(f"{value} is no translation key")
    return value


def slug(value: object) -> str:
    """Accept a slug."""
    if not isinstance(value, str) or not SLUG.match(value):
        raise vol.Invalid(f"{value} is no slug")
    return value


def slug_or_all(value: object) -> str:
    """Accept a slug, or the key that means all."""
    return "_" if value == "_" else slug(value)


def translation_key_or_all(value: object) -> str:
    """Accept a translation key, or the key that means all."""
    return "_" if value == "_" else translation_key(value)
