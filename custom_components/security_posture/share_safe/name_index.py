"""Find names in any text: with spaces or underscores, in any case, without accents."""

from collections.abc import Iterator
import re
from typing import NamedTuple

from .model import Name, Private
from .placeholders import Placeholders
from .reserved import RESERVED
from .scanner import fold

_TOKEN = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[\s_.'\u2019-]{0,2}")
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
# "Bjoern" can be spelled "Björn" elsewhere.
_UMLAUT = re.compile(r"(?i)([aou])e")
# A shorter name occurs in too many words.
_MIN_NAME = 3
_MAX_NAME_WORDS = 4


class NameMatch(NamedTuple):
    """A name in a text."""

    begin: int
    end: int
    kind: Private
    placeholder: str
    new: str = ""


class NameIndex:
    """The names to replace, by their first word."""

    def __init__(self, placeholders: Placeholders) -> None:
        """Start empty."""
        self._placeholders = placeholders
        self._by_first: dict[str, list[tuple[tuple[str, ...], Private, str]]] = {}
        self._exact: dict[str, tuple[Private, str]] = {}
        self._alone: set[tuple[str, ...]] = set()  # names of one word, given as such

    def add(self, name: Name) -> None:
        """Add a name with its other spellings."""
        spelled = " ".join(name.text.split())
        written = (spelled, spelled.translate(_GERMAN), _UMLAUT.sub(r"\1", spelled))
        spellings = [*dict.fromkeys(self._tokens(text) for text in written)]
        if not spellings[0]:
            return
        placeholder = self._known(name.kind, spellings) or self._placeholders.for_value(
            name.kind, " ".join(spellings[0])
        )
        self._alone.update(tokens for tokens in spellings if len(tokens) == 1)
        for tokens in spellings:
            self._enter(tokens, name.kind, placeholder)
        if name.kind is Private.PERSON and 1 < len(spellings[0]) <= _MAX_NAME_WORDS:
            for tokens in spellings:
                self._enter(tokens[:1], name.kind, placeholder)
            self.add(Name(Private.FAMILY, spelled.split()[-1]))

    def _known(self, kind: Private, spellings: list[tuple[str, ...]]) -> str | None:
        """Return the placeholder of the same name in another spelling, or of the first name."""
        first = [tokens[:1] for tokens in spellings if tokens[:1] in self._alone]
        for tokens in (*spellings, *(first if kind is Private.PERSON else ())):
            known = self._exact.get(" ".join(tokens))
            if known and known[0] is kind:
                return known[1]
        return None

    def exact_match(self, text: str) -> tuple[Private, str] | None:
        """Return kind and placeholder if the whole text is a name."""
        return self._exact.get(" ".join(self._tokens(text)))

    def find(self, text: str, use: object = None) -> Iterator[NameMatch]:
        """Yield the names in a text; of several at one position, the longest."""
        done = 0
        for match in _TOKEN.finditer(text):
            if match.start() < done:
                continue
            first = fold(match[0])
            entries = self._by_first.get(first) or self._by_first.get(_stem(first))
            for tokens, kind, placeholder in entries or ():
                end = self._fits(text, match, tokens)
                if end is not None:
                    yield NameMatch(match.start(), end, kind, placeholder, f"{placeholder}_" if text[end:end+1].isalnum() else placeholder)
                    done = end
                    break

    @staticmethod
    def _tokens(text: str) -> tuple[str, ...]:
        return tuple(fold(token) for token in _TOKEN.findall(text))

    def _enter(self, tokens: tuple[str, ...], kind: Private, placeholder: str) -> None:
        self._exact.setdefault(" ".join(tokens), (kind, placeholder))
        if len(tokens) == 1 and (len(tokens[0]) < _MIN_NAME or tokens[0] in RESERVED):
            return
        entries = self._by_first.setdefault(tokens[0], [])
        if all(tokens != known for known, _, _ in entries):
            entries.append((tokens, kind, placeholder))
            entries.sort(key=lambda entry: -len(entry[0]))

    @staticmethod
    def _fits(text: str, match: re.Match[str], tokens: tuple[str, ...]) -> int | None:
        """Return the end of a name that begins at a word, without a suffix."""
        end = match.start()
        for n, wanted in enumerate(tokens):
            word = match
            if n:
                between = _BETWEEN.match(text, end)
                found = _TOKEN.match(text, between.end() if between else end)
                if found is None:
                    return None
                word = found
            folded = fold(word[0])
            is_last = n == len(tokens) - 1
            if folded != wanted and not (is_last and _stem(folded) == wanted):
                return None
            end = word.end() if folded == wanted else word.start() + _length(word[0], wanted)
        return end


def _stem(word: str) -> str:
    """Return a word without a suffix: "annas", "anna2"."""
    plain = word.rstrip("0123456789")
    return plain[:-1] if plain == word and plain.endswith("s") else plain


def _length(word: str, folded: str) -> int:
    """Return the length of the prefix that folds to a text."""
    for end in range(len(word) + 1):
        if fold(word[:end]) == folded:
            return end
    return len(word)
