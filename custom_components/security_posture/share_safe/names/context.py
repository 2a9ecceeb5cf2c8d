"""Decide whether an ordinary word is meant as a name, by its case and the words beside it."""

import re
from typing import Final, NamedTuple
import unicodedata

from ..model import Private
from ..uses.model import Use
from .described import KIN, THINGS, acts, is_caseless, is_in_id, is_in_text, is_thing, is_weak
from .entry import Entry
from .folding import atoms, fold_text, fold_word
from .ordinary import (
    ARTICLES,
    DESCRIBING,
    FUNCTION_WORDS,
    GIVEN_NAMES,
    INFLECTED,
    MEASURED,
    MONTHS,
    OWN_THINGS,
    PARTNERS,
    PREDICATES,
    SUBJECTS,
    TITLES,
    VERBS,
    WELL_KNOWN,
)

_BEFORE: Final = re.compile(r"([^\W_]{1,40})[^\w.!?:;,\n]{0,3}_?\Z")
_AFTER: Final = re.compile(r"_?[^\w.!?:;,\n]{0,3}([^\W_]{1,40})")
_SENTENCE: Final = re.compile(r"(?:\A|[.!?:;\n\u2026\"(]|[-*])\s*\Z")
_NUMBER_BEFORE: Final = re.compile(r"\d[.,:]?\Z")
_NUMBER_AFTER: Final = re.compile(r"[.,:]?\d")
# Letters of Slavic and Baltic languages, Turkish and Hungarian.
_LETTERS: Final = re.compile(
    r"[\u0100-\u0107\u010c-\u0119\u011a-\u011f\u0130\u0131\u0139-\u0148\u0150\u0151\u0154-\u0161"
    r"\u0164\u0165\u016e-\u0171\u0179-\u017e]"
)
_WORDS: Final = re.compile(r"[^\W_]+")
_NEAR: Final = 64


class Place(NamedTuple):
    """A found name in a text, with its use."""

    text: str
    begin: int
    end: int
    use: Use

    def before(self) -> str:
        """Return the word before, folded, in the same sentence."""
        match = _BEFORE.search(self.text[max(0, self.begin - _NEAR) : self.begin])
        return "" if match is None else atoms(match[1])[-1].folded.text

    def after(self) -> str:
        """Return the word after, folded, in the same sentence."""
        match = _AFTER.match(self.text[self.end : self.end + _NEAR])
        return "" if match is None else atoms(match[1])[0].folded.text


def is_meant(entry: Entry, place: Place) -> bool:
    """Return whether a name that was found is meant as such."""
    if entry.is_form:
        return is_form_meant(entry, place)
    if place.use is Use.NEVER_A_NAME:
        return entry.is_word and not entry.ordinary
    if entry.is_number:
        return _is_whole_number(place) if entry.is_word else _is_whole(place)
    return _is_word_meant(entry, place) if entry.is_word else _is_name_meant(entry, place)


def _is_name_meant(entry: Entry, place: Place) -> bool:
    if entry.like_a_person and _is_of_another_name(entry, place):
        return False
    if not (entry.ordinary or entry.in_slugs):
        return True
    if entry.in_slugs and not entry.ordinary:
        return place.use is Use.OBJECT_ID or _in_slug(place)
    return _is_ordinary_meant(entry, place)


def _is_word_meant(entry: Entry, place: Place) -> bool:
    """Tell of words of the user that are ordinary, and that a sentence can hold: "led rossi"."""
    written = place.text[place.begin : place.end]
    if place.use is Use.VALUE or not entry.capital:
        # A literal of code: "nan".
        is_literal = entry.ordinary and entry.capital and written.islower() and _is_whole(place)
        return not (is_literal and place.use is Use.VALUE)
    if _is_of_another_name(entry, place):
        return False
    if len(entry.tokens) > 1:
        # "De Regenboog" is a school, "de regenboog" is not.
        return not (
            " " in written and written.islower() and entry.tokens[0] in FUNCTION_WORDS | ARTICLES
        )
    if entry.tokens[0] not in DESCRIBING:
        return True
    if place.use is Use.TEXT and not _in_slug(place):
        return not written.islower()
    return _is_person_meant(entry, place)


def _is_of_another_name(entry: Entry, place: Place) -> bool:
    """Return whether a name is a part of something well known: "Hunter Douglas", "Om Shanti"."""
    others = WELL_KNOWN.get(entry.tokens[0])
    return others is not None and not others.isdisjoint((place.before(), place.after()))


def _is_ordinary_meant(entry: Entry, place: Place) -> bool:
    if len(entry.tokens) > 1:
        return _is_phrase_meant(entry, place)
    if entry.kind is Private.FAMILY and _is_surname(entry, place):
        return True
    if not entry.like_a_person:
        return _is_whole(place)
    return _is_person_meant(entry, place)


def _is_surname(entry: Entry, place: Place) -> bool:
    """Decide about surnames that are words: "Mr Brown", "smb://nas/Mueller"."""
    if place.use is Use.VALUE:
        return entry.like_a_person and place.text[place.begin].isupper()
    return place.before() in TITLES


def _is_phrase_meant(entry: Entry, place: Place) -> bool:
    """Decide about names of ordinary words only: "Kitchen tablet", "Home Office"."""
    if entry.kind is Private.AREA or entry.like_a_person:
        return True
    if entry.kind is Private.DEVICE and place.use is Use.OBJECT_ID:
        return True
    return _is_whole(place)


def _is_person_meant(entry: Entry, place: Place) -> bool:
    name = entry.tokens[0]
    before, after = place.before(), place.after()
    partners = PARTNERS.get(name, frozenset())
    if after in partners or before in _before(name, partners):
        return False
    if name in MEASURED and _is_measure(place, after, before):
        return False
    if name in DESCRIBING:
        return _is_described(entry, place, before, after)
    if place.use is Use.OBJECT_ID or _in_slug(place):
        is_given = entry.kind is not Private.FAMILY
        return is_given or _is_whole(place) or after in OWN_THINGS or before in OWN_THINGS
    if _is_joined(place):
        # "maxPhone", "PhoneOfMax"
        return after in OWN_THINGS or before in OWN_THINGS or before in FUNCTION_WORDS
    return place.use is Use.TEXT and _is_name_in_text(name, place, before, after)


def _is_described(entry: Entry, place: Place, before: str, after: str) -> bool:
    name = entry.tokens[0]
    if place.use is Use.OBJECT_ID or _in_slug(place):
        return is_in_id(name, before, after, is_whole=_is_whole(place))
    if _is_joined(place):
        return is_thing(after) or is_thing(before)
    caseless = is_caseless(name)
    if place.use is not Use.TEXT:
        return caseless and is_weak(name)
    if place.text[place.begin].islower():
        return False
    if _is_whole(place):
        return name not in MONTHS and (caseless or name not in THINGS)
    return is_in_text(
        name, place.text, place.begin, place.end, is_given=entry.kind is not Private.FAMILY
    )


def _is_measure(place: Place, after: str, before: str) -> bool:
    """Return whether it is a maximum: "max_4", "q8_max", "max_table_height"."""
    if after.isdecimal() or before.isdecimal():
        return True
    following = _WORDS.findall(place.text[place.end : place.end + _NEAR].partition(" ")[0])[1:3]
    return after not in OWN_THINGS and not PARTNERS["max"].isdisjoint(map(fold_text, following))


def _is_name_in_text(name: str, place: Place, before: str, after: str) -> bool:
    first = place.text[place.begin]
    if first.islower() or (name in MONTHS and (before.isdecimal() or after.isdecimal())):
        return False
    if name in MONTHS and _is_span_of_time(place, before, after):
        return False
    begins = _begins_sentence(place)
    if name in VERBS:
        return not begins or not after or after in PREDICATES or after in OWN_THINGS
    if name in FUNCTION_WORDS:
        return _is_whole(place) or not begins
    return not (name in MONTHS and _is_whole(place))


_UNTIL: Final = frozenset({"to", "through", "until", "till", "bis"})


def _is_span_of_time(place: Place, before: str, after: str) -> bool:
    """Tell of "from June to September"."""
    words = [fold_text(word) for word in _WORDS.findall(place.text[place.end : place.end + _NEAR])]
    return (after in _UNTIL and not PARTNERS["july"].isdisjoint(words[1:2])) or (
        before in _UNTIL and not place.after()
    )


def _before(name: str, partners: frozenset[str]) -> frozenset[str]:
    """Return the words that do not stand before a name; a verb follows its subject."""
    return SUBJECTS if name in VERBS else partners


def _in_slug(place: Place) -> bool:
    text = place.text
    before = text[place.begin - 1 : place.begin] if place.begin else ""
    after = text[place.end : place.end + 1]
    name = text[place.begin : place.end]
    if place.use is Use.VALUE or not name.islower():
        return False
    if "_" in name:
        return True
    before_that = text[place.begin - 2 : place.begin - 1]
    return before == "_" or after == "_" or (before == "." and before_that.isalpha())


def _begins_sentence(place: Place) -> bool:
    near = place.text[max(0, place.begin - _NEAR) : place.begin]
    if near.isspace():
        near = place.text[: place.begin]
    return _SENTENCE.search(near) is not None


def _is_joined(place: Place) -> bool:
    text = place.text
    before = text[place.begin - 1 : place.begin] if place.begin else ""
    return before.isalnum() or text[place.end : place.end + 1].isalnum()


def _is_whole(place: Place) -> bool:
    if len(place.text) - (place.end - place.begin) >= _NEAR:
        return False
    around = place.text[: place.begin] + place.text[place.end :]
    return not around.strip(" \t\n\r\"'")


def _is_whole_number(place: Place) -> bool:
    return (
        _NUMBER_BEFORE.search(place.text[max(0, place.begin - 2) : place.begin]) is None
        and _NUMBER_AFTER.match(place.text, place.end) is None
    )


def is_form_meant(entry: Entry, place: Place) -> bool:
    """Return whether a case form of a name is meant as such."""
    if place.use is Use.NEVER_A_NAME:
        return False
    near = not INFLECTED.isdisjoint((place.before(), place.after()))
    word = place.text[place.begin : place.end]
    if place.use is Use.OBJECT_ID or _in_slug(place):
        return near or not entry.doubtful
    if place.use is Use.TEXT and not word[:1].isupper():
        return False
    if not entry.doubtful:
        return place.use is Use.TEXT or word[:1].isupper() or len(word) >= _LONG_FORM
    return (near and word[:1].isupper()) or (
        not entry.ordinary
        and _BEFORE.search(place.text[: place.begin]) is not None
        and is_ending_meant(entry, place)
    )


_LONG_FORM: Final = 5


def is_ending_meant(entry: Entry, place: Place) -> bool:  # noqa: PLR0911
    """Return whether a word that is a name with an ending is meant as such; to its end."""
    if place.use is Use.NEVER_A_NAME:
        return False
    word = place.text[place.begin : place.end]
    if entry.ordinary:
        # "roses_room", "Roses room", "summers_sonos", not "red roses"
        after = place.after()
        if word.lower() == word.upper():
            return acts(after)
        if place.use is Use.OBJECT_ID:
            begins = place.before() in ("", "app", "media", *KIN)
            return is_thing(after) or (begins and bool(after) and not after.isdecimal())
        return is_thing(after) and word[:1].isupper()
    near = OWN_THINGS if word[-1:] in "sS" else INFLECTED
    is_of_thing = word[-1:] in "sS" and (is_thing(place.after()) or is_thing(place.before()))
    if is_of_thing or place.before() in near or place.after() in near:
        return place.use is not Use.TEXT or "_" in place.text or not word.islower()
    if place.use is not Use.TEXT or not word[:1].isupper() or word.isupper():
        return False
    if not word.isascii():
        return True
    # Of a language that has cases.
    near_by = place.text[max(0, place.begin - _NEAR) : place.end + _NEAR]
    return (
        fold_text(word) not in GIVEN_NAMES
        and not _begins_sentence(place)
        and _LETTERS.search(unicodedata.normalize("NFC", near_by)) is not None
    )


def written(text: str, begin: int, end: int, placeholder: str, *, after_name: bool) -> str:
    """Return the placeholder as it is written between other letters."""
    before = text[begin - 1 : begin] if begin and not after_name else ""
    after = text[end : end + 1]
    first = "_" if before.isalnum() and _is_latin(before) else ""
    last = ""
    if after.isalnum() and _is_latin(after) and not _is_possessive(text, end):
        last = "_"
    return f"{first}{placeholder}{last}"


def _is_latin(char: str) -> bool:
    return char.isascii() or fold_word(char).text.isascii()


def _is_possessive(text: str, end: int) -> bool:
    return text[end] in "sS" and not text[end + 1 : end + 2].islower()
