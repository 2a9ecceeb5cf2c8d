"""Secrets in the paths and queries of addresses, and what looks like them."""

import pytest

from custom_components.security_posture.secret_scan.embedded import embedded_secrets

HEX = "9f3ac1d2" + "7be84410" + "a6c5d0e2" + "718b34f6"
WORD = "Kq8" + "tT5mWx2" * 2


def found(text: str) -> list[str]:
    return [text[span.begin : span.end] for span in embedded_secrets(text, lambda: False)]


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        (f"https://api.day.app/{WORD}/", WORD),
        (f"https://sctapi.ftqq.com/SCT1{WORD}.send?title=x", f"SCT1{WORD}"),
        (f"https://api.forecast.solar/{WORD[:16]}/estimate/1/2", WORD[:16]),
        (f"http://192.168.1.1/cgi-bin/luci/;stok={HEX}/api/x", HEX),
        (f"rtsps://10.0.0.2:7441/{WORD[:16]}?enableSrtp", WORD[:16]),
        (f"http://10.0.0.2/api/v1/{HEX[:20]}/level", HEX[:20]),
        (f"https://automate.example.io/hook/{HEX[:18]}", HEX[:18]),
        (f"https://calendar.example.com/1.ics?s={HEX}", HEX),
        (f"https://example.com/a?viewer={HEX[:24]}&x=1", HEX[:24]),
        (f"http://nas:5000/webapi/entry.cgi?_sid={WORD}&api=x", WORD),
        ("https://example.com/whatsapp?phone=x&apikey=417731", "417731"),
    ],
)
def test_a_secret_in_an_address(text: str, secret: str) -> None:
    assert found(text) == [secret]


@pytest.mark.parametrize(
    "text",
    [
        f"https://example.com/feed?u={HEX[:25]}&id=e01847e94f",
        f"/hacsfiles/card/card.js?hacstag={HEX[:24]}",
        f"https://example.com/app.js?v={HEX}",
        f"https://raw.example.com/owner/name/{HEX}/file.yaml",
        "https://example.com/api/v1/reservations",
        "https://example.com/a?apikey={{ key }}",
        "https://open.example.com/playlist/x?si=80e65565a3b24adb",
    ],
)
def test_what_is_public_in_an_address(text: str) -> None:
    assert found(text) == []
