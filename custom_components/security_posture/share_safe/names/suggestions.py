"""Suggest words that look like names but are not known, for a person to decide."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
import re
from typing import Final, NamedTuple

from ..model import Choices, Name, Place, Private, Suggestion
from ..placeholders import Placeholders, is_placeholder
from ..secret_scanner import SHORT, cached_until_forgotten
from ..uses.model import Use
from .accounts import LINK, accounts
from .entry import is_common
from .evidence import DOUBTFUL, MOST_BEFORE, WEIGHTS, Shown, Token, shown
from .folding import WORD, atoms
from .index import NameIndex
from .ordinary import BRANDS, GIVEN_NAMES, NOBODY, OWN_THINGS
from .transliteration import in_latin

MAX_SUGGESTIONS: Final = 60
MAX_PLACES: Final = 50
_MAX_CANDIDATES: Final = 20_000
_MAX_TEXT: Final = 20_000
_MIN_NAME: Final = 3
_MAX_NAME: Final = 24
# The evidence that is enough for words, for given names that are ordinary words, and for given
# names that are abbreviations or words of some language.
_ENOUGH: Final = 8
_ENOUGH_ORDINARY: Final = 9
_ENOUGH_DOUBTFUL: Final = 5
_GIVEN: Final = 6
# Authors of blueprints and cards name these as well.
_OF_AUTHORS: Final = ("community.", "buymeacoffee", "ko-fi", "paypal", "hub.docker")
_SENTENCE: Final = re.compile(r"[.!?:;|\n\u2026\u3002]|[-\u2013]\s|[\"(\[]")


class _Candidate:
    """A word that may be a name."""

    __slots__ = ("count", "places", "shown", "spellings")

    def __init__(self) -> None:
        self.count = 0
        self.places: dict[Place, None] = {}
        self.shown: Counter[Shown] = Counter()
        self.spellings: Counter[str] = Counter()

    def add(self, spelling: str, place: Place) -> None:
        """Count one occurrence."""
        self.count += 1
        self.spellings[spelling] += 1
        if len(self.places) < MAX_PLACES:
            self.places[place] = None

    def join(self, other: _Candidate) -> None:
        """Count another form of the same word."""
        self.count += other.count
        self.shown.update(other.shown)
        if {Shown.PERSONAL, Shown.ROOM} & {*other.shown}:
            self.shown[Shown.POSSESSIVE] += 1
        for place in other.places:
            if len(self.places) < MAX_PLACES:
                self.places[place] = None


class Suggestions:
    """Words that may be names, account names in links, and rooms."""

    def __init__(self, rooms: Collection[str] = ()) -> None:
        """Start with the names of rooms and floors."""
        self._words: dict[str, _Candidate] = {}
        self._accounts: dict[str, _Candidate] = {}
        self._sites: dict[str, set[str]] = {}
        self._own: set[str] = set()
        self._rooms: dict[str, _Candidate] = {}
        self._room_names: dict[str, str] = {}
        self._index = NameIndex(Placeholders())
        for room in rooms:
            self._index.add(Name(Private.AREA, room))
            if known := self._index.exact_match(room):
                self._room_names.setdefault(known[1], room)

    def read(self, text: str, use: Use, file: str, line: int, before: str = "") -> bool:
        """Look for names in a part of a value; `before` is what stands before it.

        Return whether there is something.
        """
        if use in (Use.KEYWORD, Use.NEVER_A_NAME):
            return False
        found = False
        place = (file, line)
        text = text[:_MAX_TEXT]
        if "/" in text or "www" in text:
            found = self._read_links(text, place)
            text = LINK.sub(lambda link: " " * len(link[0]), text)
        for match in self._index.find(text, use):
            room = self._room_names.get(match.placeholder, "")
            self._rooms.setdefault(room, _Candidate()).add(room, _at(place, text, match.begin))
            found = True
        return (use is not Use.VALUE and self._read_words(text, use, place, before)) or found

    def found(self, index: NameIndex, choices: Choices | None = None) -> list[Suggestion]:
        """Return what is not known yet: words and accounts with the most evidence, and rooms."""
        self._join_possessives()
        people = [
            (score, key, each)
            for key, each in self._words.items()
            if (score := _score(key, each) or _is_chosen(Private.PERSON, key, choices))
            and not _is_known(index, key, each)
        ]
        people.sort(key=lambda each: (-each[0], -each[2].count, each[1]))
        names = {key for _, key, _ in people}
        made = [_suggestion(Private.PERSON, each, choices) for _, _, each in people]
        made += [
            _suggestion(Private.USER, each, choices)
            for key, each in sorted(self._accounts.items())
            if (self._is_own(key, each, index, names) or _is_chosen(Private.USER, key, choices))
            and not index.exact_match(key)
        ]
        others = iter(range(MAX_SUGGESTIONS))
        made = [each for each in made if each.on or next(others, None) is not None]
        return made + [
            _suggestion(Private.AREA, each, choices)
            for name, each in sorted(self._rooms.items())
            if name and not index.exact_match(name)
        ]

    def _is_own(
        self, key: str, account: _Candidate, index: NameIndex, names: Collection[str]
    ) -> bool:
        if any(True for _ in index.find(account.spellings.most_common(1)[0][0], Use.TEXT)):
            return True
        if account.count < 2:
            return False
        has_name = any(
            len(name) > _MIN_NAME and (key.startswith(name) or key.endswith(name)) for name in names
        )
        return has_name or key == self._owner() or len(self._sites[key]) > 1

    def _owner(self) -> str:
        """Return the account with the most links to a configuration of its own."""
        counts = sorted((self._accounts[key].count, key) for key in self._own)
        if not counts or (len(counts) > 1 and counts[-2][0] == counts[-1][0]):
            return ""
        return counts[-1][1]

    def _join_possessives(self) -> None:
        """Count "annas" with "anna", if both occur."""
        for key in [key for key in self._words if key.endswith("s") and key[:-1] in self._words]:
            name, form = self._words[key[:-1]], self._words[key]
            if key not in GIVEN_NAMES or name.count >= 5 * form.count:
                name.join(self._words.pop(key))

    def _read_links(self, text: str, place: tuple[str, int]) -> bool:
        found = False
        for begin, site, name, is_own in accounts(text):
            found = True
            key = name.lower()
            if len(self._accounts) < _MAX_CANDIDATES or key in self._accounts:
                self._accounts.setdefault(key, _Candidate()).add(name, _at(place, text, begin))
                self._sites.setdefault(key, set())
                if not site.startswith(_OF_AUTHORS):
                    self._sites[key].add("github" if "github" in site else site)
                if is_own:
                    self._own.add(key)
        return found

    def _read_words(self, text: str, use: Use, place: tuple[str, int], before: str) -> bool:
        found = False
        read = _in_short_text if len(text) <= SHORT else _candidates
        for each in read(text, use, before[-MOST_BEFORE:]):
            found = True
            candidate = self._words.get(each.key)
            if candidate is None:
                if len(self._words) >= _MAX_CANDIDATES:
                    continue
                candidate = self._words[each.key] = _Candidate()
            candidate.add(text[each.begin : each.end], _at(place, text, each.begin))
            for kind in each.shown:
                candidate.shown[kind] += 1
        return found


class _Found(NamedTuple):
    """A word of a text that may be a name, and what shows it."""

    key: str
    begin: int
    end: int
    shown: frozenset[Shown]


@cached_until_forgotten(16_384)
def _in_short_text(text: str, use: Use, before: str) -> Iterable[_Found]:
    return tuple(_candidates(text, use, before))


def _candidates(text: str, use: Use, before: str) -> Iterator[_Found]:
    if not any(map(_has_candidate, WORD.findall(text))):
        return
    tokens = [*_tokens(text)]
    for n, token in enumerate(tokens):
        key = _candidate(token.folded)
        if not key or (key == "maria" and n + 1 < len(tokens) and tokens[n + 1].folded == "db"):
            continue
        found = frozenset(shown(tokens, n, text, use, before))
        if found or token.capital:
            yield _Found(key, token.begin, token.end, found)


@cached_until_forgotten(16_384)
def _has_candidate(word: str) -> bool:
    return any(_candidate(atom.folded.text) for atom in _atoms(word))


def _tokens(text: str) -> Iterator[Token]:
    done = 0
    for match in WORD.finditer(text):
        word = match[0]
        between = text[done : match.start()]
        for atom in _atoms(word):
            begin = match.start() + atom.begin
            first = word[atom.begin]
            yield Token(
                atom.folded.text,
                begin,
                match.start() + atom.end,
                not first.islower()
                and first.isalpha()
                and not word[atom.begin : atom.end].isupper(),
                atom.begin == 0 and (not done or _SENTENCE.search(between) is not None),
            )
        done = match.end()


_atoms = cached_until_forgotten(16_384)(atoms)


@cached_until_forgotten(16_384)
def _candidate(word: str) -> str:
    """Return a word if it may be a name, else ""."""
    if not _MIN_NAME <= len(word) <= _MAX_NAME or not word.isalpha():
        return ""
    if word in NOBODY or (word in BRANDS and word not in GIVEN_NAMES):
        return ""
    if word in OWN_THINGS or (is_common(word) and not _is_given(word)):
        return ""
    return word


def _is_given(word: str) -> bool:
    return word in GIVEN_NAMES or (not word.isascii() and in_latin(word) in GIVEN_NAMES)


def _score(key: str, candidate: _Candidate) -> int:
    """Return the evidence for a word; 0 if it is not enough."""
    kinds = {*candidate.shown}
    if Shown.OBJECT_ID not in kinds:
        kinds.discard(Shown.IN_SENTENCE)
    score = sum(WEIGHTS[kind] for kind in kinds)
    if not _is_given(key):
        return score if score >= _ENOUGH else 0
    if is_common(key) or key in BRANDS:
        return score if score >= _ENOUGH_ORDINARY else 0
    if len(key) <= _MIN_NAME or key in DOUBTFUL:
        return score if score >= _ENOUGH_DOUBTFUL else 0
    if candidate.count == 1 and not any(each[:1].isupper() for each in candidate.spellings):
        return score if score > WEIGHTS[Shown.OBJECT_ID] else 0
    return score + _GIVEN


def _is_known(index: NameIndex, key: str, candidate: _Candidate) -> bool:
    return is_placeholder(key) or index.exact_match(key) is not None


def _is_chosen(kind: Private, text: str, choices: Choices | None) -> bool:
    """Return whether a person chose a word, though little may show by now what it is."""
    return bool(choices and choices.is_on(kind, text))


def _at(place: tuple[str, int], text: str, begin: int) -> Place:
    file, line = place
    return Place(file=file, line=line + text.count("\n", 0, begin))


def _suggestion(kind: Private, candidate: _Candidate, choices: Choices | None) -> Suggestion:
    text = max(
        candidate.spellings, key=lambda each: (each[:1].isupper(), candidate.spellings[each])
    )
    decided = choices.is_on(kind, text) if choices else None
    return Suggestion(
        kind=kind,
        text=text,
        count=candidate.count,
        on=bool(decided),
        places=tuple(candidate.places),
    )
