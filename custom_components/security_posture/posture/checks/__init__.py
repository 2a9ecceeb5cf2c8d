"""The checks, one module each; the module name is the check id.

A module has `CHECK` (metadata) and `evaluate(facts, now)` (a pure function), and its docstring
begins with the question that the check answers. All modules here are discovered.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from ..facts import Facts
from ..model import Check, Outcome


@dataclass(frozen=True, slots=True)
class RegisteredCheck:
    """A check and the function that evaluates it."""

    check: Check
    evaluate: Callable[[Facts, datetime], Outcome]


def _discover() -> Mapping[str, RegisteredCheck]:
    found = {}
    for name in sorted(module.name for module in iter_modules(__path__)):
        module = import_module(f".{name}", __name__)
        found[name] = RegisteredCheck(module.CHECK, module.evaluate)
    return MappingProxyType(found)


CHECKS: Mapping[str, RegisteredCheck] = _discover()
