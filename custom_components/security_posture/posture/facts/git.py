"""A git repository in the configuration directory."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class GitFacts:
    """What a repository holds and where it goes. The source is None without one."""

    sensitive: tuple[str, ...]  # tracked paths that hold secrets: secrets.yaml, keys, databases
    yaml: frozenset[str]  # tracked YAML files, relative to the configuration directory
    has_remote: bool
    credential_remotes: tuple[str, ...]  # names of remotes whose URL carries a password
