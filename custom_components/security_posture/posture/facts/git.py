"""The git repository that the configuration folder is in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class GitFacts:
    """The tracked files and the remotes of a repository."""

    sensitive: tuple[str, ...]  # with secrets in plain text, relative to the configuration folder
    yaml: frozenset[str]  # tracked YAML files, relative to the configuration folder
    has_remote: bool
    credential_remotes: tuple[str, ...]  # names of remotes with a password in their URL
