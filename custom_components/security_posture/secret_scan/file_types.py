"""Decide by the name of a file whether it is read, how, and which program it belongs to."""

from enum import StrEnum
from pathlib import PurePosixPath
import re
from typing import Final, NamedTuple


class Role(StrEnum):
    """The program that a file belongs to."""

    HOME_ASSISTANT = "home_assistant"
    SECRETS = "secrets"  # where secrets belong
    SECRETS_COPY = "secrets_copy"  # nobody needs it
    ESPHOME = "esphome"
    ZIGBEE2MQTT = "zigbee2mqtt"
    COMPOSE = "compose"
    APPDAEMON = "appdaemon"
    ENV = "env"
    NOTES = "notes"


class Form(StrEnum):
    """How a file is read."""

    YAML = "yaml"
    JSON = "json"
    LINES = "lines"  # KEY=value
    CODE = "code"  # a program or settings, in the language of the file type
    LOGINS = "logins"  # .netrc
    TEMPLATE = "template"  # Jinja
    SCRIPT = "script"  # its beginning decides the language
    NOTES = "notes"  # text for people, in which commands and settings may stand


class FileType(NamedTuple):
    """The role of a file, its form, and the language of code."""

    role: Role
    form: Form
    language: str = ""


# Endings of examples that show how to fill in a private file: "secrets.example".
_EXAMPLES: Final = ("default", "defaults", "dist", "example", "sample", "template")
_EXAMPLE: Final = re.compile(
    rf"\.(?:{'|'.join(_EXAMPLES)})(?:\.[a-z]{{1,5}})?$|^(?:example|sample)\."
)
# What people append to the name of a file that is not in use: "rest.yaml.unused", "rest.yaml~".
_APPENDED: Final = re.compile(
    r"(?:[._-](?:back|backup|bak|copy|deactivated|disabled|disbled|inactive|not_used|off|old|orig"
    r"|original|prev|previous|save|saved|tmp|txt|unused)[-_]?\d{0,8}|\.\d{1,8}"
    r"|[._-](?:19|20)\d\d|[._-]\d{4}-?\d\d-?\d\d(?:[t_-]?\d{2,6})?|~|_)$"
)
_YAML: Final = (".yaml", ".yml")
_LANGUAGES: Final = {
    **dict.fromkeys((".py", ".pyw"), "python"),
    **dict.fromkeys((".sh", ".bash", ".zsh", ".ash", ".ksh", ".envrc"), "shell"),
    **dict.fromkeys((".js", ".mjs", ".cjs", ".ts", ".htm", ".html"), "javascript"),
    **dict.fromkeys((".conf", ".cfg", ".cnf", ".ini", ".properties", ".service"), "ini"),
    **dict.fromkeys((".toml", ".npmrc", ".pypirc", ".git-credentials", ".pgpass"), "ini"),
}
_JSON: Final = (".json", ".jsonc", ".json5", ".code-workspace", ".dash")
_CONTAINERS: Final = ("containerfile", "dockerfile")
_TEMPLATES: Final = (".jinja", ".jinja2", ".j2")
_NOTES: Final = (".txt", ".text", ".md", ".markdown", ".nfo", ".cmd")
# Written by programs: the versions and hashes of packages, type declarations, bundles.
_GENERATED: Final = re.compile(
    r"(?:.*[.-])?lock(?:file)?\.(?:json|ya?ml)|npm-shrinkwrap\.json|.*\.d\.ts"
    r"|.*[.-][0-9a-f]{8,20}\.m?js|.*[.-](?:min|bundle|compiled)\.(?:js|mjs|cjs|css|html|json)|\.?eslintrc.*|tsconfig.*\.json"
)
_BARE_SECRETS: Final = frozenset({"secrets", "secret"})
_SECRETS: Final = frozenset({"secrets.yaml", "secrets.yml", "secret.yaml", "secret.yml"})
# "secrets.yaml.old", "secrets_alt.yaml", "secrets - Copia.yaml", "old_secrets.yml", "secrets.bak".
_SECRETS_COPY: Final = re.compile(r"(?:.*[\W\d_])?secrets?(?:[\W\d_].*)?")
_ZIGBEE2MQTT: Final = frozenset({"zigbee2mqtt", "zigbee2mqtt-data", "z2m"})
# Text for people.
_PROSE: Final = frozenset(
    {
        *("authors", "changelog", "codeowners", "code_of_conduct", "contributing", "contributors"),
        *("copying", "licence", "license", "notice", "robots", "security", "third_party"),
    }
)


def yaml_type(name: PurePosixPath) -> FileType | None:
    """Return the type of a YAML or `.env` file that is in use; None for all others."""
    lower = name.name.lower()
    if lower == ".env" or lower.startswith(".env."):
        is_example = _EXAMPLE.search(lower) is not None
        return None if is_example else FileType(Role.ENV, Form.LINES)
    return FileType(_role(name, lower), Form.YAML) if lower.endswith(_YAML) else None


def file_type(name: PurePosixPath) -> FileType | None:
    """Return the type of a file that is read, in use or not; None for all others."""
    whole = lower = name.name.lower()
    if _GENERATED.fullmatch(lower):
        return None
    if not lower.endswith(_YAML):
        if _EXAMPLE.search(lower):
            return None
        while (shorter := _without_appendix(lower)) not in ("", lower):
            lower = shorter
    form = Form.YAML if lower in _BARE_SECRETS and lower != whole else _form(lower)
    if form is None:
        return None
    role = Role.ENV if form is Form.LINES else _role(name, lower)
    if form is Form.NOTES:
        role = Role.NOTES
    if form is Form.YAML and whole not in _SECRETS and _SECRETS_COPY.fullmatch(whole):
        role = Role.SECRETS_COPY
    suffix = PurePosixPath(lower).suffix or lower
    is_container = lower.startswith(_CONTAINERS)
    return FileType(role, form, "dockerfile" if is_container else _LANGUAGES.get(suffix, ""))


def _without_appendix(name: str) -> str:
    """Return a name without what tells that the file is not in use."""
    shorter = _APPENDED.sub("", name)
    # Notes are files of their own.
    is_notes = name.endswith(".txt") and _form(shorter) in (None, Form.SCRIPT)
    return name if is_notes and shorter not in _BARE_SECRETS else shorter


def _form(name: str) -> Form | None:
    suffix = PurePosixPath(name).suffix or name
    is_code = suffix in _LANGUAGES or name.startswith(_CONTAINERS)
    rules = (
        (Form.YAML, suffix in _YAML),
        (Form.LINES, name == "env" or suffix == ".env" or name.startswith(".env.")),
        (Form.JSON, suffix in _JSON),
        (Form.TEMPLATE, suffix in _TEMPLATES),
        (Form.LOGINS, name in (".netrc", "_netrc")),
        (Form.CODE, is_code),
        (Form.NOTES, suffix in _NOTES and PurePosixPath(name).stem not in _PROSE),
        (Form.SCRIPT, "." not in name and name not in _PROSE),
    )
    return next((form for form, is_it in rules if is_it), None)


def script_language(text: str) -> str | None:
    """Return the language that the first line of a script names."""
    first = text[:200].partition("\n")[0]
    if not first.startswith("#!"):
        return None
    if "python" in first:
        return "python"
    return "javascript" if "node" in first else "shell" if "sh" in first else None


def _role(name: PurePosixPath, lower: str) -> Role:
    folders = {part.lower() for part in name.parts[:-1]}
    if lower in _SECRETS:
        return Role.SECRETS
    if lower.startswith(("docker-compose", "compose.")):
        return Role.COMPOSE
    if "esphome" in folders:
        return Role.ESPHOME
    if folders & _ZIGBEE2MQTT:
        return Role.ZIGBEE2MQTT
    return Role.APPDAEMON if "appdaemon" in folders else Role.HOME_ASSISTANT
