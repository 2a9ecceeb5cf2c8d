"""Which other tools that look after the same things are here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolsFacts:
    """Where findings can lead instead of Home Assistant's own pages."""

    integrations: frozenset[str]  # domains of those that are set up and running
    token_repairs: bool  # Spook offers, among the repairs, to revoke forgotten tokens
