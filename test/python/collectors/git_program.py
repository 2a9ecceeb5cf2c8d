"""Git itself, to make repositories with."""

from collections.abc import Callable
import os
from pathlib import Path
import shutil
import subprocess

import pytest

# Of the header of a pack file.
START = 12
type Git = Callable[..., bytes]


def git_in(folder: Path) -> Git:
    """Return git, for a folder; the test is skipped without it."""
    program = shutil.which("git")
    if program is None:
        pytest.skip("git is not here to make repositories with")

    def run(*args: str, text: bytes = b"") -> bytes:
        who = {
            f"GIT_{role}_{what}": "x@x"
            for role in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        env = {"HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"], **who}
        command = [program, "-C", str(folder), *args]
        return subprocess.run(  # noqa: S603 - git
            command, check=True, capture_output=True, env=env, input=text
        ).stdout

    return run
