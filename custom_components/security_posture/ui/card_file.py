"""Serve the card's file from memory, so that its content and its hash always belong together."""

from dataclasses import dataclass
import gzip
import hashlib
from http import HTTPStatus
from logging import getLogger
from pathlib import Path
from typing import Final, Self

from aiohttp import hdrs
from aiohttp.web import Request, Response

from homeassistant.components.http import HomeAssistantView
from homeassistant.core import HomeAssistant
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN

_LOGGER = getLogger(__name__)

# The frontend's service worker would permanently cache a path with a version or "/static/" in it.
CARD_PATH: Final = f"/{DOMAIN}/card.js"
CARD_FILE: Final = Path(__file__).parents[1] / "card" / "security-posture-card.js"

_NAME: Final = "card.js"
_FOREVER: Final = "public, max-age=31536000, immutable"
_NOT_STORED: Final = "no-store"
_GZIP: Final = "gzip"


@dataclass(frozen=True, slots=True)
class CardFile:
    """The card's file, as it was when Home Assistant started."""

    digest: str
    plain: bytes
    compressed: bytes

    @classmethod
    def read(cls) -> Self:
        """Read the file (blocking)."""
        plain = CARD_FILE.read_bytes()
        digest = hashlib.sha256(plain).hexdigest()[:12]
        return cls(digest, plain, gzip.compress(plain, mtime=0))

    @property
    def url(self) -> str:
        """Return the only address whose answer may be stored."""
        return f"{CARD_PATH}?v={self.digest}"


_CARD: HassKey[CardFile] = HassKey(f"{DOMAIN}_card_file")


async def async_serve_card(hass: HomeAssistant) -> None:
    """Serve the card. Routes cannot be removed, so this runs once per process."""
    try:
        card = await hass.async_add_executor_job(CardFile.read)
    except OSError:
        _LOGGER.error(  # noqa: TRY400 - the traceback adds nothing
            "The card's file is missing from this installation; reinstall it"
        )
        return
    hass.data[_CARD] = card
    hass.http.register_view(CardView(card))


def served_card(hass: HomeAssistant) -> CardFile | None:
    """Return the card's file, or None if it is not served."""
    return hass.data.get(_CARD)


def card_hash(hass: HomeAssistant) -> str:
    """Return the content hash of the card, or "" if it is not served."""
    return card.digest if (card := served_card(hass)) else ""


class CardView(HomeAssistantView):
    """Everything below the integration's path: the card, and nothing else.

    Only the address with the card's own hash may be stored. Pages of an older or newer version ask
    for another hash; they get the current card, which offers to reload the page. That answer has
    another status than 200, because the frontend's service worker stores every 200 for a day.
    """

    url = f"/{DOMAIN}/{{name:.*}}"
    name = f"{DOMAIN}:card"
    requires_auth = False

    def __init__(self, card: CardFile) -> None:
        """Take the file to serve."""
        self._card = card

    async def get(self, request: Request, name: str) -> Response:
        """Return the card."""
        if name != _NAME:
            return Response(status=HTTPStatus.NOT_FOUND, headers={hdrs.CACHE_CONTROL: _NOT_STORED})
        return self._answer(request)

    head = get

    def _answer(self, request: Request) -> Response:
        card = self._card
        is_compressed = _accepts_gzip(request.headers.get(hdrs.ACCEPT_ENCODING, ""))
        tag = f"{card.digest}-{_GZIP}" if is_compressed else card.digest
        is_own = request.query_string == f"v={card.digest}"
        headers = {
            hdrs.CACHE_CONTROL: _FOREVER if is_own else _NOT_STORED,
            # Where the dashboard resource finds the current address.
            hdrs.CONTENT_LOCATION: card.url,
            hdrs.ETAG: f'"{tag}"',
            hdrs.VARY: hdrs.ACCEPT_ENCODING,
        }
        if any(each.value in (tag, "*") for each in request.if_none_match or ()):
            return Response(status=HTTPStatus.NOT_MODIFIED, headers=headers)
        if is_compressed:
            headers[hdrs.CONTENT_ENCODING] = _GZIP
        return Response(
            body=card.compressed if is_compressed else card.plain,
            status=HTTPStatus.OK if is_own else HTTPStatus.NON_AUTHORITATIVE_INFORMATION,
            headers=headers,
            content_type="text/javascript",
            charset="utf-8",
        )


def _accepts_gzip(header: str) -> bool:
    """Return whether a client accepts gzip; the weight 0 refuses it."""
    for part in header.lower().split(","):
        coding, _, weight = part.replace(" ", "").partition(";q=")
        if coding == _GZIP:
            return weight.strip("0.") != "" or not weight
    return False
