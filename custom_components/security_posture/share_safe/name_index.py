"""Names, found as words in any text: spaced, underscored, in capitals, without their accents."""

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
# "Bjoern" may be "Björn" somewhere else.
_UMLAUT = re.compile(r"(?i)([aou])e")
# A shorter name is part of too many words.
_SHORTEST = 3
_LONGEST_NAME = 4


class NameMatch(NamedTuple):
    """A name in a text, from where to where."""

    begin: int
    end: int
    kind: Private
    placeholder: str


class NameIndex:
    """Every name that is to be replaced, by its first word."""

    def __init__(self, placeholders: Placeholders) -> None:
        """Begin with no name."""
        self._placeholders = placeholders
        self._by_first: dict[str, list[tuple[tuple[str, ...], Private, str]]] = {}
        self._exact: dict[str, tuple[Private, str]] = {}
        self._alone: set[tuple[str, ...]] = set()  # names of one word, given as such

    def add(self, name: Name) -> None:
        """Take a name, and what it is also written like."""
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
        if name.kind is Private.PERSON and 1 < len(spellings[0]) <= _LONGEST_NAME:
            for tokens in spellings:
                self._enter(tokens[:1], name.kind, placeholder)
            self.add(Name(Private.FAMILY, spelled.split()[-1]))

    def _known(self, kind: Private, spellings: list[tuple[str, ...]]) -> str | None:
        """Return the placeholder of the same thing under another spelling, or by its first name."""
        first = [tokens[:1] for tokens in spellings if tokens[:1] in self._alone]
        for tokens in (*spellings, *(first if kind is Private.PERSON else ())):
            known = self._exact.get(" ".join(tokens))
            if known and known[0] is kind:
                return known[1]
        return None

    def exact_match(self, text: str) -> tuple[Private, str] | None:
        """Return what a value that is nothing but a name is replaced by."""
        return self._exact.get(" ".join(self._tokens(text)))

    def find(self, text: str) -> Iterator[NameMatch]:
        """Yield the names in a text, the longest first where several begin."""
        done = 0
        for match in _TOKEN.finditer(text):
            if match.start() < done:
                continue
            first = fold(match[0])
            entries = self._by_first.get(first) or self._by_first.get(_stem(first))
            for tokens, kind, placeholder in entries or ():
                end = self._fits(text, match, tokens)
                if end is not None:
                    yield NameMatch(match.start(), end, kind, placeholder)
                    done = end
                    break

    @staticmethod
    def _tokens(text: str) -> tuple[str, ...]:
        return tuple(fold(token) for token in _TOKEN.findall(text))

    def _enter(self, tokens: tuple[str, ...], kind: Private, placeholder: str) -> None:
        self._exact.setdefault(" ".join(tokens), (kind, placeholder))
        if len(tokens) == 1 and (len(tokens[0]) < _SHORTEST or tokens[0] in RESERVED):
            return
        entries = self._by_first.setdefault(tokens[0], [])
        if all(tokens != known for known, _, _ in entries):
            entries.append((tokens, kind, placeholder))
            entries.sort(key=lambda entry: -len(entry[0]))

    @staticmethod
    def _fits(text: str, match: re.Match[str], tokens: tuple[str, ...]) -> int | None:
        """Return where a name ends that begins at a word; what is after its stem stays."""
        end = match.start()
        for n, wanted in enumerate(tokens):
            word = match
            if n:
                between = _BETWEEN.match(text, end)
                found = _TOKEN.match(text, between.end() if between else end)
                if found is None:
                    return None
                word = found
            spoken = fold(word[0])
            is_last = n == len(tokens) - 1
            if spoken != wanted and not (is_last and _stem(spoken) == wanted):
                return None
            end = word.end() if spoken == wanted else word.start() + _length(word[0], wanted)
        return end


def _stem(word: str) -> str:
    """Return a word without what is added to names: "annas", "anna2"."""
    plain = word.rstrip("0123456789")
    return plain[:-1] if plain == word and plain.endswith("s") else plain


def _length(word: str, folded: str) -> int:
    """Return how many characters of a word are its beginning, which may fold to more."""
    for end in range(len(word) + 1):
        if fold(word[:end]) == folded:
            return end
    return len(word)
