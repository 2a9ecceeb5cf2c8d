"""Find the folders of a repository that the configuration was in before it was moved."""

from collections.abc import Callable, Iterator, Set as AbstractSet
from dataclasses import dataclass, field
import re
from typing import Final

# Folders above a configuration: `hosts/nuc/docker/homeassistant/config/`.
MAX_DEPTH: Final = 6
_CONFIGURATION: Final = "configuration.yaml"
# Zigbee2MQTT's file has the same name.
_OTHER_PROGRAM: Final = re.compile(rb"(?m)^(?:advanced|permit_join|serial)\s{0,8}:")
# Folders that only a configuration has; they are often ignored later.
_OWN: Final = frozenset({".cloud", ".storage"})
_SKIPPED: Final = frozenset({"node_modules", "site-packages"})


def may_contain(folder: str) -> bool:
    """Return whether a configuration may have been in a folder, or below it."""
    parts = folder.split("/")
    return len(parts) <= MAX_DEPTH + 1 and _SKIPPED.isdisjoint(parts)


@dataclass(slots=True)
class EarlierFolders:
    """What is outside of the configuration's folder; paths are relative to the repository."""

    # The versions of each file that may hold a secret, and whether it does.
    versions: dict[str, dict[bytes, bool | None]] = field(default_factory=dict)
    configurations: dict[str, bytes] = field(default_factory=dict)  # one version, by folder
    names: set[str] = field(default_factory=set)  # of what is directly in the present folder
    judged: frozenset[str] = frozenset()  # files that belonged to the configuration
    _are_homes: dict[str, bool] = field(default_factory=dict)

    def note_own(self, path: str) -> None:
        """Remember the name of a file or folder of the present folder."""
        self.names.add(path.partition("/")[0])

    def note(self, path: str, item: bytes) -> None:
        """Remember a folder with a configuration."""
        folder, slash, name = path.rpartition("/")
        if name == _CONFIGURATION:
            self.configurations.setdefault(f"{folder}{slash}", item)

    def judge(self, tracked: AbstractSet[str], read: Callable[[bytes], bytes | None]) -> None:
        """Decide which files belonged to the configuration. `read` returns a file's content."""
        # A repository that never held the configuration is another project's.
        homes = [*self._homes(tracked, read)] if self.names else []
        present = {path[: at + 1] for path in tracked for at in _slashes(path)} if homes else set()
        self.judged = frozenset(
            path
            for path in self.versions
            if any(self._is_part(path, home, present) for home in homes)
        )

    def _homes(
        self, tracked: AbstractSet[str], read: Callable[[bytes], bytes | None]
    ) -> Iterator[str]:
        for folder, item in self.configurations.items():
            # Still there, so it was not moved: another home.
            if f"{folder}{_CONFIGURATION}" in tracked:
                continue
            if folder not in self._are_homes:
                content = read(item)
                self._are_homes[folder] = content is None or not _OTHER_PROGRAM.search(content)
            if self._are_homes[folder]:
                yield folder

    def _is_part(self, path: str, home: str, present: AbstractSet[str]) -> bool:
        """Return whether a file was beside a configuration, or in a folder that moved with it."""
        if not path.startswith(home):
            return False
        name, slash, _ = path.removeprefix(home).partition("/")
        if not slash or name in _OWN:
            return True
        return name in self.names and f"{home}{name}/" not in present


def _slashes(path: str) -> Iterator[int]:
    return (at for at, char in enumerate(path) if char == "/")
