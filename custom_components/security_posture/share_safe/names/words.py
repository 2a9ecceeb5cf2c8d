"""Look up known names in single words; the result for a word is kept."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from .endings import Stem, phrase_stem, stem_of, stems
from .entry import Entry, is_ideographic
from .folding import Atom, Folded, atoms, char_class, fold_word
from .joined_scripts import joined_names
from .joined_words import MAX_GLUED, Names, split_glued
from .ordinary import BRANDS, GIVEN_NAMES, OWN_THINGS, PARTNERS, is_ordinary

# Shorter names with an "s" are other words as well: "bass".
_MIN_POSSESSIVE: Final = 3
_MAX_KEPT: Final = 50_000
# Letters that a form and its name begin with.
_FIRST: Final = 2
# Longer words are keys, hashes and pictures.
_MAX_WORD: Final = 200


class Hit(NamedTuple):
    """A name in a word."""

    begin: int
    end: int
    entry: Entry
    certain: bool  # else the words beside it decide
    stop: int  # the end of the word with its ending


class Word(NamedTuple):
    """What is known of a word."""

    atoms: tuple[Atom, ...]
    hits: tuple[Hit, ...]
    begins: bool  # a name of several words may begin in it


_NOTHING: Final = Word((Atom(0, _MAX_WORD, Folded("", ())),), (), False)


class Words:
    """Names that are one word, and what was found for words."""

    def __init__(self) -> None:
        """Start empty."""
        self._single: dict[str, Entry] = {}
        self._stems: dict[str, Entry] = {}
        self._glued = Names()
        # The first letters of names and stems.
        self._beginnings: set[str] = set()
        self._tokens: set[str] = set()
        self._first: set[str] = set()
        self.first_stems: set[str] = set()  # of the first words of phrases
        self._kept: dict[str, Word] = {}
        self._without: set[str] = set()  # words in which no name is or begins

    def add(self, words: tuple[str, ...], entry: Entry, *, inflected: bool) -> None:
        """Add a name."""
        self._kept.clear()
        self._without.clear()
        self._first.add(words[0])
        self._tokens.update(words)
        if len(words) > 1:
            return
        name = words[0]
        self._single[name] = entry
        self._beginnings.add(name[:_FIRST])
        if len(name) < 2 or entry.is_number or entry.in_slugs or entry.is_form:
            return
        if len(name) > 2 or is_ideographic(name):
            self._glued.add(name)
        if inflected and not entry.ordinary and (stem := stem_of(name)):
            self._stems.setdefault(stem, entry)
            self._beginnings.add(stem[:_FIRST])

    def read(self, word: str) -> Word:
        """Return what is known of a word."""
        if len(word) > _MAX_WORD:
            return self._look(word) if not word.isascii() else _NOTHING
        found = self._kept.get(word)
        if found is None:
            if len(self._kept) >= _MAX_KEPT:
                self._kept.clear()
                self._without.clear()
            found = self._kept[word] = self._look(word)
            if not (found.hits or found.begins):
                self._without.add(word)
        return found

    def are_without(self, words: Iterable[str]) -> bool:
        """Return whether all words were read before, and no name is or begins in one."""
        return self._without.issuperset(words)

    def have_none(self, words: Iterable[str]) -> bool:
        """Return whether no name is or begins in some words."""
        for word in words:
            if word not in self._without:
                self.read(word)
                if word not in self._without:
                    return False
        return True

    def _look(self, word: str) -> Word:
        parts = atoms(word)
        if len(parts) > 1 and len(word) <= _MAX_WORD:
            # "McDonald", "a515f": the whole word before its parts.
            whole = Atom(0, len(word), fold_word(word))
            text = whole.folded.text
            if text in self._tokens or (text[-1:] == "s" and text[:-1] in self._tokens):
                parts = (whole,)
        hits = [hit for part in parts for hit in self._in_atom(word, part)]
        begins = any(self._begins(part.folded.text) for part in parts)
        if len(parts) > 1 and len(word) <= MAX_GLUED and (hits or begins):
            # "lucaEchiara"
            whole = Atom(0, len(word), fold_word(word))
            names = self._glued_names(whole, whole.folded.text)
            if len(names) > 1 and len(names) > len(hits) + sum(
                part.folded.text in self._single for part in parts
            ):
                return Word((whole,), tuple(names), False)
        if len(parts) > 1 and not begins and not hits and len(word) <= _MAX_WORD:
            # "GeniPhone"
            whole = Atom(0, len(word), fold_word(word))
            if hits := self._in_atom(word, whole):
                parts = (whole,)
        return Word(parts, tuple(hits), begins)

    def _begins(self, text: str) -> bool:
        return text in self._first or (
            bool(self.first_stems) and phrase_stem(text) in self.first_stems
        )

    def _in_atom(self, word: str, part: Atom) -> list[Hit]:
        text = part.folded.text
        if not text or text in self._single:
            return []
        kind = char_class(word[part.begin])
        if kind in "ct":
            return [
                self._hit(part, begin, end, entry)
                for begin, end, entry in joined_names(text, kind, self._glued, self._single)
            ]
        if len(text) > _MAX_WORD or self._is_other_word(text):
            return []
        # Nothing is joined before a name in these letters.
        is_form = not "a" <= text[0] <= "z" or text[:_FIRST] in self._beginnings
        for stem in stems(text) if is_form else ():
            entry = (self._stems if stem.changed else self._single).get(stem.text)
            if entry is None or not _may_end_so(entry, stem, text):
                continue
            certain = stem.certain and not entry.ordinary and not _is_doubtful(stem, text)
            return [self._hit(part, stem.begin, stem.end, entry, certain=certain)]
        return self._glued_names(part, text)

    def _glued_names(self, part: Atom, text: str) -> list[Hit]:
        if text in GIVEN_NAMES:
            return []
        found = []
        pieces = split_glued(text, self._glued)
        things = {text[piece.begin : piece.end] for piece in pieces if not piece.is_name}
        for piece in pieces:
            if piece.is_name:
                name = text[piece.begin : piece.end]
                entry = self._single[name]
                if not things & PARTNERS.get(name, frozenset()) and not (
                    entry.ordinary and not entry.like_a_person
                ):
                    found.append(self._hit(part, piece.begin, piece.end, entry))
        return found

    @staticmethod
    def _is_other_word(text: str) -> bool:
        return text in OWN_THINGS or text in BRANDS or is_ordinary(text)

    @staticmethod
    def _hit(part: Atom, begin: int, end: int, entry: Entry, *, certain: bool = True) -> Hit:
        starts = part.folded.starts
        return Hit(part.begin + starts[begin], part.begin + starts[end], entry, certain, part.end)


def _may_end_so(entry: Entry, stem: Stem, text: str) -> bool:
    if entry.ordinary:
        # only "roses_room", and what is joined to a name
        return stem.certain and not stem.changed and (stem.end < len(text) or stem.begin > 0)
    return len(stem.text) > 1 and (stem.certain or len(entry.tokens[0]) > _MIN_POSSESSIVE - 1)


def _is_doubtful(stem: Stem, text: str) -> bool:
    """Return whether a form of a name may be another word: "bass", "Marilla"."""
    if stem.end < len(text):
        return len(stem.text) <= _MIN_POSSESSIVE
    return stem.begin == 0 and text in GIVEN_NAMES
