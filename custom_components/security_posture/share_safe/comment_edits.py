"""Replace everything private in comments, and in the names of anchors."""

from bisect import bisect_left
from collections.abc import Iterator
import re
from typing import Final

from .edits import Edit, without_overlap
from .form_edits import private
from .inventory import Inventory
from .model import Private
from .place_facts import File, comment_facts
from .secret_scanner import Comment, Role, Scalar, YamlValue, commented_values
from .secrets import commented_spans
from .text_edits import in_name, in_parts
from .value_edits import secret_edits
from .values import by_key, host_keys
from .values.coordinates import stand_in

# It begins with its sign, and looks back from there: so it is searched fast.
_ANCHOR: Final = re.compile(r"[&*](?<![^\s\[{,:-][&*])([^\s,\[\]{}:]{2,200})")


def comment_edits(
    inventory: Inventory, file: File, role: Role, found: list[Comment]
) -> Iterator[Edit]:
    """Yield the edits of comments, and of configuration that is commented out."""
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
                for edit in private(inventory, comment.text, *match)
            ),
            *in_parts(inventory, comment.text, facts_of_it.parts),
        ]
        for edit in without_overlap(found_in):
            yield edit._replace(begin=comment.begin + edit.begin, end=comment.begin + edit.end)


def _commented(
    inventory: Inventory, source: str, place: YamlValue, node: Scalar, role: Role
) -> Iterator[Edit]:
    at = source.find(node.text, node.start, node.end + len(node.text))
    if at < 0:
        return
    edits = [*secret_edits(inventory, place, node, role, commented_spans(place, role))]
    text = node.text.strip()
    kind = by_key.kind_by_key(place) if text else None
    begin = node.text.find(text)
    if kind is Private.COORDINATE:
        new = stand_in(text, place.key)
        edits.append(Edit(begin, begin + len(text), new, kind.value, new))
    elif kind is not None:
        edits += private(inventory, node.text, begin, begin + len(text), kind)
    span = host_keys.host_by_key(place, role)
    if span and inventory.hosts.is_private(node.text[slice(*span)]):
        edits += private(inventory, node.text, *span, Private.HOST)
    for edit in without_overlap(edits):
        yield edit._replace(begin=at + edit.begin, end=at + edit.end)


def anchor_edits(inventory: Inventory, file: File, found: list[Comment]) -> Iterator[Edit]:
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
