"""Replace every private part of a file and keep everything else."""

from collections.abc import Iterator
from itertools import compress, count

from .comment_edits import anchor_edits, comment_edits
from .edits import Edit, apply, in_source, without_overlap
from .inventory import Inventory
from .place_facts import File, KeyFacts, ValueFacts, role_of
from .secret_scanner import Mapping, Role, Scalar, Sequence, Tree, YamlValue, comments, yaml_values
from .seen_facts import Seen
from .value_edits import byte_edits, key_edits, secret_edits, typed, value_edits


def rewrite(  # noqa: PLR0913, PLR0917
    inventory: Inventory, name: str, source: str, tree: Tree, role: Role, mount: tuple[str, ...]
) -> tuple[str, list[Edit]]:
    """Return the source of the copy and the edits of the original."""
    file = File(name, source, tree, role, mount)
    found = (edit for edit in _edits(inventory, file) if edit.kind not in inventory.kept)
    return apply(source, found)


def is_clean(
    inventory: Inventory,
    file: File,
    done: frozenset[int] = frozenset(),
    *,
    with_comments: bool = True,
) -> bool:
    """Return whether the result contains nothing private. `done`: ids of values to skip."""
    found = _in_tree(inventory, file, done)
    if any(edit.kind not in inventory.kept for edit in found):
        return False
    return not with_comments or all(
        edit.kind in inventory.kept for edit in _outside_of_values(inventory, file)
    )


def _edits(inventory: Inventory, file: File) -> Iterator[Edit]:
    yield from _in_tree(inventory, file)
    yield from _outside_of_values(inventory, file)


def _outside_of_values(inventory: Inventory, file: File) -> Iterator[Edit]:
    found = [*comments(file.source, file.tree, inventory.work)]
    yield from comment_edits(inventory, file, role_of(file), found)
    yield from anchor_edits(inventory, file, found)


def _in_tree(
    inventory: Inventory, file: File, done: frozenset[int] = frozenset()
) -> Iterator[Edit]:
    role = role_of(file)
    # A secret first: the same value can have an alias where its key does not show it.
    later: list[Edit] = []
    keys_done: set[int] = set()
    known = inventory.facts_of_files
    facts = known.of(file)
    wanted = facts.not_clean() if facts else None
    places = yaml_values(file.tree, file.mount, with_mappings=True, wanted=wanted, done=done)
    for n, place in zip(compress(count(), wanted) if wanted else count(), places, strict=False):
        inventory.work()
        key, node = place.key_node, place.node
        is_new_key = not (key is None or id(key) in keys_done or id(key) in done)
        if key is not None and is_new_key:
            keys_done.add(id(key))
            of_key = facts.keys[n] if facts else known.key(place, role)
            later += _of_key(inventory, file.source, key, of_key)
        is_skipped = id(node) in done if isinstance(node, Scalar) else done and not is_new_key
        if is_skipped or isinstance(node, Mapping):
            continue
        of_value = facts.values[n] if facts else known.value(place, role, inventory.work)
        if of_value is None or of_value.is_clean:
            continue
        if isinstance(node, Sequence):
            if of_value.facts.secrets:
                yield from byte_edits(inventory, node)
            continue
        secrets, others = _of_value(inventory, place, role, of_value)
        yield from in_source(file.source, node, secrets, inventory.work)
        later += in_source(file.source, node, others, inventory.work)
    yield from later


def _of_key(
    inventory: Inventory, source: str, key: Scalar, seen: Seen[KeyFacts] | None
) -> list[Edit]:
    if seen is None or seen.is_clean:
        return []
    found = without_overlap(key_edits(inventory, key, seen.facts))
    seen.is_clean = not found
    return in_source(source, key, typed(inventory, key, found))


def _of_value(
    inventory: Inventory, place: YamlValue, role: Role, seen: Seen[ValueFacts]
) -> tuple[list[Edit], list[Edit]]:
    """Return the edits of the secrets of a value, and the others."""
    node = place.node
    if not isinstance(node, Scalar):
        return [], []
    secrets = [*secret_edits(inventory, place, node, role, seen.facts.secrets)]
    edits = without_overlap([*secrets, *value_edits(inventory, place, node, role, seen.facts)])
    if not edits:
        seen.is_clean = seen.is_all(place)
    own = {*secrets}
    others = [each for each in edits if each not in own]
    return typed(inventory, node, secrets), typed(inventory, node, others)
