"""Every value of a tree with what stands around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .names import GUARDED
from .tree import Mapping, Node, Scalar, Sequence, Tree
from .words import words

# What says what a thing is: of a platform, a service call, an automation, a card.
_TELLING = (
    *("action", "alias", "command", "custom_id", "description", "device_class", "domain"),
    *("entity", "entity_id", "event_type", "friendly_name", "icon", "id", "integration", "label"),
    *("name", "object_id", "path", "platform", "service", "title", "topic", "type", "unique_id"),
)
# Where "code" is what a remote control sends, or what a machine says of its trouble.
_SENT = frozenset(
    {
        *(
            "broadlink",
            "ir",
            "infrared",
            "remote",
            "rf",
            "rfxtrx",
            "rpi",
            "transmitter",
            "receiver",
        ),
        *("transmit", "lirc", "pilight", "raw", "433", "smartir", "ac", "tv", "hvac", "nec"),
        *(
            "rc",
            "samsung",
            "panasonic",
            "sony",
            "pioneer",
            "dooya",
            "protocol",
            "doorbell",
            "error",
        ),
        *("weather", "433mhz", "switchcode", "rfbridge", "portisch", "somfy", "washer"),
    }
)
# The keys of what does something: an automation, a script, a button.
_ACTING = frozenset({"trigger", "triggers", "sequence", "actions", "tap_action", "then"})
# In the name of a code these are enough to know it; around one they are anybody's words.
_ABOUT_GUARDS = GUARDED.difference(
    ("access", "arm", "cleaner", "entry", "guard", "master", "slot", "user", "visitor", "tor")
)


@dataclass(slots=True, eq=False, repr=False)
class Around:
    """The mappings and keys above a value, nearest last."""

    keys: tuple[str, ...]
    mapping: Mapping | None
    above: Around | None

    def levels(self) -> Iterator[Around]:
        """Yield itself and all above it."""
        level: Around | None = self
        while level is not None:
            yield level
            level = level.above

    def sibling(self, *names: str) -> str | None:
        """Return the first of some keys beside the value that has a text."""
        if self.mapping is None:
            return None
        texts = self.mapping.texts()
        return next((texts[name] for name in names if texts.get(name)), None)

    def subjects(self) -> tuple[str, ...]:
        """Return what the automation or script around the value acts on."""
        for level in self.levels():
            if level.mapping is not None and not _ACTING.isdisjoint(level.mapping.names()):
                return level.mapping.subjects()
        return ()

    def mapped(self, *names: str) -> Iterator[str]:
        """Yield the texts of some keys, in the mappings around, from the nearest."""
        for level in self.levels():
            if level.mapping is not None:
                texts = level.mapping.texts()
                for name in names:
                    if text := texts.get(name):
                        yield text


@dataclass(eq=False, repr=False)
class Place:
    """One value, where it stands. In a list, `key` is that of the list."""

    node: Scalar | Sequence
    around: Around
    in_list: bool
    key_node: Scalar | None = None
    before: Scalar | None = None  # in a list, the value before it

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys from the top; places in lists are left out."""
        return self.around.keys

    @property
    def key(self) -> str:
        """Return the nearest key; empty at the top."""
        return self.around.keys[-1] if self.around.keys else ""

    @cached_property
    def telling(self) -> frozenset[str]:
        """Return the words of what is around: names of keys, platforms, services, titles."""
        said = {word for key in self.keys for word in words(key)}
        for n, text in enumerate(self.around.mapped(*_TELLING)):
            if n == _MAX_TELLING:
                break
            said.update(words(text))
        for text in self.around.subjects():
            said.update(words(text))
        return frozenset(said)

    @property
    def is_guarded(self) -> bool:
        """Return whether it is about something that is opened or disarmed with a code."""
        return bool(self.telling & _ABOUT_GUARDS) and not self.telling & _SENT


# A mapping deep below others hears of them all; no more are needed to know what it is about.
_MAX_TELLING = 60


def places(tree: Tree, mount: tuple[str, ...] = ()) -> Iterator[Place]:
    """Yield the values of a tree in their order; lists before what is in them.

    `mount` are the keys below which the document is included elsewhere.
    """
    seen: set[int] = set()
    top = Around(mount, None, None)
    stack: list[tuple[Node, Around, bool, Scalar | None]] = [
        (root, top, False, None) for root in reversed(tree.roots)
    ]
    before: Scalar | None = None
    while stack:
        node, around, in_list, key = stack.pop()
        if isinstance(node, Scalar):
            yield Place(node, around, in_list, key, before if in_list else None)
            before = node
            continue
        before = None
        # What an alias points to was seen where it stands.
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Sequence):
            yield Place(node, around, in_list, key)
            stack.extend((item, around, True, key) for item in reversed(node.items))
        else:
            stack.extend(_pairs(node, around))


def _pairs(node: Mapping, around: Around) -> Iterator[tuple[Node, Around, bool, Scalar | None]]:
    for key, value in reversed(node.pairs):
        name = key.text if isinstance(key, Scalar) else "?"
        inner = Around((*around.keys, name), node, around)
        yield value, inner, False, key if isinstance(key, Scalar) else None
