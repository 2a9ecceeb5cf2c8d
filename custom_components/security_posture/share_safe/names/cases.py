"""List the case forms of Slavic names: "Tomka" of Tomek, "Льва" of Лев, and in entity ids "lva"."""

from collections.abc import Iterator
from typing import Final
import unicodedata

from .folding import fold_text
from .tables import read_lists
from .transliteration import in_latin, other_spellings

MOST: Final = 30
_LONGEST: Final = 30
# The end of a name, and what is written instead of it in its forms; the first that fits.
_RULES: Final = tuple(
    (key.partition(" ")[2].removeprefix("-"), tuple("" if end == "_" else end for end in ends))
    for key, ends in read_lists("name_cases").items()
    if key.startswith("ending ")
)
_SLAVIC: Final = read_lists("name_cases")["slavic"]


def case_forms(name: str) -> tuple[str, ...]:
    """Return the forms of a name of one word, folded, without the name."""
    word = unicodedata.normalize("NFC", name).lower()
    if not 2 < len(word) <= _LONGEST or not word.isalpha():
        return ()
    forms = dict.fromkeys(map(fold_text, _forms(word)))
    forms.pop(fold_text(word), None)
    return tuple(forms)[:MOST]


def in_ids(name: str) -> tuple[str, ...]:
    """Return the forms of a Cyrillic name in Latin letters."""
    found: dict[str, None] = {}
    for form in _forms(unicodedata.normalize("NFC", name).lower()):
        latin = in_latin(form)
        if latin.isascii() and latin.isalpha():
            found[latin] = None
            found |= dict.fromkeys(other_spellings(latin)[:3])
    return tuple(found)[:MOST]


def is_slavic(name: str) -> bool:
    """Return whether a folded name is of a language with such forms."""
    return not name.isascii() or name.endswith(_SLAVIC)


def _forms(word: str) -> Iterator[str]:
    if not ("a" <= fold_text(word)[:1] <= "z" or "\u0430" <= word[:1] <= "\u04ff"):
        return
    plain = word if not fold_text(word).isascii() else fold_text(word)
    for ending, instead in _RULES:
        if plain.endswith(ending) and len(plain) >= len(ending):
            stem = plain[: len(plain) - len(ending)]
            yield from (stem + end for end in instead)
            return
