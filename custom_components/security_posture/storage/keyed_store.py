"""A file of this integration in Home Assistant's private storage.

Backups contain these files, so what they are about is stored as keyed hashes. A file that
cannot be read or written never raises anything but the two errors below: losing what was
remembered must not stop what does not depend on it.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
import hashlib
from logging import getLogger
from pathlib import Path
import secrets
import sys
from typing import Any, Final, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store

from ..const import DOMAIN
from ..posture.keyed_hash import SALT_BYTES
from .store_state import StoreState, async_set_state

_LOGGER = getLogger(__name__)

VERSION: Final = 1
# In a file beside another one: a hash of what that held. The other version has been in use again if
# it holds something else. What is beside it is older then, such as risks that were reopened.
_CONTINUES: Final = "continues"
# What parsing raises for data in another form. OSError and OverflowError: from
# datetime.fromtimestamp, for dates the platform cannot represent.
_INVALID: Final = (
    AttributeError,
    LookupError,
    OSError,
    OverflowError,
    TypeError,
    ValueError,
)
# What Store raises for a file that it cannot read or write.
_UNAVAILABLE: Final = (HomeAssistantError, NotImplementedError, OSError)


class InvalidDataError(Exception):
    """The stored data is not in the form that this integration writes."""


class StoreUnavailableError(Exception):
    """The file cannot be read. It is left as it is."""


class _OtherVersionError(Exception):
    """Another version of the integration wrote the file."""

    def __init__(self, major: int, data: Any) -> None:
        super().__init__()
        self.major = major
        self.data = data


class _File(Store[dict[str, Any]]):
    """A file that is not converted, and so not overwritten, while it is read."""

    @override
    async def _async_migrate_func(
        self, old_major_version: int, old_minor_version: int, old_data: Any
    ) -> dict[str, Any]:
        raise _OtherVersionError(old_major_version, old_data)


class KeyedStore:
    """One stored file. Until it could be read it is not written.

    A file of another major version is never written. What it holds is used if this version
    understands it, and changes go to a file beside it; after an update, nothing is lost.
    """

    def __init__(self, hass: HomeAssistant, name: str, *, atomic_writes: bool = False) -> None:
        """Initialize the file `name`."""
        self._hass = hass
        self._name = name

        def file(key: str) -> _File:
            return _File(
                hass,
                VERSION,
                key,
                private=True,
                atomic_writes=atomic_writes,
                # `_File` refuses all but the version itself.
                max_readable_version=sys.maxsize,
            )

        self._file = file(f"{DOMAIN}.{name}")
        self._beside = file(f"{DOMAIN}.{name}.v{VERSION}")
        self._written: _File | None = None  # None: the file could not be read yet
        self._continued = ""

    async def async_load[T](self, parse: Callable[[Any], T]) -> T | None:
        """Return the parsed data; None if there is no file.

        Raise InvalidDataError or StoreUnavailableError.
        """
        self._written = None
        try:
            loaded = await self._async_load(parse)
        except StoreUnavailableError as err:
            if self._set_state(StoreState.UNREADABLE):
                reason = type(err.__cause__).__name__
                _LOGGER.warning("Cannot read %s (%s)", self._file.key, reason)
            raise
        except InvalidDataError:
            if self._written is self._file:
                self._set_state(StoreState.INVALID)
            raise
        if self._written is self._file:
            self._set_state(StoreState.OK)
        return loaded

    async def async_load_or_reset[T](self, parse: Callable[[Any], T], new: Callable[[], T]) -> T:
        """Return the parsed data; what `new` returns if there is none to be had."""
        try:
            loaded = await self.async_load(parse)
        except InvalidDataError, StoreUnavailableError:
            loaded = None
        return new() if loaded is None else loaded

    async def async_save(self, data: dict[str, Any]) -> bool:
        """Write the data; return False if that failed. Store itself logs a failed write."""
        if self._written is None:
            return False
        try:
            await self._written.async_save(self._framed(data))
        except _UNAVAILABLE as err:
            _LOGGER.warning("Cannot write %s (%s)", self._written.key, type(err).__name__)
            return False
        return True

    @callback
    def async_delay_save(self, data_func: Callable[[], dict[str, Any]], delay: float) -> None:
        """Write what `data_func` returns in `delay` seconds, or when Home Assistant stops."""
        if self._written is not None:
            self._written.async_delay_save(lambda: self._framed(data_func()), delay)

    async def async_remove(self) -> None:
        """Delete the file, the one beside it, and damaged ones that Home Assistant renamed."""
        self._set_state(None)
        for file in (self._file, self._beside):
            try:
                await file.async_remove()
                await self._hass.async_add_executor_job(_remove_damaged, Path(file.path))
            except OSError as err:
                _LOGGER.warning("Cannot delete %s (%s)", file.key, type(err).__name__)

    async def _async_load[T](self, parse: Callable[[Any], T]) -> T | None:
        try:
            return _parsed(await self._async_read(self._file), parse)
        except _OtherVersionError as other:
            if other.major == VERSION:
                # Later versions may add to a minor version, and do without what they added.
                with suppress(InvalidDataError):
                    loaded = _parsed(other.data, parse)
                    self._written = self._file
                    return loaded
            if self._set_state(StoreState.OTHER_VERSION):
                _LOGGER.warning(
                    "Another version of this integration wrote %s: it is left as it is, "
                    "and %s is used beside it",
                    self._file.key,
                    self._beside.key,
                )
            return await self._async_load_beside(other.data, parse)

    async def _async_load_beside[T](self, data: Any, parse: Callable[[Any], T]) -> T | None:
        """Return what this version wrote beside the file since, else what the file holds."""
        self._continued = hashlib.sha256(repr(data).encode()).hexdigest()
        try:
            beside = await self._async_read(self._beside)
        except _OtherVersionError as err:
            self._written = self._beside
            raise InvalidDataError from err
        if not isinstance(beside, dict) or beside.pop(_CONTINUES, None) != self._continued:
            beside = data
        return _parsed(beside, parse)

    def _framed(self, data: dict[str, Any]) -> dict[str, Any]:
        return data if self._written is self._file else {**data, _CONTINUES: self._continued}

    async def _async_read(self, file: _File) -> Any:
        """Return the data of a file; None if there is no file. From now on it is written."""
        try:
            is_there = await self._hass.async_add_executor_job(Path(file.path).exists)
            data = await file.async_load()
        except _UNAVAILABLE as err:
            raise StoreUnavailableError from err
        except _INVALID as err:
            # JSON, but not the frame that Home Assistant puts around the data.
            self._written = file
            raise InvalidDataError from err
        self._written = file
        if data is None and is_there:
            # Home Assistant has renamed a file that is no JSON. It is not as if there were none:
            # the administrators of the first run, for example, are the expected ones.
            raise InvalidDataError
        return data

    def _set_state(self, state: StoreState | None) -> bool:
        return async_set_state(self._hass, self._name, state)


def _remove_damaged(path: Path) -> None:
    for damaged in path.parent.glob(f"{path.name}.corrupt.*"):
        damaged.unlink(missing_ok=True)


def _parsed[T](data: Any, parse: Callable[[Any], T]) -> T | None:
    if data is None:
        return None
    try:
        return parse(data)
    except _INVALID as err:
        raise InvalidDataError from err


def new_salt() -> bytes:
    """Return a random key for keyed hashes."""
    return secrets.token_bytes(SALT_BYTES)


def parse_salt(text: str) -> bytes:
    """Return a stored salt. Raise TypeError or ValueError if it is none."""
    salt = bytes.fromhex(text)
    if len(salt) != SALT_BYTES:
        raise ValueError("The salt has another length")
    return salt


def parse_date(text: str) -> datetime:
    """Return a stored date. Raise TypeError or ValueError if it is none, or has no time zone."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("The date has no time zone")
    return at
