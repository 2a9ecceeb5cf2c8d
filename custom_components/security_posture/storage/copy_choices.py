"""What administrators decided for shareable copies: kinds and texts to replace or to keep.

Only keyed hashes of the texts are stored: backups must not name what somebody wants to hide.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
import json
from types import MappingProxyType
from typing import Any, Final
import unicodedata

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..posture.keyed_hash import keyed_hash
from .keyed_store import InvalidDataError, KeyedStore, StoreUnavailableError, new_salt, parse_salt

_NAME: Final = "copy_choices"
# Of single texts. The oldest decision is dropped.
MAX_TEXTS: Final = 2_000
_NONE: Final[Mapping[str, bool]] = MappingProxyType({})
# More kinds than there are.
_MAX_KINDS: Final = 100
# Kinds that are always replaced.
FIXED: Final = frozenset({"coordinate", "secret", "word"})


class NotSavedError(Exception):
    """The decision could not be saved, and was not made."""


@dataclass(frozen=True, slots=True)
class CopyChoices:
    """The decisions at one moment. Any thread may read them."""

    salt: bytes = field(default_factory=new_salt)
    kinds: Mapping[str, bool] = _NONE
    texts: Mapping[str, bool] = _NONE  # by keyed hash

    def is_on(self, kind: str, text: str) -> bool | None:
        """Return the decision about a text, or about a whole kind if the text is empty."""
        if not text:
            return self.kinds.get(kind)
        return self.texts.get(self._key(kind, text)) if self.texts else None

    def with_choice(self, kind: str, text: str, *, on: bool) -> CopyChoices:
        """Return the decisions with one more."""
        if not text:
            return replace(self, kinds={**self.kinds, str(kind): on})
        key = self._key(kind, text)
        texts = {other: each for other, each in self.texts.items() if other != key}
        kept = list(texts.items())[-(MAX_TEXTS - 1) :]
        return replace(self, texts={**dict(kept), key: on})

    def _key(self, kind: str, text: str) -> str:
        return keyed_hash(self.salt, json.dumps((str(kind), _folded(text))))

    def as_data(self) -> dict[str, Any]:
        """Return the data to store."""
        return {
            "salt": self.salt.hex(),
            "kinds": dict(self.kinds),
            "texts": dict(self.texts),
        }

    @classmethod
    def parse(cls, data: Any) -> CopyChoices:
        """Return the decisions of a stored file. Raise if it has another form.

        A row of another version does not end the other decisions: what somebody wants to hide
        would be in the next copy.
        """
        kinds, texts = _decisions(data["kinds"]), _decisions(data["texts"])
        if len(kinds) > _MAX_KINDS:
            raise ValueError
        for kind in FIXED:
            kinds.pop(kind, None)
        return cls(parse_salt(data["salt"]), kinds, dict([*texts.items()][-MAX_TEXTS:]))


class CopyChoicesStore:
    """The decisions of all administrators, kept across restarts."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Initialize; the file is read when it is needed."""
        self._store = KeyedStore(hass, _NAME, atomic_writes=True)
        self._choices: CopyChoices | None = None
        # A copy waits for the decision that was sent before it.
        self._lock = asyncio.Lock()

    async def async_choices(self) -> CopyChoices:
        """Return the current decisions; none while they cannot be read."""
        async with self._lock:
            try:
                return await self._async_load()
            except StoreUnavailableError:
                return CopyChoices()

    async def async_choose(self, kind: str, text: str, *, on: bool) -> None:
        """Keep a decision about a text, or about a whole kind. Raise NotSavedError."""
        async with self._lock:
            try:
                choices = (await self._async_load()).with_choice(kind, text, on=on)
            except StoreUnavailableError as err:
                raise NotSavedError from err
            if not await self._store.async_save(choices.as_data()):
                raise NotSavedError
            self._choices = choices

    async def async_remove(self) -> None:
        """Forget all decisions and delete the file."""
        async with self._lock:
            self._choices = None
            await self._store.async_remove()

    async def _async_load(self) -> CopyChoices:
        if self._choices is None:
            try:
                stored = await self._store.async_load(CopyChoices.parse)
            except InvalidDataError:
                stored = None
            self._choices = stored or CopyChoices()
        return self._choices


_SHARED: Final[HassKey[CopyChoicesStore]] = HassKey(f"{DOMAIN}_{_NAME}")


@callback
def copy_choices_store(hass: HomeAssistant) -> CopyChoicesStore:
    """Return the store; it outlives the config entry, as the command does."""
    if (store := hass.data.get(_SHARED)) is None:
        store = hass.data[_SHARED] = CopyChoicesStore(hass)
    return store


def _decisions(rows: dict[str, Any]) -> dict[str, bool]:
    return {key: on for key, on in rows.items() if isinstance(on, bool)}


def _folded(text: str) -> str:
    """Return a text without what differs between two spellings of one name."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())
