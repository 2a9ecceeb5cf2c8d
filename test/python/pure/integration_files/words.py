"""Rules of translations/<language>.json: the sections and their schemas."""

from collections.abc import Iterator, Mapping
from typing import Any

import probatio as vol

from homeassistant.generated.languages import LANGUAGES

from .files import ENGLISH, Files
from .phrases import phrase, plain_phrase
from .shape import mismatches, slug, slug_or_all, translation_key, translation_key_or_all

_BY_KEY = {translation_key: phrase}
_NAMED_STATES = {
    vol.Optional("name"): phrase,
    vol.Optional("state"): {translation_key: plain_phrase},
}
_SECTION = {
    vol.Optional("name"): phrase,
    vol.Optional("description"): phrase,
    vol.Optional("data"): {str: phrase},
    vol.Optional("data_description"): {str: phrase},
}
_STEP = {
    vol.Optional("title"): phrase,
    vol.Optional("description"): phrase,
    vol.Optional("data"): {str: phrase},
    vol.Optional("data_description"): {str: phrase},
    vol.Optional("menu_options"): {str: phrase},
    vol.Optional("menu_option_descriptions"): {str: phrase},
    vol.Optional("submit"): phrase,
    vol.Optional("sections"): {str: _SECTION},
}


def _explained_fields(flow: Any) -> Any:
    for step in flow["step"].values():
        for form in (step, *step.get("sections", {}).values()):
            if unmatched := set(form.get("data_description", ())) - set(form.get("data", ())):
                raise vol.Invalid(f"data_description of what is not in data: {sorted(unmatched)}")
    return flow


_FLOW = vol.All(
    {
        vol.Required("step"): {str: _STEP},
        vol.Optional("error"): {str: phrase},
        vol.Optional("abort"): {str: phrase},
        vol.Optional("progress"): {str: phrase},
        vol.Optional("create_entry"): {str: phrase},
    },
    _explained_fields,
)


def _one_way_out(issue: Any) -> Any:
    if ("description" in issue) == ("fix_flow" in issue):
        raise vol.Invalid("an issue has either a description or a fix_flow")
    return issue


_ISSUE = vol.All(
    {
        vol.Required("title"): phrase,
        vol.Optional("description"): phrase,
        vol.Optional("fix_flow"): _FLOW,
    },
    _one_way_out,
)


def _panel(value: object) -> object:
    """Accept texts below any number of keys."""
    if isinstance(value, Mapping):
        return {translation_key_or_all(key): _panel(below) for key, below in value.items()}
    return phrase(value)


_SERVICE = {
    vol.Required("name"): phrase,
    vol.Required("description"): phrase,
    vol.Optional("fields"): {
        translation_key: {
            vol.Required("name"): phrase,
            vol.Required("description"): phrase,
            vol.Optional("example"): phrase,
        }
    },
    vol.Optional("sections"): {
        translation_key: {vol.Required("name"): phrase, vol.Optional("description"): phrase}
    },
}
_TRIGGER_OR_CONDITION = {
    vol.Required("name"): phrase,
    vol.Required("description"): phrase,
    vol.Optional("fields"): {
        translation_key: {
            vol.Required("name"): phrase,
            vol.Optional("description"): phrase,
            vol.Optional("example"): phrase,
        }
    },
}
# The sections this integration uses; hassfest accepts more.
SCHEMA = vol.Schema(
    {
        vol.Optional("title"): phrase,
        vol.Required("config"): _FLOW,
        vol.Optional("options"): _FLOW,
        vol.Optional("selector"): {
            slug_or_all: {
                vol.Optional("options"): _BY_KEY,
                vol.Optional("fields"): {translation_key: {vol.Required("name"): phrase}},
                vol.Optional("unit_of_measurement"): _BY_KEY,
            }
        },
        vol.Optional("device_automation"): {
            vol.In(("action_type", "condition_type", "trigger_type", "trigger_subtype")): {
                str: phrase
            }
        },
        vol.Optional("system_health"): {vol.Optional("info"): _BY_KEY},
        vol.Optional("config_panel"): _panel,
        vol.Optional("issues"): {str: _ISSUE},
        vol.Optional("device"): {translation_key: {vol.Optional("name"): phrase}},
        vol.Required("entity"): {
            slug: {
                translation_key: _NAMED_STATES
                | {
                    vol.Optional("state_attributes"): {translation_key: _NAMED_STATES},
                    vol.Optional("unit_of_measurement"): phrase,
                }
            }
        },
        vol.Optional("exceptions"): {slug: {vol.Required("message"): phrase}},
        vol.Optional("services"): {translation_key: _SERVICE},
        vol.Optional("triggers"): {slug: _TRIGGER_OR_CONDITION},
        vol.Optional("conditions"): {slug: _TRIGGER_OR_CONDITION},
        vol.Optional("common"): {slug: phrase},
    }
)


def complaints(files: Files) -> Iterator[str]:
    """Yield schema errors of the texts, in any language."""
    yield from (f"twice in {text}" for text in files.twice)
    for language, words in files.words.items():
        shown = with_fallback(files.words[ENGLISH], words)
        yield from (f"{language}.json: {text}" for text in mismatches(SCHEMA, shown))
        if language not in LANGUAGES:
            yield f"{language}.json: Home Assistant has no such language"


def with_fallback(english: Any, words: Any) -> Any:
    """Merge the texts of a language into the English ones, as Home Assistant does."""
    if not (isinstance(english, Mapping) and isinstance(words, Mapping)):
        return words
    laid = {key: with_fallback(english.get(key), below) for key, below in words.items()}
    return {**english, **laid}
