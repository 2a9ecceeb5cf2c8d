"""Generate homes of which it is known what is private.

A line of a template has the marks `@{kind}` and `@{kind slug}`. In the home, a mark is a private
value in one of its spellings; in the copy, it must be a placeholder, and everything else equal.
"""

import base64
from dataclasses import dataclass, field
import json
from pathlib import Path
import re
from urllib.parse import quote

from hypothesis import strategies as st

from custom_components.security_posture.share_safe import Name, Private
from custom_components.security_posture.share_safe.model import Knowledge

_MARK = re.compile(r"@\{(\w+)(?: (\w+))?\}")
_PEOPLE = ("Ottilie", "Bartholomew", "Živa", "Søren", "Jörg", "Éloïse", "Zbigniew", "Xanthippe")
_ZONES = ("Quillmere Academy", "Brackenholm", "Tannersfield Gym", "Wolfsbrunn")
_DEVICES = ("quillphone", "ottertab 9", "zx fold 4", "brackenwatch")
_DOMAINS = ("quillmere-home.duckdns.org", "brackenholm.myfritz.net", "oddment.example-family.net")
_LAN = ("quillnas.local", "brack-server.lan", "basement")
_WIFI = ("Quillmere5G", "BrackenNet-77", "Wolfs Bau 12")
_USERS = ("quillfeather", "bracken_77", "o.tiller")
_LETTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_SLUG = str.maketrans("žøöéï", "zooei")

# Parts of packages. Everything that is no mark must stay.
TEMPLATES = tuple(
    (Path(__file__).parent / "templates.txt").read_text(encoding="utf-8").split("===\n")[1:]
)


@dataclass(slots=True)
class Home:
    """A generated home: its files, and a pattern of each file in the copy."""

    knowledge: Knowledge
    private: dict[str, str]  # by kind
    files: dict[str, str] = field(default_factory=dict)
    patterns: dict[str, str] = field(default_factory=dict)

    def canaries(self) -> set[str]:
        """Return the private texts that are nowhere in a copy, in usual encodings."""
        found: set[str] = set()
        for kind, value in self.private.items():
            # An ordinary word or number stays where it is something else.
            if kind in ("common", "code", "lan"):
                continue
            plain = value.lower()
            slug = re.sub(r"[^a-z0-9]+", "_", plain.translate(_SLUG)).strip("_")
            found |= {plain, slug, quote(plain).lower(), json.dumps(plain)[1:-1]}
        return {each for each in found if len(each) > 3}


_KINDS = {
    "person": r"person_\d+",
    "device": r"device_\d+",
    "zone": r"zone_\d+",
    "host": r"host_\d+",
    "lan": r"host_\d+",
    "user": r"user_\d+",
    "password": r"password_\d+",
    "common": r"password_\d+",
    "token": r"(?:token|webhook|password|api_key)_\d+",
    "basic": r"(?:token|password)_\d+",
    "code": r"code_\d+",
    "email": r"email_\d+",
    "phone": r"phone_\d+",
    "wifi": r"wifi_\d+",
    "mac": r"mac_\d+",
    "latitude": r"0\.0",
    "longitude": r"0\.0",
}


def _secret(size: int) -> st.SearchStrategy[str]:
    letters = st.text(_LETTERS, min_size=size, max_size=size)
    return letters.map(lambda text: f"{text[:-3]}7{text[-3:]}X2q")


@st.composite
def homes(draw: st.DrawFn) -> Home:
    """Draw a home."""
    person = draw(st.sampled_from(_PEOPLE))
    latitude = draw(st.integers(10_000_000, 85_000_000).filter(lambda n: n % 1000)) / 1_000_000
    longitude = draw(st.integers(10_000_000, 170_000_000).filter(lambda n: n % 1000)) / 1_000_000
    private = {
        "person": person,
        "device": draw(st.sampled_from(_DEVICES)),
        "zone": draw(st.sampled_from(_ZONES)),
        "host": draw(st.sampled_from(_DOMAINS)),
        "lan": draw(st.sampled_from(_LAN)),
        "user": draw(st.sampled_from(_USERS)),
        "password": draw(_secret(8)),
        "common": "homeassistant",
        "token": draw(_secret(24)),
        "code": draw(st.integers(1000, 9999)).__str__(),
        "email": "quill.feather@brackenpost.net",
        "phone": "+4915299988" + str(draw(st.integers(100, 999))),
        "wifi": draw(st.sampled_from(_WIFI)),
        "mac": draw(st.binary(min_size=6, max_size=6)).hex(":"),
        "latitude": f"{latitude:.6f}",
        "longitude": f"{longitude:.6f}",
    }
    if private["mac"].replace(":", "").strip("0f") == "":
        private["mac"] = "a4:c1:38:12:34:56"
    private["basic"] = base64.b64encode(
        f"{private['user']}:{private['password']}".encode()
    ).decode()
    home = Home(
        Knowledge(
            names=(
                Name(Private.PERSON, person),
                Name(Private.DEVICE, private["device"]),
                Name(Private.ZONE, private["zone"]),
            ),
            hosts=frozenset({private["host"]}),
            coordinates=((latitude, longitude),),
        ),
        private,
    )
    for n in range(draw(st.integers(1, 3))):
        lines = draw(st.lists(st.sampled_from(TEMPLATES), min_size=1, max_size=8, unique=True))
        written = "".join(line.replace("{n}", str(i)) for i, line in enumerate(lines))
        name = f"packages/part_{n}.yaml"
        home.files[name] = _MARK.sub(lambda mark: _value(private, mark), written)
        home.patterns[name] = "".join(_pattern(written))
    home.files["configuration.yaml"] = "homeassistant:\n  packages: !include_dir_named packages\n"
    home.patterns["configuration.yaml"] = re.escape(home.files["configuration.yaml"])
    return home


def _value(private: dict[str, str], mark: re.Match[str]) -> str:
    value = private[mark[1]]
    if mark[2] == "slug":
        return re.sub(r"[^a-z0-9]+", "_", value.lower().translate(_SLUG))
    return value


def _pattern(written: str) -> list[str]:
    pieces: list[str] = []
    done = 0
    for mark in _MARK.finditer(written):
        pieces += [re.escape(written[done : mark.start()]), _KINDS[mark[1]]]
        done = mark.end()
    return [*pieces, re.escape(written[done:])]
