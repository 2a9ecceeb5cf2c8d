"""Compare each language with English: `complaints` break something, `gaps` fall back to English."""

from collections.abc import Iterator, Mapping
import re
from typing import Any

from .files import ENGLISH, Files
from .phrases import placeholders

# The card selects among the plural forms of a language; Home Assistant does not.
_COUNTED = "config_panel."
_PLURAL = re.compile(r"_(zero|one|two|few|many|other)$")
_ONE = frozenset({"one"})
# The plural forms of whole numbers besides "other" (CLDR), where not only "one".
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
# Forms for numbers from a million; the card falls back to "other".
RARE: Mapping[str, frozenset[str]] = {
    language: frozenset({"many"}) for language in ("ca", "es", "fr", "it", "pt", "pt-BR")
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
    """Yield texts that Home Assistant would drop or never show. For missing texts see `gaps`."""
    english, counted = _english(files)
    for language, words in files.words.items():
        for key, text in leaves(words).items():
            if (original := _original(key, english, counted)) is None:
                yield f"{language}.json: {key} is not in English"
            elif odd := _odd_placeholders(text, original, may_omit_n=key not in english):
                yield f"{language}.json: {key} {odd}"


def gaps(files: Files) -> dict[str, list[str]]:
    """Return by language which texts fall back to English, and which plural forms are unused."""
    english, counted = _english(files)
    return {
        language: sorted(_gaps_of(language, leaves(words), english, counted))
        for language, words in files.words.items()
        if language != ENGLISH
    }


def _gaps_of(
    language: str, texts: Mapping[str, str], english: Mapping[str, str], counted: set[str]
) -> Iterator[str]:
    forms = FORMS.get(language, _ONE) | {"other"}
    wanted = {key for key in english if not (_PLURAL.search(key) and _stem(key) in counted)}
    wanted |= {f"{stem}_{form}" for stem in counted for form in forms}
    yield from (f"{key} is missing" for key in wanted - set(texts))
    # Every English key may be translated, also in a language with fewer forms.
    for key in set(texts) - wanted - set(english):
        if _stem(key) in counted and key.rpartition("_")[2] not in RARE.get(language, ()):
            yield f"{key} is a plural form that {language} does not use"


def _english(files: Files) -> tuple[dict[str, str], set[str]]:
    """Return the English texts, and the stems of those with plural forms."""
    english = leaves(files.words[ENGLISH])
    counted = {
        key.removesuffix("_other")
        for key in english
        if key.startswith(_COUNTED) and key.endswith("_other")
    }
    return english, counted


def _original(key: str, english: Mapping[str, str], counted: set[str]) -> str | None:
    """Return the English text of a key, or "other" of the same key for a plural form."""
    if key in english:
        return english[key]
    return english[f"{_stem(key)}_other"] if _PLURAL.search(key) and _stem(key) in counted else None


def _stem(key: str) -> str:
    return _PLURAL.sub("", key)


def _odd_placeholders(text: str, original: str, *, may_omit_n: bool) -> str | None:
    used, wanted = placeholders(text), placeholders(original)
    # A form for two things may say "both" instead of the number. Home Assistant compares the
    # placeholders of a key with English, if English has that key, and drops what differs.
    loose = {"n"} if may_omit_n else set()
    if used - loose != wanted - loose:
        return f"has the placeholders {sorted(used)}; English has {sorted(wanted)}"
    return None
