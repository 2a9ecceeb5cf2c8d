"""Home Assistant's own words, and ordinary words that are also names.

Joined from the word files of this package, which scripts/vocabulary.py writes, and from Home
Assistant itself where it is installed. The first call reads files: make it in the executor.
"""

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
import os
from pathlib import Path
import re
from typing import Final

from .secret_scanner import fold, read_words

_WORDS: Final = Path(__file__).parent / "words"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_]{0,60}")
_CONSTANT: Final = re.compile(
    r"^(?:CONF|ATTR|SERVICE|EVENT|STATE)_\w{1,60}(?:: [\w\[\], ]{1,80})? = "
    r'(?:EventType(?:\[.{1,80}\])?\(\s{0,8})?"([a-z]\w{0,60})"',
    re.MULTILINE,
)
# Domains of custom components and of other programs, which have entities or actions.
_OTHER_DOMAINS: Final = (
    "adaptive_lighting", "alexa_media", "browser_mod", "pyscript", "spook", "var", "variable",
)  # fmt: skip
_MAX_CONST: Final = 512 * 1024


def word_set(name: str) -> frozenset[str]:
    """Return the words of a list of this package."""
    return frozenset(read_words(name, _WORDS))


@cache
def domains() -> frozenset[str]:
    """Return the domains of integrations and of their platforms."""
    known = {*read_words("ha_domains", _WORDS), *_OTHER_DOMAINS}
    return frozenset(known.union(_installed_domains()))


@cache
def actions() -> frozenset[str]:
    """Return the actions that integrations register themselves, as "domain.action"."""
    return word_set("ha_services")


@cache
def keywords() -> frozenset[str]:
    """Return all words of Home Assistant, of dashboards and of other programs."""
    found = {word for name in _FILES for word in read_words(name, _WORDS)}
    found.update(domains(), _installed_constants())
    for action in actions():
        found.add(action.partition(".")[2])
    return frozenset(found)


_FILES: Final = (
    "ha_keywords",
    "dashboards",
    "programs",
    "action_keys",
    "address_keys",
    "containers",
    "keyword_keys",
    "object_id_keys",
    "opaque_keys",
    "program_keys",
    "style_keys",
    "text_keys",
    "variable_keys",
)


@cache
def ordinary() -> frozenset[str]:
    """Return the ordinary words that are also names."""
    return word_set("ordinary")


def is_domain(word: str) -> bool:
    """Return whether a word is the domain of an integration."""
    return word in domains()


def is_keyword(word: str) -> bool:
    """Return whether a word is one of Home Assistant or of another program, in its spelling."""
    return word in keywords() or word.lower() in keywords()


def is_ordinary(word: str) -> bool:
    """Return whether a word that may be a name is also an ordinary word or a keyword."""
    folded = fold(word)
    return folded in ordinary() or folded in keywords()


def is_action(domain: str, name: str) -> bool:
    """Return whether an integration registers an action itself."""
    return f"{domain}.{name}" in actions() or (
        name in _COMMON_ACTIONS and domain in domains() and domain not in _NAMED_ACTIONS
    )


_COMMON_ACTIONS: Final = frozenset(
    ["turn_on", "turn_off", "toggle", "reload", "update_entity", "set_value"]
)
# Every action of these is named by the user.
_NAMED_ACTIONS: Final = frozenset({"notify", "rest_command", "shell_command"})


def _installed() -> Path | None:
    try:
        spec = find_spec("homeassistant")
    except ImportError, ValueError:
        return None
    return Path(spec.origin).parent if spec is not None and spec.origin else None


def _installed_domains() -> Iterator[str]:
    root = _installed()
    if root is None:
        return
    try:
        with os.scandir(root / "components") as found:
            names = [entry.name for entry in found]
    except OSError:
        return
    yield from (name for name in names if _NAME.fullmatch(name))


def _installed_constants() -> Iterator[str]:
    root = _installed()
    if root is None:
        return
    try:
        with (root / "const.py").open(encoding="utf-8") as file:
            text = file.read(_MAX_CONST)
    except OSError, UnicodeDecodeError:
        return
    yield from _CONSTANT.findall(text)
