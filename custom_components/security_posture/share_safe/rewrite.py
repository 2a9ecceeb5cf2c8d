"""Replace every private part of a file and keep everything else."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence as Items
import re
from typing import Final

from . import vocabulary
from .below_secret_keys import Span
from .edits import Edit, apply, in_source, without_overlap
from .inventory import Inventory, is_private_user, role_of
from .model import Private
from .names import NameMatch
from .numbers import byte_items, is_plain_number
from .place_facts import File, KeyFacts, ValueFacts, comment_facts
from .placeholders import has_placeholder
from .secret_scanner import (
    Comment,
    Kind,
    Mapping,
    Role,
    Scalar,
    Sequence,
    Tree,
    YamlValue,
    commented_values,
    comments,
    secret_name,
    yaml_values,
)
from .secrets import commented_spans
from .seen_facts import Seen
from .uses import Part, Use
from .values import by_key, host_keys
from .values.contacts import contacts
from .values.coordinates import stand_in
from .values.hosts import addresses, shell_logins
from .values.networks import networks

# It begins with its sign, and looks back from there: so it is searched fast.
_ANCHOR: Final = re.compile(r"[&*](?<![^\s\[{,:-][&*])([^\s,\[\]{}:]{2,200})")
_INCLUDE: Final = "!include"
_WORD: Final = re.compile(r"[^\W_]+")
_BEFORE_NUMBER: Final = re.compile(r"[\"']\s{0,3}:\s{0,3}-?\Z")
_AFTER_NUMBER: Final = re.compile(r"\s{0,20}[,}\]]")
# Characters of a text, and texts, whose edits are remembered.
_MAX_REMEMBERED: Final = 120
_MOST_REMEMBERED: Final = 50_000
# Keys beside which the name of a zone is a state.
_STATE_KEYS: Final = frozenset({"to", "from", "state", "states", "zone", "location_name", "value"})
_VERSION: Final = ("version", "firmware", "release")


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


def in_name(inventory: Inventory, name: str) -> list[Edit]:
    """Return edits for everything private in the name of a file."""
    found = _in_parts(inventory, name, [Part(0, len(name), Use.OBJECT_ID)])
    return without_overlap(edit for edit in found if edit.kind not in inventory.kept)


def _edits(inventory: Inventory, file: File) -> Iterator[Edit]:
    yield from _in_tree(inventory, file)
    yield from _outside_of_values(inventory, file)


def _outside_of_values(inventory: Inventory, file: File) -> Iterator[Edit]:
    found = [*comments(file.source, file.tree, inventory.work)]
    yield from _in_comments(inventory, file, role_of(file), found)
    yield from _anchors(inventory, file, found)


def _in_tree(
    inventory: Inventory, file: File, done: frozenset[int] = frozenset()
) -> Iterator[Edit]:
    role = role_of(file)
    # A secret first: the same value can have an alias where its key does not show it.
    later: list[Edit] = []
    keys_done: set[int] = set()
    known = inventory.facts_of_files
    facts = known.of(file)
    for n, place in enumerate(yaml_values(file.tree, file.mount, with_mappings=True)):
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
                yield from _numbers(inventory, node)
            continue
        secrets = [*_secrets(inventory, place, node, role, of_value.facts.secrets)]
        if secrets:
            typed = _typed(inventory, node, secrets)
            yield from in_source(file.source, node, typed, inventory.work)
        edits = without_overlap(
            [*secrets, *_in_value(inventory, place, node, role, of_value.facts)]
        )
        if edits:
            own = {*secrets}
            others = [each for each in edits if each not in own]
            typed = _typed(inventory, node, others)
            later += in_source(file.source, node, typed, inventory.work)
        else:
            of_value.is_clean = of_value.is_all(place)
    yield from later


def _of_key(
    inventory: Inventory, source: str, key: Scalar, seen: Seen[KeyFacts] | None
) -> list[Edit]:
    if seen is None or seen.is_clean:
        return []
    found = without_overlap(_in_key(inventory, key, seen.facts))
    seen.is_clean = not found
    return in_source(source, key, _typed(inventory, key, found))


def _secrets(
    inventory: Inventory, place: YamlValue, node: Scalar, role: Role, spans: Iterable[Span]
) -> Iterator[Edit]:
    if role is Role.SECRETS and by_key.is_position(place):
        return  # a stand-in that is a number
    for begin, end, kind in spans:
        value = node.text[begin:end].strip()
        if value:
            placeholder = inventory.placeholders.for_secret(kind, value)
            yield Edit(begin, end, placeholder, str(kind), placeholder)


def _numbers(inventory: Inventory, node: Sequence) -> Iterator[Edit]:
    items = byte_items(node)
    for item, new in zip(items, inventory.numbers.of_bytes(items), strict=True):
        yield Edit(item.start, item.end, new, Kind.KEY.value, new)


def _typed(inventory: Inventory, node: Scalar, edits: list[Edit]) -> list[Edit]:
    """Return edits that keep numbers numbers; without those that change nothing."""
    if not edits or not any(map(str.isdecimal, node.text)):
        return edits
    is_number = is_plain_number(node)
    found: list[Edit] = []
    for edit in edits:
        old = node.text[edit.begin : edit.end].strip()
        is_bare = (is_number and old == node.text.strip()) or (
            old.isdecimal() and _is_bare(node.text, edit.begin, edit.end)
        )
        new = inventory.numbers.of(old) if is_bare and edit.kind != Private.COORDINATE else None
        if new is None:
            found.append(edit)
        elif new != old:
            found.append(edit._replace(new=new, placeholder=new))
    return found


def _is_bare(text: str, begin: int, end: int) -> bool:
    """Return whether a part of a text is a number of a template or of JSON."""
    before, after = text[max(begin - 400, 0) : begin], text[end : end + 40]
    if _BEFORE_NUMBER.search(before) and _AFTER_NUMBER.match(after):
        return True
    opened = max(before.rfind("{{"), before.rfind("{%"))
    is_inside = opened > max(before.rfind("}}"), before.rfind("%}"))
    return is_inside and before[opened:].count("'") % 2 == 0 and before[opened:].count('"') % 2 == 0


def _in_key(inventory: Inventory, key: Scalar, found: KeyFacts) -> Iterator[Edit]:
    for begin, end, kind in found.secrets:
        placeholder = inventory.placeholders.for_secret(kind, key.text[begin:end].strip())
        yield Edit(begin, end, placeholder, str(kind), placeholder)
    yield from _in_parts(inventory, key.text, found.parts)


def _in_value(
    inventory: Inventory, place: YamlValue, node: Scalar, role: Role, found: ValueFacts
) -> Iterator[Edit]:
    text = node.text.strip()
    if not text:
        return
    begin = node.text.index(text)
    kind = found.kind
    if kind is Private.COORDINATE:
        new = stand_in(text, place.key)
        yield Edit(begin, begin + len(text), new, kind.value, new)
    elif kind is not None:
        known = inventory.names.exact_match(text) if kind is Private.USER else None
        if known:
            yield Edit(begin, begin + len(text), known[1], known[0].value, known[1])
        else:
            yield from _private(inventory, node.text, begin, begin + len(text), kind)
    span = host_keys.host_by_key(place, role)
    if span and inventory.hosts.is_private(node.text[slice(*span)]):
        yield from _private(inventory, node.text, *span, Private.HOST)
    if node.tag and node.tag.startswith(_INCLUDE):
        return  # the path of a file
    parts = found.parts
    for match in found.told:
        yield from _private(inventory, node.text, *match)
    yield from _states(inventory, place, node.text, parts)
    edits = _in_parts(inventory, node.text, parts)
    if any(word in place.key.lower() for word in _VERSION):
        edits = (each for each in edits if each.kind != Private.IP)
    yield from edits


def _states(
    inventory: Inventory, place: YamlValue, text: str, parts: Items[Part]
) -> Iterator[Edit]:
    """Yield the names of zones where they are states."""
    if not (place.key.lower() in _STATE_KEYS or "{" in text):
        return
    for part in parts:
        if part.use in (Use.VALUE, Use.TEXT):
            known = inventory.names.exact_match(text[part.begin : part.end])
            if known and text[part.begin : part.end] in inventory.zones:
                yield Edit(part.begin, part.end, known[1], known[0].value, known[1])


def _in_parts(inventory: Inventory, text: str, parts: Items[Part]) -> Iterable[Edit]:
    """Return the edits of a text, which is often the same in many places."""
    if len(text) > _MAX_REMEMBERED:
        return _found_in_parts(inventory, text, parts)
    key = (text, tuple(parts))
    found = inventory.remembered.get(key)
    if found is None:
        found = inventory.remembered[key] = [*_found_in_parts(inventory, text, parts)]
        if len(inventory.remembered) > _MOST_REMEMBERED:
            inventory.remembered.clear()
    return found


def _found_in_parts(inventory: Inventory, text: str, parts: Items[Part]) -> Iterator[Edit]:
    for known in inventory.known.find(text):
        yield Edit(known.begin, known.end, known.placeholder, known.kind, known.placeholder)
    yield from _codes(inventory, text)
    opaque = [part for part in parts if part.use is Use.NEVER_A_NAME]
    begins = [part.begin for part in opaque]
    for edit in _by_form(inventory, text, parts):
        n = bisect_left(begins, edit.end) - 1
        if n < 0 or opaque[n].end <= edit.begin:
            yield edit
    for part in parts:
        inventory.work()
        if part.use is not Use.KEYWORD:
            for name in inventory.names.find(text[part.begin : part.end], part.use):
                begin, end = part.begin + name.begin, part.begin + name.end
                if part.use is Use.VALUE and not _is_zone(inventory, name, text[begin:end]):
                    continue
                if _is_other_thing(name, text, part):
                    continue
                yield Edit(begin, end, name.new, name.kind.value, name.placeholder)


def _codes(inventory: Inventory, text: str) -> Iterator[Edit]:
    """Yield the known short codes that stand after a word for a code."""
    if not inventory.codes or not any(map(str.isdecimal, text)):
        return
    for match in _WORD.finditer(text):
        known = inventory.codes.get(match[0])
        before = text[max(match.start() - 40, 0) : match.start()]
        if known and _tells_code(_WORD.findall(before)[-2:]):
            yield Edit(*match.span(), known[1], known[0], known[1])


def _tells_code(words: list[str]) -> bool:
    """Return whether the last words before a code say what it is: "PIN", "code is"."""
    is_one = bool(words) and words[-1].isalpha()
    return is_one and any(map(_is_word_for_code, words))


def _is_word_for_code(word: str) -> bool:
    what = secret_name(word.lower())
    return what is not None and (what.kind is Kind.CODE or what.is_pin)


def _is_other_thing(name: NameMatch, text: str, part: Part) -> bool:
    """Return whether an id or a key has the word of a place, but is no zone."""
    word = text[part.begin : part.end]
    return (
        part.use is Use.OBJECT_ID
        and name.kind in (Private.ZONE, Private.PLACE)
        and name.begin == 0
        and name.end == len(word)
        and not text.endswith(("zone.", "person.", "device_tracker."), 0, part.begin)
        and vocabulary.is_ordinary(word.lower())
    )


def _is_zone(inventory: Inventory, name: NameMatch, text: str) -> bool:
    """Return whether a word is no zone, or one that is written as its state is."""
    return (
        name.kind is not Private.ZONE
        or text in inventory.zones
        or not text.isalpha()
        or not vocabulary.is_ordinary(text)
    )


def _by_form(inventory: Inventory, text: str, parts: Items[Part]) -> Iterator[Edit]:
    """Yield what has a strict form: positions and networks anywhere, others in values."""
    has_sign = _SIGN_OF_FORM.search(text) is not None
    if has_sign:
        for position in inventory.coordinates.find(text):
            yield Edit(*position, Private.COORDINATE.value, position.new)
        inventory.work()
        for match in networks(text):
            yield from _private(inventory, text, *match)
    if all(part.use not in (Use.TEXT, Use.VALUE) for part in parts):
        return
    inventory.work()
    if has_sign:
        yield from _in_addresses(inventory, text)
    used = [part for part in parts if part.use is not Use.KEYWORD]
    begins = [part.begin for part in used]
    inventory.work()
    found = contacts(text) if has_sign else ()
    for match in (*found, *inventory.hosts.alone(text)):
        n = bisect_right(begins, match.begin) - 1
        if n >= 0 and match.begin < used[n].end:
            yield from _private(inventory, text, *match)


# Every form but the name of a host has one of these; most texts have none.
_SIGN_OF_FORM: Final = re.compile(r"[\d@:/\\.+%-]|_[0-9a-f]{2}_")


def _in_addresses(inventory: Inventory, text: str) -> Iterator[Edit]:
    """Yield the hosts and the users of addresses."""
    for match in inventory.hosts.in_addresses(text):
        yield from _private(inventory, text, *match)
    inventory.work()
    for begin, end in _logins(text):
        if is_private_user(text[begin:end]):
            yield from _user(inventory, text, begin, end)


def _logins(text: str) -> Iterator[tuple[int, int]]:
    for address in addresses(text):
        if address.user is not None:
            yield address.user
    for user, _ in shell_logins(text):
        yield user


def _user(inventory: Inventory, text: str, begin: int, end: int) -> Iterator[Edit]:
    known = inventory.names.exact_match(text[begin:end])
    if known:
        yield Edit(begin, end, known[1], known[0].value, known[1])
    else:
        yield from _private(inventory, text, begin, end, Private.USER)


def _private(
    inventory: Inventory, text: str, begin: int, end: int, kind: Private
) -> Iterator[Edit]:
    value = text[begin:end]
    if has_placeholder(value):
        return
    placeholder = inventory.placeholders.for_value(kind, value)
    yield Edit(begin, end, placeholder, kind.value, placeholder)


def _in_comments(
    inventory: Inventory, file: File, role: Role, found: list[Comment]
) -> Iterator[Edit]:
    if not found:
        return
    places = commented_values(file.source, file.tree, file.mount, inventory.work)
    for place in places if inventory.facts_of_files.has_commented(file) else ():
        inventory.work()
        if isinstance(place.node, Scalar):
            yield from _commented(inventory, file.source, place, place.node, role)
    for comment in found:
        inventory.work()
        facts_of_it = comment_facts(comment.text, inventory.work)
        found_in = [
            *(
                edit
                for match in facts_of_it.told
                for edit in _private(inventory, comment.text, *match)
            ),
            *_in_parts(inventory, comment.text, facts_of_it.parts),
        ]
        for edit in without_overlap(found_in):
            yield edit._replace(begin=comment.begin + edit.begin, end=comment.begin + edit.end)


def _commented(
    inventory: Inventory, source: str, place: YamlValue, node: Scalar, role: Role
) -> Iterator[Edit]:
    at = source.find(node.text, node.start, node.end + len(node.text))
    if at < 0:
        return
    edits = [*_secrets(inventory, place, node, role, commented_spans(place, role))]
    text = node.text.strip()
    kind = by_key.kind_by_key(place) if text else None
    begin = node.text.find(text)
    if kind is Private.COORDINATE:
        new = stand_in(text, place.key)
        edits.append(Edit(begin, begin + len(text), new, kind.value, new))
    elif kind is not None:
        edits += _private(inventory, node.text, begin, begin + len(text), kind)
    span = host_keys.host_by_key(place, role)
    if span and inventory.hosts.is_private(node.text[slice(*span)]):
        edits += _private(inventory, node.text, *span, Private.HOST)
    for edit in without_overlap(edits):
        yield edit._replace(begin=at + edit.begin, end=at + edit.end)


def _anchors(inventory: Inventory, file: File, found: list[Comment]) -> Iterator[Edit]:
    """Yield the edits of the names of anchors, which stand outside of values and comments."""
    if "&" not in file.source and "*" not in file.source:
        return
    anchors = [*_ANCHOR.finditer(file.source)]
    if not anchors:
        return
    covered = sorted(
        {
            *((comment.begin, comment.begin + len(comment.text)) for comment in found),
            *((node.start, node.end) for node in file.tree.scalars),
        }
    )
    begins = [begin for begin, _ in covered]
    for match in anchors:
        at = bisect_left(begins, match.start() + 1) - 1
        # An anchor of a value begins with the value.
        if at >= 0 and covered[at][0] < match.start() < covered[at][1]:
            continue
        name = match[1]
        for edit in in_name(inventory, name):
            yield edit._replace(begin=match.start(1) + edit.begin, end=match.start(1) + edit.end)
