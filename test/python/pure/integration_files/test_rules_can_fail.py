"""Every rule fails for a broken copy of the files."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
import shutil
from typing import Any

import pytest

from ...test_integration_files import RULES
from .files import PACKAGE, Files, read
from .languages import gaps
from .quality_scale import RULES as SCALE
from .used import Used, complaints as complaints_of_use

FILES = read(PACKAGE)
type Breakage = tuple[str, Callable[[Files], object], str]


def english(files: Files) -> dict[str, Any]:
    return files.words["en"]


def put(*path: str, value: object) -> Callable[[Files], None]:
    """Return a function that sets a value at a path; the path begins with a field of `Files`."""

    def change(files: Files) -> None:
        place = getattr(files, path[0])
        for key in path[1:-1]:
            place = place.setdefault(key, {})
        place[path[-1]] = value

    return change


def drop(*path: str) -> Callable[[Files], None]:
    """Return a function that deletes the last key of a path."""

    def change(files: Files) -> None:
        place = getattr(files, path[0])
        for key in path[1:-1]:
            place = place[key]
        del place[path[-1]]

    return change


def reverse_manifest(files: Files) -> None:
    files.manifest = dict(sorted(files.manifest.items(), reverse=True))


def reverse_scale(files: Files) -> None:
    rules = files.quality_scale["rules"]
    files.quality_scale["rules"] = dict(reversed(rules.items()))


def add_german(change: Callable[[dict[str, Any]], object]) -> Callable[[Files], None]:
    """Return a function that adds a language, complete except for `change`."""

    def add(files: Files) -> None:
        files.words["de"] = deepcopy(english(files))
        change(files.words["de"])

    return add


def title(text: str) -> Callable[[Files], None]:
    return put("words", "en", "title", value=text)


def add_service(files: Files) -> None:
    files.services = {"look": {"fields": {"deep": {"selector": {"boolean": {}}}}}}
    words = {"name": "Look", "description": "Look.", "fields": {}}
    english(files)["services"] = {"look": words}


def add_invalid_service(files: Files) -> None:
    files.services = {"look": {"fields": {"deep": {"selector": {"boolean": {}}}}, "target": 1}}


def add_field(**field: Any) -> Callable[[Files], None]:
    """Return a function that adds a field to a trigger, with texts for it."""

    def change(files: Files) -> None:
        # The other triggers share the object by a YAML anchor, so it is replaced.
        files.triggers["worsened"] = files.triggers["worsened"] | {"fields": {"deep": field}}
        english(files)["triggers"]["worsened"]["fields"] = {"deep": {"name": "Deep"}}

    return change


SCORE = ("icons", "entity", "sensor", "score")
INIT = ("words", "en", "options", "step", "init")
SENSOR = ("words", "en", "entity", "sensor")
REGISTERS = 'hass.services.async_register("security_posture", "look", look)'
BROKEN: list[Breakage] = [
    ("manifest", drop("manifest", "version"), "version"),
    ("manifest", drop("manifest", "codeowners"), "codeowners"),
    ("manifest", put("manifest", "colour", value="blue"), "colour"),
    ("manifest", put("manifest", "version", value="new"), "new is no version"),
    ("manifest", put("manifest", "domain", value="other"), "domain"),
    ("manifest", put("manifest", "iot_class", value="psychic"), "iot_class"),
    ("manifest", put("manifest", "integration_type", value="app"), "integration_type"),
    ("manifest", put("manifest", "codeowners", value=["someone"]), "codeowners"),
    ("manifest", put("manifest", "codeowners", value=[]), "codeowners"),
    ("manifest", put("manifest", "requirements", value=["lib==1"]), "requirements"),
    ("manifest", put("manifest", "documentation", value="http://a.example/"), "documentation"),
    ("manifest", put("manifest", "dependencies", value=["hacs"]), "hacs is no integration"),
    ("manifest", put("manifest", "dependencies", value=["http", "frontend"]), "not sorted"),
    ("manifest", put("manifest", "after_dependencies", value=["http"]), "both dependencies"),
    ("manifest", put("manifest", "config_flow", value=False), "config_flow"),
    ("manifest", reverse_manifest, "the keys are not sorted"),
    ("manifest", drop("sources", "config_flow.py"), "config_flow.py is missing"),
    ("manifest", put("sources", "__init__.py", value=""), "CONFIG_SCHEMA"),
    ("brand", drop("images", "brand/icon.png"), "is missing"),
    ("brand", lambda files: files.images.update({"brand/icon.png": b"GIF89a"}), "no PNG"),
    (
        "brand",
        lambda files: files.images.update({"brand/icon.png": files.images["brand/icon@2x.png"]}),
        "is 512 by 512 pixels",
    ),
    ("words", put("words", "en", "greetings", value={"hello": "Hello"}), "greetings"),
    ("words", drop("words", "en", "config", "step"), "step"),
    ("words", put("words", "en", "config", "flow_title", value="x"), "flow_title"),
    ("words", put("words", "en", "options", "step", "init", "colour", value="x"), "colour"),
    (
        "words",
        put(*INIT, "data_description", "gone", value="x"),
        "not in data: ['gone']",
    ),
    (
        "words",
        put(*INIT, "sections", "s", "data_description", "deep", value="x"),
        "not in data: ['deep']",
    ),
    ("words", put(*SENSOR, "Score", value={"name": "x"}), "Score is no translation key"),
    ("words", put(*SENSOR, "a__b", value={"name": "x"}), "a__b is no translation key"),
    ("words", put(*SENSOR, "score", "title", value="x"), "title"),
    ("words", put(*SENSOR, "state", "state", "good", value="Good {n}"), "has a placeholder"),
    ("words", put(*SENSOR, "state", "state", "Very good", value="x"), "Very good"),
    ("words", put("words", "en", "config_panel", "_panel", value="x"), "_panel is no"),
    ("words", put("words", "en", "config_panel", "card", "x", value=["list"]), "is no text"),
    ("words", put("words", "en", "issues", "x", value={"title": "x"}), "either a description or"),
    ("words", put("words", "en", "issues", "x", value={"description": "x"}), "title"),
    ("words", put("words", "en", "exceptions", "not-ready", value={"message": "x"}), "no slug"),
    ("words", put("words", "en", "exceptions", "not_ready", value="text"), "not_ready"),
    ("words", put("words", "en", "services", "look", value={"name": "Look"}), "description"),
    ("words", title(" padded"), "leading or trailing blanks"),
    ("words", title(""), "is blank"),
    ("words", title("<b>bold</b>"), "HTML"),
    ("words", title("See https://example.org"), "URL"),
    ("words", title("See www.example.org/x"), "URL"),
    ("words", title("It's '{name}'"), "single quotes"),
    ("words", title("{two words}"), "no identifier"),
    ("words", title("{n, plural, one {x} other {y}}"), "placeholder"),
    ("words", title("{n:02}"), "no identifier"),
    ("words", title("{open"), "broken placeholder"),
    ("words", lambda files: files.words.update({"xx": english(files)}), "no such language"),
    ("words", add_german(lambda de: de.update({"entity": []})), "de.json: entity"),
    ("languages", add_german(lambda de: de.update({"more": "x"})), "more is not in English"),
    ("languages", add_german(lambda de: de.update({"title": "{n}"})), "has the placeholders ['n']"),
    (
        "languages",
        add_german(lambda de: de["config_panel"].update({"days_other": "Tage"})),
        "days_other has the placeholders []",
    ),
    (
        "languages",
        add_german(lambda de: de["config_panel"].update({"days_one": "{n} Tag"})),
        "days_one has the placeholders ['n']",
    ),
    (
        "languages",
        add_german(lambda de: de["config_panel"].update({"days_few": "{m} Tage"})),
        "days_few has the placeholders ['m']",
    ),
    (
        "languages",
        add_german(lambda de: de["config_panel"].update({"hours_one": "eine Stunde"})),
        "hours_one is not in English",
    ),
    ("icons", drop("icons", "entity", "sensor", "score"), "entity.sensor.score has no icon"),
    ("icons", put("icons", "entity", "sensor", "gone", value={"default": "mdi:a"}), "no words"),
    ("icons", put(*SCORE, value={"default": "hass:a"}), "no icon of"),
    ("icons", put(*SCORE, value={}), "default"),
    ("icons", put("icons", "entity", "sensor", "state", "state", "x", value="mdi:a"), "state.x"),
    (
        "icons",
        put("icons", "entity", "sensor", "state", "state", "good", value="mdi:shield-off-outline"),
        "same as the default",
    ),
    ("icons", put(*SCORE, "range", value={"40": "mdi:a", "5": "mdi:b"}), "bounds do not rise"),
    ("icons", put(*SCORE, "range", value={"low": "mdi:a"}), "range.low"),
    ("icons", put("icons", "services", "look", value="mdi:eye"), "services.look has no words"),
    ("icons", put("icons", "colours", value={}), "colours"),
    ("services", put("words", "en", "services", "look", value={}), "there is no services.yaml"),
    ("services", put("sources", "look.py", value=REGISTERS), "registers a service action"),
    ("services", add_invalid_service, "services.yaml and its words differ: ['look']"),
    ("services", add_invalid_service, "look.target"),
    ("services", add_service, "differ in fields: ['deep']"),
    ("automations", put("triggers", "gone", value={"target": {}}), "its words differ: ['gone']"),
    ("automations", put("conditions", "gone", value={"target": {}}), "its icons differ: ['gone']"),
    ("automations", drop("words", "en", "triggers", "worsened"), "differ: ['worsened']"),
    ("automations", drop("icons", "conditions", "is_good"), "icons differ: ['is_good']"),
    ("automations", put("triggers", "Worse", value={"target": {}}), "Worse is no slug"),
    ("automations", put("triggers", "worsened", "target", "floor", value={}), "target.floor"),
    ("automations", put("conditions", "is_good", "colour", value="blue"), "is_good.colour"),
    ("automations", put("conditions", "is_good", "fields", value={"for": {}}), "fields: ['for']"),
    ("automations", add_field(selector={"psychic": {}}), "worsened.fields.deep.selector"),
    ("automations", add_field(default=None), "worsened.fields.deep.default"),
    ("automations", put("triggers", "worsened", value={}), "worsened.target"),
    ("automations", drop("sources", "trigger.py"), "trigger.py and triggers.yaml"),
    ("automations", lambda files: setattr(files, "conditions", None), "and conditions.yaml"),
    ("words", drop("words", "en", "triggers", "worsened", "description"), "description"),
    ("words", put("words", "en", "conditions", "is_good", "title", value="x"), "title"),
    ("icons", put("icons", "triggers", "worsened", value="mdi:a"), "triggers.worsened"),
    ("icons", put("icons", "conditions", "is_good", value={"trigger": "mdi:a"}), "is_good"),
    (
        "dependencies",
        put("sources", "x.py", value="from homeassistant.components import zha"),
        "x.py uses zha",
    ),
    (
        "dependencies",
        put("sources", "x.py", value="def x():\n  import homeassistant.components.mqtt.client"),
        "x.py uses mqtt",
    ),
    ("quality_scale", drop("quality_scale", "rules", "devices"), "devices is missing"),
    ("quality_scale", put("quality_scale", "rules", "fast", value="done"), "fast is no rule"),
    ("quality_scale", put("quality_scale", "rules", "devices", value="todo"), "neither done nor"),
    (
        "quality_scale",
        put("quality_scale", "rules", "devices", value={"status": "todo", "comment": "Later."}),
        "neither done nor",
    ),
    (
        "quality_scale",
        put("quality_scale", "rules", "devices", value={"status": "exempt"}),
        "without a reason",
    ),
    ("quality_scale", reverse_scale, "not in the order"),
]


def copy() -> Files:
    """Return files with one plural text in the panel, and one more section."""
    files = deepcopy(FILES)
    files.words = {"en": english(files)}
    english(files)["common"] = {"x": "X"}
    english(files)["config_panel"] = {"days_one": "a day", "days_other": "{n} days"}
    return files


@pytest.mark.parametrize(("rule", "break_it", "complaint"), BROKEN)
def test_a_broken_copy(rule: str, break_it: Callable[[Files], object], complaint: str) -> None:
    files = copy()
    assert list(RULES[rule](files)) == []
    break_it(files)
    assert complaint in "\n".join(RULES[rule](files))


def test_every_rule_is_broken() -> None:
    assert {rule for rule, _, _ in BROKEN} == set(RULES)
    assert len(set(SCALE)) == 54


def german_without(*path: str) -> Files:
    """Return files with a German copy of English that lacks one text."""
    files = copy()
    files.words["de"] = deepcopy(english(files))
    drop("words", "de", *path)(files)
    return files


@pytest.mark.parametrize(
    "path",
    [
        ("entity", "sensor", "score"),
        ("common", "x"),
        ("config", "step"),
        ("options", "step", "init", "sections"),
        ("config_panel", "days_other"),
    ],
)
def test_missing_texts_are_reported_and_break_nothing(path: tuple[str, ...]) -> None:
    files = german_without(*path)
    for rule in ("languages", "words"):
        assert list(RULES[rule](files)) == []
    found = gaps(files)["de"]
    assert found
    assert all(row.startswith(".".join(path)) for row in found)
    assert all(row.endswith(" is missing") for row in found)


def test_a_trigger_with_a_field() -> None:
    files = copy()
    add_field(selector={"boolean": {}}, required=True, default=False)(files)
    assert list(RULES["automations"](files)) == []


def test_other_languages_count_in_their_own_way() -> None:
    files = copy()
    files.words["pl"] = deepcopy(english(files))
    files.words["ja"] = deepcopy(english(files))
    files.words["fr"] = deepcopy(english(files))
    files.words["fr"]["config_panel"]["days_many"] = "{n} de jours"
    files.words["ja"]["config_panel"]["days_few"] = "{n}日"
    assert gaps(files) == {
        "pl": ["config_panel.days_few is missing", "config_panel.days_many is missing"],
        "ja": ["config_panel.days_few is a plural form that ja does not use"],
        "fr": [],
    }
    files.words["pl"]["config_panel"] |= {"days_few": "{n} dni", "days_many": "oba"}
    for form in ("one", "few"):
        del files.words["ja"]["config_panel"][f"days_{form}"]
    assert gaps(files) == {"pl": [], "ja": [], "fr": []}
    assert list(RULES["languages"](files)) == []


def test_keys_that_come_twice(tmp_path: Path) -> None:
    folder = tmp_path / "integration"
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("__pycache__", "card"))
    path = folder / "translations" / "en.json"
    path.write_text(path.read_text().replace('"title":', '"title": "Before",\n  "title":', 1))
    assert "twice in en.json: title" in list(RULES["words"](read(folder)))


def everything_used() -> Used:
    return Used(
        entities={"sensor": {"state"}},
        states={"sensor.state": {"good"}},
        selectors={"detail": {"all"}},
        setup={"create"},
        options={"": {"detail"}, "more": {"depth"}},
        automations={"trigger_type": {"worse"}},
    )


def words_for_it() -> Files:
    files = copy()
    files.sources = {
        "a.py": 'KEY: Final = "not_ready"\nraise E(translation_domain=D, translation_key=KEY)',
        "b.py": 'ir.async_create_issue(hass, D, "1", translation_key="a" if bad else "b")',
    }
    files.words["en"] = {
        "entity": {"sensor": {"state": {"name": "State", "state": {"good": "Good"}}}},
        "selector": {"detail": {"options": {"all": "All"}}},
        "config": {
            "step": {"user": {"data": {"create": "x"}, "data_description": {"create": "x"}}},
            "abort": {"single_instance_allowed": "x"},
        },
        "options": {
            "step": {
                "init": {
                    "data": {"detail": "x"},
                    "data_description": {"detail": "x"},
                    "sections": {
                        "more": {"data": {"depth": "x"}, "data_description": {"depth": "x"}}
                    },
                }
            },
            "error": {"a": "x"},
        },
        "device_automation": {"trigger_type": {"worse": "x"}},
        "exceptions": {"not_ready": {"message": "x"}},
        "issues": {"a": {"title": "A"}, "b": {"title": "B"}},
    }
    return files


USED_OTHERWISE: list[tuple[Callable[[Files], object], str]] = [
    (drop(*SENSOR, "state"), "entity.sensor.state is used but has no words"),
    (put(*SENSOR, "gone", value={}), "entity.sensor.gone has words but is not used"),
    (put("words", "en", "entity", "light", value={}), "entity.light has words but is not used"),
    (put(*SENSOR, "state", "state", value={}), "state.state.good is used but has no words"),
    (put(*SENSOR, "state", "state", "bad", value="x"), "state.state.bad has words but is not used"),
    (put("words", "en", "selector", "x", value={}), "selector.x has words but is not used"),
    (drop("words", "en", "selector"), "selector.detail is used but has no words"),
    (
        put("words", "en", "selector", "detail", "options", value={}),
        "selector.detail.options.all is used but has no words",
    ),
    (
        put("words", "en", "options", "step", "init", "data_description", value={}),
        "init.data_description.detail is used but has no words",
    ),
    (drop("words", "en", "exceptions"), "exceptions.not_ready is used but has no words"),
    (put("words", "en", "exceptions", "x", value={}), "exceptions.x has words but is not used"),
    (drop("words", "en", "issues", "b"), "issues.b is used but has no words"),
    (put("words", "en", "issues", "x", value={}), "issues.x has words but is not used"),
    (drop("sources", "b.py"), "issues.a has words but is not used"),
    (
        put("sources", "c.py", value="ir.async_create_issue(translation_key=f(x))"),
        "issues.<f(x), which is no constant> is used but has no words",
    ),
    (drop("words", "en", "device_automation"), "device_automation.trigger_type is used but"),
    (
        put("words", "en", "device_automation", "trigger_type", "better", value="x"),
        "device_automation.trigger_type.better has words but is not used",
    ),
    (
        put("words", "en", "device_automation", "condition_type", value={"good": "x"}),
        "device_automation.condition_type has words but is not used",
    ),
    (
        drop("words", "en", "options", "step", "init", "sections"),
        "options.step.init.sections.more is used but has no words",
    ),
    (
        put("words", "en", "options", "step", "init", "sections", "more", "data", value={}),
        "options.step.init.sections.more.data.depth is used but has no words",
    ),
    (
        put("words", "en", "config", "step", "user", "data", value={}),
        "config.step.user.data.create is used but has no words",
    ),
    (
        put("words", "en", "config", "create_entry", value={"gone": "x"}),
        "config.create_entry.gone has words",
    ),
    (put("words", "en", "options", "error", "gone", value="x"), "options.error.gone has words"),
    (put("words", "en", "config", "abort", "gone", value="x"), "config.abort.gone has words"),
]


@pytest.mark.parametrize(("break_it", "complaint"), USED_OTHERWISE)
def test_words_that_differ_from_their_use(
    break_it: Callable[[Files], object], complaint: str
) -> None:
    files = words_for_it()
    assert list(complaints_of_use(files, everything_used())) == []
    break_it(files)
    assert complaint in "\n".join(complaints_of_use(files, everything_used()))
