"""Collect everything private in a file."""

from collections.abc import Callable
import re
from typing import Final

from .inventory import Inventory
from .model import Name, Private
from .names import MOST_BEFORE
from .numbers import may_be_bytes
from .place_facts import File, KeyFacts, ValueFacts, comment_facts, key_facts, role_of, value_facts
from .placeholders import has_placeholder
from .secret_scanner import (
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
from .secrets import commented_spans
from .seen_facts import OTHER_LIST, Seen, text_of_key, text_of_value
from .uses import Part, Use
from .values import by_key, host_keys
from .values.defined_names import defined_names
from .values.hosts import addresses, host_of, routed_hosts
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
# "condition: zone.in_zone" is a type.
_TYPES: Final = frozenset({"trigger", "condition", "platform"})
_LENGTH_OF_MAC: Final = 17
KNOWN_DEVICES: Final = "known_devices.yaml"


class Collector:
    """Reads files into an inventory."""

    def __init__(self, inventory: Inventory, work: Callable[[], None]) -> None:
        """Start; `work` is called in every loop and may raise to end the work."""
        self._inventory = inventory
        self._work = work
        self._facts = inventory.facts_of_files
        self._done: set[str] = set()
        self._latitude: tuple[Mapping | None, float] | None = None

    def read(self, name: str, text: str, tree: Tree, role: Role, mount: tuple[str, ...]) -> None:
        """Collect the private values of one file, which is included below some keys."""
        file = File(name, text, tree, role, mount)
        self._inventory.placeholders.keep(file.name)
        self._inventory.placeholders.keep(file.source)
        role = role_of(file)
        # A file can be included in several places.
        is_first = name not in self._done
        self._done.add(name)
        is_searched = is_first and role is not Role.SECRETS
        facts = self._facts.begin(file)
        for place in yaml_values(file.tree, file.mount, with_mappings=True):
            self._work()
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
        for place in commented_values(file.source, file.tree, file.mount, self._work):
            self._work()
            if isinstance(place.node, Scalar):
                for span in commented_spans(place, role):
                    has_commented = True
                    self._inventory.add_secret(
                        place.node.text[span.begin : span.end], span.kind, role
                    )
                has_commented = has_commented or host_keys.is_private(place, role)
        for comment in comments(file.source, file.tree, self._work) if is_first else ():
            self._work()
            found = comment_facts(comment.text, self._work)
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
            self._work()
            piece = text if part.begin == 0 and part.end == len(text) else text[slice(*part[:2])]
            before = text[max(part.begin - MOST_BEFORE, 0) : part.begin]
            has_names = (
                self._inventory.candidates.read(piece, part.use, name, line, before) or has_names
            )
        return has_names

    def _key(self, place: YamlValue, role: Role) -> Seen[KeyFacts] | None:
        """Return the facts of a key; collect what is private if it is a new one."""
        key, text = place.key_node, text_of_key(place, role)
        if key is None or text is None:
            return None
        seen = self._facts.keys.find(text, place)
        if seen is None:
            # What the value asks does not matter for its key.
            place = place.as_new()
            found = key_facts(place, role)
            for span in found.secrets:
                self._inventory.add_secret(key.text[span.begin : span.end], span.kind, role)
            self._ids(key.text, found.parts)
            seen = self._facts.keys.keep(text, len(key.text), place, found)
        return seen

    def _value(self, place: YamlValue, role: Role) -> Seen[ValueFacts] | None:
        """Return the facts of a value; collect what is private if it is a new one."""
        node = place.node
        if isinstance(node, Sequence) and not may_be_bytes(node):
            return OTHER_LIST
        text = text_of_value(place, role)
        seen = self._facts.values.find(text, place) if text else None
        if seen is not None or not isinstance(node, (Scalar, Sequence)):
            return seen
        found, size = value_facts(place, role, self._work), 0
        if isinstance(node, Sequence):
            self._inventory.numbers.keep_bytes(node)
        else:
            size = len(node.text)
            for each in defined_names(place):
                self._inventory.add_name(each)
            if not found.is_plain:
                self._read(place, node, role, found)
            if not _is_include(node) and (place.key not in _TYPES or "{" in node.text):
                self._ids(node.text, found.parts)
        return self._facts.values.keep(text, size, place, found)

    def _read(self, place: YamlValue, node: Scalar, role: Role, found: ValueFacts) -> None:
        """Collect what is private in a value."""
        if role is not Role.SECRETS or not by_key.is_position(place):
            for span in found.secrets:
                self._inventory.add_secret(node.text[span.begin : span.end], span.kind, role)
        if role is Role.SECRETS:
            for secret in find_secrets(place, Role.HOME_ASSISTANT):
                self._inventory.add_secret(node.text[secret.begin : secret.end], secret.kind)
        kind = found.kind
        if kind is Private.COORDINATE:
            self._position(place, float(node.text.strip().replace(",", ".")))
        elif kind is not None:
            self._inventory.add_value(kind, node.text.strip())
        self._told(node.text, found.told)
        if len(node.text) == _LENGTH_OF_MAC and ":" in node.text:
            self._told(node.text, tuple(networks(node.text)))
        self._hosts(place, node, role)

    def _position(self, place: YamlValue, number: float) -> None:
        key = place.key.lower()
        if key.endswith("elevation"):
            return
        self._inventory.coordinates.add(number)
        mapping = place.ancestors.mapping
        if "lat" in key:
            self._latitude = mapping, number
        elif self._latitude is not None and self._latitude[0] is mapping:
            self._inventory.coordinates.add_place(self._latitude[1], number)

    def _told(self, text: str, found: tuple[ValueMatch, ...]) -> None:
        for begin, end, kind in found:
            self._inventory.add_value(kind, text[begin:end])

    def _hosts(self, place: YamlValue, node: Scalar, role: Role) -> None:
        for host in routed_hosts(place.key, node.text):
            self._inventory.hosts.add_own(host)
        is_own = host_keys.own_hosts(place)
        for address in addresses(node.text):
            if is_own:
                self._inventory.hosts.add_own(address.host)
            self._inventory.hosts.add_seen(address)
        if is_own and "://" not in node.text and (span := host_of(node.text.strip())):
            self._inventory.hosts.add_own(node.text.strip()[slice(*span)])
        elif span := host_keys.host_by_key(place, role):
            self._inventory.hosts.add_label(node.text[slice(*span)])
        if "/live/" in node.text:
            self._inventory.hosts.add_domain(node.text)

    def _known_device(self, place: YamlValue) -> None:
        if place.keys:
            self._inventory.add_name(Name(Private.DEVICE, place.keys[0]))
        if place.key == "name" and isinstance(place.node, Scalar):
            self._inventory.add_name(Name(Private.DEVICE, place.node.text))

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
            self._inventory.add_name(Name(kind, slug.replace("_", " ").strip()))


def _is_include(node: Scalar) -> bool:
    return node.tag is not None and node.tag.startswith("!include")
