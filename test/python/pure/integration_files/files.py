"""The integration's files, read once for all rules."""

from dataclasses import dataclass, field
import json
from pathlib import Path
from typing import Any

import yaml

DOMAIN = "security_posture"
PACKAGE = Path(__file__).parents[4] / "custom_components" / DOMAIN
ENGLISH = "en"


@dataclass
class Files:
    """The files of an integration. Rules only read them; tests break copies of them."""

    manifest: Any
    words: dict[str, Any]  # by language
    icons: Any
    services: Any  # None: the file does not exist
    triggers: Any  # None: the file does not exist
    conditions: Any  # None: the file does not exist
    quality_scale: Any
    sources: dict[str, str]  # the Python files by their path in the folder
    images: dict[str, bytes]  # the first bytes of the images by their path
    twice: list[str] = field(default_factory=list)  # duplicate keys of a file


def read(folder: Path) -> Files:
    """Read the files of the integration in `folder`."""
    twice: list[str] = []

    def parsed(path: Path) -> Any:
        def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            names = [name for name, _ in pairs]
            twice.extend(f"{path.name}: {name}" for name in names if names.count(name) > 1)
            return dict(pairs)

        return json.loads(path.read_text(), object_pairs_hook=unique)

    def described(name: str) -> Any:
        path = folder / name
        return yaml.safe_load(path.read_text()) if path.exists() else None

    paths = [
        path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in str(path)
    ]
    return Files(
        manifest=parsed(folder / "manifest.json"),
        words={path.stem: parsed(path) for path in sorted((folder / "translations").iterdir())},
        icons=parsed(folder / "icons.json"),
        services=described("services.yaml"),
        triggers=described("triggers.yaml"),
        conditions=described("conditions.yaml"),
        quality_scale=yaml.safe_load((folder / "quality_scale.yaml").read_text()),
        sources={
            str(path.relative_to(folder)): path.read_text()
            for path in paths
            if path.suffix == ".py"
        },
        images={
            str(path.relative_to(folder)): path.read_bytes()[:24]
            for path in paths
            if path.suffix == ".png"
        },
        twice=twice,
    )
