"""Record what the process does besides computing: programs, sockets, imports, written files."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
import os
import sys
from typing import Any, override

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
    imports = _Imports(events)
    sys.meta_path.insert(0, imports)
    try:
        yield events
    finally:
        sys.meta_path.remove(imports)
        _seen = None


class _Imports(MetaPathFinder):
    """Record every search for a module; Python's own event is not raised for `import_module`."""

    def __init__(self, events: list[Event]) -> None:
        self._events = events

    @override
    def find_spec(self, name: str, *_args: object) -> None:
        self._events.append(("import", name))


def _hook(name: str, args: tuple[Any, ...]) -> None:
    if (seen := _seen) is None:
        return
    if name == "subprocess.Popen" or name.startswith(_PROGRAMS):
        seen.append(("program", str(args[0])))
    elif name in ("socket.connect", "socket.sendto", "socket.bind"):
        seen.append(("socket", str(args[1])))
    elif name in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        seen.append(("name", str(args[0])))
    elif name in _CHANGES or (name == "open" and int(args[2] or 0) & _WRITING):
        seen.append(("write", str(args[0])))


_added: list[object] = []
