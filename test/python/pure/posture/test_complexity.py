"""Every check takes linear time: twice as many facts, twice the work.

Work is counted in bytecode instructions, which do not depend on the load of the machine.
"""

from dataclasses import replace
from ipaddress import ip_address, ip_network

import pytest

from custom_components.security_posture.posture.checks import CHECKS
from custom_components.security_posture.posture.evaluate import evaluate
from custom_components.security_posture.posture.facts import (
    LONG_LIVED,
    AccountHistory,
    Advisory,
    AppPort,
    BackupCopy,
    BackupLocation,
    Ban,
    Facts,
    NewAdmin,
    NewToken,
    Product,
    PublicFile,
    RemovedRepository,
    SecretPlace,
    SudoRule,
    UpdateKind,
    Webhook,
    YamlPlace,
)

from ...support.steps import steps
from .build import (
    DAY,
    HEALTHY,
    NOW,
    access,
    app,
    backup,
    certificate,
    facts,
    failed_source,
    session,
    settings,
    trusted,
    update,
    user,
)

SIZE = 60
# Twice the work, and some room for growing containers; quadratic work would be four times.
LINEAR = 2.6


def large_home(n: int, *, findings: bool) -> Facts:
    """Return a home with `n` of everything; with `findings`, each is a finding."""
    days = 400 if findings else 1
    users = tuple(
        user(id=f"u{i}", name=f"User {i}", is_admin=findings or i == 0, mfa=not findings)
        for i in range(n)
    )
    sessions = tuple(
        session(
            user_id=f"u{i}",
            type=LONG_LIVED if i % 2 else "normal",
            created_at=NOW - days * DAY,
            last_used_at=NOW - DAY,
            last_used_ip=ip_address("198.51.0.0") + i,
            expires_at=None,
        )
        for i in range(n)
    )
    locations = tuple(
        BackupLocation(id=f"agent.{i}", outside=True, encrypted=not findings) for i in range(n)
    )
    backups = tuple(
        backup(
            at=NOW - (days + i) * DAY,
            copies=(BackupCopy(location=f"agent.{i}", encrypted=not findings),),
            failed_locations=(f"agent.{i}",) if findings else (),
        )
        for i in range(n)
    )
    secrets = tuple(
        SecretPlace(
            file=f"{i}.yaml",
            line=i,
            key="password",
            kind="password",
            confidence=1.0,
            is_default=i % 2 == 0,
        )
        for i in range(n)
    )
    places = tuple(YamlPlace(file=f"{i}.yaml", line=1, name="latitude") for i in range(n))
    kinds = tuple(UpdateKind)
    served = certificate(fingerprint="served")
    files = tuple(access(f"file{i}", 0o666 if findings else 0o600) for i in range(n))
    return facts(
        accounts={
            "histories": {
                f"u{i}": AccountHistory(first_seen=NOW - days * DAY, last_used=None)
                for i in range(n)
            },
            "new_admins": tuple(NewAdmin(user_id=f"u{i}", seen_at=NOW) for i in range(n)),
            "new_tokens": tuple(NewToken(user_id=f"u{i}", name="x", seen_at=NOW) for i in range(n)),
        },
        advisories={
            "advisories": tuple(
                Advisory(
                    id=f"CVE-{i}",
                    product=Product.CORE,
                    affected_from=None,
                    fixed_in="2027.1.0" if findings else "2020.1.0",
                    severity="low",
                    published=NOW,
                    url="",
                )
                for i in range(n)
            )
        },
        auth={
            "users": users,
            "sessions": sessions,
            # Networks and rules are written by hand, so there are few.
            "trusted_networks": (trusted("192.168.1.0/24", "192.168.2.0/24"),),
        },
        backups={"locations": locations, "backups": backups},
        ban_list={"refused_lines": tuple(range(n)) if findings else ()},
        bans={
            "banned": tuple(
                Ban(
                    address=ip_address("198.51.0.0" if findings else "203.0.0.0") + i,
                    banned_at=NOW,
                )
                for i in range(n)
            )
        },
        core={"allowed_dirs": tuple(f"/media/{i}" for i in range(n))},
        failed_sign_ins={
            "sources": tuple(
                failed_source(
                    str(ip_address("203.0.0.0" if findings else "10.9.0.0") + i),
                    is_global=findings,
                )
                for i in range(n)
            )
        },
        files={"configuration": files, "secrets": files},
        git={
            "sensitive": tuple(f"{i}.db" for i in range(n)) if findings else (),
            "yaml": frozenset(f"{i}.yaml" for i in range(n)),
            "credential_remotes": tuple(f"remote{i}" for i in range(n)) if findings else (),
        },
        host={
            "sudo": replace(
                HEALTHY.host.sudo,
                rules=tuple(
                    SudoRule(path="/etc/sudoers", line=i, unlimited=False) for i in range(n)
                )
                if findings
                else (),
            ),
        },
        http={
            "trusted_proxies": tuple(
                ip_network(ip_address("10.10.0.0") + 256 * i) for i in range(n)
            ),
            "settings": replace(
                settings(),
                use_x_forwarded_for=True,
                cors_allowed_origins=tuple(f"http://{i}.example.org" for i in range(n)),
            ),
        },
        issues={
            "unsupported": tuple(f"reason_{i}" for i in range(n)) if findings else (),
            "removed": tuple(RemovedRepository(name=f"r{i}", critical=False) for i in range(n)),
        },
        network={
            "own_addresses": tuple(ip_address("10.0.0.2") + i for i in range(n)),
            "gateways": tuple(ip_address("10.1.0.1") + i for i in range(n)),
            # A machine has few container networks.
            "bridges": (ip_network("172.30.32.0/23"),),
        },
        public_folder={
            "files": tuple(PublicFile(path=f"www/{i}", kind="log") for i in range(n)),
        },
        secrets={"places": secrets} if findings else {},
        supervisor={
            "apps": tuple(
                app(
                    slug=f"core_{i}",
                    protected=not findings,
                    ports=(AppPort(inside=22, protocol="tcp", outside=i),) if findings else (),
                )
                for i in range(n)
            ),
            "unsupported": tuple(f"reason_{i}" for i in range(n)) if findings else (),
        },
        tls={"on_disk": tuple(replace(served, fingerprint=str(i)) for i in range(n))},
        updates={
            "entities": tuple(
                update(kinds[i % len(kinds)], days, entity_id=f"update.{i}") for i in range(n)
            )
        },
        webhooks={
            "webhooks": tuple(
                Webhook(component="x", name=str(i), local_only=False, guessable=findings)
                for i in range(n)
            )
        },
        yaml={"http": places, "locations": places, "templated_arguments": places},
    )


HOMES = {
    (size, findings): large_home(size, findings=findings)
    for size in (SIZE, 2 * SIZE)
    for findings in (True, False)
}


@pytest.mark.parametrize("findings", [True, False])
@pytest.mark.parametrize("check_id", sorted(CHECKS))
def test_a_check_is_linear(check_id: str, findings: bool) -> None:
    check = CHECKS[check_id].evaluate
    once, twice = (
        steps(lambda home=HOMES[size, findings]: check(home, NOW)) for size in (SIZE, 2 * SIZE)
    )
    assert twice <= LINEAR * once, (once, twice)


@pytest.mark.parametrize("findings", [True, False])
def test_a_report_is_linear(findings: bool) -> None:
    once, twice = (
        steps(lambda home=HOMES[size, findings]: evaluate(home, NOW)) for size in (SIZE, 2 * SIZE)
    )
    assert twice <= LINEAR * once, (once, twice)


def test_quadratic_work_would_be_noticed() -> None:
    def work(n: int) -> list[tuple[int, int]]:
        return [(i, j) for i in range(n) for j in range(n)]

    once, twice = (steps(lambda n=n: work(n)) for n in (SIZE, 2 * SIZE))
    assert twice > LINEAR * once
