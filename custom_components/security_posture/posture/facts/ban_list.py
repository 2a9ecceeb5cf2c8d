"""The file ip_bans.yaml, as Home Assistant reads it at its next start."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BanListFacts:
    """The parts of the ban list that Home Assistant ignores."""

    parses: bool  # False: the list is empty after the next start
    refused_lines: tuple[int, ...]  # of ignored entries; counted from 1
