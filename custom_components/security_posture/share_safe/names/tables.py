"""Read the word lists of names: words alone, or lists of words in one file."""

from pathlib import Path
from typing import Final

from ..secret_scanner import read_words
from .folding import fold_text

_WORDS: Final = Path(__file__).parent.parent / "words"


def folded_words(name: str) -> frozenset[str]:
    """Return the words of a file, folded."""
    return frozenset(map(fold_text, read_words(name, _WORDS)))


def read_lists(name: str) -> dict[str, tuple[str, ...]]:
    """Return the lists of a file: lines "list: words"."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (_WORDS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        key, colon, words = line.partition("#")[0].partition(":")
        if colon:
            found[key] = (*found.get(key, ()), *_with_others(words.split(), found))
    return found


def _with_others(words: list[str], known: dict[str, tuple[str, ...]]) -> list[str]:
    return [each for word in words for each in (known[word[1:]] if word[:1] == "@" else (word,))]


def pairs(words: tuple[str, ...]) -> dict[str, str]:
    """Return what is written for each letter."""
    return {
        char: "" if latin == "_" else latin
        for char, latin in zip(words[::2], words[1::2], strict=True)
    }
