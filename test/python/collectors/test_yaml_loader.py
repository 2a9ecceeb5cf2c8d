"""Invented configurations, read by the project and by Home Assistant's own loader."""

from pathlib import Path
import random
from typing import Any

import pytest

from custom_components.security_posture.collectors import yaml
from custom_components.security_posture.collectors.common.errors import CollectorError
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.posture.facts import Reason, YamlFacts
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from .loaded_configuration import load

CONFIGURATIONS = 60
COMMANDS = (
    "sh -c '{{ x }}'",
    "ssh host {{ x }}",
    "echo {{ x }}",
    "/config/run.sh now",
    "curl http://host/{{ x | int }}",
)
SECRETS = {"first": "bash -c '{{ y }}'", "second": "reboot", "number": "12.5"}


class Invented:
    """One invented configuration, written below a folder."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Decide by the seed, and write the files."""
        self._random = random.Random(seed)  # noqa: S311 - not for a key
        self._folder = folder
        self._files = 0
        secrets = "".join(f'{name}: "{text}"\n' for name, text in SECRETS.items())
        self._write("secrets.yaml", secrets)
        self._write("configuration.yaml", self._main())

    def _is(self, share: float) -> bool:
        return self._random.random() < share

    def _write(self, name: str, text: str) -> str:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return name

    def _name(self, folder: str = "") -> str:
        self._files += 1
        return f"{folder}part_{self._files}.yaml"

    def _main(self) -> str:
        lines = ["# invented\n"]
        if self._is(0.3):
            lines.append("common: &common\n  more: sh -c '{{ z }}'\n  other: reboot\n")
        lines.append("homeassistant:\n  name: Home\n" + self._packages())
        lines += [self._shell("", has_common="&common" in lines[1]), self._command_line("")]
        lines.append(self._random.choice(["", "http:\n", "http:\n  server_port: 8123\n"]))
        lines.append(self._random.choice(["", "logger:\n  default: info\n", "light attic: []\n"]))
        return "".join(lines)

    def _command(self) -> str:
        if self._is(0.2):
            return f"!secret {self._random.choice([*SECRETS])}"
        command = self._random.choice(COMMANDS)
        return f'"{command}"' if self._is(0.3) else command

    def _shell(self, indent: str, *, has_common: bool = False, folder: str = "") -> str:
        match self._random.choice(["none", "empty", "here", "here", "file", "folder", "names"]):
            case "none":
                return ""
            case "empty":
                return f"{indent}shell_command:\n"
            case "file":
                name = self._write(self._name(folder), self._settings(""))
                return f"{indent}shell_command: !include {Path(name).name}\n"
            case "folder":
                for _ in range(2):
                    self._write(self._name(f"{folder}merged/"), self._settings(""))
                return f"{indent}shell_command: !include_dir_merge_named merged\n"
            case "names":
                self._write(self._name(f"{folder}named/deep/"), f'"{COMMANDS[0]}"\n')
                return f"{indent}shell_command: !include_dir_named named/\n"
        merge = f"{indent}  <<: *common\n" if has_common else ""
        return f"{indent}shell_command:\n{merge}{self._settings(f'{indent}  ')}"

    def _settings(self, indent: str) -> str:
        names = self._random.sample(["one", "two", "more", "four"], self._random.randint(1, 3))
        rows = [f"{indent}{name}: {self._command()}\n" for name in names]
        if self._is(0.1):
            rows.append(f"{indent}{names[0]}: {COMMANDS[0]}\n")  # a duplicate key
        if self._is(0.1):
            rows.append(f"{indent}nothing:\n")
        return "".join(rows)

    def _command_line(self, indent: str, folder: str = "") -> str:
        entry = f"sensor:\n@    name: One\n@    command: {self._command()}\n"
        match self._random.choice(["one", "list", "file", "folder"]):
            case "one":
                deep = f"{indent}  "
                inner = entry.replace("@", indent)
                return f"{indent}command_line:\n{deep}{inner}"
            case "list":
                deep = f"{indent}  "
                return f"{indent}command_line:\n{deep}- {entry.replace('@', deep)}"
            case "file":
                name = self._write(self._name(folder), f"- {entry.replace('@', '')}")
                return f"{indent}command_line: !include {Path(name).name}\n"
            case "folder":
                tag, form = self._random.choice([("merge_list", "- "), ("list", "")])
                self._write(self._name(f"{folder}{tag}/"), f"{form}{entry.replace('@', '')}")
                self._write(f"{folder}{tag}/.hidden.yaml", "x: [\n")
                return f"{indent}command_line: !include_dir_{tag} {tag}\n"
        return ""

    def _packages(self) -> str:  # noqa: PLR0911 - one for each form
        match self._random.choice(["none", "empty", "here", "named", "merged", "file", "list"]):
            case "empty":
                return "  packages:\n"
            case "list":
                return "  packages:\n    - http:\n"
            case "here":
                return "  packages:\n" + "".join(
                    f"    {name}:\n{self._package('      ') or '      http:\n'}"
                    for name in ("one", "Two Words", "three")
                )
            case "named":
                for name in ("alpha", "deep/beta", "secrets", "deep/secrets", "With-Dash"):
                    text = (
                        SECRETS["number"] if "secrets" in name else self._package("", "packages/")
                    )
                    text = f"number: {text}\n" if "secrets" in name else text
                    self._write(f"packages/{name}.yaml", text)
                return "  packages: !include_dir_named packages\n"
            case "merged":
                for name in ("alpha", "beta"):
                    self._write(
                        f"m/{name}.yaml", f"{name}:\n{self._package('  ', 'm/') or '  http:\n'}"
                    )
                return "  packages: !include_dir_merge_named m\n"
            case "file":
                name = self._write(self._name(), self._package(""))
                return f"  packages:\n    one: !include {name}\n    two: !include {name}\n"
        return ""

    def _package(self, indent: str, folder: str = "") -> str:
        # An included folder inside a folder of packages would be packages too.
        parts = [
            f"{indent}shell_command:\n{self._settings(f'{indent}  ')}" if self._is(0.6) else "",
            f"{indent}command_line:\n{indent}  - sensor:\n{indent}      command: {COMMANDS[1]}\n"
            if self._is(0.4)
            else "",
            f"{indent}http:\n" if self._is(0.2) else "",
            f"{indent}logger: 5\n" if self._is(0.1) else "",
            f"{indent}homeassistant:\n{indent}  name: X\n" if self._is(0.2) else "",
            f"{indent}'bad ': []\n" if self._is(0.1) else "",
        ]
        self._random.shuffle(parts)
        return "".join(parts)


def seen(facts: YamlFacts) -> dict[str, Any]:
    """Return facts in the form of the loader's."""
    return {"domains": set(facts.domains)} | {
        name: [(place.file, place.line, place.name) for place in getattr(facts, name)]
        for name in ("http", "templated_commands", "templated_arguments")
    }


@pytest.mark.parametrize("seed", range(CONFIGURATIONS))
async def test_the_same_as_the_loader(
    hass: HomeAssistant, executor: LimitedExecutor, tmp_path: Path, seed: int
) -> None:
    Invented(tmp_path, seed)
    hass.config.config_dir = str(tmp_path)
    expected = await load(hass)
    found = seen(await yaml.collect(hass, executor))
    # All the places of `http:` are listed; after merging, the loader has one.
    assert found["http"][:1] == expected["http"]
    for name in ("templated_commands", "templated_arguments"):
        assert sorted(found[name]) == sorted(expected[name])
    assert found["domains"] - {"homeassistant"} == expected["domains"] - {"homeassistant"}


async def test_the_configurations_differ(
    hass: HomeAssistant, executor: LimitedExecutor, tmp_path: Path
) -> None:
    """Otherwise the comparison could not fail."""
    counts = {"http": 0, "templated_commands": 0, "templated_arguments": 0}
    for seed in range(CONFIGURATIONS):
        Invented(tmp_path / str(seed), seed)
        hass.config.config_dir = str(tmp_path / str(seed))
        found = seen(await yaml.collect(hass, executor))
        for name in counts:
            counts[name] += bool(found[name])
    assert all(CONFIGURATIONS / 6 < n < CONFIGURATIONS for n in counts.values()), counts


BROKEN = {
    "a syntax error": "shell_command:\n  one: [\n",
    "a tab": "shell_command:\n\tone: two\n",
    "two documents": "http:\n---\nhttp:\n",
    "an alias without its anchor": "shell_command: *gone\n",
    "an alias inside its anchor": "shell_command: &all\n  one: *all\n",
    "a template without quotes": "shell_command:\n  one: {{ command }}\n",
    "an unknown tag": "shell_command: !lambda x\n",
    "an object of Python": "shell_command: !!python/name:os.system\n",
    "an empty include": "shell_command: !include\n",
    "a missing include": "automation: !include gone.yaml\n",
    "an unknown secret": "automation: !secret gone\n",
    "an unknown variable": "automation: !env_var SECURITY_POSTURE_GONE\n",
    "a merge of text": "shell_command:\n  <<: text\n",
    "a merged include": "shell_command:\n  <<: !include secrets.yaml\n",
    "text": "words\n",
    "not UTF-8": b"shell_command:\n  one: caf\xe9\n",
    "UTF-16": "http:\n".encode("utf-16"),
    "zeros": bytes(100),
}


@pytest.mark.parametrize("kind", BROKEN)
async def test_what_the_loader_refuses_is_unknown(
    hass: HomeAssistant, executor: LimitedExecutor, tmp_path: Path, kind: str
) -> None:
    content = BROKEN[kind]
    (tmp_path / "secrets.yaml").write_text("a: b\n")
    (tmp_path / "configuration.yaml").write_bytes(
        content if isinstance(content, bytes) else content.encode()
    )
    hass.config.config_dir = str(tmp_path)
    with pytest.raises(HomeAssistantError):
        await load(hass)
    with pytest.raises(CollectorError) as raised:
        await yaml.collect(hass, executor)
    assert raised.value.reason is Reason.PARSE
