"""Write the words of Home Assistant that the shareable copy leaves as they are.

Run with the Python of an environment that has Home Assistant:
`.tools/test-2026.11/bin/python scripts/vocabulary.py`. `--check` writes nothing and fails if a
domain of the installed Home Assistant is missing in the file.
"""

import ast
from collections.abc import Iterator
from importlib.util import find_spec
import json
from pathlib import Path
import re
import sys
import textwrap
from typing import Final

import yaml

WORDS: Final = (
    Path(__file__).parents[1] / "custom_components" / "security_posture" / "share_safe" / "words"
)
_WORD: Final = re.compile(r"[a-z0-9][a-z0-9_]{0,39}")
# What configuration files and templates can hold: keys, attributes, services, events, states.
_CONSTANTS: Final = re.compile(
    r"(?:CONF|ATTR|SERVICE|EVENT|STATE|TYPE|MODE|DOMAIN|PLATFORM|TRIGGER|CONDITION|HVAC|PRESET)_"
    r"|.*_(?:MODE|TYPE|STATE|EVENT|DOMAIN)$"
)
_TEMPLATE_FUNCTION: Final = re.compile(r"TemplateFunction\(\s*\"(\w+)\"")
_GLOBALS: Final = re.compile(r"(?:globals|filters|tests)\[\"(\w+)\"\]")
# Constants of integrations that YAML does not configure are of no use here.
_WITH_YAML: Final = re.compile(r"PLATFORM_SCHEMA|CONFIG_SCHEMA|_SCHEMA\b|SERVICE_")


def home_assistant() -> Path:
    """Return the folder of the installed Home Assistant."""
    spec = find_spec("homeassistant")
    if spec is None or spec.origin is None:
        sys.exit("Home Assistant is not installed here")
    return Path(spec.origin).parent


def domains(root: Path) -> set[str]:
    """Return the integrations, with the virtual ones of brands."""
    found = {path.name for path in (root / "components").iterdir() if path.is_dir()}
    integrations = json.loads((root / "generated" / "integrations.json").read_text())
    for group in ("integration", "helper"):
        for name, about in integrations[group].items():
            found |= {name, *about.get("integrations", {})}
    return {name for name in found if _WORD.fullmatch(name)}


def services(root: Path) -> set[str]:
    """Return the actions, each as "domain.action"."""
    found: set[str] = set()
    for path in root.glob("components/*/services.yaml"):
        about = yaml.safe_load(path.read_text(encoding="utf-8"))
        found |= {f"{path.parent.name}.{name}" for name in about or {}}
    for path in root.glob("components/*/icons.json"):
        about = json.loads(path.read_text(encoding="utf-8"))
        found |= {f"{path.parent.name}.{name}" for name in about.get("services", {})}
    return found


def keywords(root: Path) -> set[str]:
    """Return the keys, attributes, events, states, device classes and template functions."""
    found: set[str] = set()
    for path in (root / "const.py", *root.glob("helpers/*.py"), *root.glob("components/*/*.py")):
        text = path.read_text(encoding="utf-8")
        if path.parent.name in _ENTITIES or path.parent.name in ("homeassistant", "helpers"):
            found.update(_enumerations(text))
        elif not _WITH_YAML.search(text) and path.name != "const.py":
            continue
        found.update(_constants(text))
    for path in root.glob("helpers/template/**/*.py"):
        text = path.read_text(encoding="utf-8")
        found.update(_TEMPLATE_FUNCTION.findall(text), _GLOBALS.findall(text))
    for path in _described(root):
        found.update(_fields(yaml.safe_load(path.read_text(encoding="utf-8"))))
    for path in root.glob("components/*/strings.json"):
        about = json.loads(path.read_text(encoding="utf-8"))
        found.update(_states(about.get("entity_component", {})))
    classes = json.loads((root / "generated" / "device_classes.json").read_text())
    found.update(_texts(classes))
    return {word for word in found if _WORD.fullmatch(word)}


_ENTITIES: Final = frozenset(
    (WORDS / "named_domains.txt").read_text(encoding="utf-8").split()
).union(("mqtt", "sun", "infrared", "device_automation", "homekit", "google_assistant", "alexa"))


def _described(root: Path) -> Iterator[Path]:
    for name in ("services", "triggers", "conditions"):
        yield from root.glob(f"components/*/{name}.yaml")


def _constants(text: str) -> Iterator[str]:
    for node in ast.parse(text).body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                pass
            case ast.AnnAssign(target=ast.Name(id=name), value=value):
                pass
            case _:
                continue
        if isinstance(value, ast.Call) and value.args:
            value = value.args[0]  # EventType("...")
        match value:
            case ast.Constant(value=str(word)) if _CONSTANTS.match(name):
                yield word


def _enumerations(text: str) -> Iterator[str]:
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef):
            for inner in node.body:
                match inner:
                    case ast.Assign(value=ast.Constant(value=str(value))):
                        yield value


def _fields(about: object) -> Iterator[str]:
    """Yield the actions, triggers and conditions with their fields."""
    for name, inner in about.items() if isinstance(about, dict) else ():
        yield name
        if not isinstance(inner, dict):
            continue
        for field, more in (inner.get("fields") or {}).items():
            yield field
            yield from (more or {}).get("fields") or {}


def _states(about: object) -> Iterator[str]:
    """Yield the states and attributes of an entity component."""
    for name, inner in about.items() if isinstance(about, dict) else ():
        if name in ("state", "state_attributes"):
            yield from inner
        yield from _states(inner)


def _texts(about: object) -> Iterator[str]:
    match about:
        case dict():
            for name, inner in about.items():
                yield name
                yield from _texts(inner)
        case list():
            for inner in about:
                yield from _texts(inner)
        case str():
            yield about


def template_names() -> set[str]:
    """Return the functions, filters and tests of Jinja."""
    from jinja2 import defaults

    return {
        name
        for group in (
            defaults.DEFAULT_FILTERS,
            defaults.DEFAULT_TESTS,
            defaults.DEFAULT_NAMESPACE,
        )
        for name in group
        if _WORD.fullmatch(name)
    }


def page(title: str, words: set[str]) -> str:
    """Return a word list: its title and the sorted words."""
    head = f"# {title}\n# Written by scripts/vocabulary.py from Home Assistant; do not edit.\n"
    return head + textwrap.fill(" ".join(sorted(words)), 99, break_long_words=False) + "\n"


def pages(root: Path) -> dict[str, str]:
    """Return the content of each generated file."""
    found = domains(root)
    return {
        "ha_domains.txt": page("Domains of integrations.", found),
        "ha_services.txt": page("Actions of integrations.", services(root)),
        "ha_keywords.txt": page(
            "Keys, attributes, events, states, device classes and template functions.",
            (keywords(root) | template_names()) - found,
        ),
    }


def main() -> None:
    """Write or check the files."""
    root = home_assistant()
    if "--check" in sys.argv:
        known = (WORDS / "ha_domains.txt").read_text().split()
        missing = domains(root).difference(known)
        sys.exit(f"missing: {' '.join(sorted(missing))}" if missing else 0)
    for name, content in pages(root).items():
        (WORDS / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
