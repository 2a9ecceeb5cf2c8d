"""The git repository that the configuration folder is in."""

from dataclasses import dataclass

from .unavailable import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class GitHistory:
    """The commits that a branch, also of a remote, or a tag reaches."""

    # With secrets in an earlier commit, relative to the configuration folder, or to the repository
    # if they were in another folder then; without the files that are tracked with secrets now.
    sensitive: tuple[str, ...] = ()
    incomplete: Reason | None = None  # why not all of it was read


@dataclass(frozen=True, slots=True, kw_only=True)
class GitFacts:
    """The tracked files and the remotes of a repository."""

    sensitive: tuple[str, ...]  # with secrets in plain text, relative to the configuration folder
    yaml: frozenset[str]  # tracked YAML files, relative to the configuration folder
    has_remote: bool
    credential_remotes: tuple[str, ...]  # names of remotes with a password in their URL
    history: GitHistory = GitHistory()
