"""Write names of other scripts in Latin letters, as Home Assistant does in entity ids."""

import re
from typing import Final
import unicodedata

from .tables import pairs, read_lists

_LISTS: Final = read_lists("name_endings")
_KANA: Final = {
    char: ("" if head == "_" else head) + vowel
    for head, row in zip(_LISTS["kana_heads"][::2], _LISTS["kana_heads"][1::2], strict=True)
    for char, vowel in zip(row, "aiueo", strict=True)
}
_LETTERS: Final = _KANA | pairs(_LISTS["letters"])
_INITIALS: Final = _LISTS["hangul_initials"]
_VOWELS: Final = _LISTS["hangul_vowels"]
_FINALS: Final = _LISTS["hangul_finals"]


def in_latin(text: str) -> str:
    """Return a text in Latin letters; characters that are not known stay."""
    return "".join(map(_char, unicodedata.normalize("NFC", text.lower())))


def _char(char: str) -> str:
    if char.isascii():
        return char
    if "\uac00" <= char <= "\ud7a3":
        initial, rest = divmod(ord(char) - 0xAC00, 588)
        parts = (_INITIALS[initial], _VOWELS[rest // 28], _FINALS[rest % 28])
        return "".join(parts).replace("_", "")
    base = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    return "".join(_LETTERS.get(each, each) for each in map(_hiragana, base))


def _hiragana(char: str) -> str:
    return chr(ord(char) - 0x60) if "\u30a1" <= char <= "\u30f6" else char


def slug_words(text: str) -> tuple[str, ...]:
    """Return the words of the object id that Home Assistant makes of a text."""
    try:
        from homeassistant.util import slugify
    except ImportError:
        slug = "_".join(in_latin(text).split())
    else:
        slug = slugify(text)
    words = tuple(slug.replace("-", "_").split("_"))
    return words if all(word.isascii() and word.isalnum() for word in words) else ()


_OTHER: Final = (
    ("iia", "ia"),
    ("iia", "iya"),
    ("iu", "yu"),
    ("iu", "ju"),
    ("ia", "ya"),
    ("ia", "ja"),
    ("kh", "h"),
    ("zh", "j"),
    ("ii", "iy"),
    ("ii", "y"),
    ("io", "yo"),
)


def other_spellings(word: str) -> tuple[str, ...]:
    """Return other ways to write a Cyrillic name: "iuliia", "yuliya", "julija"."""
    found = {word}
    for old, new in _OTHER:
        found |= {known.replace(old, new) for known in found if old in known}
        if len(found) > 24:
            break
    found.discard(word)
    return tuple(sorted(found))


# Kana as Home Assistant and as people write them: "moti", "mochi".
_HEPBURN: Final = (
    ("siya", "sha"), ("siyu", "shu"), ("siyo", "sho"), ("tiya", "cha"), ("tiyu", "chu"),
    ("tiyo", "cho"), ("ziya", "ja"), ("ziyu", "ju"), ("ziyo", "jo"), ("si", "shi"), ("ti", "chi"),
    ("tu", "tsu"), ("hu", "fu"), ("zi", "ji"),
)  # fmt: skip
_GLIDE: Final = ("k", "g", "n", "h", "b", "p", "m", "r")
_SYLLABLES: Final = {latin: kana for kana, latin in _KANA.items()}
_COMBINED: Final = {
    "shi": "し", "chi": "ち", "tsu": "つ", "fu": "ふ", "ji": "じ", "n": "ん", "ya": "や",
    "yu": "ゆ", "yo": "よ", "wa": "わ",
    **{
        f"{head}{vowel}": f"{kana}{small}"
        for head, kana in (("sh", "し"), ("ch", "ち"), ("j", "じ"))
        for vowel, small in zip("auo", "ゃゅょ", strict=True)
    },
    **{
        f"{head}y{vowel}": f"{_SYLLABLES[head + 'i']}{small}"
        for head in _GLIDE
        for vowel, small in zip("auo", "ゃゅょ", strict=True)
    },
}  # fmt: skip
_TO_KANA: Final = _SYLLABLES | _COMBINED
_MOST_KANA: Final = 16


def hepburn(word: str) -> tuple[str, ...]:
    """Return other ways to write a Japanese name in Latin letters."""
    found = word
    for old, new in _HEPBURN:
        found = found.replace(old, new)
    found = re.sub(r"([kgnhbpmr])iy([auo])", r"\1y\2", found)
    short = found.replace("ou", "o").replace("uu", "u").replace("oo", "o")
    return tuple(sorted({found, short} - {word}))


def in_kana(word: str) -> tuple[str, ...]:
    """Return a name of Japanese syllables in hiragana and katakana; else nothing."""
    if not 3 <= len(word) <= _MOST_KANA or not word.islower():
        return ()
    made, at = "", 0
    while at < len(word):
        part = next((word[at:end] for end in range(at + 3, at, -1) if word[at:end] in _TO_KANA), "")
        if not part:
            return ()
        made += _TO_KANA[part]
        at += len(part)
    return (made, "".join(chr(ord(char) + 0x60) for char in made))
