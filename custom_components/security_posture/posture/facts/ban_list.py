"""The file ip_bans.yaml, as Home Assistant would read it at its next start."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BanListFacts:
    """What of the ban list cannot be used."""

    parses: bool  # False: at the next start nobody is banned
    refused_lines: tuple[int, ...]  # entries Home Assistant refuses; counted from 1
