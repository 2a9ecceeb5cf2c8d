"""Readers of the running instance: one module per source, never per check.

A source module has `TIMEOUT` (seconds) and `async def collect(hass, jobs)`, which returns
the facts of that source or raises; or a class with the same method where something must
be remembered between two looks. Nothing here writes to the instance, and nothing can
count as a failed sign-in. What a reader raises becomes `Unavailable` in one place, below:
an exception's text never passes it.
"""

import asyncio
from collections.abc import Callable, Collection, Coroutine, Mapping
from dataclasses import dataclass, fields
from logging import getLogger
from time import monotonic
from typing import Any, Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant

from ..const import CONF_FILE_SCAN, CONF_NETWORK_PROBE
from ..posture.facts import Facts, Reason, Unavailable
from . import (
    auth,
    ban_list,
    bans,
    core,
    files,
    git,
    host,
    http,
    issues,
    network,
    public_folder,
    secrets,
    supervisor,
    tools,
    urls,
    webhooks,
    yaml,
)
from .accounts import AccountsReader
from .advisories import AdvisoriesReader
from .backup import BackupsReader
from .common.errors import reason_of
from .common.executor import LimitedExecutor
from .evidence_entities import ChosenReader
from .failed_sign_ins import FailedSignInsWatcher
from .tls import TlsReader
from .updates import UpdatesReader

_LOGGER = getLogger(__name__)

SOURCES: Final = tuple(field.name for field in fields(Facts))
# Those that look through the configuration directory: one option switches them off together.
OF_FILES: Final = frozenset({"files", "git", "public_folder", "secrets", "yaml"})


@dataclass(frozen=True, slots=True)
class Source:
    """One reader and the time it is given."""

    collect: Callable[[HomeAssistant, LimitedExecutor], Coroutine[Any, Any, object]]
    timeout: float


class Collectors:
    """All readers of one entry. The names of the sources are the fields of `Facts`."""

    def __init__(self, hass: HomeAssistant, options: Mapping[str, Any]) -> None:
        """Prepare; nothing is read yet. `options` are the config entry's."""
        self._hass = hass
        self._jobs = LimitedExecutor(hass)
        self._watcher = FailedSignInsWatcher(hass)
        self._backups = BackupsReader(hass)
        self._accounts = AccountsReader(hass)
        self._advisories = AdvisoriesReader(hass, options)
        self._chosen = ChosenReader(hass, options)
        self._updates = UpdatesReader(hass)
        scans = options.get(CONF_FILE_SCAN, True)
        tls = TlsReader(probes=options.get(CONF_NETWORK_PROBE, True), scans=scans)
        self._switched_off = frozenset() if scans else OF_FILES
        self._lost: set[str] = set()
        self._seconds: dict[str, float] = {}
        self._sources = {
            "accounts": Source(self._accounts.collect, AccountsReader.TIMEOUT),
            "advisories": Source(self._advisories.collect, AdvisoriesReader.TIMEOUT),
            "auth": Source(auth.collect, auth.TIMEOUT),
            "backups": Source(self._backups.collect, BackupsReader.TIMEOUT),
            "ban_list": Source(ban_list.collect, ban_list.TIMEOUT),
            "bans": Source(bans.collect, bans.TIMEOUT),
            "evidence_entities": Source(self._chosen.collect, ChosenReader.TIMEOUT),
            "core": Source(core.collect, core.TIMEOUT),
            "failed_sign_ins": Source(self._watcher.collect, FailedSignInsWatcher.TIMEOUT),
            "files": Source(files.collect, files.TIMEOUT),
            "git": Source(git.collect, git.TIMEOUT),
            "host": Source(host.collect, host.TIMEOUT),
            "http": Source(http.collect, http.TIMEOUT),
            "issues": Source(issues.collect, issues.TIMEOUT),
            "network": Source(network.collect, network.TIMEOUT),
            "public_folder": Source(public_folder.collect, public_folder.TIMEOUT),
            "secrets": Source(secrets.collect, secrets.TIMEOUT),
            "supervisor": Source(supervisor.collect, supervisor.TIMEOUT),
            "tls": Source(tls.collect, TlsReader.TIMEOUT),
            "tools": Source(tools.collect, tools.TIMEOUT),
            "updates": Source(self._updates.collect, UpdatesReader.TIMEOUT),
            "urls": Source(urls.collect, urls.TIMEOUT),
            "webhooks": Source(webhooks.collect, webhooks.TIMEOUT),
            "yaml": Source(yaml.collect, yaml.TIMEOUT),
        }

    @property
    def evidence_entity_ids(self) -> tuple[str, ...]:
        """Return the entities the administrator chose as evidence."""
        return self._chosen.entity_ids

    async def async_start(self) -> None:
        """Begin to watch what leaves no trace to read later."""
        await self._watcher.async_start()

    async def async_stop(self) -> None:
        """Stop watching, and keep what was seen."""
        await self._watcher.async_stop()

    async def async_remove(self) -> None:
        """Delete what was kept."""
        for keeper in (
            self._watcher,
            self._accounts,
            self._advisories,
            self._chosen,
            self._updates,
        ):
            await keeper.async_remove()

    async def async_confirm_administrators(self) -> None:
        """Take the administrators and their tokens, as they are, for expected ones."""
        await self._accounts.async_confirm()

    def async_on_failed_sign_in(self, listener: CALLBACK_TYPE) -> CALLBACK_TYPE:
        """Call `listener` at every failed sign-in; return how to stop."""
        return self._watcher.async_listen(listener)

    def async_on_backup(self, listener: CALLBACK_TYPE) -> CALLBACK_TYPE:
        """Call `listener` when the backup manager did something; return how to stop."""
        return self._backups.async_listen(listener)

    async def async_collect(self, sources: Collection[str]) -> dict[str, object]:
        """Return the facts of `sources`, read at the same time; what failed is `Unavailable`."""
        names = sorted(sources)
        found = await asyncio.gather(*(self._read(name) for name in names))
        return dict(zip(names, found, strict=True))

    def seconds_of(self, name: str) -> float | None:
        """Return how long the last reading of a source took; None before the first."""
        return self._seconds.get(name)

    async def _read(self, name: str) -> object:
        if name in self._switched_off:
            return Unavailable(Reason.SWITCHED_OFF)
        source = self._sources[name]
        begun = monotonic()
        try:
            async with asyncio.timeout(source.timeout):
                facts = await source.collect(self._hass, self._jobs)
        except Exception as err:  # noqa: BLE001 - one source must not hide the others
            reason = reason_of(err)
            self._log_lost(name, reason, err)
            return Unavailable(reason)
        finally:
            self._seconds[name] = monotonic() - begun
        self._log_found(name)
        return facts

    def _log_lost(self, name: str, reason: Reason, err: Exception) -> None:
        if name not in self._lost:
            self._lost.add(name)
            _LOGGER.info("Cannot read %s: %s (%s)", name, reason, type(err).__name__)

    def _log_found(self, name: str) -> None:
        if name in self._lost:
            self._lost.discard(name)
            _LOGGER.info("Can read %s again", name)
