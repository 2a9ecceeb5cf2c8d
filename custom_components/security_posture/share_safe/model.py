"""Data types of the copy and its replacements, without the original values."""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol


class Private(StrEnum):
    """The kind of a replaced value. Placeholders begin with it: "person_1"."""

    SECRET = "secret"  # noqa: S105 - the kind
    PERSON = "person"
    FAMILY = "family"  # a surname
    USER = "user"
    DEVICE = "device"  # a phone or another device that tracks a person
    ZONE = "zone"
    PLACE = "place"  # the name of the home
    AREA = "area"  # a room or a floor
    ADDRESS = "address"
    COORDINATE = "coordinate"
    HOST = "host"
    IP = "ip"
    EMAIL = "email"
    PHONE = "phone"
    MAC = "mac"
    SERIAL = "serial"
    WIFI = "wifi"
    WORD = "word"  # from the user's list


@dataclass(frozen=True, slots=True)
class Name:
    """A private name and its kind."""

    kind: Private
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What the running instance, or its storage, knows about the home."""

    names: tuple[Name, ...] = ()
    hosts: frozenset[str] = frozenset()  # of the instance itself, in lower case
    coordinates: tuple[tuple[float, float], ...] = ()  # latitude and longitude: home and zones


class Choices(Protocol):
    """What a person has decided about kinds and suggestions of replacements."""

    def is_on(self, kind: Private, text: str) -> bool | None:
        """Return the decision about a text, or about a whole kind if the text is empty."""


class _NoChoices:
    """Nothing is decided."""

    def is_on(self, kind: Private, text: str) -> bool | None:
        """Return that the default applies."""
        del kind, text
        return None


NO_CHOICES: Final[Choices] = _NoChoices()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A line of a file in the copy."""

    file: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A text that may be private, for a person to decide."""

    kind: Private
    text: str
    count: int
    on: bool
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """One replaced part."""

    file: str  # its name in the copy
    line: int  # in the original, from 1
    kind: str
    placeholder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KindReview:
    """What is replaced of one kind."""

    kind: str
    count: int
    on: bool
    fixed: bool  # cannot be switched off
    places: tuple[Place, ...]  # the first ones


@dataclass(frozen=True, slots=True, kw_only=True)
class WordReview:
    """A word of the user's list that is still in the copy, or was not found."""

    word: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A file that is not in the copy."""

    file: str  # the name that it would have in the copy
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a person decides about before the copy is made."""

    kinds: tuple[KindReview, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    words: tuple[WordReview, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    files: int = 0


@dataclass(slots=True, kw_only=True)
class Copy:
    """The copy, by file."""

    files: dict[str, str] = field(default_factory=dict)
    replacements: list[Replacement] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)  # file: why
    review: Review = field(default_factory=Review)

    def counts(self) -> dict[str, int]:
        """Return the number of replacements, by kind."""
        found: dict[str, int] = {}
        for each in self.replacements:
            found[each.kind] = found.get(each.kind, 0) + 1
        return dict(sorted(found.items()))


type Names = Collection[Name]
