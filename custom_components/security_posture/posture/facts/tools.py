"""Other security tools that are set up here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolsFacts:
    """Tools that findings can link to instead of Home Assistant's own pages."""

    integrations: frozenset[str]  # domains of loaded integrations
    token_repairs: bool  # Spook has an issue to revoke unused tokens
