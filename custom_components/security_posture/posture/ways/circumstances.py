"""Read from the facts what steps need besides failing checks; None: unknown."""

from collections.abc import Iterable
from typing import Final

from ..checks.app_port_open import open_services
from ..checks.known_vulnerability import applying
from ..facts import Facts, Gain, Network, Unavailable, User
from ..model import Exposure, ExposureKind
from ..model.ways import Circumstance
from ..networks import PRIVATE, is_public_network, may_be_home, overlaps, present_networks
from ..secret_places import inline_secrets, public_secrets
from ..trusted_networks import selectable_users
from .open_steps import Known

_SHELLS_AND_SHARES: Final = frozenset({"SSH", "Samba"})
# Home Assistant stores the keys of all sessions there; a whole backup contains it.
_SESSIONS: Final = ".storage/auth"
_BACKUP_ENDINGS: Final = (".tar", ".tar.gz", ".tgz", ".zip")
# What in the public folder is a backup, and what may contain a password.
_BACKUP: Final = "backup"
_SECRETS: Final = "secrets"


def known_circumstances(facts: Facts, exposure: Exposure) -> Known:
    """Return what is known of every circumstance."""
    return {
        Circumstance.EXPOSED: _is_exposed(exposure),
        Circumstance.INSTALLS_APPS: _installs_apps(facts),
        Circumstance.SHELL_OR_SHARE: _opens_shell_or_share(facts),
        **_logins_without_password(facts),
        **_in_public_folder(facts),
        **_published(facts),
        **_flaws(facts),
    }


def _is_exposed(exposure: Exposure) -> bool | None:
    if not exposure.evidence:
        return False
    is_evident = any(row.kind is not ExposureKind.UNKNOWN for row in exposure.evidence)
    return True if is_evident else None


def _installs_apps(facts: Facts) -> bool | None:
    if isinstance(facts.supervisor, Unavailable):
        return None
    return facts.supervisor is not None


def _opens_shell_or_share(facts: Facts) -> bool | None:
    supervisor = facts.supervisor
    if supervisor is None:
        return False
    if isinstance(supervisor, Unavailable) or isinstance(supervisor.apps, Unavailable):
        return None
    found = [
        app.running is True
        for app in supervisor.apps
        if app.running is not False
        and any(name in _SHELLS_AND_SHARES for _port, name in open_services(app))
    ]
    return any(found) or (None if found else False)


def _logins_without_password(facts: Facts) -> Known:
    """Return who can log in without a password from public networks, and from those at home."""
    members = (
        Circumstance.PUBLIC_ADMINISTRATOR,
        Circumstance.PUBLIC_ACCOUNT,
        Circumstance.HOME_ADMINISTRATOR,
        Circumstance.HOME_ACCOUNT,
        Circumstance.ADDRESS_ADMINISTRATOR,
    )
    if isinstance(facts.auth, Unavailable):
        return dict.fromkeys(members)
    known: dict[Circumstance, bool | None] = dict.fromkeys(members, False)
    for provider in facts.auth.trusted_networks:
        for network in provider.networks:
            users = selectable_users(network, provider, facts.auth)
            for member, value in _of_network(facts, network, users).items():
                known[member] = known[member] or value
    return known


def _of_network(
    facts: Facts, network: Network, users: list[User]
) -> dict[Circumstance, bool | None]:
    if not users:
        return {}
    is_admin = any(user.is_admin for user in users)
    is_account = not all(user.is_admin for user in users)
    if is_public_network(network) and not present_networks(facts.network).covers(network):
        # Without the home's networks, a small one may be the home's own.
        at_home = isinstance(facts.network, Unavailable) and may_be_home(network)
        certain = None if at_home else True
        also_private = any(overlaps(network, part) for part in PRIVATE)
        return {
            Circumstance.PUBLIC_ADMINISTRATOR: is_admin and certain,
            Circumstance.PUBLIC_ACCOUNT: is_account and certain,
            Circumstance.HOME_ADMINISTRATOR: is_admin and also_private,
            Circumstance.HOME_ACCOUNT: is_account and also_private,
        }
    if network.num_addresses == 1:
        return {Circumstance.ADDRESS_ADMINISTRATOR: is_admin}
    return {Circumstance.HOME_ADMINISTRATOR: is_admin, Circumstance.HOME_ACCOUNT: is_account}


def _in_public_folder(facts: Facts) -> Known:
    folder = facts.public_folder
    if isinstance(folder, Unavailable):
        return dict.fromkeys((Circumstance.LOGIN_PUBLIC, Circumstance.PASSWORD_PUBLIC))
    files = folder.files if folder else ()
    return {
        Circumstance.LOGIN_PUBLIC: _contain_sessions(
            file.path for file in files if file.kind in (_BACKUP, _SECRETS)
        ),
        Circumstance.PASSWORD_PUBLIC: any(file.kind == _SECRETS for file in files)
        or bool(public_secrets(facts)),
    }


def _published(facts: Facts) -> Known:
    git, secrets = facts.git, facts.secrets
    if isinstance(git, Unavailable):
        return dict.fromkeys((Circumstance.LOGIN_PUBLISHED, Circumstance.PASSWORD_PUBLISHED))
    files = (*git.sensitive, *git.history.sensitive) if git else ()
    has_login = _contain_sessions(files)
    in_text = None if isinstance(secrets, Unavailable) else bool(inline_secrets(secrets))
    return {
        Circumstance.LOGIN_PUBLISHED: has_login,
        Circumstance.PASSWORD_PUBLISHED: bool(files) or in_text,
    }


def _contain_sessions(paths: Iterable[str]) -> bool:
    return any(_SESSIONS in f"/{path}" or path.lower().endswith(_BACKUP_ENDINGS) for path in paths)


def _flaws(facts: Facts) -> Known:
    """Return what the advisories that apply give; without that, nothing is known of them."""
    members = (
        Circumstance.FLAW,
        Circumstance.FLAW_AT_HOME,
        Circumstance.FLAW_SECRETS,
        Circumstance.FLAW_TRICKED,
        Circumstance.FLAW_WITH_ACCOUNT,
    )
    if isinstance(facts.advisories, Unavailable) or isinstance(facts.updates, Unavailable):
        return dict.fromkeys(members)
    found = applying(facts)
    unsorted = any(row.gives is None for row in found)
    known: dict[Circumstance, bool | None] = dict.fromkeys(members, None if unsorted else False)
    for row in found:
        if row.gives is Gain.ADMINISTRATOR and row.needs_account:
            known[Circumstance.FLAW_WITH_ACCOUNT] = True
        elif row.gives is Gain.ADMINISTRATOR and row.needs_victim:
            known[Circumstance.FLAW_TRICKED] = True
        elif row.gives is Gain.ADMINISTRATOR:
            known[Circumstance.FLAW_AT_HOME if row.at_home else Circumstance.FLAW] = True
        elif row.gives is Gain.SECRETS and not row.needs_account:
            known[Circumstance.FLAW_SECRETS] = True
    return known
