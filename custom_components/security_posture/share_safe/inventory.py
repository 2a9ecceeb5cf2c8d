"""Collect everything private in all files, to replace it in each of them."""

from collections.abc import Callable, Iterator
import re
from typing import Final
from urllib.parse import unquote

from . import distinctive, vocabulary
from .edits import Edit
from .model import NO_CHOICES, Choices, Knowledge, Name, Private, Suggestion
from .names import MOST_BEFORE, NameIndex, Suggestions
from .numbers import Numbers, may_be_bytes
from .place_facts import File, KeyFacts, ValueFacts, comment_facts, key_facts, value_facts
from .placeholders import Placeholders, has_placeholder
from .secret_scanner import (
    Kind,
    Mapping,
    Role,
    Scalar,
    Sequence,
    Tree,
    YamlValue,
    commented_values,
    comments,
    find_secrets,
    yaml_values,
)
from .secrets import commented_spans, is_file_of_secrets
from .seen_facts import OTHER_LIST, FactsOfFiles, Seen, text_of_key, text_of_value
from .uses import Part, Use
from .values import by_key, host_keys
from .values.coordinates import Coordinates
from .values.defined_names import defined_names
from .values.hosts import Hosts, addresses, host_of, routed_hosts
from .values.known import KnownValues
from .values.match import ValueMatch
from .values.networks import networks

_DOMAIN: Final = re.compile(r"(?<![\w.])(person|zone|device_tracker)\.$")
_ENTITY: Final = re.compile(r"(person|zone|device_tracker)\.([a-z0-9_]{2,80})")
_PHONE_APP: Final = re.compile(r"(?:notify\.)?mobile_app_(?!notification)([a-z0-9_]{2,80})")
_KINDS: Final = {
    "person": Private.PERSON,
    "zone": Private.ZONE,
    "device_tracker": Private.DEVICE,
}
_HOME: Final = frozenset({"home", "not_home", "all", "none"})
# Lines of a secret with more characters are replaced wherever they occur.
_SHORT: Final = 5
# Secrets with more characters are found in upper and in lower case.
_LONG: Final = 11
# "condition: zone.in_zone" is a type.
_TYPES: Final = frozenset({"trigger", "condition", "platform"})
# A licence plate: letters and digits, which are no word.
_PLATE: Final = re.compile(r"(?=.*\d.*\d)(?=.*[A-Z].*[A-Z])[A-Z0-9](?:[ -]?[A-Z0-9]){5,8}")
_POSTCODE: Final = re.compile(
    r"\d{5}-\d{3}|\u3012?\d{3}-\d{4}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[1-9]\d{3} ?[A-Z]{2}"
)
_SHORT_CODE: Final = re.compile(r"(?=\D*\d)\w{3,12}")
_SIGN_IN_NAME: Final = re.compile(r"\w\s?[&+@/|,;]\s?\w")
_LENGTH_OF_MAC: Final = 17
_DIGITS_OF_MAC: Final = 12
_PLAIN_USER: Final = re.compile(r"[A-Za-z]{5,30}\d{0,4}")
# In names of accounts that are made for a program.
_USUAL_PARTS: Final = (
    *("user", "admin", "mqtt", "cam", "home", "hass", "esp", "bot", "service", "client", "sensor"),
    *("guest", "test", "root", "influx", "zigbee", "assist", "grafana", "token", "device", "api"),
)
KNOWN_DEVICES: Final = "known_devices.yaml"


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
        self._suggestions = Suggestions(rooms)
        self._suggested: list[Suggestion] = []
        self._names = dict.fromkeys(
            name for name in knowledge.names if name.kind is not Private.AREA
        )
        self.zones: set[str] = set()  # as they are written
        self._latitude: tuple[Mapping | None, float] | None = None
        self._done: set[str] = set()
        self._secrets: dict[tuple[Kind | Private, str], bool] = {}
        self._values: dict[tuple[Private, str], None] = {}
        for host in knowledge.hosts:
            self.hosts.add_own(host)

    def begin(self, work: Callable[[], None]) -> None:
        """Call this in every loop from now on; it may raise to end the work."""
        self.work = self.names.work = self.known.work = work

    def read(self, name: str, text: str, tree: Tree, role: Role, mount: tuple[str, ...]) -> None:
        """Collect the private values of one file, which is included below some keys."""
        file = File(name, text, tree, role, mount)
        self.placeholders.keep(file.name)
        self.placeholders.keep(file.source)
        role = role_of(file)
        # A file can be included in several places.
        is_first = name not in self._done
        self._done.add(name)
        is_searched = is_first and role is not Role.SECRETS
        facts = self.facts_of_files.begin(file)
        for place in yaml_values(file.tree, file.mount, with_mappings=True):
            self.work()
            of_key, of_value = self._key(place, role), self._value(place, role)
            facts.keys.append(of_key)
            facts.values.append(of_value)
            if is_searched:
                self._suggest_of(place, of_key, of_value, name)
            if file.name == KNOWN_DEVICES:
                self._known_device(place)
        if "#" in text:
            facts.has_commented = self._read_comments(file, role, is_first=is_first)

    def _read_comments(self, file: File, role: Role, *, is_first: bool) -> bool:
        """Return whether configuration that is commented out may have something private."""
        has_commented = False
        for place in commented_values(file.source, file.tree, file.mount, self.work):
            self.work()
            if isinstance(place.node, Scalar):
                for span in commented_spans(place, role):
                    has_commented = True
                    self._secret(place.node.text[span.begin : span.end], span.kind, role)
                has_commented = has_commented or host_keys.is_private(place, role)
        for comment in comments(file.source, file.tree, self.work) if is_first else ():
            self.work()
            found = comment_facts(comment.text, self.work)
            self._told(comment.text, found.told)
            self._suggest(comment.text, found.parts, file.name, comment.line)
        return has_commented

    def _suggest_of(
        self,
        place: YamlValue,
        of_key: Seen[KeyFacts] | None,
        of_value: Seen[ValueFacts] | None,
        name: str,
    ) -> None:
        """Look for names that are not known in a key and its value."""
        key, node = place.key_node, place.node
        if key is not None and of_key and not of_key.is_quiet:
            has_names = self._suggest(key.text, of_key.facts.parts, name, key.line)
            of_key.is_quiet = not has_names
        if isinstance(node, Scalar) and of_value and not (of_value.is_quiet or _is_include(node)):
            has_names = self._suggest(node.text, of_value.facts.parts, name, node.line)
            of_value.is_quiet = not has_names

    def _suggest(self, text: str, parts: tuple[Part, ...], name: str, line: int) -> bool:
        """Look for names that are not known; return whether there are some."""
        has_names = False
        for part in parts:
            self.work()
            piece = text if part.begin == 0 and part.end == len(text) else text[slice(*part[:2])]
            before = text[max(part.begin - MOST_BEFORE, 0) : part.begin]
            has_names = self._suggestions.read(piece, part.use, name, line, before) or has_names
        return has_names

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
        self._suggested = self._suggestions.found(self.names, self._choices)
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

    def _key(self, place: YamlValue, role: Role) -> Seen[KeyFacts] | None:
        """Return the facts of a key; collect what is private if it is a new one."""
        key, text = place.key_node, text_of_key(place, role)
        if key is None or text is None:
            return None
        seen = self.facts_of_files.keys.find(text, place)
        if seen is None:
            # What the value asks does not matter for its key.
            place = place.as_new()
            found = key_facts(place, role)
            for span in found.secrets:
                self._secret(key.text[span.begin : span.end], span.kind, role)
            self._ids(key.text, found.parts)
            seen = self.facts_of_files.keys.keep(text, len(key.text), place, found)
        return seen

    def _value(self, place: YamlValue, role: Role) -> Seen[ValueFacts] | None:
        """Return the facts of a value; collect what is private if it is a new one."""
        node = place.node
        if isinstance(node, Sequence) and not may_be_bytes(node):
            return OTHER_LIST
        text = text_of_value(place, role)
        seen = self.facts_of_files.values.find(text, place) if text else None
        if seen is not None or not isinstance(node, (Scalar, Sequence)):
            return seen
        found, size = value_facts(place, role, self.work), 0
        if isinstance(node, Sequence):
            self.numbers.keep_bytes(node)
        else:
            size = len(node.text)
            for each in defined_names(place):
                self._add(each)
            if not found.is_plain:
                self._read(place, node, role, found)
            if not _is_include(node) and (place.key not in _TYPES or "{" in node.text):
                self._ids(node.text, found.parts)
        return self.facts_of_files.values.keep(text, size, place, found)

    def _read(self, place: YamlValue, node: Scalar, role: Role, found: ValueFacts) -> None:
        """Collect what is private in a value."""
        if role is not Role.SECRETS or not by_key.is_position(place):
            for span in found.secrets:
                self._secret(node.text[span.begin : span.end], span.kind, role)
        if role is Role.SECRETS:
            for secret in find_secrets(place, Role.HOME_ASSISTANT):
                self._secret(node.text[secret.begin : secret.end], secret.kind)
        kind = found.kind
        if kind is Private.COORDINATE:
            self._position(place, float(node.text.strip().replace(",", ".")))
        elif kind is not None:
            self._values[kind, node.text.strip()] = None
        self._told(node.text, found.told)
        if len(node.text) == _LENGTH_OF_MAC and ":" in node.text:
            self._told(node.text, tuple(networks(node.text)))
        self._hosts(place, node, role)

    def _position(self, place: YamlValue, number: float) -> None:
        key = place.key.lower()
        if key.endswith("elevation"):
            return
        self.coordinates.add(number)
        mapping = place.ancestors.mapping
        if "lat" in key:
            self._latitude = mapping, number
        elif self._latitude is not None and self._latitude[0] is mapping:
            self.coordinates.add_place(self._latitude[1], number)

    def _told(self, text: str, found: tuple[ValueMatch, ...]) -> None:
        for begin, end, kind in found:
            self._values[kind, text[begin:end]] = None

    def _hosts(self, place: YamlValue, node: Scalar, role: Role) -> None:
        for host in routed_hosts(place.key, node.text):
            self.hosts.add_own(host)
        is_own = host_keys.own_hosts(place)
        for address in addresses(node.text):
            if is_own:
                self.hosts.add_own(address.host)
            self.hosts.add_seen(address)
        if is_own and "://" not in node.text and (span := host_of(node.text.strip())):
            self.hosts.add_own(node.text.strip()[slice(*span)])
        elif span := host_keys.host_by_key(place, role):
            self.hosts.add_label(node.text[slice(*span)])
        if "/live/" in node.text:
            self.hosts.add_domain(node.text)

    def _known_device(self, place: YamlValue) -> None:
        if place.keys:
            self._add(Name(Private.DEVICE, place.keys[0]))
        if place.key == "name" and isinstance(place.node, Scalar):
            self._add(Name(Private.DEVICE, place.node.text))

    def _ids(self, text: str, parts: tuple[Part, ...]) -> None:
        """Collect the people, zones and devices that ids of entities name."""
        if "." not in text and "mobile_app_" not in text:
            return
        for part in parts:
            if part.use is not Use.OBJECT_ID:
                continue
            piece = text[part.begin : part.end]
            domain = _DOMAIN.search(text, max(part.begin - 20, 0), part.begin)
            entity = _ENTITY.fullmatch(piece)
            phone = _PHONE_APP.fullmatch(piece)
            if domain:
                self._id(_KINDS[domain[1]], piece)
            elif entity:
                self._id(_KINDS[entity[1]], entity[2])
            elif phone:
                self._id(Private.DEVICE, phone[1])

    def _id(self, kind: Private, slug: str) -> None:
        if not has_placeholder(slug) and slug.replace("_", "").isalnum():
            self._add(Name(kind, slug.replace("_", " ").strip()))

    def _add(self, name: Name) -> None:
        plain = name.text.strip()
        if plain and plain.lower() not in _HOME and not has_placeholder(plain):
            self._names[Name(name.kind, plain)] = None

    def _secret(self, value: str, kind: Kind | Private, role: Role | None = None) -> None:
        plain = value.strip()
        if not plain:
            return
        # A file of secrets also contains values that are not secret.
        is_it = distinctive.is_random if role is Role.SECRETS else distinctive.is_unmistakable
        self._secrets[kind, plain] = self._secrets.get((kind, plain), False) or is_it(plain)


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


def _is_include(node: Scalar) -> bool:
    return node.tag is not None and node.tag.startswith("!include")


def role_of(file: File) -> Role:
    """Return the role of a file; one that keeps secrets under another name is a file of secrets."""
    return Role.SECRETS if is_file_of_secrets(file.name, file.tree) else file.role


def _is_only_user(name: str) -> bool:
    """Return whether the name of an account is no word of another meaning."""
    lower = name.lower()
    return (
        _PLAIN_USER.fullmatch(name) is not None
        and not vocabulary.is_ordinary(lower)
        and not any(word in lower for word in _USUAL_PARTS)
    )


def is_private_user(name: str) -> bool:
    """Return whether the name of an account is not a common one."""
    return by_key.is_account(name)
