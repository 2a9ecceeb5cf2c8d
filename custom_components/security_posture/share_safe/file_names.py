"""Name the files of a copy: private parts are replaced, and every system can unpack the names."""

from collections.abc import Callable, Iterable
import os
import posixpath
import re
from typing import Final
import unicodedata

from .edits import Edit

# Written by the archive, at the top.
LIST: Final = "replaced.csv"
LEFT_OUT: Final = "left_out.csv"
# Names that Home Assistant looks for.
_FIXED: Final = frozenset(
    {
        "automations",
        "blueprints",
        "configuration",
        "customize",
        "dashboards",
        "esphome",
        "groups",
        "known_devices",
        "packages",
        "scenes",
        "scripts",
        "secrets",
        "themes",
        "ui-lovelace",
        "www",
        "zigbee2mqtt",
    }
)
_UNSAFE: Final = re.compile(
    r"[<>:\"|?*\\/\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd"
    r"\ud800-\udfff]"
)
_DEVICES: Final = re.compile(
    r"(?i)(?:con|prn|aux|nul|conin\$|conout\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])"
    r"\s*(?:\.|$)"
)
_SUFFIX: Final = re.compile(r"(?i)\.ya?ml$")
# In characters and in UTF-8 bytes: what common file systems allow, with room for a number.
_MAX_LENGTH: Final = 120
_MAX_BYTES: Final = 240
_CONFIG: Final = "/config/"


class FileNames:
    """The names in the copy, by the original ones. The folders keep their depth."""

    def __init__(
        self, names: Iterable[str], replace: Callable[[str], tuple[str, list[Edit]]]
    ) -> None:
        """Name all files; `replace` removes what is private from a part of a path."""
        self._replace = replace
        self._made: dict[str, Edit] = {}
        folders: dict[str, dict[str, None]] = {}
        for name in names:
            while name:
                folder, part = posixpath.split(name)
                folders.setdefault(folder, {})[part] = None
                name = folder  # noqa: PLW2901 - up to the top
        self._new = {folder: self._named(folder, [*parts]) for folder, parts in folders.items()}

    def new(self, path: str) -> str:
        """Return the name of a file or a folder in the copy."""
        return self._path("", path)

    def target(self, file: str, text: str) -> str:
        """Return the path in an include, as it is in the copy."""
        if text.startswith(_CONFIG):
            return _CONFIG + self._path("", text.removeprefix(_CONFIG))
        return self._path("/" if text.startswith("/") else posixpath.dirname(file), text)

    def reference(self, file: str, text: str) -> str | None:
        """Return the new text of a value that is the path of a renamed file, or None."""
        if not _SUFFIX.search(text):
            return None
        for folder in (posixpath.dirname(file), "", *_BLUEPRINTS):
            if self._is_known(folder, text):
                return self._path(folder, text)
        return None

    def made(self, path: str) -> Edit | None:
        """Return the first replacement in a path."""
        return next((self._made[part] for part in path.split("/") if part in self._made), None)

    def _is_known(self, folder: str, text: str) -> bool:
        path = posixpath.normpath(posixpath.join(folder, text))
        above, part = posixpath.split(path)
        return part in self._new.get(above, ())

    def _path(self, folder: str, path: str) -> str:
        """Return a path below a folder with each of its parts renamed."""
        parts: list[str] = []
        for part in path.split("/"):
            if part in ("", "."):
                parts.append(part)
            elif part == "..":
                folder = posixpath.dirname(folder)
                parts.append(part)
            else:
                known = self._new.get(folder, {}).get(part)
                parts.append(known or self._safe(part))
                folder = posixpath.join(folder, part)
        return "/".join(parts)

    def _named(self, folder: str, parts: list[str]) -> dict[str, str]:
        new = {part: self._safe(part) for part in parts}
        taken = {_same(name): 1 for name in (LIST, LEFT_OUT)} if not folder else {}
        given: dict[str, str] = {}
        # An unchanged name is not given to another file.
        for part in sorted(parts, key=lambda part: new[part] != part):
            given[part] = _free(new[part], taken)
        return given

    def _safe(self, part: str) -> str:
        text = _decoded(part)
        suffix = match[0] if (match := _SUFFIX.search(text)) else ""
        stem = text.removesuffix(suffix)
        if stem.lower() not in _FIXED:
            stem, made = self._replace(stem)
            if made:
                self._made[part] = made[0]
        return _portable(stem, suffix)


# Where a `path` of a blueprint begins.
_BLUEPRINTS: Final = (
    "blueprints/automation",
    "blueprints/script",
    "blueprints/template",
)


def _decoded(part: str) -> str:
    """Return a name of any encoding; one that is not UTF-8 is decoded as Western European."""
    try:
        written = os.fsencode(part)
    except UnicodeEncodeError:
        return part
    try:
        return written.decode()
    except UnicodeDecodeError:
        return written.decode("latin-1")


def _portable(stem: str, suffix: str) -> str:
    """Return a name that all systems accept."""
    text = _UNSAFE.sub("_", stem)
    while len(text) > _MAX_LENGTH or len(text.encode()) > _MAX_BYTES:
        text = text[: min(len(text) - 1, _MAX_LENGTH)]
    if text.startswith((" ", "~")):
        text = f"_{text[1:]}"
    if not suffix and text.endswith((".", " ")):
        text = f"{text[:-1].rstrip('. ')}_"
    if _DEVICES.match(text):
        text = f"_{text}"
    return (text or "_") + suffix


def _same(name: str) -> str:
    """Return what is equal for names that are the same on some systems."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _free(name: str, taken: dict[str, int]) -> str:
    """Return a name that is not taken, with a number if needed. `taken` has the next numbers."""
    suffix = match[0] if (match := _SUFFIX.search(name)) else ""
    stem = name.removesuffix(suffix)
    wanted = _same(name)
    free, n = name, taken.get(wanted, 1)
    while _same(free) in taken:
        n += 1
        free = f"{stem}_{n}{suffix}"
    taken[wanted] = n
    taken.setdefault(_same(free), 1)
    return free
