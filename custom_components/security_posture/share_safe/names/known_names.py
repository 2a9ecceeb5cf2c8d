"""Keep the names to replace, with their other spellings, parts and forms."""

from typing import Final

from ..model import Name, Private
from ..placeholders import Placeholders
from . import cases, forms
from .endings import phrase_stem
from .entry import Entry, is_common, is_name
from .folding import fold_text, tokens
from .literals import Literals
from .not_replaceable import PLACEHOLDERS, is_literal_word, problem
from .ordinary import BRANDS, GIVEN_NAMES
from .places import family_of, is_home
from .tones import Tones
from .words import Words

# Kinds whose names are inflected, and may stand joined to other words.
INFLECTED: Final = frozenset({Private.PERSON, Private.FAMILY, Private.USER, Private.WORD})

_PHRASES: Final = frozenset({Private.WORD, Private.PLACE, Private.ZONE})
# Shorter forms are other words as well.
_MIN_FORM: Final = 4
_PLACES: Final = frozenset({Private.PLACE, Private.ZONE})


class Node:
    """The words that may follow in a name of several words."""

    __slots__ = ("entry", "next", "stems")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.stems: dict[str, Node] = {}  # of phrases, whose words have endings
        self.entry: Entry | None = None


class KnownNames:
    """The names to replace."""

    def __init__(self, placeholders: Placeholders) -> None:
        """Start empty."""
        self._placeholders = placeholders
        self.root = Node()
        self.words = Words()
        self.exact: dict[str, Entry] = {}
        self.literals = Literals()
        self.tones = Tones()
        self._not_replaceable: dict[str, str] = {}

    def add(self, name: Name, slug: str | None = None) -> None:
        """Add a name with its other spellings; a slug is the object id of the same thing."""
        if name.kind in _PLACES and is_home(name.text):
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
        self.tones.add(name.text)
        capital = not name.text.islower()
        for words in written:
            self._enter(words, name.kind, placeholder, capital=capital)
        for words in forms.in_slugs(name.text):
            self._enter(words, name.kind, placeholder, in_slugs=True)
        if name.kind in INFLECTED:
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
        why = problem(name.text, words)
        if name.kind is Private.WORD and is_literal_word(name.text, why):
            given = self.literals.get(name.text) or self._placeholders.for_value(
                Private.WORD, name.text.strip().lower()
            )
            self.literals.add(name.text, given)
            return True
        if why and name.kind is Private.WORD:
            self._not_replaceable[name.text] = why
        return why is not None

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
            if form in self.exact:
                continue
            doubtful = (
                len(form) < _MIN_FORM
                or is_common(form)
                or form in GIVEN_NAMES
                or form in BRANDS
                or not cases.is_slavic(fold_text(name))
            )
            if doubtful and any(hit.certain for hit in self.words.read(form).hits):
                continue
            entry = Entry(kind, placeholder, (form,), False, is_form=True, doubtful=doubtful)
            self.exact[form] = entry
            self.root.next.setdefault(form, Node()).entry = entry
            self.words.add((form,), entry, inflected=False)

    def exact_match(self, text: str) -> tuple[Private, str] | None:
        """Return kind and placeholder if the whole text is a name."""
        if len(text) > forms.MAX_NAME or PLACEHOLDERS.fullmatch(text.strip()):
            return None
        if given := self.literals.get(text):
            return Private.WORD, given
        entry = self.exact.get(" ".join(tokens(text)))
        return (entry.kind, entry.placeholder) if entry and not entry.doubtful else None

    def not_replaceable(self) -> dict[str, str]:
        """Return the words of the user that are never replaced, and why."""
        return dict(self._not_replaceable)

    def _known(self, kind: Private, written: tuple[tuple[str, ...], ...]) -> str | None:
        """Return the placeholder of the same name in another spelling, or of the first name."""
        first = written[0][:1] if kind is Private.PERSON and len(written[0]) > 1 else None
        for words in (*written, *((first,) if first else ())):
            entry = self.exact.get(" ".join(words))
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
        known = self.exact.get(" ".join(words))
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
        self.exact[" ".join(words)] = entry
        node = self.root
        for word in words:
            below = node.next.setdefault(word, Node())
            if len(words) > 1 and kind in _PHRASES and (stem := phrase_stem(word)):
                node.stems.setdefault(stem, below)
                if node is self.root:
                    self.words.first_stems.add(stem)
            node = below
        node.entry = entry
        self.words.add(words, entry, inflected=kind in INFLECTED)
