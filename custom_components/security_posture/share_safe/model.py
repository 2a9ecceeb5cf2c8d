"""What a copy is made of, and what was replaced in it; never what stood there."""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum


class Private(StrEnum):
    """What is replaced. The value begins the placeholder: "person_1"."""

    SECRET = "secret"  # noqa: S105 - the kind
    PERSON = "person"
    FAMILY = "family"  # a surname
    USER = "user"
    DEVICE = "device"  # a phone, or what else tells where somebody is
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
    WORD = "word"  # of the owner's own list


@dataclass(frozen=True, slots=True)
class Name:
    """Something that is called by a name, and what it is."""

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
    """The copy, file by file."""

    files: dict[str, str] = field(default_factory=dict)
    replacements: list[Replacement] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)  # file: why

    def counts(self) -> dict[str, int]:
        """Return how many parts were replaced, by kind."""
        found: dict[str, int] = {}
        for each in self.replacements:
            found[each.kind] = found.get(each.kind, 0) + 1
        return dict(sorted(found.items()))


type Names = Collection[Name]
