"""Active issues of Home Assistant's repairs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedRepository:
    """An installed community repository that has been removed from the store."""

    name: str
    critical: bool  # malicious or vulnerable; the Marketplace uninstalls it


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesFacts:
    """Active issues that affect security, including ignored ones."""

    unsupported: tuple[str, ...]  # translation keys of issues about the installation method
    has_community: bool  # community repositories can be installed here
    removed: tuple[RemovedRepository, ...]
