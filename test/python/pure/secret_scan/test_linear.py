"""Twice the text takes twice the steps, in every module that looks into texts.

The steps of regular expressions cannot be counted, so their repetitions must have an end.
"""

from collections.abc import Callable, Iterator
import importlib
from pathlib import Path
import pkgutil
import re
import re._constants as sre
import re._parser as sre_parser
from typing import Any

import pytest

from custom_components.security_posture.secret_scan import embedded
from custom_components.security_posture.secret_scan.code_values import code_values
from custom_components.security_posture.secret_scan.comments import commented_values
from custom_components.security_posture.secret_scan.embedded import (
    PIECE,
    auth_headers,
    cookies,
    embedded_secrets,
    pairs,
    templates,
    token_formats,
    told,
    urls,
    variables,
)
from custom_components.security_posture.secret_scan.tree import parse

from ...support.steps import steps

LINEAR = 2.3

type Work = Callable[[str], object]


def _all(found: Iterator[object]) -> None:
    for _ in found:
        pass


WORK: dict[str, tuple[Work, tuple[str, ...]]] = {
    "pairs": (
        lambda text: _all(pairs.pair_secrets(text, lambda: True)),
        (
            "pw:",
            "pw=",
            'pw:"',
            "pw:\\\"'",
            "x=y ",
            "-pw ",
            "the pw is ",
            "curl -u a:b ",
            "<pw>x</pw>",
            "--id a ",
            "nmcli ",
            "echo a | sudo ",
            "net use ",
        ),
    ),
    "templates": (
        lambda text: _all(templates.template_secrets(text, lambda: True)),
        (
            *("{% set a = '1234' == b %}", "code == '1234' ", "is_state('a.b', '1234'", "((([["),
            *("{% set code = f('1'", "'1234' in code "),
        ),
    ),
    "urls": (
        lambda text: _all(urls.url_secrets(text)),
        (
            "a://b:c@",
            "a://b:",
            "?key=",
            "?key=a1b2c3d4&",
            "http://a/send/",
            "/api/webhook/",
            "_password=a",
            "/token/a",
        ),
    ),
    "told": (
        lambda text: _all(told.told_secrets(text)),
        (
            *(
                "`abcd1`",
                "**abcd1**",
                "password `abcd1` ",
                "wifi: a / b ",
                "wifi ",
                "wifi a / bcdefgh12 ",
            ),
            *(
                "password is ",
                "pass word word word ",
                '"abcd1" ',
                "<b>abcd1</b>",
                "wifi senha abcdefg12 ",
            ),
        ),
    ),
    "cookies": (
        lambda text: _all(cookies.cookie_secrets(text)),
        ("Cookie: a=b;", "cookie:", "--cookie a=", "Cookie: "),
    ),
    "headers": (
        lambda text: _all(auth_headers.auth_header_secrets(text)),
        ("bearer a", "basic QUFB", "digest ", "digest response="),
    ),
    "formats": (
        lambda text: _all(token_formats.formatted_secrets(text)),
        ("eyJ", "eyJaaaaaaaaaa.", "WIFI:S:a;", "-----BEGIN PRIVATE KEY-----", "o.", "1:a"),
    ),
    "variables": (
        lambda text: _all(variables.variable_defaults(text)),
        ("${PW:-", "${PW:-x}", "${"),
    ),
    "whole": (lambda text: _all(embedded_secrets(text, lambda: True)), ("pw:", "a://b:c@", "x=y ")),
    "comments": (
        lambda text: _all(commented_values(text, parse(text, 100_000))),
        ("# a:\n", "#a\n", "a: 1 # b: c\n", "# - - a: b\n", "a: # b\n", "##"),
    ),
    **{
        language: (
            lambda text, language=language: _all(code_values(text, language)),
            ('"', '\\"', "a=", "a = 'b'\n", "({[", "# a: b\n", '"""', "`", "/*", "a[", "pw 'x',"),
        )
        for language in ("python", "javascript", "shell", "ini")
    },
}
# A piece with what stands around it costs as much in a text of any length.
SIZE = 4 * PIECE


@pytest.mark.parametrize(
    ("name", "piece"), [(name, piece) for name, (_, pieces) in WORK.items() for piece in pieces]
)
def test_steps(name: str, piece: str) -> None:
    work, _ = WORK[name]
    size = SIZE if name == "whole" else SIZE // 8
    short, long = piece * (size // len(piece)), piece * (2 * size // len(piece))
    work(short)
    assert steps(lambda: work(long)) <= LINEAR * steps(lambda: work(short)) + 5_000


def _patterns() -> Iterator[Any]:
    for info in pkgutil.iter_modules([str(Path(embedded.__file__).parent)]):
        module = importlib.import_module(f"{embedded.__name__}.{info.name}")
        for name, value in vars(module).items():
            for pattern in _compiled(value):
                yield pytest.param(pattern, id=f"{info.name}.{name}")


def _compiled(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _compiled(each)


@pytest.mark.parametrize("pattern", _patterns())
def test_repetitions_end(pattern: re.Pattern[str]) -> None:
    _, most = sre_parser.parse(pattern.pattern, pattern.flags).getwidth()
    assert most < sre.MAXREPEAT


def test_time_can_be_looked_at_inside_of_a_text() -> None:
    ticks: list[None] = []
    _all(embedded_secrets("a" * 200_000, lambda: True, lambda: ticks.append(None)))
    assert len(ticks) >= 200_000 // 10_000


def test_a_search_can_be_ended() -> None:
    def stop() -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        _all(embedded_secrets("a" * 100, lambda: True, stop))
