"""Collectors read the running instance into facts: one module or package per source.

A module is a source when it has `SOURCE` (the name of a field of `Facts`), `TIMEOUT` (seconds)
and `async def collect(hass, executor)`, which returns the facts or raises. A source that keeps
state between runs has a subclass of `StatefulCollector` with the same three instead. There is
no list of sources to maintain. Collectors never write to the instance and never cause a failed
login. Exceptions become `Unavailable` in `Collectors._read` only, without their text.
"""

import asyncio
from collections.abc import Callable, Collection, Coroutine, Mapping
from dataclasses import dataclass, fields
from importlib import import_module
from logging import getLogger
from pkgutil import iter_modules
from time import monotonic
from types import MappingProxyType, ModuleType
from typing import Any, Final

from homeassistant.auth.models import User
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from ..const import CONF_FILE_SCAN
from ..posture.facts import Facts, Reason, Unavailable
from .accounts import AccountsCollector
from .backup import BackupsCollector
from .common.collector import StatefulCollector
from .common.errors import reason_of
from .common.executor import LimitedExecutor
from .evidence_entities import EvidenceEntitiesCollector
from .failed_sign_ins import FailedSignInsCollector

_LOGGER = getLogger(__name__)

SOURCES: Final = tuple(field.name for field in fields(Facts))
# Sources that scan the configuration folder; one option switches all of them off.
FILE_SCAN_SOURCES: Final = frozenset({"files", "git", "public_folder", "secrets", "yaml"})


def _discover() -> Mapping[str, ModuleType | type[StatefulCollector]]:
    """Return the module or class of every source, by the source's name."""
    found: dict[str, ModuleType | type[StatefulCollector]] = {}
    for info in iter_modules(__path__):
        if source := _source_in(import_module(f".{info.name}", __name__)):
            found[source.SOURCE] = source
    return MappingProxyType(found)


def _source_in(module: ModuleType) -> ModuleType | type[StatefulCollector] | None:
    """Return the module if it is a source itself, else the stateful class in it."""
    if hasattr(module, "SOURCE"):
        return module
    stateful = [
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, StatefulCollector)
        and value is not StatefulCollector
    ]
    return stateful[0] if stateful else None


COLLECTORS: Final = _discover()


@dataclass(frozen=True, slots=True)
class Source:
    """How to read one source, and its timeout in seconds."""

    collect: Callable[[HomeAssistant, LimitedExecutor], Coroutine[Any, Any, object]]
    timeout: float


class Collectors:
    """All collectors of one config entry."""

    def __init__(self, hass: HomeAssistant, options: Mapping[str, Any]) -> None:
        """Initialize without reading anything; `options` are the config entry's."""
        self._hass = hass
        self._executor = LimitedExecutor(hass)
        self._switched_off = frozenset() if options.get(CONF_FILE_SCAN, True) else FILE_SCAN_SOURCES
        self._unavailable: set[str] = set()
        self._durations: dict[str, float] = {}
        self._stateful: list[StatefulCollector] = []
        self._sources: dict[str, Source] = {}
        for name, source in COLLECTORS.items():
            collector = source(hass, options) if isinstance(source, type) else source
            if isinstance(collector, StatefulCollector):
                self._stateful.append(collector)
            self._sources[name] = Source(collector.collect, collector.TIMEOUT)

    @property
    def evidence_entity_ids(self) -> tuple[str, ...]:
        """Return the entities selected as evidence in the options."""
        return self._get(EvidenceEntitiesCollector).entity_ids

    async def async_start(self) -> None:
        """Start the collectors that listen for events."""
        for collector in self._stateful:
            await collector.async_start()

    async def async_stop(self) -> None:
        """Stop listening and save what is needed after a restart."""
        for collector in self._stateful:
            await collector.async_stop()

    async def async_remove(self) -> None:
        """Delete every stored file."""
        for collector in self._stateful:
            await collector.async_remove()

    @callback
    def async_invalidate(self) -> None:
        """Drop cached answers, so that the next run asks every location again."""
        for collector in self._stateful:
            collector.async_invalidate()

    async def async_confirm_administrators(self, user: User, confirmation: str) -> None:
        """Mark the administrators and tokens that `user` has seen as expected."""
        await self._get(AccountsCollector).async_confirm(user, confirmation)

    @callback
    def async_on_failed_sign_in(self, listener: CALLBACK_TYPE) -> CALLBACK_TYPE:
        """Call `listener` after every failed login; return the unsubscribe callback."""
        return self._get(FailedSignInsCollector).async_listen(listener)

    @callback
    def async_on_backup(self, listener: CALLBACK_TYPE) -> CALLBACK_TYPE:
        """Call `listener` when a backup action starts or ends; return the unsubscribe callback."""
        return self._get(BackupsCollector).async_listen(listener)

    async def async_collect(self, sources: Collection[str]) -> dict[str, object]:
        """Return the facts of `sources`, read concurrently; a failed source is `Unavailable`."""
        names = sorted(sources)
        found = await asyncio.gather(*(self._read(name) for name in names))
        return dict(zip(names, found, strict=True))

    def duration_of(self, name: str) -> float | None:
        """Return how long the last run of a source took; None before the first."""
        return self._durations.get(name)

    def _get[T: StatefulCollector](self, kind: type[T]) -> T:
        return next(collector for collector in self._stateful if isinstance(collector, kind))

    async def _read(self, name: str) -> object:
        if name in self._switched_off:
            return Unavailable(Reason.SWITCHED_OFF)
        source = self._sources[name]
        started = monotonic()
        try:
            async with asyncio.timeout(source.timeout):
                facts = await source.collect(self._hass, self._executor)
        except Exception as err:  # noqa: BLE001 - one source must not hide the others
            reason = reason_of(err)
            self._log_unavailable(name, reason, err)
            return Unavailable(reason)
        finally:
            self._durations[name] = monotonic() - started
        self._log_available(name)
        return facts

    def _log_unavailable(self, name: str, reason: Reason, err: Exception) -> None:
        if name not in self._unavailable:
            self._unavailable.add(name)
            _LOGGER.info("Cannot read %s: %s (%s)", name, reason, type(err).__name__)

    def _log_available(self, name: str) -> None:
        if name in self._unavailable:
            self._unavailable.discard(name)
            _LOGGER.info("Can read %s again", name)
