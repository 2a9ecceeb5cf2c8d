"""Keep everything private of all files, with its placeholders."""

from collections.abc import Callable, Iterator
import re
from typing import Final
from urllib.parse import unquote

from . import distinctive, vocabulary
from .edits import Edit
from .model import NO_CHOICES, Choices, Knowledge, Name, Private, Suggestion
from .names import NameIndex, Suggestions
from .numbers import Numbers
from .placeholders import Placeholders, has_placeholder
from .secret_scanner import Kind, Role
from .seen_facts import FactsOfFiles
from .uses import Part
from .values.coordinates import Coordinates
from .values.hosts import Hosts
from .values.known import KnownValues

_HOME: Final = frozenset({"home", "not_home", "all", "none"})
# Lines of a secret with more characters are replaced wherever they occur.
_SHORT: Final = 5
# Secrets with more characters are found in upper and in lower case.
_LONG: Final = 11
# A licence plate: letters and digits, which are no word.
_PLATE: Final = re.compile(r"(?=.*\d.*\d)(?=.*[A-Z].*[A-Z])[A-Z0-9](?:[ -]?[A-Z0-9]){5,8}")
_POSTCODE: Final = re.compile(
    r"\d{5}-\d{3}|\u3012?\d{3}-\d{4}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[1-9]\d{3} ?[A-Z]{2}"
)
_SHORT_CODE: Final = re.compile(r"(?=\D*\d)\w{3,12}")
_SIGN_IN_NAME: Final = re.compile(r"\w\s?[&+@/|,;]\s?\w")
_DIGITS_OF_MAC: Final = 12
_PLAIN_USER: Final = re.compile(r"[A-Za-z]{5,30}\d{0,4}")
# In names of accounts that are made for a program.
_USUAL_PARTS: Final = (
    *("user", "admin", "mqtt", "cam", "home", "hass", "esp", "bot", "service", "client", "sensor"),
    *("guest", "test", "root", "influx", "zigbee", "assist", "grafana", "token", "device", "api"),
)


class Inventory:
    """The private values of all files, with their placeholders."""

    def __init__(self, knowledge: Knowledge, choices: Choices = NO_CHOICES) -> None:
        """Start with what the instance knows and what a person decided."""
        self.work: Callable[[], None] = lambda: None  # called in every loop
        self.placeholders = Placeholders()
        self.numbers = Numbers()
        self.names = NameIndex(self.placeholders)
        self.hosts = Hosts()
        self.coordinates = Coordinates(knowledge.coordinates)
        # Values to replace wherever they occur.
        self.known = KnownValues()
        self.codes: dict[str, tuple[str, str]] = {}  # short ones, with kind and placeholder
        self.facts_of_files = FactsOfFiles()
        self.remembered: dict[tuple[str, tuple[Part, ...]], list[Edit]] = {}
        self._choices = choices
        # Kinds that a person switched off.
        self.kept = frozenset(kind for kind in Private if choices.is_on(kind, "") is False)
        rooms = [name.text for name in knowledge.names if name.kind is Private.AREA]
        self.candidates = Suggestions(rooms)
        self._suggested: list[Suggestion] = []
        self._names = dict.fromkeys(
            name for name in knowledge.names if name.kind is not Private.AREA
        )
        self.zones: set[str] = set()  # as they are written
        self._secrets: dict[tuple[Kind | Private, str], bool] = {}
        self._values: dict[tuple[Private, str], None] = {}
        for host in knowledge.hosts:
            self.hosts.add_own(host)

    def begin(self, work: Callable[[], None]) -> None:
        """Call this in every loop from now on; it may raise to end the work."""
        self.work = self.names.work = self.known.work = work

    def add_name(self, name: Name) -> None:
        """Add a name that a configuration defines."""
        plain = name.text.strip()
        if plain and plain.lower() not in _HOME and not has_placeholder(plain):
            self._names[Name(name.kind, plain)] = None

    def add_secret(self, value: str, kind: Kind | Private, role: Role | None = None) -> None:
        """Add a secret; `role` is that of its file."""
        plain = value.strip()
        if not plain:
            return
        # A file of secrets also contains values that are not secret.
        is_it = distinctive.is_random if role is Role.SECRETS else distinctive.is_unmistakable
        self._secrets[kind, plain] = self._secrets.get((kind, plain), False) or is_it(plain)

    def add_value(self, kind: Private, value: str) -> None:
        """Add another private value."""
        self._values[kind, value] = None

    def finish(self) -> None:
        """Give placeholders to what was collected."""
        self.numbers.collect(value for _, value in (*self._secrets, *self._values))
        self._finish_names()
        for (kind, value), is_everywhere in self._secrets.items():
            self.work()
            placeholder = self.placeholders.for_secret(kind, value)
            if is_everywhere:
                self._everywhere(value, str(kind), placeholder, any_case=len(value) > _LONG)
            elif kind is Kind.CODE and _SHORT_CODE.fullmatch(value):
                self.codes.setdefault(value, (str(kind), placeholder))
        for kind, value in self._values:
            self.work()
            if kind is not Private.USER or not self.names.exact_match(value):
                self._finish_value(kind, value)
        for slug, host in self.hosts.slugs():
            placeholder = self.placeholders.for_value(Private.HOST, host)
            self.known.add(slug, Private.HOST.value, placeholder)

    def _finish_names(self) -> None:
        # The names of devices are those of known people, or not.
        for name in sorted(self._names, key=lambda each: each.kind is Private.DEVICE):
            self.work()
            if name.kind is Private.WORD or self._choices.is_on(name.kind, name.text) is not False:
                self.names.add(name)
                if name.kind is Private.ZONE:
                    self.zones.add(name.text)
                if name.kind in (Private.ZONE, Private.PLACE) and _SIGN_IN_NAME.search(name.text):
                    self._whole_name(name)
        for kind, value in self._values:
            self.work()
            if kind is Private.USER and _is_only_user(value):
                self.names.add(Name(kind, value))
        self._suggested = self.candidates.found(self.names, self._choices)
        for each in self._suggested:
            self.work()
            if each.on:
                self.names.add(Name(each.kind, each.text))

    def _whole_name(self, name: Name) -> None:
        """Add a name with a sign between its words: "Marlow & Finch"."""
        known = self.names.exact_match(name.text)
        if known:
            self.known.add(name.text, known[0].value, known[1], any_case=True)

    def _finish_value(self, kind: Private, value: str) -> None:
        placeholder = self.placeholders.for_value(kind, value)
        if kind is Private.SERIAL and _PLATE.fullmatch(value):
            for written in {value, re.sub("[ -]", "", value)}:
                self.known.add(written, kind.value, placeholder)
        if is_address_code(kind, value):
            self.known.add(value, kind.value, placeholder)
        for spelling in _spellings(kind, value):
            self.known.add(spelling, kind.value, placeholder, any_case=True)
        is_address = kind is Private.ADDRESS
        for part in map(str.strip, (value, *value.split(","))) if is_address else (value,):
            if distinctive.is_unmistakable(part) or (is_address and " " in part):
                self._everywhere(part, kind.value, placeholder)

    def suggestions(self) -> Iterator[Suggestion]:
        """Yield what a person may want to replace too."""
        yield from self._suggested

    def not_replaceable(self) -> dict[str, str]:
        """Return the user's words that are not replaced, and why."""
        return self.names.not_replaceable()

    def placeholder(self, word: str) -> str | None:
        """Return the placeholder of a name or a word."""
        known = self.names.exact_match(word)
        return known[1] if known else None

    def _everywhere(
        self, value: str, kind: str, placeholder: str, *, any_case: bool = False
    ) -> None:
        for line in value.split("\n"):
            if len(line.strip()) > _SHORT:
                self.known.add(line.strip(), kind, placeholder, any_case=any_case)


def is_address_code(kind: Private, value: str) -> bool:
    """Return whether a value is the code of a small area, which is no other number."""
    return kind is Private.ADDRESS and _POSTCODE.fullmatch(value) is not None


def _spellings(kind: Private, value: str) -> Iterator[str]:
    """Yield other spellings of a value, which programs make of it."""
    if kind is Private.MAC:
        plain = re.sub("[^0-9a-f]", "", value.lower())
        if len(plain) == _DIGITS_OF_MAC:
            yield plain
            for sign in ":-_.":
                yield sign.join(plain[n : n + 2] for n in range(0, _DIGITS_OF_MAC, 2))
    elif kind is Private.EMAIL:
        yield re.sub("[^a-z0-9]+", "_", unquote(value.lower()))


def _is_only_user(name: str) -> bool:
    """Return whether the name of an account is no word of another meaning."""
    lower = name.lower()
    return (
        _PLAIN_USER.fullmatch(name) is not None
        and not vocabulary.is_ordinary(lower)
        and not any(word in lower for word in _USUAL_PARTS)
    )
