"""Find names in any text: with spaces or underscores, in any case, script and spelling."""

from collections.abc import Callable, Iterator
import re
from typing import Final, NamedTuple

from ..model import Name, Private
from ..placeholders import Placeholders
from ..uses.model import Use
from .context import Place, is_ending_meant, is_meant, written
from .decoding import Decoded, decode
from .endings import phrase_stem
from .entry import Entry
from .folding import WORD, tokens
from .forms import MAX_NAME
from .hidden import base64_texts, markup_of, may_be_hidden, without_markup
from .known_names import INFLECTED, KnownNames
from .not_replaceable import PLACEHOLDERS
from .places import is_product
from .words import Hit, Word

_BETWEEN: Final = re.compile(
    r"[\s_.'\u2019\u02bc\u00b7\u30fb+@\u2010\u2011-]{0,2}(?:(?<=\s)[&+]\s)?"
)
# Words between two calls of `work`.
_WORDS: Final = 64


class NameMatch(NamedTuple):
    """A name in a text."""

    begin: int
    end: int
    kind: Private
    placeholder: str
    new: str  # what to write instead


class NameIndex:
    """Finds the names to replace."""

    def __init__(self, placeholders: Placeholders) -> None:
        """Start empty."""
        self.work: Callable[[], None] = lambda: None  # called again and again in a long text
        self._known = KnownNames(placeholders)

    def add(self, name: Name, slug: str | None = None) -> None:
        """Add a name with its other spellings; a slug is the object id of the same thing."""
        if name.kind is not Private.DEVICE or not self._is_of_nobody(name.text):
            self._known.add(name, slug)

    def exact_match(self, text: str) -> tuple[Private, str] | None:
        """Return kind and placeholder if the whole text is a name."""
        return self._known.exact_match(text)

    def not_replaceable(self) -> dict[str, str]:
        """Return the words of the user that are never replaced, and why."""
        return self._known.not_replaceable()

    def _is_of_nobody(self, text: str) -> bool:
        """Return whether a device is called by its product, or by a known name that is replaced."""
        if any(match.kind in INFLECTED for match in self.find(text, Use.OBJECT_ID)):
            return True
        return is_product(text)

    def are_without(self, text: str) -> bool:
        """Return whether no name is in a text that is not encoded, as a quick look shows."""
        return not self._known.literals and self._known.words.have_none(WORD.findall(text))

    def find(self, text: str, use: Use) -> Iterator[NameMatch]:
        """Yield the names in a text, in order and without overlaps."""
        if use is Use.KEYWORD:
            return
        literal = (
            [
                NameMatch(begin, end, Private.WORD, given, given)
                for begin, end, given in self._known.literals.find(text)
            ]
            if self._known.literals
            else ()
        )
        if not literal:
            yield from self._find_names(text, use)
            return
        yield from _in_order([*literal, *self._find_names(text, use)])

    def _find_names(self, text: str, use: Use) -> Iterator[NameMatch]:
        if not self._known.exact:
            return
        if self._known.words.are_without(WORD.findall(text)) and not may_be_hidden(text):
            return
        if use is Use.NAME:
            use = Use.VALUE if text.islower() else Use.TEXT
            if match := self._whole(text):
                yield match
                return
        found = [*self._find_hidden(text, use)]
        if (decoded := decode(text)) is not None:
            found += _in_source(self._find(decoded.text, use), decoded)
        if not found:
            yield from self._find(text, use)
            return
        # What looks like an escape may be none: "100%adams".
        yield from _in_order([*found, *self._find(text, use)])

    def _find_hidden(self, text: str, use: Use) -> Iterator[NameMatch]:
        """Yield the names that are written in base64, or with markup in them."""
        for begin, end, plain in base64_texts(text):
            for match in self._find(plain, Use.TEXT):
                given = match.placeholder
                yield NameMatch(begin, end, match.kind, given, given)
                break
        if (plain_text := without_markup(text)) is not None:
            for match in _in_source(self._find(plain_text.text, use), plain_text):
                if markup := markup_of(text[match.begin : match.end]):
                    yield match._replace(new=match.new + markup)

    def _whole(self, text: str) -> NameMatch | None:
        """Return the name of a person that a text is as a whole."""
        plain = text.strip()
        entry = self._known.exact.get(" ".join(tokens(plain))) if len(plain) <= MAX_NAME else None
        if (
            entry is None
            or entry.doubtful
            or entry.kind not in INFLECTED
            or PLACEHOLDERS.fullmatch(plain)
        ):
            return None
        begin = text.index(plain)
        return NameMatch(
            begin, begin + len(plain), entry.kind, entry.placeholder, entry.placeholder
        )

    def _find(self, text: str, use: Use) -> Iterator[NameMatch]:
        done = 0
        fixed: list[tuple[int, int]] | None = None
        for n, match in enumerate(WORD.finditer(text)):
            if n % _WORDS == _WORDS - 1:
                self.work()
            word = self._known.words.read(match[0])
            if not word.begins and not word.hits:
                continue
            for begin, end, entry in self._in_word(text, match.start(), word, use):
                if begin < done or not self._known.tones.fit(text, begin, end, use):
                    continue
                if fixed is None:
                    fixed = [found.span() for found in PLACEHOLDERS.finditer(text)]
                if any(first < end and begin < last for first, last in fixed):
                    continue
                after_name = 0 < begin == done
                new = written(text, begin, end, entry.placeholder, after_name=after_name)
                yield NameMatch(begin, end, entry.kind, entry.placeholder, new)
                done = end

    def _in_word(
        self, text: str, start: int, word: Word, use: Use
    ) -> Iterator[tuple[int, int, Entry]]:
        hits = {hit.begin: hit for hit in word.hits}
        for n, atom in enumerate(word.atoms):
            found = self._longest(text, start, word, n, use) if word.begins else None
            if found:
                yield start + atom.begin, *found
                continue
            for at in sorted(hits):
                if atom.begin <= at < atom.end and self._is_hit_meant(text, start, hits[at], use):
                    yield start + at, start + hits[at].end, hits[at].entry

    @staticmethod
    def _is_hit_meant(text: str, start: int, hit: Hit, use: Use) -> bool:
        if hit.certain:
            return use is not Use.NEVER_A_NAME or hit.entry.is_word
        return is_ending_meant(hit.entry, Place(text, start + hit.begin, start + hit.stop, use))

    def _longest(
        self, text: str, start: int, word: Word, n: int, use: Use
    ) -> tuple[int, Entry] | None:
        """Return end and entry of the longest name that begins at a part of a word."""
        node = self._known.root
        found: list[tuple[int, Entry]] = []
        begin = start + word.atoms[n].begin
        for end, folded in self._following(text, start, word, n):
            below = node.next.get(folded)
            if node.stems and (below is None or not (below.next or below.entry)):
                below = node.stems.get(phrase_stem(folded)) or below
            if below is None:
                possessive = node.next.get(folded[:-1]) if folded.endswith("s") else None
                if possessive and possessive.entry and node is not self._known.root:
                    found.append((end - 1, possessive.entry))
                break
            node = below
            if node.entry:
                found.append((end, node.entry))
        for end, entry in reversed(found):
            if is_meant(entry, Place(text, begin, end, use)):
                return end, entry
        return None

    def _following(self, text: str, start: int, word: Word, n: int) -> Iterator[tuple[int, str]]:
        """Yield end and text of the parts of words from one on, between separators."""
        while True:
            for atom in word.atoms[n:]:
                yield start + atom.end, atom.folded.text
            between = _BETWEEN.match(text, start + word.atoms[-1].end)
            match = WORD.match(text, between.end()) if between else None
            if match is None:
                return
            start, word, n = match.start(), self._known.words.read(match[0]), 0


def _in_order(found: list[NameMatch]) -> Iterator[NameMatch]:
    """Yield names in order, and of those that overlap the first and longest."""
    done = 0
    for match in sorted(found, key=lambda each: (each.begin, -each.end)):
        if match.begin >= done:
            yield match
            done = match.end


def _in_source(found: Iterator[NameMatch], decoded: Decoded) -> Iterator[NameMatch]:
    """Yield the names of a decoded text where they are written."""
    for match in found:
        yield match._replace(begin=decoded.begins[match.begin], end=decoded.ends[match.end - 1])
