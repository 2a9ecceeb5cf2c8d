"""Recognize commands in which a template is executed as code.

Home Assistant renders everything but the first word. A shell_command passes the words to the
program, which is unsafe if that executes them: a shell, an interpreter, ssh. A command_line
sensor passes everything to a shell if the result contains shell special characters.
"""

from pathlib import PurePosixPath
import re
from typing import Final

_TEMPLATE: Final = re.compile(r"\{\{|\{%")
# A template that always renders to a number.
_NUMBER: Final = re.compile(
    r"\{\{[^{}|]{0,200}\|\s{0,3}(?:int|float)(?:\([^(){}]{0,20}\))?\s{0,3}\}\}"
)
_SHELLS: Final = frozenset({"sh", "ash", "bash", "dash", "fish", "ksh", "zsh", "su"})
_INTERPRETERS: Final = frozenset({"node", "perl", "php", "python", "python3", "ruby"})
# Their arguments are a command, on another host or in another namespace.
_RUNNERS: Final = frozenset({"eval", "nsenter", "ssh", "sshpass", "xargs"})
# Their first argument is a program. By name: the letters of options that take a value.
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
# Arguments before the program: an option, a duration, an environment variable.
_BEFORE_PROGRAM: Final = re.compile(r"-.*|\d+[smhd]?|\w+=.*")
_ENGINES: Final = frozenset({"docker", "podman"})


def is_templated(command: str) -> bool:
    """Return whether a template is executed as code."""
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
    """Return whether a template may render to shell special characters."""
    _, _, rest = command.partition(" ")
    left = _NUMBER.sub("", rest)
    return _TEMPLATE.search(left) is not None


def _is_given(words: list[str], option: str) -> bool:
    """Return whether a one-letter option is given, alone or combined."""
    return any(re.fullmatch(rf"-[a-z]*{option}", word) for word in words)


def _is_program_next(words: list[str], with_value: str) -> bool:
    """Return whether only options and their values precede the program."""
    plain = [n for n, word in enumerate(words) if not _BEFORE_PROGRAM.fullmatch(word)]
    return all(
        n and (option := words[n - 1]).startswith("-") and option[-1] in with_value for n in plain
    )


def _runs_in_container(words: list[str]) -> bool:
    """Return whether a container's command follows: `exec -i NAME`, `run IMAGE`."""
    plain = [word for word in words if not word.startswith("-") and word != "compose"]
    return plain[:1] in (["exec"], ["run"]) and len(plain) == len(("exec", "container"))
