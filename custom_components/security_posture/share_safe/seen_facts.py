"""Remember the facts of keys and values: what was found for one place holds for equal ones."""

from collections.abc import Callable, Hashable
from typing import Final

from .numbers import may_be_bytes
from .place_facts import File, KeyFacts, Mount, ValueFacts, key_facts, value_facts
from .secret_scanner import Mapping, Question, Role, Scalar, Sequence, YamlValue
from .uses import is_thing

# Questions and facts that are remembered, their characters, and those of one value.
_MOST_SEEN: Final = 300_000
_MOST_CHARACTERS: Final = 8_000_000
_MAX_TEXT: Final = 4_000

type Facts = KeyFacts | ValueFacts


class Seen[F: Facts]:
    """The facts of a key or a value, wherever it stands in the same context."""

    __slots__ = ("_asked", "facts", "is_clean", "is_quiet")

    def __init__(self, found: F, asked: frozenset[Question]) -> None:
        """Start with what is known of each such place, and what was asked about its context."""
        self.facts = found
        self.is_quiet = False  # nothing in it may be an unknown name
        self.is_clean = False  # nothing in it is replaced
        self._asked = asked

    def is_all(self, place: YamlValue) -> bool:
        """Return whether nothing more was used of the context of a place."""
        return not place.has_used_context and self._asked.issuperset(place.asked or ())


class SeenFacts[F: Facts]:
    """Facts by text, and by the answers to what was asked about the context.

    Below a text is the first question; below the text with an answer the next one, or the facts.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._known: dict[Hashable, Question | Seen[F]] = {}
        self._asked: dict[frozenset[Question], frozenset[Question]] = {}
        self._characters = 0

    def find(self, text: Hashable, place: YamlValue) -> Seen[F] | None:
        """Return what was seen of an equal place."""
        found = self._known.get(text)
        while found is not None and not isinstance(found, Seen):
            text = text, place.answer(found)
            found = self._known.get(text)
        return found

    def keep(self, text: Hashable, size: int, place: YamlValue, new: F) -> Seen[F]:
        """Remember the facts of a place, unless they depend on all of its context."""
        questions = frozenset(place.asked or ())
        seen = Seen(new, self._asked.setdefault(questions, questions))
        if place.has_used_context or text is None:
            return seen
        self._characters += size
        if len(self._known) > _MOST_SEEN or self._characters > _MOST_CHARACTERS:
            self._known.clear()
            self._characters = size
        for question, answer in (place.asked or {}).items():
            self._known[text] = question
            text = text, answer
        self._known[text] = seen
        return seen


def _of_other_list() -> Seen[ValueFacts]:
    seen = Seen(ValueFacts(), frozenset())
    seen.is_quiet = seen.is_clean = True
    return seen


# Of all lists that are no bytes.
OTHER_LIST: Final = _of_other_list()


class FileFacts:
    """What was found for each place of a file, in order."""

    __slots__ = ("_source", "has_commented", "keys", "values")

    def __init__(self, source: str) -> None:
        """Start empty."""
        self._source = hash(source)
        self.has_commented = False  # something private in commented-out configuration
        self.keys: list[Seen[KeyFacts] | None] = []
        self.values: list[Seen[ValueFacts] | None] = []

    def is_of(self, source: str) -> bool:
        """Return whether the text of the file is still this one."""
        return self._source == hash(source)

    def not_clean(self) -> list[bool]:
        """Return for each place whether something in it may be replaced."""
        return [
            not ((key is None or key.is_clean) and (value is None or value.is_clean))
            for key, value in zip(self.keys, self.values, strict=True)
        ]


class FactsOfFiles:
    """The results for all files. Equal places have the same object."""

    def __init__(self) -> None:
        """Start empty."""
        self.keys = SeenFacts[KeyFacts]()
        self.values = SeenFacts[ValueFacts]()
        self._files: dict[tuple[str, Mount], FileFacts] = {}

    def key(self, place: YamlValue, role: Role) -> Seen[KeyFacts] | None:
        """Return the facts of the key of a place, if it has one of its own."""
        key, text = place.key_node, text_of_key(place, role)
        if key is None or text is None:
            return None
        # What was asked for the value does not matter.
        place = place.as_new()
        return self.keys.find(text, place) or self.keys.keep(
            text, len(key.text), place, key_facts(place, role)
        )

    def value(self, place: YamlValue, role: Role, work: Callable[[], None]) -> Seen[ValueFacts]:
        """Return the facts of a value."""
        if isinstance(place.node, Sequence) and not may_be_bytes(place.node):
            return OTHER_LIST
        text = text_of_value(place, role)
        seen = self.values.find(text, place) if text else None
        if seen is None:
            place = place.as_new()
            size = len(place.node.text) if isinstance(place.node, Scalar) else 0
            seen = self.values.keep(text, size, place, value_facts(place, role, work))
        return seen

    def begin(self, file: File) -> FileFacts:
        """Return the facts to fill for a file."""
        found = self._files[file.name, file.mount] = FileFacts(file.source)
        return found

    def of(self, file: File) -> FileFacts | None:
        """Return the facts of a file; None if its text is another one."""
        found = self._files.get((file.name, file.mount))
        return found if found and found.is_of(file.source) else None

    def has_commented(self, file: File) -> bool:
        """Return whether something is private in what a file, or its original, comments out."""
        found = self._files.get((file.name, file.mount))
        return found is None or found.has_commented


def text_of_key(place: YamlValue, role: Role) -> Hashable:
    """Return what the facts of a key depend on if its context is not used; None if it has none."""
    if place.key_node is None or place.in_list:
        return None
    thing = isinstance(place.node, Mapping) and is_thing(place.node)
    # Tuples of texts only are nothing that Python's garbage collection looks through.
    return place.key_node.text, place.above, thing, role.value


def text_of_value(place: YamlValue, role: Role) -> Hashable:
    """Return what the facts of a value depend on if its context is not used; None for others."""
    node = place.node
    if not isinstance(node, Scalar) or len(node.text) > _MAX_TEXT:
        return None
    before = place.before.text if place.before else ""
    option = before if before.startswith("-") else ""
    has_key = place.key_node is not None
    above = place.key, place.above, has_key, place.in_list, option
    return node.text, node.tag, node.style, *above, role.value
