"""Find the account of the owner in links: github.com/USER, instagram.com/USER."""

from collections.abc import Iterator
import re
from typing import Final

from .tables import read_lists

LINK: Final = re.compile(r"(?:[a-z][a-z0-9+.-]{1,12}://|www\.)[^\s<>\"'\])}]{3,400}", re.IGNORECASE)
_ACCOUNT: Final = re.compile(
    r"(?:^|[/.@])(?P<site>github\.com|gist\.github\.com|raw\.githubusercontent\.com|[\w-]{1,40}\.github\.io|gitlab\.com"
    r"|bitbucket\.org|codeberg\.org|instagram\.com|twitter\.com|x\.com|t\.me|facebook\.com|tiktok\.com"
    r"|youtube\.com/(?:c|user|channel)|youtube\.com|reddit\.com/u(?:ser)?|linkedin\.com/in"
    r"|community\.home-assistant\.io/u|medium\.com|buymeacoffee\.com|ko-fi\.com|paypal\.me|hub\.docker\.com/[ur])"
    r"[/:]@?(?P<name>[\w.-]{2,39})(?:/(?P<rest>[\w.-]{1,100}))?",
    re.IGNORECASE,
)
# Repositories that hold the configuration of a home.
_OWN: Final = re.compile(
    r"(?i)(?:my|home|hass|ha|smart).{0,20}(?:conf|setup)|dotfiles"
    r"|^(?:home[-_]?assistant|hass|ha)(?:[-_.]?(?:conf|config|configuration|yaml|files))?$"
)
_PUBLIC: Final = frozenset(read_lists("name_evidence")["no_account"])


def accounts(text: str) -> Iterator[tuple[int, str, str, bool]]:
    """Yield offset, site and name of accounts in links, and whether it holds a configuration."""
    for link in LINK.finditer(text):
        for match in _ACCOUNT.finditer(link[0]):
            name = match["name"].rstrip(".")
            if name.lower() not in _PUBLIC and not name.isdecimal():
                rest = (match["rest"] or "").removesuffix(".git")
                is_own = "git" in match["site"] and _OWN.search(rest) is not None
                yield link.start() + match.start("name"), match["site"].lower(), name, is_own
