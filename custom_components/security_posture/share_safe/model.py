"""Data types of the copy and its replacements, without the original values."""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum


class Private(StrEnum):
    """The kind of a replaced value. Placeholders begin with it: "person_1"."""

    SECRET = "secret"  # noqa: S105 - the kind
    PERSON = "person"
    FAMILY = "family"  # a surname
    USER = "user"
    DEVICE = "device"  # a phone or another device that tracks a person
    ZONE = "zone"
    PLACE = "place"  # the name of the home
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
class Replacement:
    """One replaced part."""

    file: str  # its name in the copy
    line: int  # in the original, from 1
    kind: str
    placeholder: str


@dataclass(slots=True, kw_only=True)
class Copy:
    """The copy, by file."""

    files: dict[str, str] = field(default_factory=dict)
    replacements: list[Replacement] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)  # file: why

    def counts(self) -> dict[str, int]:
        """Return the number of replacements, by kind."""
        found: dict[str, int] = {}
        for each in self.replacements:
            found[each.kind] = found.get(each.kind, 0) + 1
        return dict(sorted(found.items()))


type Names = Collection[Name]
