"""Split keys."""

from collections.abc import Iterable, Iterator
import re
from typing import Final

from .. import vocabulary
from ..secret_scanner import Ancestors, Mapping, YamlValue, cached_until_forgotten
from .identifiers import SLUG, identifier_use
from .model import Part, Use
from .positions import Named, is_domain_key, is_thing, named_by, without_package
from .texts import entity_parts, split_text

_ENTITY: Final = re.compile(r"([a-z][a-z_]{1,40})\.([a-z0-9_*?]{1,255})")
_CAPITALIZED: Final = re.compile(r"[A-Z][a-z]")


def key_parts(place: YamlValue) -> Iterator[Part]:
    """Yield the parts of the key of a value. Keywords can be missing."""
    if place.key_node is None:
        return
    thing = isinstance(place.node, Mapping) and is_thing(place.node)
    named, is_first = place.ask(_by_path)
    yield from _parts(place.key_node.text, named, is_first=is_first, is_of_thing=thing)


def _by_path(level: Ancestors) -> tuple[Named, bool]:
    return _of_path(level.keys[:-1])


@cached_until_forgotten(16_384)
def _of_path(above: tuple[str, ...]) -> tuple[Named, bool]:
    """Return who names the keys below a path, and whether it is that of an integration."""
    return named_by(above), not without_package(above)


@cached_until_forgotten(16_384)
def _parts(text: str, named: Named, *, is_first: bool, is_of_thing: bool) -> Iterable[Part]:
    return tuple(_split(text, named, is_first=is_first, is_of_thing=is_of_thing))


def _split(text: str, named: Named, *, is_first: bool, is_of_thing: bool) -> Iterator[Part]:
    if named is Named.PROGRAM:
        return
    if match := _ENTITY.fullmatch(text):
        parts = entity_parts(match[1], match[2], match.start(2))
        if parts is not None:
            yield from parts
            return
    if is_first and " " in text and is_domain_key(text):
        yield Part(text.index(" ") + 1, len(text), Use.OBJECT_ID)
        return
    if not SLUG.fullmatch(text):
        yield from split_text(text, Use.TEXT)
        return
    use = _slug_use(text, named, is_of_thing=is_of_thing)
    if use is not Use.KEYWORD:
        yield Part(0, len(text), use)


def _slug_use(text: str, named: Named, *, is_of_thing: bool) -> Use:
    if named is Named.PEOPLE or is_of_thing:
        # Tell the name of a person from a word in it: "Max" and "max_home".
        return Use.TEXT if _CAPITALIZED.match(text) else Use.OBJECT_ID
    if named is Named.SCHEMA and vocabulary.is_ordinary(text):
        return Use.KEYWORD
    return identifier_use(text)
