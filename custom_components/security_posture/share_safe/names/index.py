"""Find names in any text: with spaces or underscores, in any case, script and spelling."""

from collections.abc import Callable, Iterator
import re
from typing import Final, NamedTuple

from ..model import Name, Private
from ..placeholders import Placeholders
from ..uses.model import Use
from . import cases, forms
from .context import Place, is_ending_meant, is_meant, written
from .decoding import Decoded, decode
from .endings import phrase_stem
from .entry import Entry, is_common, is_name
from .folding import WORD, fold_text, tokens
from .hidden import base64_texts, markup_of, may_be_hidden, without_markup
from .literals import Literals, is_literal
from .ordinary import BRANDS, GIVEN_NAMES
from .places import family_of, is_home, is_product
from .tones import Tones
from .words import Hit, Word, Words

_BETWEEN: Final = re.compile(
    r"[\s_.'\u2019\u02bc\u00b7\u30fb+@\u2010\u2011-]{0,2}(?:(?<=\s)[&+]\s)?"
)
_PLACEHOLDER: Final = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(Private)}|password|token|api_key|key|code|webhook)_\d{{1,6}}"
)
# Words between two calls of `work`.
_WORDS: Final = 64
# Kinds whose names are inflected, and may stand joined to other words.
_INFLECTED: Final = frozenset({Private.PERSON, Private.FAMILY, Private.USER, Private.WORD})

_PHRASES: Final = frozenset({Private.WORD, Private.PLACE, Private.ZONE})
# Shorter forms are other words as well.
_MIN_FORM: Final = 4
_PLACES: Final = frozenset({Private.PLACE, Private.ZONE})

# Why a word of the user is never replaced.
EMPTY: Final = "empty"
TOO_SHORT: Final = "too_short"
TOO_LONG: Final = "too_long"
PLACEHOLDER: Final = "placeholder"
KEYWORD: Final = "keyword"
_FIXED: Final = frozenset(
    [
        "true",
        "false",
        "on",
        "off",
        "yes",
        "no",
        "null",
        "none",
        "unknown",
        "unavailable",
        "default",
        "home",
        "not_home",
    ]
)


class NameMatch(NamedTuple):
    """A name in a text."""

    begin: int
    end: int
    kind: Private
    placeholder: str
    new: str  # what to write instead


class _Node:
    """The words that may follow in a name of several words."""

    __slots__ = ("entry", "next", "stems")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.stems: dict[str, _Node] = {}  # of phrases, whose words have endings
        self.entry: Entry | None = None


class NameIndex:
    """The names to replace."""

    def __init__(self, placeholders: Placeholders) -> None:
        """Start empty."""
        self.work: Callable[[], None] = lambda: None  # called again and again in a long text
        self._placeholders = placeholders
        self._root = _Node()
        self._words = Words()
        self._exact: dict[str, Entry] = {}
        self._literals = Literals()
        self._tones = Tones()
        self._not_replaceable: dict[str, str] = {}

    def add(self, name: Name, slug: str | None = None) -> None:
        """Add a name with its other spellings; a slug is the object id of the same thing."""
        if name.kind in _PLACES and is_home(name.text):
            return
        if name.kind is Private.DEVICE and self._is_of_nobody(name.text):
            return
        written = tuple(
            dict.fromkeys((*forms.spellings(name.text), *(forms.spellings(slug) if slug else ())))
        )
        if self._is_literal_or_wrong(name, written[0]):
            return
        placeholder = self._known(name.kind, written) or self._placeholders.for_value(
            name.kind, " ".join(written[0])
        )
        self._enter_all(name, written, placeholder)

    def _enter_all(
        self, name: Name, written: tuple[tuple[str, ...], ...], placeholder: str
    ) -> None:
        self._tones.add(name.text)
        capital = not name.text.islower()
        for words in written:
            self._enter(words, name.kind, placeholder, capital=capital)
        for words in forms.in_slugs(name.text):
            self._enter(words, name.kind, placeholder, in_slugs=True)
        if name.kind in _INFLECTED:
            self._add_forms(name.text, name.kind, placeholder)
        if name.kind is Private.PERSON:
            self._add_parts(name, placeholder)
        elif name.kind is Private.WORD and (part := forms.without_kin(name.text)):
            self.add(Name(Private.PERSON, part))
        elif name.kind is Private.PLACE and (family := family_of(name.text)):
            self._add_family(family)
        if name.kind in _PLACES and (rest := forms.without_article(written[0])):
            self._enter(rest, name.kind, placeholder, in_slugs=True)

    def _is_literal_or_wrong(self, name: Name, words: tuple[str, ...]) -> bool:
        """Keep a name that is found as it is written, or the reason why it is not replaced."""
        problem = _problem(name.text, words)
        if name.kind is Private.WORD and _is_literal(name.text, problem):
            given = self._literals.get(name.text) or self._placeholders.for_value(
                Private.WORD, name.text.strip().lower()
            )
            self._literals.add(name.text, given)
            return True
        if problem and name.kind is Private.WORD:
            self._not_replaceable[name.text] = problem
        return problem is not None

    def _is_of_nobody(self, text: str) -> bool:
        """Return whether a device is called by its product, or by a known name that is replaced."""
        if any(match.kind in _INFLECTED for match in self.find(text, Use.OBJECT_ID)):
            return True
        return is_product(text)

    def _add_family(self, text: str) -> None:
        words = tokens(text)
        given = self._known(Private.FAMILY, (words,)) or self._placeholders.for_value(
            Private.FAMILY, " ".join(words)
        )
        for spelled in (*forms.spellings(text), *forms.in_slugs(text)):
            self._enter(spelled, Private.FAMILY, given)
        self._add_forms(text, Private.FAMILY, given)

    def _add_forms(self, text: str, kind: Private, placeholder: str) -> None:
        """Add the case forms of a name of one word."""
        name = text.strip()
        for form in (*cases.case_forms(name), *cases.in_ids(name)):
            if form in self._exact:
                continue
            doubtful = (
                len(form) < _MIN_FORM
                or is_common(form)
                or form in GIVEN_NAMES
                or form in BRANDS
                or not cases.is_slavic(fold_text(name))
            )
            if doubtful and any(hit.certain for hit in self._words.read(form).hits):
                continue
            entry = Entry(kind, placeholder, (form,), False, is_form=True, doubtful=doubtful)
            self._exact[form] = entry
            self._root.next.setdefault(form, _Node()).entry = entry
            self._words.add((form,), entry, inflected=False)

    def exact_match(self, text: str) -> tuple[Private, str] | None:
        """Return kind and placeholder if the whole text is a name."""
        if len(text) > forms.MAX_NAME or _PLACEHOLDER.fullmatch(text.strip()):
            return None
        if given := self._literals.get(text):
            return Private.WORD, given
        entry = self._exact.get(" ".join(tokens(text)))
        return (entry.kind, entry.placeholder) if entry and not entry.doubtful else None

    def are_without(self, text: str) -> bool:
        """Return whether no name is in a text that is not encoded, as a quick look shows."""
        return not self._literals and self._words.have_none(WORD.findall(text))

    def find(self, text: str, use: Use) -> Iterator[NameMatch]:
        """Yield the names in a text, in order and without overlaps."""
        if use is Use.KEYWORD:
            return
        literal = (
            [
                NameMatch(begin, end, Private.WORD, given, given)
                for begin, end, given in self._literals.find(text)
            ]
            if self._literals
            else ()
        )
        if not literal:
            yield from self._find_names(text, use)
            return
        yield from _in_order([*literal, *self._find_names(text, use)])

    def _find_names(self, text: str, use: Use) -> Iterator[NameMatch]:
        if not self._exact:
            return
        if self._words.are_without(WORD.findall(text)) and not may_be_hidden(text):
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
        entry = self._exact.get(" ".join(tokens(plain))) if len(plain) <= forms.MAX_NAME else None
        if (
            entry is None
            or entry.doubtful
            or entry.kind not in _INFLECTED
            or _PLACEHOLDER.fullmatch(plain)
        ):
            return None
        begin = text.index(plain)
        return NameMatch(
            begin, begin + len(plain), entry.kind, entry.placeholder, entry.placeholder
        )

    def not_replaceable(self) -> dict[str, str]:
        """Return the words of the user that are never replaced, and why."""
        return dict(self._not_replaceable)

    def _known(self, kind: Private, written: tuple[tuple[str, ...], ...]) -> str | None:
        """Return the placeholder of the same name in another spelling, or of the first name."""
        first = written[0][:1] if kind is Private.PERSON and len(written[0]) > 1 else None
        for words in (*written, *((first,) if first else ())):
            entry = self._exact.get(" ".join(words))
            if (entry and not entry.is_form) and (
                entry.kind is kind or (entry.kind is Private.PERSON and kind is Private.USER)
            ):
                return entry.placeholder
        return None

    def _add_parts(self, name: Name, placeholder: str) -> None:
        for kind, part in forms.person_names(name.text):
            words = tokens(part)
            if not words or not is_name(words):
                continue
            given = placeholder
            if kind is Private.FAMILY:
                given = self._known(kind, (words,)) or self._placeholders.for_value(
                    kind, " ".join(words)
                )
            for spelled in forms.spellings(part):
                self._enter(spelled, kind, given)
            for spelled in forms.in_slugs(part):
                self._enter(spelled, kind, given, in_slugs=True)
            self._add_forms(part, kind, given)

    def _enter(
        self,
        words: tuple[str, ...],
        kind: Private,
        placeholder: str,
        *,
        in_slugs: bool = False,
        capital: bool = False,
    ) -> None:
        if not words or len(words) > forms.MAX_TOKENS:
            return
        is_word = kind is Private.WORD
        in_slugs = in_slugs and any(map(is_common, words))
        entry = Entry(
            kind, placeholder, words, is_word, in_slugs=in_slugs, capital=is_word and capital
        )
        known = self._exact.get(" ".join(words))
        if known and known.is_form:
            known = None
        if known and (known.rank() <= entry.rank() or known.is_word):
            if is_word and not known.is_word:
                known.is_word, known.capital = True, entry.capital
            known.capital = known.capital and (entry.capital or not is_word)
            return
        if known:
            entry.is_word = entry.is_word or known.is_word
            entry.capital = entry.capital or known.capital
        self._exact[" ".join(words)] = entry
        node = self._root
        for word in words:
            below = node.next.setdefault(word, _Node())
            if len(words) > 1 and kind in _PHRASES and (stem := phrase_stem(word)):
                node.stems.setdefault(stem, below)
                if node is self._root:
                    self._words.first_stems.add(stem)
            node = below
        node.entry = entry
        self._words.add(words, entry, inflected=kind in _INFLECTED)

    def _find(self, text: str, use: Use) -> Iterator[NameMatch]:
        done = 0
        fixed: list[tuple[int, int]] | None = None
        for n, match in enumerate(WORD.finditer(text)):
            if n % _WORDS == _WORDS - 1:
                self.work()
            word = self._words.read(match[0])
            if not word.begins and not word.hits:
                continue
            for begin, end, entry in self._in_word(text, match.start(), word, use):
                if begin < done or not self._tones.fit(text, begin, end, use):
                    continue
                if fixed is None:
                    fixed = [found.span() for found in _PLACEHOLDER.finditer(text)]
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
        node = self._root
        found: list[tuple[int, Entry]] = []
        begin = start + word.atoms[n].begin
        for end, folded in self._following(text, start, word, n):
            below = node.next.get(folded)
            if node.stems and (below is None or not (below.next or below.entry)):
                below = node.stems.get(phrase_stem(folded)) or below
            if below is None:
                possessive = node.next.get(folded[:-1]) if folded.endswith("s") else None
                if possessive and possessive.entry and node is not self._root:
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
            start, word, n = match.start(), self._words.read(match[0]), 0


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


def _is_literal(text: str, problem: str | None) -> bool:
    return problem not in (TOO_LONG, PLACEHOLDER) and is_literal(
        text, has_problem=problem is not None
    )


def _problem(text: str, words: tuple[str, ...]) -> str | None:
    if not text.strip() or not words:
        return EMPTY
    if len(text) > forms.MAX_NAME or len(words) > forms.MAX_TOKENS:
        return TOO_LONG
    if _PLACEHOLDER.fullmatch("_".join(words)):
        return PLACEHOLDER
    if "_".join(words) in _FIXED:
        return KEYWORD
    if len(words) == 1 and len(words[0]) == 1 and words[0].isascii():
        return TOO_SHORT
    return None
