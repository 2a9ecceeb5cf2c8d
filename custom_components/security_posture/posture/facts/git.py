"""A git repository in the configuration folder."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class GitFacts:
    """The tracked files and the remotes of a repository."""

    sensitive: tuple[str, ...]  # tracked files with secrets: secrets.yaml, keys, databases
    yaml: frozenset[str]  # tracked YAML files, relative to the configuration folder
    has_remote: bool
    credential_remotes: tuple[str, ...]  # names of remotes with a password in their URL
