"""Every language says everything that English says, with the same placeholders."""

from collections.abc import Iterator, Mapping
import re
from typing import Any

from .files import ENGLISH, Files
from .phrases import placeholders

# The card chooses among the plural forms of a language; Home Assistant does not.
_COUNTED = "config_panel."
_PLURAL = re.compile(r"_(zero|one|two|few|many|other)$")
# The forms whole numbers take beside "other" (CLDR), where they are not "one" alone. The "many"
# of French, Italian, Portuguese and Spanish begins at a million; the card falls back to "other".
FORMS: Mapping[str, frozenset[str]] = {
    "cs": frozenset({"one", "few"}),
    "ja": frozenset(),
    "ko": frozenset(),
    "pl": frozenset({"one", "few", "many"}),
    "ro": frozenset({"one", "few"}),
    "ru": frozenset({"one", "few", "many"}),
    "sk": frozenset({"one", "few"}),
    "uk": frozenset({"one", "few", "many"}),
    "zh-Hans": frozenset(),
    "zh-Hant": frozenset(),
}


def leaves(words: Any, prefix: str = "") -> dict[str, str]:
    """Return the texts by their dotted keys."""
    if not isinstance(words, Mapping):
        return {prefix: str(words)}
    found: dict[str, str] = {}
    for key, below in words.items():
        found |= leaves(below, f"{prefix}.{key}" if prefix else str(key))
    return found


def complaints(files: Files) -> Iterator[str]:
    """Say where a language differs from English."""
    english = leaves(files.words[ENGLISH])
    counted = {
        key.removesuffix("_other")
        for key in english
        if key.startswith(_COUNTED) and key.endswith("_other")
    }
    for language, words in files.words.items():
        said = leaves(words)
        wanted = _wanted(english, counted, FORMS.get(language, frozenset({"one"})))
        for key in sorted(wanted - set(said)):
            yield f"{language}.json: {key} is missing"
        for key, text in said.items():
            original = english.get(key) or _of_the_family(key, english, counted)
            if original is None:
                yield f"{language}.json: {key} is not in English"
            elif odd := _odd_placeholders(key, text, original, is_counted=_stem(key) in counted):
                yield f"{language}.json: {key} {odd}"


def _wanted(english: Mapping[str, str], counted: set[str], forms: frozenset[str]) -> set[str]:
    single = {key for key in english if _stem(key) not in counted}
    return single | {f"{stem}_{form}" for stem in counted for form in (*forms, "other")}


def _of_the_family(key: str, english: Mapping[str, str], counted: set[str]) -> str | None:
    return english[f"{_stem(key)}_other"] if _PLURAL.search(key) and _stem(key) in counted else None


def _stem(key: str) -> str:
    return _PLURAL.sub("", key)


def _odd_placeholders(key: str, text: str, original: str, *, is_counted: bool) -> str | None:
    said, meant = placeholders(text), placeholders(original)
    # A form for one thing may say "a backup" instead of the number, and the other way round.
    loose = {"n"} if is_counted and not key.endswith("_other") else set()
    if said - loose != meant - loose:
        return f"has the placeholders {sorted(said)}; English has {sorted(meant)}"
    return None
