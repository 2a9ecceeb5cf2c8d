"""Tell what a name of a home or of a device says of the people in it."""

from typing import Final

from .entry import is_ideographic
from .folding import WORD, Atom, atoms, fold_text, fold_word, tokens
from .ordinary import FAMILY_PARTICLES, GIVEN_NAMES, OWN_THINGS, is_keyword
from .tables import folded_words, read_lists

_HOMES: Final = folded_words("home_names")
_LISTS: Final = {
    key: frozenset(map(fold_text, words)) for key, words in read_lists("family_words").items()
}
_DEVICES: Final = {
    key: frozenset(map(fold_text, words)) for key, words in read_lists("products").items()
}
_PRODUCTS: Final = _DEVICES["product"]
_MAX_FAMILY: Final = 3
_SHORT: Final = 3


def is_home(text: str) -> bool:
    """Return whether a place is called "home", in any language."""
    return "_".join(tokens(text)) in _HOMES


def family_of(text: str) -> str:
    """Return the name of the family in the name of its home: "Hartwell House"; else ""."""
    for ending in _LISTS["joined"]:
        if text.endswith(ending) and len(text) > len(ending) + 1 and not text.isascii():
            return text[: -len(ending)]
    words = text.replace("'s ", " ").replace("\u2019s ", " ").split()
    rest = [word for word in words if fold_text(word) not in _LISTS["beside"]]
    while (
        rest
        and fold_text(rest[0]) in ("the", "la", "le", "de", "het", "o", "os", "el", "los")
        and (len(rest) > 1 and not rest[0][0].isupper())
    ):
        if fold_text(rest[0]) in FAMILY_PARTICLES:
            break
        rest.pop(0)
    if not rest or len(rest) == len(words) or len(rest) > _MAX_FAMILY:
        return ""
    folded = [*map(fold_text, rest)]
    if any(map(_is_no_family, folded)) or not rest[-1][:1].isupper() or not rest[-1].isalpha():
        return ""
    if any(word not in FAMILY_PARTICLES for word in folded[:-1]):
        return ""
    return " ".join(rest)


def _is_no_family(word: str) -> bool:
    return word in _LISTS["others"] or word in OWN_THINGS or word in _PRODUCTS or word.isdecimal()


def is_product(text: str) -> bool:
    """Return whether a device is called by its product only: "pixel_6", "Brother HL-L2350DW"."""
    words = [
        atom.folded.text
        for word in WORD.findall(text.replace("_", " "))
        for atom in (
            atoms(word) if _is_name_of_parts(word) else (Atom(0, len(word), fold_word(word)),)
        )
    ]
    known = [word for word in words if word in _PRODUCTS or _is_joined_of_products(word)]
    return bool(known) and all(
        word in known
        or _is_joined_of_products(word)
        or _is_product_word(word)
        or not word.isalpha()
        or (len(word) <= _SHORT and word not in GIVEN_NAMES)
        for word in words
    )


def _is_joined_of_products(word: str) -> bool:
    """Return whether a word of a script without blanks consists of such words: "小米电视"."""
    return is_ideographic(word) and any(
        word[:at] in _PRODUCTS and word[at:] in _PRODUCTS for at in range(1, len(word))
    )


def _is_name_of_parts(word: str) -> bool:
    """Return whether the parts of a word are words: not of "iPhone", "webOS"."""
    return fold_text(word) not in _PRODUCTS


def _is_product_word(word: str) -> bool:
    return (
        word in _DEVICES["beside"]
        or (word in OWN_THINGS and word not in GIVEN_NAMES)
        or is_keyword(word)
    )
