"""Build findings from secrets: file, lines and key, never the value."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from .by_key import is_code_key
from .detector import find_secrets
from .files import Role, SourceFile
from .key_names import secret_name
from .masking import masked_keys, masked_name
from .model import CONFIDENT, MASK, Finding, Kind
from .random_values import looks_like_password, looks_random
from .secret import CONTEXT_CONFIDENCE, Secret
from .stand_ins import StandIns, is_number_of_copy
from .tree import Scalar, Sequence
from .value_patterns import is_default, is_placeholder
from .yaml_values import YamlValue

# For placeholders: below the reported confidence.
PLACEHOLDER_CONFIDENCE: Final = 0.4
# The unused example in every new secrets.yaml.
HOME_ASSISTANT_EXAMPLE: Final = (("some_password",), "welcome")
# Zigbee2MQTT's former default key.
PUBLISHED_NETWORK_KEY: Final = [str(n) for n in (*range(1, 16, 2), *range(0, 13, 2), 13)]
# Shorter secrets may be equal to the name of something.
_MIN_KNOWN: Final = 4
# A value in secrets.yaml whose name does not say that it is a secret.
_MIN_RANDOM: Final = 8


class Reading(NamedTuple):
    """How the values of a file are read."""

    role: Role
    confidence: float = 1.0  # no finding has more


class FileFindings:
    """The findings of one file. The values are forgotten with this object."""

    def __init__(self, source: SourceFile, text: str) -> None:
        """Start with none."""
        self._lines = _Lines(text)
        self._name = masked_name(source.name)
        self._stand_ins = StandIns(source.name)
        self._found: dict[tuple[Finding, tuple[str, ...]], str] = {}
        self._well_known: dict[tuple[Finding, tuple[str, ...]], str] = {}
        # They may be keys as well.
        self._values: set[str] = set()
        self._kept_secrets: set[str] = set()  # where they belong: in secrets.yaml

    def __len__(self) -> int:
        """Return the number of findings."""
        return len(self._found) + len(self._well_known)

    def add(
        self, place: YamlValue, reading: Reading, tick: Callable[[], None] | None = None
    ) -> None:
        """Add the secrets in a value and in its key. `tick` is called again and again."""
        self._stand_ins.add(place)
        if reading.role is Role.SECRETS:
            self._add_well_known(place)
            return
        if reading.role is Role.SECRETS_COPY and _is_example(place):
            return
        if is_code_key(place) and (key := place.key_node) is not None:
            whole = Secret(0, len(key.text), Kind.CODE, CONTEXT_CONFIDENCE)
            self._add(place, key, whole, reading)
        for secret in find_secrets(place, reading.role, tick):
            if reading.role is Role.NOTES and not _is_own(place.node, secret):
                continue
            self._add(place, place.node, secret, reading)

    def findings(self) -> tuple[Finding, ...]:
        """Return the secrets."""
        return self._shown(
            {
                (self._lowered(finding, value), keys): value
                for (finding, keys), value in self._found.items()
            }
        )

    def well_known(self) -> tuple[Finding, ...]:
        """Return the published default values in a file where secrets belong."""
        return self._shown(self._well_known)

    def values(self) -> Iterator[str]:
        """Yield the secrets themselves, which may be names in other files."""
        yield from self._kept_secrets
        for (finding, _), value in self._found.items():
            lowered = self._lowered(finding, value)
            if lowered.confidence >= CONFIDENT and finding.kind is not Kind.WEBHOOK:
                yield value

    def _lowered(self, finding: Finding, value: str) -> Finding:
        if not self._stand_ins.lowers(value):
            return finding
        return replace(finding, confidence=min(finding.confidence, PLACEHOLDER_CONFIDENCE))

    def _shown(self, found: dict[tuple[Finding, tuple[str, ...]], str]) -> tuple[Finding, ...]:
        masked = (
            replace(finding, key=".".join(masked_keys(keys, self._values)))
            for finding, keys in found
        )
        return tuple(dict.fromkeys(masked))

    def _add_well_known(self, place: YamlValue) -> None:
        """Add the value if it is a published default."""
        node = place.node
        if not isinstance(node, Scalar):
            return
        if secret_name(place.key) is not None or looks_random(node.text, _MIN_RANDOM):
            self._kept_secrets.add(node.text)
        if is_default(node.text) and not _is_example(place):
            whole = Secret(0, len(node.text), Kind.PASSWORD, 1.0)
            finding = self._finding(place, node, whole, 1.0)
            self._well_known[finding, place.keys] = node.text

    def _add(
        self, place: YamlValue, node: Scalar | Sequence, secret: Secret, reading: Reading
    ) -> None:
        keys = place.keys
        if node is place.key_node:
            keys = (*keys[:-1], MASK)
        value = ""
        if isinstance(node, Scalar):
            value = node.text[secret.begin : secret.end].strip()
            if (
                secret.kind is not Kind.WEBHOOK
                and len(value) >= _MIN_KNOWN
                and not is_default(value)
            ):
                self._values.add(value)
            if not node.style and is_number_of_copy(value):
                return
        self._found[self._finding(place, node, secret, reading.confidence), keys] = value

    def _finding(
        self, place: YamlValue, node: Scalar | Sequence, secret: Secret, confidence: float
    ) -> Finding:
        if isinstance(node, Sequence):
            numbers = [item.text for item in node.items if isinstance(item, Scalar)]
            is_known, is_place_holder = numbers == PUBLISHED_NETWORK_KEY, False
            last = node.items[-1]
            lines = node.line, last.end_line if isinstance(last, Scalar) else node.line
        else:
            value = node.text[secret.begin : secret.end]
            is_known, is_place_holder = is_default(value), is_placeholder(value)
            lines = self._lines.of(node, secret)
        most = PLACEHOLDER_CONFIDENCE if is_place_holder else 1.0
        return Finding(
            file=self._name,
            line=lines[0],
            end_line=lines[1],
            key="",
            kind=secret.kind,
            confidence=min(secret.confidence, confidence, most),
            is_default=is_known,
            in_comment=place.in_comment,
        )


def _is_own(node: Scalar | Sequence, secret: Secret) -> bool:
    """Return whether a text holds a real secret, and no example of a manual."""
    value = node.text[secret.begin : secret.end] if isinstance(node, Scalar) else ""
    return looks_like_password(value) and not is_default(value)


def _is_example(place: YamlValue) -> bool:
    node = place.node
    return isinstance(node, Scalar) and (place.keys, node.text) == HOME_ASSISTANT_EXAMPLE


class _Lines:
    """Find the lines of the secrets in one value after another, in one pass over the source."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._node: Scalar | None = None
        self._of_node = 0, 0
        self._read = self._at = 0  # in the value, and where that is in the source
        self._line = 0
        self._is_lost = False

    def of(self, node: Scalar, secret: Secret) -> tuple[int, int]:
        """Return the first and the last line of a secret in the file."""
        if node.end_line == node.line:
            return node.line, node.line
        if node is not self._node:
            self._start(node)
        if self._is_lost or secret.end - secret.begin == len(node.text):
            return self._of_node
        # Folded lines: search for the secret as it is written in the source.
        wanted = node.text[secret.begin : secret.end].split("\n", 1)[0].strip()
        earlier = node.text.count(wanted, self._read, secret.begin)
        at = self._at
        for n in range(earlier + 1):
            at = self._text.find(wanted, at + (n > 0), node.end)
            if at < 0:
                self._is_lost = True
                return self._of_node
        self._line += self._text.count("\n", self._at, at)
        self._read, self._at = secret.begin, at
        return self._line, self._line + node.text.count("\n", secret.begin, secret.end)

    def _start(self, node: Scalar) -> None:
        source = self._text[node.start : node.end].rstrip()
        self._node, self._is_lost = node, False
        self._of_node = node.line, node.line + source.count("\n")
        self._read, self._at, self._line = 0, node.start, node.line
