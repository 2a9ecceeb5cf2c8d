"""The YAML configuration, and what is read of it."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from custom_components.security_posture.collectors import yaml
from custom_components.security_posture.collectors.common.errors import CollectorError
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.collectors.yaml import configuration, source_file
from custom_components.security_posture.collectors.yaml.templated_commands import is_templated
from custom_components.security_posture.posture.facts import Reason, YamlFacts, YamlPlace
from homeassistant.core import HomeAssistant


async def load(
    hass: HomeAssistant, executor: LimitedExecutor, folder: Path, **files: str
) -> YamlFacts:
    """Return the facts of YAML files."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    hass.config.config_dir = str(folder)
    return await yaml.collect(hass, executor)


async def test_a_small_configuration(
    hass: HomeAssistant, executor: LimitedExecutor, tmp_path: Path
) -> None:
    found = await load(hass, executor, tmp_path, configuration="automation: []\nmqtt:\n")
    assert found == YamlFacts(
        domains=frozenset({"automation", "mqtt"}), http=(), locations=(), templated_commands=()
    )


async def test_an_http_block(
    hass: HomeAssistant, executor: LimitedExecutor, tmp_path: Path
) -> None:
    found = await load(hass, executor, tmp_path, configuration="# first\nhttp:\n  server_port: 1\n")
    assert found.http == (YamlPlace(file="configuration.yaml", line=2, name="http"),)


@pytest.mark.parametrize(
    ("latitude", "lines"),
    [
        ("12.5", [3]),
        ("'12.5'", [3]),
        ("12", [3]),
        ("!secret home_latitude", []),
        ("!env_var LATITUDE 12.5", []),
    ],
)
async def test_coordinates(
    hass: HomeAssistant, executor: LimitedExecutor, tmp_path: Path, latitude: str, lines: list[int]
) -> None:
    found = await load(
        hass,
        executor,
        tmp_path,
        configuration=f"homeassistant:\n  name: Home\n  latitude: {latitude}\n",
        secrets="home_latitude: 12.5\n",
    )
    assert [place.line for place in found.locations] == lines


async def test_coordinates_elsewhere(
    hass: HomeAssistant, executor: LimitedExecutor, tmp_path: Path
) -> None:
    found = await load(
        hass,
        executor,
        tmp_path,
        configuration="homeassistant: !include core.yaml\nzone:\n  - latitude: 1.0\n",
        core="longitude: !secret x\nlatitude: 12.5\n",
        secrets="x: 9.5\n",
    )
    assert found.locations == (YamlPlace(file="core.yaml", line=2, name="latitude"),)


async def test_commands(hass: HomeAssistant, executor: LimitedExecutor, tmp_path: Path) -> None:
    found = await load(
        hass,
        executor,
        tmp_path,
        configuration="""
shell_command:
  safe: /config/run.sh {{ x }}
  any: bash -c "{{ x }}"
command_line:
  - sensor:
      name: One
      command: ssh host {{ x }}
      command_timeout: 5
  - sensor:
      name: Four
      command: curl http://host/{{ states('input_text.x') }}
  - sensor:
      name: Five
      command: sleep {{ states('input_number.x') | int(0) }}
  - switch:  # which runs its commands as written
      name: Two
      command_on: echo on
      command_off: "sh -c 'echo {{ y }}'"
  - binary_sensor:
      name: Three
      command: "sh -c 'echo {{ y }}'"
homeassistant:
  packages:
    one: !include packages/one.yaml
""",
        packages__one="shell_command:\n  more: python3 -c {{ z }}\n",
    )
    assert sorted((place.file, place.line, place.name) for place in found.templated_commands) == [
        ("configuration.yaml", 4, "shell_command.any"),
        ("configuration.yaml", 8, "command_line.sensor.command"),
        ("configuration.yaml", 22, "command_line.binary_sensor.command"),
        ("packages/one.yaml", 2, "shell_command.more"),
    ]
    # A shell would interpret special characters in the result of the template.
    assert [(place.line, place.name) for place in found.templated_arguments] == [
        (12, "command_line.sensor.command")
    ]


@pytest.mark.parametrize(
    "text", ["a: [", "- a list\n", "x: !secret nowhere\n", "x: !include gone.yaml\n"]
)
async def test_invalid_files(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    text: str,
) -> None:
    with pytest.raises(CollectorError) as raised:
        await load(hass, executor, tmp_path, configuration=text)
    assert raised.value.reason is Reason.PARSE
    assert raised.value.__cause__ is None


async def test_without_a_file(
    hass: HomeAssistant, executor: LimitedExecutor, tmp_path: Path
) -> None:
    hass.config.config_dir = str(tmp_path)
    with pytest.raises((CollectorError, FileNotFoundError)):
        await yaml.collect(hass, executor)


@pytest.mark.parametrize(
    "command",
    [
        "sh -c '{{ x }}'",
        'bash -c "{{ x }}"',
        "/bin/bash -lc {{ x }}",
        "sudo sh -c 'echo {{ x }}'",
        "docker exec x sh -c '{{ x }}'",
        "python3 -c {{ x }}",
        "perl -e {{ x }}",
        "ssh -i key me@host {{ x }}",
        "su - me -c {{ x }}",
        "sh -c 'echo {% if x %}1{% endif %}'",
        "eval {{ x }}",
    ],
)
def test_a_template_as_program(command: str) -> None:
    assert is_templated(command)


@pytest.mark.parametrize(
    "command",
    [
        "",
        "reboot",
        "sh -c 'echo hello'",
        "/config/run.sh {{ x }}",
        "curl -s http://host/{{ x }}",
        "echo {{ x }}",
        "python3 /config/x.py {{ x }}",
        "bash /config/x.sh {{ x }}",
        "ping -c 1 {{ host }}",
        "{{ x }}",
        "{{ program }} --now",
        "wakeonlan {{ mac }} && sh -c done",
    ],
)
def test_a_template_as_data(command: str) -> None:
    assert not is_templated(command)


@pytest.mark.parametrize(
    "command",
    [
        "sudo {{ program }}",
        "sudo -n {{ program }}",
        "sudo -u bob {{ program }}",
        "timeout -s KILL 5 {{ program }}",
        "docker compose exec box {{ program }}",
        "bash {{ script }}",
        "timeout 10s {{ program }}",
        "env LANG=C {{ program }}",
        "nohup nice -n 5 {{ program }}",
        "docker exec -i box {{ program }}",
        "podman run image {{ program }}",
        "find /tmp -name x -exec {{ program }} ;",
    ],
)
def test_a_program_for_another_program(command: str) -> None:
    assert is_templated(command)


@pytest.mark.parametrize(
    "command",
    [
        "sudo wakeonlan {{ mac }}",
        "sudo -n wakeonlan {{ mac }}",
        "bash /config/run.sh {{ x }}",
        "python3 -m tool {{ x }}",
        "timeout 10 curl {{ url }}",
        "docker restart {{ name }}",
        "docker exec box mosquitto_pub -m {{ text }}",
        "find {{ folder }} -delete",
    ],
)
def test_an_argument_through_another_program(command: str) -> None:
    assert not is_templated(command)


def test_long_commands_take_no_longer() -> None:
    assert not is_templated("echo " + "a -" * 100_000 + "{{ x }}")


async def test_packages_with_integrations_that_are_not_installed(
    hass: HomeAssistant, executor: LimitedExecutor, tmp_path: Path
) -> None:
    """Home Assistant's loader would install them now, and ignore them if it cannot."""
    found = await load(
        hass,
        executor,
        tmp_path,
        configuration="homeassistant:\n  packages: !include_dir_named packages\n",
        packages__one="not_installed:\n  host: x\nhttp:\nhomeassistant:\n  latitude: 12.5\n",
    )
    assert found == YamlFacts(
        domains=frozenset({"homeassistant", "not_installed", "http"}),
        http=(YamlPlace(file="packages/one.yaml", line=3, name="http"),),
        locations=(YamlPlace(file="packages/one.yaml", line=5, name="latitude"),),
        templated_commands=(),
    )


async def test_a_command_that_is_a_secret_is_judged(
    hass: HomeAssistant, executor: LimitedExecutor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMAND", "bash -c {{ x }}")
    found = await load(
        hass,
        executor,
        tmp_path,
        configuration="shell_command:\n  a: !secret command\n  b: !env_var COMMAND\n",
        secrets="other: 1\ncommand: ssh nas {{ x }}\n",
    )
    assert found.templated_commands == (
        YamlPlace(file="secrets.yaml", line=2, name="shell_command.a"),
        YamlPlace(file="configuration.yaml", line=3, name="shell_command.b"),
    )


async def test_the_nearest_secrets_count(
    hass: HomeAssistant, executor: LimitedExecutor, tmp_path: Path
) -> None:
    found = await load(
        hass,
        executor,
        tmp_path,
        configuration="shell_command: !include sub/commands.yaml\n",
        secrets="near: ssh nas {{ x }}\nfar: ssh nas {{ x }}\n",
        sub__commands="a: !secret near\nb: !secret far\n",
        sub__secrets="near: reboot\n",
    )
    assert [place.name for place in found.templated_commands] == ["shell_command.b"]


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("configuration", "homeassistant:\n  packages: !include configuration.yaml\n", None),
        ("a", "!include b.yaml\n", Reason.PARSE),
        ("a", "x: " + "[" * 300 + "]" * 300 + "\n", Reason.TOO_LARGE),
        ("a", "".join(f"k{n}: v\n" for n in range(60)), Reason.TOO_LARGE),
        ("a", "k: " + "v" * 3_000 + "\n", Reason.TOO_LARGE),
        (
            "a",
            "a0: &a0 {x: 1}\n"
            + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 20)),
            None,
        ),
        (
            "a",
            "a0: &a0 {x: 1}\n"
            + "".join(f"a{n}: &a{n} {{<<: *a{n - 1}}}\n" for n in range(1, 25))
            + "<<: *a24\n",
            Reason.PARSE,
        ),
    ],
)
async def test_hostile_files(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    text: str,
    reason: Reason | None,
) -> None:
    monkeypatch.setattr(source_file, "MAX_VALUES", 900 if "<<" in text else 100)
    monkeypatch.setattr(source_file, "MAX_FILE_BYTES", 2_000)
    monkeypatch.setattr(configuration, "MAX_DEPTH", 20)
    files = {
        "configuration": "shell_command: !include a.yaml\n",
        "b": "!include a.yaml\n",
        "a": "x: y\n",
    }
    if reason is None:
        await load(hass, executor, tmp_path, **files | {name: text})
        return
    with pytest.raises(CollectorError) as raised:
        await load(hass, executor, tmp_path, **files | {name: text})
    assert raised.value.reason is reason


@pytest.mark.parametrize("limit", ["MAX_FILES", "MAX_BYTES"])
async def test_limits_of_the_whole(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
) -> None:
    """Only what the facts need has to be within them."""
    monkeypatch.setattr(source_file, limit, 2)
    packages = {f"p__{name}": "http:\n" for name in "abc"}
    found = await load(
        hass, executor, tmp_path, configuration="automation: !include_dir_list p\n", **packages
    )
    assert found.domains == {"automation"}
    main = "homeassistant:\n  packages: !include_dir_named p\n"
    with pytest.raises(CollectorError) as raised:
        await load(hass, executor, tmp_path, configuration=main, **packages)
    assert raised.value.reason is Reason.TOO_LARGE


async def test_the_time_is_limited(
    hass: HomeAssistant, executor: LimitedExecutor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_file, "MAX_SECONDS", -1)
    with pytest.raises(CollectorError) as raised:
        await load(hass, executor, tmp_path, configuration="http:\n")
    assert raised.value.reason is Reason.TIMEOUT


def test_the_time_of_merging_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of aliases merges the same large mapping any number of times."""
    times = iter(range(1_000_000))
    clock = SimpleNamespace(monotonic=lambda: next(times))
    monkeypatch.setattr(source_file, "time", clock)
    aliases = ", ".join(["*a"] * 1_000)
    main = f"a: &a {{b: 1}}\nhomeassistant: {{<<: [{aliases}]}}\n"
    (tmp_path / "configuration.yaml").write_text(main)
    with pytest.raises(CollectorError) as raised:
        yaml._read(str(tmp_path))
    assert raised.value.reason is Reason.TIMEOUT


@pytest.mark.parametrize("kind", ["pipe", "folder", "dangling", "device"])
async def test_what_is_no_file(
    hass: HomeAssistant, executor: LimitedExecutor, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "p" / "x.yaml"
    path.parent.mkdir()
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "dangling":
            path.symlink_to("gone")
        case "device":
            path.symlink_to("/dev/zero")
    for main in ("homeassistant:\n  packages: !include_dir_named p\n", "x: !include p/x.yaml\n"):
        if kind == "folder" and "dir" in main:
            continue
        with pytest.raises(CollectorError) as raised:
            await load(hass, executor, tmp_path, configuration=main)
        assert raised.value.reason is Reason.PARSE


async def test_includes_through_links_and_outside(
    hass: HomeAssistant, executor: LimitedExecutor, tmp_path: Path
) -> None:
    (tmp_path / "shared.yaml").write_text("a: ssh nas {{ x }}\n")
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "linked.yaml").symlink_to("../shared.yaml")
    for included in ("linked.yaml", "../shared.yaml", f"{tmp_path}/shared.yaml"):
        found = await load(
            hass,
            executor,
            tmp_path / "config",
            configuration=f"shell_command: !include {included}\n",
        )
        assert len(found.templated_commands) == 1


@pytest.mark.parametrize("error", [PermissionError(), OSError(5, "Input/output error")])
async def test_a_folder_that_cannot_be_read(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: OSError,
) -> None:
    """Home Assistant ignores both; packages on a share that is down may be in use."""
    scan = os.scandir

    def fail(path: str) -> object:
        if str(path).endswith("/p"):
            raise error
        return scan(path)

    monkeypatch.setattr(os, "scandir", fail)
    main = "homeassistant:\n  packages: !include_dir_named p\n"
    if isinstance(error, PermissionError):
        found = await load(hass, executor, tmp_path, configuration=main, p__a="http:\n")
        assert found.http == ()
    else:
        with pytest.raises(OSError, match="Input"):
            await load(hass, executor, tmp_path, configuration=main, p__a="http:\n")
