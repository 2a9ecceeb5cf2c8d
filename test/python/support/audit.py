"""Record what the process does besides computing: programs, sockets, imports, written files."""

from collections.abc import Iterator
from contextlib import contextmanager
import os
import sys
from typing import Any

_PROGRAMS = ("os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system")
_CHANGES = (
    "os.chmod",
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.symlink",
    "os.truncate",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
type Event = tuple[str, str]

_seen: list[Event] | None = None


@contextmanager
def audited() -> Iterator[list[Event]]:
    """Record what happens meanwhile, in all threads: kind and subject."""
    global _seen  # noqa: PLW0603 - a hook cannot be removed
    if _hook not in _added:
        sys.addaudithook(_hook)
        _added.append(_hook)
    events: list[Event] = []
    _seen = events
    try:
        yield events
    finally:
        _seen = None


def _hook(name: str, args: tuple[Any, ...]) -> None:
    if (seen := _seen) is None:
        return
    if name == "subprocess.Popen" or name.startswith(_PROGRAMS):
        seen.append(("program", str(args[0])))
    elif name == "import":
        seen.append(("import", str(args[0])))
    elif name in ("socket.connect", "socket.sendto", "socket.bind"):
        seen.append(("socket", str(args[1])))
    elif name in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        seen.append(("name", str(args[0])))
    elif name in _CHANGES or (name == "open" and int(args[2] or 0) & _WRITING):
        seen.append(("write", str(args[0])))


_added: list[object] = []
