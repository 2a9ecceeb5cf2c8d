"""What Home Assistant's own repairs list says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedRepository:
    """A community repository that is or was installed here, and was withdrawn."""

    name: str
    critical: bool  # it did harm; the Marketplace uninstalls it, and says so until confirmed


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesFacts:
    """Active issues that bear on security. Ignoring one in Home Assistant does not hide it."""

    unsupported: tuple[str, ...]  # translation keys of issues about the way it is installed
    has_community: bool  # community repositories can be installed here
    removed: tuple[RemovedRepository, ...]
