"""Collect everything private in all files, to replace it in each of them."""

from collections.abc import Callable, Iterator
import re
from typing import Final

from . import hosts, private_keys
from .model import Choices, Knowledge, Name, Private, Suggestion
from .name_index import NameIndex
from .placeholders import Placeholders
from .reserved import COMMON_USERS, RESERVED
from .scanner import Kind, Role, Scalar, Tree, YamlValue, find_secrets, yaml_values

_ENTITY: Final = re.compile(r"\b(person|zone|device_tracker)\.([a-z0-9_]{2,80})")
_PHONE_APP: Final = re.compile(r"\bmobile_app_([a-z0-9_]{3,80})")
_LOGIN: Final = re.compile(r"://([^\s:/@\"'<>{}$]{2,60}):[^\s/@\"'<>]{1,200}@")
_KINDS: Final = {
    "person": Private.PERSON,
    "zone": Private.ZONE,
    "device_tracker": Private.DEVICE,
}
_EVERYWHERE: Final = frozenset({"home", "not_home"})
# Shorter values are replaced only in place: elsewhere they may be part of other words.
_MIN_SECRET: Final = 8
_MIN_NAME: Final = 5
KNOWN_DEVICES: Final = "known_devices.yaml"


class Inventory:
    """The private values of all files, with their placeholders."""

    def __init__(self, knowledge: Knowledge, choices: Choices) -> None:
        """Start with what is known already."""
        del choices
        self.work: Callable[[], None] = lambda: None  # called in every loop
        self.placeholders = Placeholders()
        self.names = NameIndex(self.placeholders)
        # Values to replace wherever they occur, with kind and placeholder.
        self.exact: dict[str, tuple[str, str]] = {}
        self.own_hosts: set[str] = set()
        for name in knowledge.names:
            if name.kind is not Private.AREA:
                self._add(name)
        for host in knowledge.hosts:
            self._value(Private.HOST, host)

    def read(self, name: str, text: str, tree: Tree, role: Role, mount: tuple[str, ...]) -> None:
        """Collect the private values of one file, which is mounted below some keys."""
        for place in yaml_values(tree, mount):
            self.work()
            node = place.node
            for begin, end, kind in secret_spans(place, role):
                if isinstance(node, Scalar):
                    self._secret(node.text[begin:end], kind)
            if not isinstance(node, Scalar):
                continue
            for each in private_keys.names(place, node):
                self._add(each)
            kind_by_key = private_keys.kind_by_key(place, node)
            if kind_by_key is not None:
                self._value(kind_by_key, node.text.strip())
            if name == KNOWN_DEVICES:
                self._known_device(place, node)
        self._ids(text)

    def finish(self) -> None:
        """Treat user names that are names of people as names."""
        for value in [value for value in self.exact if self.names.exact_match(value)]:
            if self.exact[value][0] == Private.USER:
                del self.exact[value]

    def suggestions(self) -> Iterator[Suggestion]:
        """Yield what a person may want to replace too."""
        yield from ()

    def not_replaceable(self) -> dict[str, str]:
        """Return the user's words that are not replaced, and why."""
        return {}

    def placeholder(self, word: str) -> str | None:
        """Return the placeholder of a name or a word."""
        known = self.names.exact_match(word)
        return known[1] if known else None

    def _known_device(self, place: YamlValue, node: Scalar) -> None:
        if place.keys:
            self._add(Name(Private.DEVICE, place.keys[0]))
        if place.key == "name":
            self._add(Name(Private.DEVICE, node.text))

    def _ids(self, text: str) -> None:
        for match in _ENTITY.finditer(text):
            self._add(Name(_KINDS[match[1]], match[2].replace("_", " ").strip()))
        for match in _PHONE_APP.finditer(text):
            self._add(Name(Private.DEVICE, match[1].replace("_", " ").strip()))
        for match in _LOGIN.finditer(text):
            if match[1].lower() not in COMMON_USERS:
                self._value(Private.USER, match[1])
        for host in hosts.hosts_in_urls(text):
            self._value(Private.HOST, host)
        for begin, end in hosts.home_host_spans(text):
            self._value(Private.HOST, text[begin:end])

    def _add(self, name: Name) -> None:
        if name.text.strip().lower() not in _EVERYWHERE:
            self.names.add(name)

    def _secret(self, value: str, kind: Kind | Private) -> None:
        placeholder = self.placeholders.for_secret(kind, value)
        if len(value) >= _MIN_SECRET and not value.isdecimal():
            for line in value.split("\n"):
                if len(line.strip()) >= _MIN_SECRET:
                    self.exact.setdefault(line.strip(), (str(kind), placeholder))

    def _value(self, kind: Private, value: str) -> None:
        if kind is Private.HOST:
            host = value.lower().rstrip(".")
            self.own_hosts.add(host)
            self.placeholders.for_value(kind, host)
            return
        if kind is Private.COORDINATE or value.lower() in RESERVED:
            return
        placeholder = self.placeholders.for_value(kind, value)
        parts = [value, *value.split(",")] if kind is Private.ADDRESS else [value]
        for part in parts:
            if len(part.strip()) >= _MIN_NAME:
                self.exact.setdefault(part.strip(), (kind.value, placeholder))


def secret_spans(place: YamlValue, role: Role) -> Iterator[tuple[int, int, Kind | Private]]:
    """Yield the secrets in a value; in secrets.yaml, the whole value."""
    node = place.node
    if role is Role.SECRETS:
        if isinstance(node, Scalar) and node.text.strip():
            yield 0, len(node.text), Private.SECRET
        return
    for secret in find_secrets(place, role):
        yield secret.begin, secret.end, secret.kind
