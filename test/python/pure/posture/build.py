"""Build the facts of a healthy home, and variations of them."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from logging import WARNING
from typing import Any

from custom_components.security_posture.posture.checks import CHECKS
from custom_components.security_posture.posture.facts import (
    Account,
    AccountHistory,
    AccountsFacts,
    AdvisoriesFacts,
    App,
    AuthFacts,
    AutomaticUpdates,
    Backup,
    BackupCopy,
    BackupLocation,
    BackupSchedule,
    BackupsFacts,
    BanListFacts,
    BansFacts,
    Certificate,
    CoreFacts,
    EvidenceEntitiesFacts,
    Facts,
    FailedSignInsFacts,
    FailedSource,
    FileAccess,
    FilesFacts,
    GitFacts,
    HostFacts,
    HttpFacts,
    HttpSettings,
    IssuesFacts,
    NetworkFacts,
    NextStart,
    PublicFolderFacts,
    PulledBackup,
    Reason,
    RememberedLocation,
    SecretsFacts,
    Session,
    Sudo,
    SupervisorFacts,
    TlsEndpoint,
    TlsFacts,
    ToolsFacts,
    Trust,
    TrustedNetworks,
    TrustedUsers,
    Unavailable,
    UpdateEntity,
    UpdateKind,
    UpdatesFacts,
    UrlsFacts,
    User,
    WebhooksFacts,
    YamlFacts,
)
from custom_components.security_posture.posture.freshness import outdated_sources
from custom_components.security_posture.posture.model import Outcome, unknown

# A Monday, three weeks after the release of 2026.11 (the fourth).
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
HOST = "home.example.org"


def certificate(**changes: Any) -> Certificate:
    """Return a certificate for `HOST`: ninety days, sixty of them left."""
    return replace(
        Certificate(
            subject=f"CN={HOST}",
            issuer="CN=Authority",
            dns_names=(HOST,),
            ip_names=(),
            not_before=NOW - 30 * DAY,
            not_after=NOW + 60 * DAY,
            fingerprint="00" * 32,
            self_signed=False,
            key_algorithm="ec",
            key_bits=256,
            signature_hash="sha256",
        ),
        **changes,
    )


def endpoint(**changes: Any) -> TlsEndpoint:
    """Return the TLS endpoint of the external URL."""
    whole = TlsEndpoint(
        host=HOST, port=443, version="TLSv1.3", certificate=certificate(), trust=Trust.TRUSTED
    )
    return replace(whole, **changes)


def user(**changes: Any) -> User:
    """Return an administrator with a password and multi-factor authentication."""
    whole = User(
        id="admin",
        name="Ada",
        is_admin=True,
        is_active=True,
        local_only=False,
        system_generated=False,
        groups=("system-admin",),
        providers=("homeassistant",),
        mfa=True,
    )
    return replace(whole, **changes)


def tablet(**changes: Any) -> User:
    """Return the wall tablet's ordinary account."""
    ordinary = user(
        id="tablet",
        name="Tablet",
        is_admin=False,
        groups=("system-users",),
        mfa=False,
    )
    return replace(ordinary, **changes)


def session(**changes: Any) -> Session:
    """Return a session used at home an hour ago."""
    whole = Session(
        user_id="admin",
        type="normal",
        name=None,
        provider="homeassistant",
        created_at=NOW - 10 * DAY,
        last_used_at=NOW - DAY / 24,
        last_used_ip=ip_address("192.168.1.20"),
        expires_at=NOW + 80 * DAY,
    )
    return replace(whole, **changes)


def trusted(*networks: str, users: dict[str, tuple[str, ...]] | None = None) -> TrustedNetworks:
    """Return a trusted_networks provider; `users` ties networks to user ids."""
    return TrustedNetworks(
        networks=tuple(ip_network(network) for network in networks),
        trusted_users=tuple(
            TrustedUsers(
                network=ip_network(network),
                user_ids=tuple(who for who in ids if not who.startswith("system-")),
                group_ids=tuple(who for who in ids if who.startswith("system-")),
            )
            for network, ids in (users or {}).items()
        ),
    )


def backup(**changes: Any) -> Backup:
    """Return last night's automatic backup, stored locally and outside."""
    whole = Backup(
        at=NOW - timedelta(hours=9),
        automatic=True,
        copies=(
            BackupCopy(location="backup.local", encrypted=True),
            BackupCopy(location="cloud.cloud", encrypted=True),
        ),
        failed_locations=(),
        complete=True,
    )
    return replace(whole, **changes)


def pulled(at: datetime | Unavailable | None) -> PulledBackup:
    """Return a backup pulled by another machine, as read from the selected entity."""
    return PulledBackup(entity_id="sensor.pulled_backup", at=at)


def remembered(at: datetime | None, **changes: Any) -> RememberedLocation:
    """Return what the cloud held when it was last listed."""
    whole = RememberedLocation(
        location="cloud.cloud", at=at, encrypted=True, unread_since=NOW - timedelta(hours=3)
    )
    return replace(whole, **changes)


def failed_source(address: str | None = "203.0.113.5", **changes: Any) -> FailedSource:
    """Return failed logins from one public address."""
    whole = FailedSource(
        address=ip_address(address) if address else None,
        is_global=True,
        count=1,
        last_at=NOW - timedelta(hours=1),
    )
    return replace(whole, **changes)


def core_update(latest: str | None) -> UpdateEntity:
    """Return the update entity of Home Assistant Core."""
    return UpdateEntity(
        entity_id="update.core",
        kind=UpdateKind.CORE,
        title="Home Assistant Core",
        available=latest is not None,
        installed_version="2026.11.0",
        latest_version=latest,
        skipped_version=None,
        auto_update=False,
        waiting_since=None,
        protects=False,
    )


def update(kind: UpdateKind, days: float | None, **changes: Any) -> UpdateEntity:
    """Return an update entity with an update pending for some days; None: no update."""
    whole = UpdateEntity(
        entity_id=f"update.{kind}",
        kind=kind,
        title=f"{kind} title",
        available=days is not None,
        installed_version="1.0",
        latest_version="2.0",
        skipped_version=None,
        auto_update=kind is UpdateKind.SUPERVISOR,
        waiting_since=None if days is None else NOW - days * DAY,
        protects=False,
    )
    return replace(whole, **changes)


def app(**changes: Any) -> App:
    """Return an app without extra privileges."""
    whole = App(
        slug="core_mosquitto",
        name="Mosquitto broker",
        running=True,
        protected=True,
        full_access=False,
        docker_api=False,
        host_pid=False,
        host_network=False,
        ports=(),
    )
    return replace(whole, **changes)


def access(path: str, mode: int = 0o600) -> FileAccess:
    """Return the permissions of a file in a folder that other accounts can enter."""
    return FileAccess(
        path=path, mode=mode, others_read=bool(mode & 0o004), others_write=bool(mode & 0o002)
    )


def account(**changes: Any) -> Account:
    """Return a dedicated account without privileges."""
    whole = Account(
        uid=998,
        name="homeassistant",
        groups=("homeassistant", "dialout"),
        has_login_shell=False,
        has_personal_home=False,
    )
    return replace(whole, **changes)


HEALTHY = Facts(
    http=HttpFacts(
        serves_tls=True,
        port=8123,
        hosts=("0.0.0.0",),
        trusted_proxies=(),
        settings=HttpSettings(
            slot="stable",
            pending=False,
            error=None,
            use_x_forwarded_for=False,
            cors_allowed_origins=("https://cast.home-assistant.io",),
            use_x_frame_options=True,
            yaml_migrated=True,
        ),
    ),
    urls=UrlsFacts(external_url=f"https://{HOST}", internal_url=None, cloud_remote=False),
    tls=TlsFacts(
        external=endpoint(),
        own=endpoint(),
        file=certificate(),
        next_start=NextStart(trouble=None),
        on_disk=(certificate(),),
    ),
    auth=AuthFacts(
        providers=("homeassistant",),
        trusted_networks=(),
        users=(user(), tablet()),
        sessions=(session(),),
        mfa_modules=("totp",),
    ),
    bans=BansFacts(enabled=True, threshold=5, banned=()),
    failed_sign_ins=FailedSignInsFacts(sources=()),
    network=NetworkFacts(
        own_addresses=(ip_address("192.168.1.2"),),
        gateways=(ip_address("192.168.1.1"),),
        bridges=(),
    ),
    updates=UpdatesFacts(
        core_version="2026.11.0",
        entities=(
            core_update("2026.11.2"),
            update(UpdateKind.OS, None),
            update(UpdateKind.SUPERVISOR, None),
        ),
    ),
    backups=BackupsFacts(
        schedule=BackupSchedule(
            recurrence="daily",
            days=(),
            locations=("backup.local", "cloud.cloud"),
            last_attempted=NOW - timedelta(hours=9, minutes=5),
            last_completed=NOW - timedelta(hours=9),
        ),
        locations=(
            BackupLocation(id="backup.local", outside=False, encrypted=True),
            BackupLocation(id="cloud.cloud", outside=True, encrypted=True, deletable=False),
        ),
        backups=(backup(),),
        unread_locations=(),
        running=False,
    ),
    accounts=AccountsFacts(
        histories={
            "admin": AccountHistory(first_seen=NOW - 300 * DAY, last_used=NOW - DAY / 24),
            "tablet": AccountHistory(first_seen=NOW - 300 * DAY, last_used=NOW - DAY),
        },
        new_admins=(),
        new_tokens=(),
    ),
    advisories=AdvisoriesFacts(as_of=NOW - 20 * DAY, advisories=()),
    ban_list=BanListFacts(parses=True, refused_lines=()),
    evidence_entities=EvidenceEntitiesFacts(
        max_backup_age=None, bans=(), pulled_backup=None, host_updates=None
    ),
    core=CoreFacts(
        config_dir="/config",
        allowed_dirs=("/config/www", "/media"),
        debugger=False,
        ban_log_level=WARNING,
        debug_loggers=(),
    ),
    files=FilesFacts(
        configuration=(access(".", 0o755), access("custom_components", 0o755)),
        secrets=(access("secrets.yaml"), access(".storage/auth")),
        private_key=access("/ssl/privkey.pem"),
    ),
    git=GitFacts(
        sensitive=(), yaml=frozenset({"configuration.yaml"}), has_remote=True, credential_remotes=()
    ),
    host=HostFacts(
        container=False,
        home_assistant_os=False,
        account=account(),
        sudo=Sudo(installed=True, rules=()),
        people=1,
        capabilities=frozenset(),
        has_all_capabilities=False,
        sockets=(),
        automatic_updates=AutomaticUpdates(installed=True, enabled=True),
    ),
    issues=IssuesFacts(unsupported=(), has_community=True, removed=()),
    public_folder=PublicFolderFacts(files=(), complete=True),
    secrets=SecretsFacts(places=(), complete=True),
    supervisor=SupervisorFacts(
        version="2026.11.1",
        os_version="17.0",
        unhealthy=(),
        unsupported=(),
        issues=(),
        apps=(app(),),
    ),
    tools=ToolsFacts(integrations=frozenset(), token_repairs=False),
    webhooks=WebhooksFacts(webhooks=()),
    yaml=YamlFacts(
        domains=frozenset({"automation", "template"}), http=(), locations=(), templated_commands=()
    ),
)


def facts(**changes: Any) -> Facts:
    """Return the healthy home with some things changed.

    A change names a source and what differs in it, `bans={"threshold": -1}`, or gives the
    whole source, `bans=Unavailable(...)`.
    """
    whole = {}
    for source, change in changes.items():
        healthy = getattr(HEALTHY, source)
        whole[source] = replace(healthy, **change) if isinstance(change, dict) else change
    return replace(HEALTHY, **whole)


def settings(**changes: Any) -> HttpSettings:
    """Return the healthy HTTP settings with some changed."""
    healthy = HEALTHY.http
    assert not isinstance(healthy, Unavailable)
    assert not isinstance(healthy.settings, Unavailable)
    return replace(healthy.settings, **changes)


def schedule(**changes: Any) -> BackupSchedule:
    """Return the healthy schedule with some things changed."""
    healthy = HEALTHY.backups
    assert not isinstance(healthy, Unavailable)
    return replace(healthy.schedule, **changes)


def run_check(
    check_id: str, changed: Facts, now: datetime = NOW, read_at: datetime = NOW
) -> Outcome:
    """Return the outcome of one check on facts that were read at `read_at`."""
    judge = CHECKS[check_id].evaluate
    times = {source.name: read_at for source in fields(Facts)}
    if read_at < now and outdated_sources(judge, changed, now, times):
        return unknown(Reason.OUTDATED)
    return judge(changed, now)
