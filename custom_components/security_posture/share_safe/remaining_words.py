"""Find the words of the user's list that are still in a copy."""

from collections.abc import Callable, Iterable, Iterator
import re
from typing import Final

from .model import Copy
from .names.literals import is_literal
from .secret_scanner import fold

KEYWORD: Final = "keyword"
_TOKEN: Final = re.compile(r"[^\W_]+")
# Words between two calls of `work`.
_TOKENS: Final = 64
# Words of scripts without spaces are not tokens of their own.
_WITHOUT_SPACES: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]")


def remaining_words(
    copy: Copy, words: Iterable[str], work: Callable[[], None] = lambda: None
) -> dict[str, str]:
    """Return the words that are in the copy: where Home Assistant has the same word itself.

    `work` is called again and again; it may raise to end the search.
    """
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    parts: dict[str, str] = {}
    for word in words:
        tokens = _tokens(word)
        if is_literal(word, has_problem=not tokens or len(tokens[0]) == 1):
            parts[fold(word.strip())] = word
        elif tokens and _WITHOUT_SPACES.search(word):
            parts[fold(word)] = word
        elif tokens:
            by_first.setdefault(tokens[0], []).append((tokens, word))
    found: dict[str, str] = {}
    for text in _texts(copy):
        for word in _in_text(text, by_first, parts, work):
            found[word] = KEYWORD
    return found


def _texts(copy: Copy) -> Iterator[str]:
    yield "\n".join(copy.files)
    yield from copy.files.values()


def _in_text(
    text: str,
    by_first: dict[str, list[tuple[tuple[str, ...], str]]],
    parts: dict[str, str],
    work: Callable[[], None],
) -> Iterator[str]:
    tokens = _tokens(text, work)
    for first in by_first.keys() & set(tokens):
        for wanted, word in by_first[first]:
            work()
            if len(wanted) == 1 or _follows(tokens, wanted):
                yield word
    if parts:
        folded = fold(text)
        yield from (word for part, word in parts.items() if part in folded)


def _tokens(text: str, work: Callable[[], None] = lambda: None) -> tuple[str, ...]:
    found: list[str] = []
    for token in _TOKEN.finditer(text):
        if len(found) % _TOKENS == 0:
            work()
        found.append(fold(token[0]))
    return tuple(found)


def _follows(tokens: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return any(
        tokens[n : n + len(wanted)] == wanted
        for n, token in enumerate(tokens)
        if token == wanted[0]
    )
