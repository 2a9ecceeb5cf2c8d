"""Certificates and certificate files, valid and malicious."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
import os
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, strategies as st
import pytest

from custom_components.security_posture.collectors.common.errors import CollectorError
from custom_components.security_posture.collectors.tls import certificate, certificate_file
from custom_components.security_posture.collectors.tls.certificate import (
    names_its_issuer,
    parse_certificate,
)
from custom_components.security_posture.collectors.tls.certificate_file import read_certificate_file
from custom_components.security_posture.posture.facts import Reason

from .authority import HOST, Authority, issue

RSA = rsa.generate_private_key(65537, 2048)


def reason(call: Any, *args: Any) -> Reason:
    with pytest.raises(CollectorError) as raised:
        call(*args)
    return raised.value.reason


def test_the_common_name_is_ignored() -> None:
    """Browsers ignore the common name since 2017."""
    found = parse_certificate(issue(HOST, names=()).der)
    assert (found.dns_names, found.ip_names) == ((), ())


def test_fields_are_clipped() -> None:
    evil = "<img src=x onerror=alert(1)>\u202e\x00" + "a" * 30
    found = parse_certificate(issue(evil, names=("x",)).der)
    assert len(found.subject) <= 256
    long = x509.Name([x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "o" * 64)] * 20)
    assert len(certificate.clip(long.rfc4514_string())) == 256


def test_all_of_thousands_of_names_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    many = issue(names=[f"n{n}.example" for n in range(2_000)]).der
    assert len(parse_certificate(many).dns_names) == 2_000
    monkeypatch.setattr(certificate, "MAX_NAMES", 1_999)
    assert reason(parse_certificate, many) is Reason.TOO_LARGE


def test_self_signed_means_its_own_key(ca: Authority) -> None:
    assert parse_certificate(issue().der).self_signed
    assert not parse_certificate(issue(by=ca.root).der).self_signed
    # The issuer has the same name, and another key.
    assert not parse_certificate(issue("Test Root", by=ca.root).der).self_signed


@pytest.mark.parametrize("algorithm", [hashes.SHA256(), hashes.SHA384(), hashes.SHA3_256()])
def test_key_and_signature(algorithm: Any) -> None:
    found = parse_certificate(issue(key=RSA, algorithm=algorithm).der)
    assert (found.key_algorithm, found.key_bits) == ("rsa", 2048)
    assert found.signature_hash == algorithm.name


def test_a_signature_without_a_hash() -> None:
    key = ed25519.Ed25519PrivateKey.generate()
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([]))
        .issuer_name(x509.Name([]))
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(1950, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(9999, 12, 31, tzinfo=UTC))
    )
    found = parse_certificate(builder.sign(key, None).public_bytes(Encoding.DER))
    assert (found.key_algorithm, found.key_bits, found.signature_hash) == ("ed25519", None, None)
    assert found.not_after.year == 9999
    assert found.subject == ""


@given(st.binary(max_size=64))
def test_random_bytes_cannot_be_parsed(der: bytes) -> None:
    assert reason(parse_certificate, der) is Reason.PARSE
    assert not names_its_issuer(der)


VALID = issue(names=("a.example", "b.example"), aia=True).der


@pytest.mark.filterwarnings("ignore:Parsed a serial number")
@pytest.mark.parametrize("flip", [1, 2, 4, 8, 16, 32, 64, 128, 33, 255])
def test_a_damaged_certificate_is_read_or_refused(flip: int) -> None:
    for place in range(len(VALID)):
        damaged = bytearray(VALID)
        damaged[place] ^= flip
        with suppress(CollectorError):
            assert parse_certificate(bytes(damaged)).not_after.tzinfo is UTC
        names_its_issuer(bytes(damaged))


def test_names_its_issuer(ca: Authority) -> None:
    assert names_its_issuer(issue(by=ca.intermediate, aia=True).der)
    assert not names_its_issuer(issue(by=ca.intermediate).der)
    assert not names_its_issuer(issue(aia=True).der)  # it is its own issuer


# --- the file


def test_reads_the_leaf_of_a_chain(ca: Authority, tmp_path: Path) -> None:
    issued = issue(by=ca.intermediate)
    found = read_certificate_file(str(issued.write(tmp_path / "fullchain.pem")))
    assert found == parse_certificate(issued.der)


def test_a_link_is_followed(tmp_path: Path) -> None:
    issued = issue()
    issued.write(tmp_path / "archive.pem")
    (tmp_path / "live.pem").symlink_to("archive.pem")
    assert read_certificate_file(str(tmp_path / "live.pem")) == parse_certificate(issued.der)


def test_the_key_is_not_read(tmp_path: Path) -> None:
    issued = issue()
    path = tmp_path / "both.pem"
    path.write_bytes(issued.key_pem + issued.pem)
    text = repr(read_certificate_file(str(path)))
    for line in issued.key_pem.decode().splitlines()[1:-1]:
        assert line not in text


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"-----BEGIN CERTIFICATE-----",
        b"-----END CERTIFICATE----------BEGIN CERTIFICATE-----",
        b"-----BEGIN CERTIFICATE-----\n!\xff!\n-----END CERTIFICATE-----",
        b"-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----",
    ],
)
def test_invalid_certificate_files(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.pem"
    path.write_bytes(content)
    assert reason(read_certificate_file, str(path)) is Reason.PARSE


def test_other_kinds_of_files_do_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "zero").symlink_to("/dev/zero")
    for path in ("pipe", "loop", "zero", "gone", ".", "nul\0byte"):
        assert reason(read_certificate_file, f"{tmp_path}/{path}") is Reason.PARSE


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "huge.pem"
    path.write_bytes(b" " * (certificate_file.MAX_BYTES + 1))
    assert reason(read_certificate_file, str(path)) is Reason.TOO_LARGE


def test_not_permitted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> int:
        raise PermissionError

    (tmp_path / "file.pem").touch()
    monkeypatch.setattr("os.open", refuse)
    assert reason(read_certificate_file, str(tmp_path / "file.pem")) is Reason.PERMISSION


def test_dates_are_aware() -> None:
    found = parse_certificate(issue(ends=timedelta(days=36_500)).der)
    assert found.not_before.tzinfo is UTC
