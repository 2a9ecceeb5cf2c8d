"""Write small homes, and load configurations as Home Assistant does."""

import io
import os
from pathlib import Path
from typing import Any
import zipfile

import yaml

from custom_components.security_posture.share_safe import Copy, Knowledge, Name, Private, archive

NOTHING = Knowledge()


def know(*names: Name) -> Knowledge:
    """Return names that are known from the start."""
    return Knowledge(names=names)


def people(*names: str) -> Knowledge:
    """Return the names of people that are known from the start."""
    return know(*(Name(Private.PERSON, name) for name in names))


def household(folder: Path, files: dict[str, str] | dict[str, bytes]) -> Path:
    """Write files below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def unpacked(copy: Copy) -> dict[str, str]:
    """Return the files in the archive of a copy."""
    with zipfile.ZipFile(io.BytesIO(archive(copy))) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def everything(copy: Copy) -> str:
    """Return all names and contents of the archive, in lower case."""
    return "\n".join(f"{name}\n{text}" for name, text in unpacked(copy).items()).lower()


class _Loader(yaml.SafeLoader):
    path: str


def load(path: Path) -> Any:
    """Return a configuration with its includes. Raises if an included file is missing."""
    with path.open(encoding="utf-8") as file:
        loader = _Loader(file)
        loader.path = str(path)
        try:
            return loader.get_single_data()
        finally:
            loader.dispose()


def _target(loader: _Loader, node: yaml.ScalarNode) -> Path:
    return Path(os.path.dirname(loader.path), loader.construct_scalar(node))  # noqa: PTH120


def _folder(loader: _Loader, node: yaml.ScalarNode) -> dict[str, Any]:
    folder = _target(loader, node)
    assert folder.is_dir(), node.start_mark.line
    found = sorted(folder.rglob("*.yaml"))
    return {path.stem: load(path) for path in found if path.name != "secrets.yaml"}


def _named(loader: _Loader, suffix: str, node: yaml.ScalarNode) -> Any:
    return _folder(loader, node) if suffix == "named" else [*_folder(loader, node).values()]


_Loader.add_constructor("!include", lambda loader, node: load(_target(loader, node)))
_Loader.add_multi_constructor("!include_dir_", _named)
_Loader.add_constructor("!secret", lambda loader, node: f"secret {node.value}")
