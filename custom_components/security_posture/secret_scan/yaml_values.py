"""Iterate over the values of a tree with their context."""

from collections.abc import Callable, Hashable, Iterator, Sequence as Items
from dataclasses import dataclass
from typing import Final

from .key_names import ACCESS
from .tree import Mapping, Node, Scalar, Sequence, Tree
from .word_lists import read_words
from .word_split import words

# Keys whose values describe an entity, a service call, an automation or a card.
_CONTEXT_KEYS: Final = read_words("context_keys")
# Words beside which "code" is a remote control code or an error code.
_REMOTE_CONTROL: Final = frozenset(read_words("remote_control"))
# Keys of an automation, a script or a button.
_ACTION_KEYS = frozenset({"trigger", "triggers", "sequence", "actions", "tap_action", "then"})
# These words identify a code in its name, but are too common in its context.
_ACCESS_CONTEXT = ACCESS.difference(
    ("access", "arm", "cleaner", "entry", "guard", "master", "slot", "user", "visitor", "tor")
)


@dataclass(slots=True, eq=False, repr=False)
class Ancestors:
    """The keys and mappings above a value, the nearest last."""

    keys: tuple[str, ...]
    mapping: Mapping | None
    parent: Ancestors | None

    def levels(self) -> Iterator[Ancestors]:
        """Yield this level and all above it."""
        level: Ancestors | None = self
        while level is not None:
            yield level
            level = level.parent

    def sibling(self, *names: str) -> str | None:
        """Return the first non-empty text of some sibling keys."""
        if self.mapping is None:
            return None
        texts = self.mapping.texts()
        return next((texts[name] for name in names if texts.get(name)), None)

    def subjects(self) -> tuple[str, ...]:
        """Return the services and entities of the surrounding automation or script."""
        for level in self.levels():
            if level.mapping is not None and not _ACTION_KEYS.isdisjoint(level.mapping.names()):
                return level.mapping.subjects()
        return ()

    def mapped(self, *names: str) -> Iterator[str]:
        """Yield the texts of some keys in the mappings above, the nearest first."""
        for level in self.levels():
            if level.mapping is not None:
                texts = level.mapping.texts()
                for name in names:
                    if text := texts.get(name):
                        yield text


class YamlValue:
    """One value with its context. In a list, `key` is the key of the list.

    It remembers what was asked about its context: the result for another value with the same text
    and the same answers is the same.
    """

    __slots__ = (
        "_ancestors",
        "above",
        "asked",
        "before",
        "has_used_context",
        "in_comment",
        "in_list",
        "key",
        "key_node",
        "node",
    )

    def __init__(  # noqa: PLR0913, PLR0917 - made for each value of a file
        self,
        node: Scalar | Sequence,
        ancestors: Ancestors,
        in_list: bool,
        key_node: Scalar | None = None,
        before: Scalar | None = None,
        in_comment: bool = False,
    ) -> None:
        """Take what the reader of the file knows."""
        self.node = node
        self.in_list = in_list
        self.key_node = key_node
        self.before = before  # in a list, the value before it
        self.in_comment = in_comment
        keys = ancestors.keys
        self.key = keys[-1] if keys else ""  # the nearest one
        self.above = keys[-2] if len(keys) > 1 else None
        # Somebody used more of the context than answers to questions.
        self.has_used_context = False
        self.asked: dict[Question, Hashable] | None = None
        self._ancestors = ancestors

    def ask[Answer: Hashable](self, question: Callable[[Ancestors], Answer]) -> Answer:
        """Return the answer to a question about the keys and mappings above."""
        if self.asked is None:
            self.asked = {}
        if question not in self.asked:
            self.asked[question] = question(self._ancestors)
        return self.asked[question]  # type: ignore[return-value]

    def answer(self, question: Question) -> Hashable:
        """Return what `ask` would return, without remembering it."""
        return question(self._ancestors)

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the path, without list indices."""
        return self.ask(_path)

    @property
    def ancestors(self) -> Ancestors:
        """Return the keys and mappings above."""
        self.has_used_context = True
        return self._ancestors

    def as_new(self) -> YamlValue:
        """Return the same value, about which nothing was asked."""
        return YamlValue(
            self.node, self._ancestors, self.in_list, self.key_node, self.before, self.in_comment
        )

    def below(self, name: str, node: Scalar) -> YamlValue:
        """Return a part of the value as one below a key of this name."""
        ancestors = Ancestors((*self.keys, name), None, self.ancestors)
        return YamlValue(node, ancestors, in_list=False, in_comment=self.in_comment)

    @property
    def context_words(self) -> frozenset[str]:
        """Return the words of the context: keys, platforms, services, titles."""
        return self.ask(_context_words)

    @property
    def is_access_context(self) -> bool:
        """Return whether the context is a lock, an alarm or the like, and no remote control."""
        return (
            bool(self.context_words & _ACCESS_CONTEXT) and not self.context_words & _REMOTE_CONTROL
        )


type Question = Callable[[Ancestors], Hashable]


def _path(level: Ancestors) -> tuple[str, ...]:
    return level.keys


def _context_words(level: Ancestors) -> frozenset[str]:
    found = {word for key in level.keys for word in words(key)}
    for n, text in enumerate(level.mapped(*_CONTEXT_KEYS)):
        if n == _MAX_CONTEXT:
            break
        found.update(words(text))
    for text in level.subjects():
        found.update(words(text))
    return frozenset(found)


# Texts of the context to use, the nearest first.
_MAX_CONTEXT = 60


def yaml_values(
    tree: Tree,
    mount: tuple[str, ...] = (),
    *,
    with_mappings: bool = False,
    wanted: Items[bool] | None = None,
    done: frozenset[int] = frozenset(),
) -> Iterator[YamlValue]:
    """Yield the values of a tree in order; lists before their items.

    `mount` is the path of keys below which another file includes the document. `with_mappings`:
    also yield mappings, and the alias of a list or a mapping, without what it contains. `wanted`:
    which of these to yield, if not all. `done`: ids of scalars; a place where both the key and the
    value are among them, or the key of a list or a mapping is, is not yielded.
    """
    seen: set[int] = set()
    top = Ancestors(mount, None, None)
    # A node, what is above it, whether it is in a list, its key, and the mapping it is in.
    stack: list[tuple[Node, Ancestors, bool, Scalar | None, Mapping | None]] = [
        (root, top, False, None, None) for root in reversed(tree.roots)
    ]
    before: Scalar | None = None
    n = -1
    while stack:
        node, level, in_list, key, mapping = stack.pop()
        if isinstance(node, Scalar):
            n += 1
            if (wanted is None or wanted[n]) and not (
                id(node) in done and (key is None or id(key) in done)
            ):
                inner = level if mapping is None else _below(level, mapping, key)
                yield YamlValue(node, inner, in_list, key, before if in_list else None)
            before = node
            continue
        before = None
        inner = level if mapping is None else _below(level, mapping, key)
        # The target of an alias is examined once.
        is_alias = id(node) in seen
        if with_mappings or (isinstance(node, Sequence) and not is_alias):
            n += 1
            if (wanted is None or wanted[n]) and not (done and (key is None or id(key) in done)):
                yield YamlValue(node, inner, in_list, key)  # type: ignore[arg-type]
        if is_alias:
            continue
        seen.add(id(node))
        if isinstance(node, Sequence):
            stack.extend([(item, inner, True, key, None) for item in reversed(node.items)])
            continue
        for name, value in reversed(node.pairs):
            if isinstance(name, Scalar):
                stack.append((value, inner, False, name, node))
            else:
                stack.append((value, inner, False, None, node))
                stack.append((name, inner, False, None, node))


def _below(above: Ancestors, mapping: Mapping, key: Scalar | None) -> Ancestors:
    """Return the level of a key of a mapping."""
    return Ancestors((*above.keys, "?" if key is None else key.text), mapping, above)
