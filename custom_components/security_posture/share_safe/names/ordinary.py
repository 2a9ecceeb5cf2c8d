"""Decide which words are ordinary: a name that is one of them is replaced in fewer places."""

from typing import Final

from .. import vocabulary
from ..vocabulary import is_keyword
from .tables import folded_words, read_lists

OWN_THINGS: Final = folded_words("own_things")
PARTICLES: Final = folded_words("own_things_other_scripts")
GIVEN_NAMES: Final = folded_words("given_names")
BRANDS: Final = folded_words("brands")
_LISTS: Final = {name: frozenset(words) for name, words in read_lists("name_context").items()}
# Capitalized at the beginning of a sentence as well, so that only another place shows a name.
FUNCTION_WORDS: Final = _LISTS["function"]
# Words for people in general, and words that begin sentences.
NOBODY: Final = frozenset(read_lists("name_evidence")["nobody"]) | FUNCTION_WORDS
TITLES: Final = _LISTS["titles"]
FAMILY_PARTICLES: Final = _LISTS["particles"]
# Articles that begin names of places.
ARTICLES: Final = _LISTS["article"]
LINKS: Final = _LISTS["links"]
# Things beside which a name can have an ending.
INFLECTED: Final = _LISTS["inflected"]
# Names that are verbs as well, and their subjects.
VERBS: Final = _LISTS["verbs"]
SUBJECTS: Final = _LISTS["subjects"]
# What follows such a name at the beginning of a sentence.
PREDICATES: Final = _LISTS["predicates"]
# A name of these is a measure as well.
MEASURED: Final = frozenset({"max", "maxi", "min", "mini"})
MONTHS: Final = _LISTS["dates"]
# Beside these, a word is not the name of a person.
PARTNERS: Final = {
    key.partition(" ")[2]: words for key, words in _LISTS.items() if key.startswith("beside ")
}
# Beside these, not even a name that is no ordinary word.
WELL_KNOWN: Final = {
    key.partition(" ")[2]: words for key, words in _LISTS.items() if key.startswith("known ")
}

# A name that is one of these shows nobody: "Rose", "Storm", "Luz".
DESCRIBING: Final = folded_words("name_words")


def is_ordinary(word: str) -> bool:
    """Return whether a word that may be a name is also an ordinary word or a keyword."""
    return word in DESCRIBING or vocabulary.is_ordinary(word)


__all__ = [
    "ARTICLES",
    "BRANDS",
    "DESCRIBING",
    "FAMILY_PARTICLES",
    "FUNCTION_WORDS",
    "GIVEN_NAMES",
    "INFLECTED",
    "LINKS",
    "MEASURED",
    "MONTHS",
    "NOBODY",
    "OWN_THINGS",
    "PARTICLES",
    "PARTNERS",
    "PREDICATES",
    "SUBJECTS",
    "TITLES",
    "VERBS",
    "WELL_KNOWN",
    "is_keyword",
    "is_ordinary",
]
