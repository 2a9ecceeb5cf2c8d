"""Report which sources could be read, without facts: for diagnostics and bug reports."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

from .facts import Facts, Reason, Unavailable


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """Why one source, or parts of it, could not be read."""

    gap: Reason | None
    parts: Mapping[str, Reason]  # by the name of the field


def source_statuses(facts: Facts) -> Mapping[str, SourceStatus]:
    """Return the status of every source, by its name."""
    return MappingProxyType(
        {field.name: _source_status(getattr(facts, field.name)) for field in fields(Facts)}
    )


def _source_status(source: object) -> SourceStatus:
    if isinstance(source, Unavailable):
        return SourceStatus(source.reason, MappingProxyType({}))
    parts = {
        name: part.reason
        for name in getattr(source, "__dataclass_fields__", ())
        if isinstance(part := getattr(source, name), Unavailable)
    }
    return SourceStatus(None, MappingProxyType(parts))
