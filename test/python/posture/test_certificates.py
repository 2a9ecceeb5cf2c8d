"""What a certificate says by itself."""

from custom_components.security_posture.posture.certificates import renews

from .build import certificate


def test_a_certificate_does_not_renew_itself() -> None:
    assert not renews(certificate(), certificate())
    assert renews(certificate(fingerprint="11" * 32), certificate())
