"""Find what could not be read, also in parts of a source.

Only fields whose type allows it are searched: the thousands of banned addresses and sessions,
for instance, have none.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeAliasType, get_args, get_type_hints

from .facts import Reason, Unavailable


def gaps(found: object) -> Iterator[Reason]:
    """Yield the reason of each part that could not be read."""
    if isinstance(found, Unavailable):
        yield found.reason
    elif is_dataclass(found) and not isinstance(found, type):
        for name in _fields_with_gaps(type(found)):
            yield from gaps(getattr(found, name))
    elif isinstance(found, Mapping):
        yield from _gaps_of_all(found.values())
    elif isinstance(found, tuple | frozenset):
        yield from _gaps_of_all(found)


def _gaps_of_all(found: Iterable[object]) -> Iterator[Reason]:
    for each in found:
        yield from gaps(each)


@cache
def _fields_with_gaps(kind: type[Any]) -> tuple[str, ...]:
    hints = get_type_hints(kind)
    return tuple(field.name for field in fields(kind) if _may_have_gaps(hints[field.name]))


def _may_have_gaps(hint: object) -> bool:
    if isinstance(hint, TypeAliasType):
        return _may_have_gaps(hint.__value__)
    if hint is Unavailable:
        return True
    if isinstance(hint, type) and is_dataclass(hint):
        return bool(_fields_with_gaps(hint))
    return any(map(_may_have_gaps, get_args(hint)))
