"""Commands in which a template decides what is run, as Home Assistant runs them.

Home Assistant renders everything but the first word. A shell_command gives the words to the
program as they are. That is safe for a program that takes them for data; it is not for one that
takes them for a program: a shell, an interpreter, a shell on another machine. A command_line
sensor gives the whole to a shell as soon as what was rendered has a shell's signs in it.
"""

from pathlib import PurePosixPath
import re
from typing import Final

_TEMPLATE: Final = re.compile(r"\{\{|\{%")
# A template that can only become a number.
_NUMBER: Final = re.compile(
    r"\{\{[^{}|]{0,200}\|\s{0,3}(?:int|float)(?:\([^(){}]{0,20}\))?\s{0,3}\}\}"
)
_SHELLS: Final = frozenset({"sh", "ash", "bash", "dash", "fish", "ksh", "zsh", "su"})
_INTERPRETERS: Final = frozenset({"node", "perl", "php", "python", "python3", "ruby"})
# All that follows is a command for somebody: another machine's shell, another container's.
_RUNNERS: Final = frozenset({"eval", "nsenter", "ssh", "sshpass", "xargs"})
# The first word that follows is a program; the words after that are its own.
# With the letters of their options that take a word of their own.
_WRAPPERS: Final[dict[str, str]] = {
    **dict.fromkeys(("busybox", "command", "exec", "nohup", "setsid", "time"), ""),
    **dict.fromkeys(("-exec", "-execdir", "chroot", "watch"), ""),
    "doas": "uC",
    "env": "uCS",
    "ionice": "cnp",
    "nice": "n",
    "stdbuf": "ioe",
    "sudo": "CDghpRrTtUu",
    "timeout": "ks",
}
# Nor is this a program: an option, a duration, a variable for the program.
_BEFORE_PROGRAM: Final = re.compile(r"-.*|\d+[smhd]?|\w+=.*")
_ENGINES: Final = frozenset({"docker", "podman"})


def is_templated(command: str) -> bool:
    """Return whether a template stands where a program is read."""
    begin = _TEMPLATE.search(command)
    if begin is None or " " not in command:
        return False
    words = command[: begin.start()].replace("'", " ").replace('"', " ").split()
    programs = [PurePosixPath(word).name for word in words]
    return any(
        program in _RUNNERS
        or (program in _WRAPPERS and _is_program_next(words[n + 1 :], _WRAPPERS[program]))
        or (program in (_SHELLS | _INTERPRETERS) and _is_program_next(words[n + 1 :], ""))
        or (program in _ENGINES and _runs_in_container(words[n + 1 :]))
        or (program in _SHELLS and _is_given(words[n:], "c"))
        or (program in _INTERPRETERS and (_is_given(words[n:], "c") or _is_given(words[n:], "e")))
        for n, program in enumerate(programs)
    )


def is_open_to_shell(command: str) -> bool:
    """Return whether a template after the first word may become a shell's signs."""
    _, _, rest = command.partition(" ")
    left = _NUMBER.sub("", rest)
    return _TEMPLATE.search(left) is not None


def _is_given(words: list[str], option: str) -> bool:
    """Return whether a one-letter option is given, alone or together with others."""
    return any(re.fullmatch(rf"-[a-z]*{option}", word) for word in words)


def _is_program_next(words: list[str], with_value: str) -> bool:
    """Return whether nothing but options, and what belongs to them, is before the program."""
    plain = [n for n, word in enumerate(words) if not _BEFORE_PROGRAM.fullmatch(word)]
    return all(
        n and (option := words[n - 1]).startswith("-") and option[-1] in with_value for n in plain
    )


def _runs_in_container(words: list[str]) -> bool:
    """Return whether what follows is the command for a container: `exec -i NAME`, `run IMAGE`."""
    plain = [word for word in words if not word.startswith("-") and word != "compose"]
    return plain[:1] in (["exec"], ["run"]) and len(plain) == len(("exec", "container"))
