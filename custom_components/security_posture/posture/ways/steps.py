"""The steps of an attacker, as data. Their sentences are in the translations, by id.

A step says which checks must all fail for it, and which facts must be true besides. Every check
of medium severity or more is in a step or in `OPENS_NOTHING`, with the reason.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from ..model.ways import Circumstance, Need, Position, Step, Sureness


def _fails(check: str, *variants: str | None) -> Need:
    return Need(check=check, variants=frozenset(variants) or None)


_EFFORT: Final = Sureness.EFFORT
_NO_BANS: Final = _fails("bans_disabled")
_HIDDEN_CLIENTS: Final = _fails("clients_indistinguishable", None, "container")
_FORGED_BY_ANYBODY: Final = _fails("trusted_proxy_too_broad", "public")
_PASSWORD_ALONE: Final = _fails("admin_without_mfa", "remote")

_FROM_INTERNET: Final = (
    Step(
        id="public_login",
        start=Position.INTERNET,
        end=Position.ADMINISTRATOR,
        needs=(_fails("passwordless_network", "public"),),
        facts=(Circumstance.EXPOSED, Circumstance.PUBLIC_ADMINISTRATOR),
    ),
    Step(
        id="public_account",
        start=Position.INTERNET,
        end=Position.ORDINARY_ACCOUNT,
        needs=(_fails("passwordless_network", "public"),),
        facts=(Circumstance.EXPOSED, Circumstance.PUBLIC_ACCOUNT),
    ),
    Step(
        id="guessing",
        start=Position.INTERNET,
        end=Position.ADMINISTRATOR,
        needs=(_NO_BANS, _PASSWORD_ALONE),
        facts=(Circumstance.EXPOSED,),
        sureness=_EFFORT,
    ),
    Step(
        id="guessing_behind_proxy",
        start=Position.INTERNET,
        end=Position.ADMINISTRATOR,
        needs=(_HIDDEN_CLIENTS, _PASSWORD_ALONE),
        facts=(Circumstance.EXPOSED,),
        sureness=_EFFORT,
    ),
    Step(
        id="guessing_with_forged_addresses",
        start=Position.INTERNET,
        end=Position.ADMINISTRATOR,
        needs=(_FORGED_BY_ANYBODY, _PASSWORD_ALONE),
        facts=(Circumstance.EXPOSED,),
        sureness=_EFFORT,
    ),
    Step(
        id="insecure_provider",
        start=Position.INTERNET,
        end=Position.ADMINISTRATOR,
        needs=(_fails("insecure_provider", "insecure"),),
        facts=(Circumstance.EXPOSED,),
    ),
    Step(
        id="flaw",
        start=Position.INTERNET,
        end=Position.ADMINISTRATOR,
        needs=(_fails("known_vulnerability"),),
        facts=(Circumstance.EXPOSED, Circumstance.FLAW),
    ),
    Step(
        id="flaw_tricked",
        start=Position.INTERNET,
        end=Position.ADMINISTRATOR,
        needs=(_fails("known_vulnerability"),),
        facts=(Circumstance.FLAW_TRICKED,),
        sureness=_EFFORT,
    ),
    Step(
        id="flaw_secrets",
        start=Position.INTERNET,
        end=Position.SECRETS,
        needs=(_fails("known_vulnerability"),),
        facts=(Circumstance.EXPOSED, Circumstance.FLAW_SECRETS),
    ),
    Step(
        id="harmful_repository",
        start=Position.INTERNET,
        end=Position.ADMINISTRATOR,
        needs=(_fails("community_removed", "critical"),),
    ),
    Step(
        id="overheard_outside",
        start=Position.INTERNET,
        end=Position.ADMINISTRATOR,
        needs=(_fails("plain_http_external", "public", "mismatch"),),
        facts=(Circumstance.EXPOSED,),
        sureness=_EFFORT,
    ),
    Step(
        id="forged_address",
        start=Position.INTERNET,
        end=Position.HOME_NETWORK,
        needs=(_FORGED_BY_ANYBODY,),
        facts=(Circumstance.EXPOSED,),
        pretended=True,
    ),
    Step(
        id="address_of_proxy",
        start=Position.INTERNET,
        end=Position.HOME_NETWORK,
        needs=(_HIDDEN_CLIENTS,),
        facts=(Circumstance.EXPOSED,),
        pretended=True,
    ),
    Step(
        id="public_folder",
        start=Position.INTERNET,
        end=Position.SECRETS,
        needs=(_fails("secret_in_public_folder", "secret"),),
        facts=(Circumstance.EXPOSED,),
    ),
    Step(
        id="webhook",
        start=Position.INTERNET,
        end=Position.DEVICES,
        needs=(_fails("guessable_webhook"),),
        facts=(Circumstance.EXPOSED,),
        sureness=_EFFORT,
    ),
)

_FROM_HOME: Final = (
    Step(
        id="home_login",
        start=Position.HOME_NETWORK,
        end=Position.ADMINISTRATOR,
        needs=(_fails("passwordless_network"),),
        facts=(Circumstance.HOME_ADMINISTRATOR,),
    ),
    Step(
        id="home_address_login",
        start=Position.HOME_NETWORK,
        end=Position.ADMINISTRATOR,
        needs=(_fails("passwordless_network"),),
        facts=(Circumstance.ADDRESS_ADMINISTRATOR,),
        sureness=_EFFORT,
    ),
    Step(
        id="home_account",
        start=Position.HOME_NETWORK,
        end=Position.ORDINARY_ACCOUNT,
        needs=(_fails("passwordless_network"),),
        facts=(Circumstance.HOME_ACCOUNT,),
    ),
    Step(
        id="home_guessing",
        start=Position.HOME_NETWORK,
        end=Position.ADMINISTRATOR,
        needs=(_NO_BANS, _fails("admin_without_mfa")),
        sureness=_EFFORT,
    ),
    Step(
        id="home_guessing_with_forged_addresses",
        start=Position.HOME_NETWORK,
        end=Position.ADMINISTRATOR,
        needs=(_fails("trusted_proxy_too_broad"), _fails("admin_without_mfa")),
        sureness=_EFFORT,
    ),
    Step(
        id="home_insecure_provider",
        start=Position.HOME_NETWORK,
        end=Position.ADMINISTRATOR,
        needs=(_fails("insecure_provider", "insecure"),),
    ),
    Step(
        id="home_flaw",
        start=Position.HOME_NETWORK,
        end=Position.ADMINISTRATOR,
        needs=(_fails("known_vulnerability"),),
        facts=(Circumstance.FLAW_AT_HOME,),
        on_site=True,
    ),
    Step(
        id="overheard_at_home",
        start=Position.HOME_NETWORK,
        end=Position.ADMINISTRATOR,
        needs=(_fails("plain_http_local"),),
        sureness=_EFFORT,
        on_site=True,
    ),
    Step(
        id="home_public_folder",
        start=Position.HOME_NETWORK,
        end=Position.SECRETS,
        needs=(_fails("secret_in_public_folder", "secret"),),
    ),
    Step(
        id="default_password",
        start=Position.HOME_NETWORK,
        end=Position.DEVICES,
        needs=(_fails("default_secret"),),
        sureness=_EFFORT,
        on_site=True,
    ),
    Step(
        id="app_port",
        start=Position.HOME_NETWORK,
        end=Position.MACHINE,
        needs=(_fails("app_port_open"),),
        facts=(Circumstance.SHELL_OR_SHARE,),
        sureness=_EFFORT,
        on_site=True,
    ),
    Step(
        id="app_port_leaked_password",
        start=Position.HOME_NETWORK,
        end=Position.MACHINE,
        needs=(_fails("app_port_open"), _fails("app_secret_pwned")),
        facts=(Circumstance.SHELL_OR_SHARE,),
        on_site=True,
    ),
    Step(
        id="debugger",
        start=Position.HOME_NETWORK,
        end=Position.ADMINISTRATOR,
        needs=(_fails("debugger_open", "debugger"),),
        on_site=True,
    ),
)

_SHARED_SECRETS: Final = (
    Step(
        id="published_files",
        start=Position.PUBLISHER,
        end=Position.SECRETS,
        needs=(_fails("secrets_in_git", "shared"),),
    ),
    Step(
        id="published_history",
        start=Position.PUBLISHER,
        end=Position.SECRETS,
        needs=(_fails("secrets_in_git_history", "shared"),),
    ),
    Step(
        id="published_text",
        start=Position.PUBLISHER,
        end=Position.SECRETS,
        needs=(_fails("inline_secret", "shared", "shared_files", "shared_comments"),),
    ),
    Step(
        id="published_remote",
        start=Position.PUBLISHER,
        end=Position.SECRETS,
        needs=(_fails("git_remote_credential"),),
        sureness=_EFFORT,
    ),
)

_FROM_SECRETS: Final = (
    Step(
        id="login_from_public_folder",
        start=Position.SECRETS,
        end=Position.ADMINISTRATOR,
        facts=(Circumstance.LOGIN_PUBLIC,),
        after=frozenset({"public_folder", "home_public_folder"}),
    ),
    Step(
        id="password_from_public_folder",
        start=Position.SECRETS,
        end=Position.ADMINISTRATOR,
        facts=(Circumstance.PASSWORD_PUBLIC,),
        sureness=_EFFORT,
        after=frozenset({"public_folder", "home_public_folder"}),
    ),
    Step(
        id="login_from_git",
        start=Position.SECRETS,
        end=Position.ADMINISTRATOR,
        facts=(Circumstance.EXPOSED, Circumstance.LOGIN_PUBLISHED),
        after=frozenset({"published_files", "published_history"}),
    ),
    Step(
        id="password_from_git",
        start=Position.SECRETS,
        end=Position.ADMINISTRATOR,
        facts=(Circumstance.EXPOSED, Circumstance.PASSWORD_PUBLISHED),
        sureness=_EFFORT,
        after=frozenset({"published_files", "published_history", "published_text"}),
    ),
)

_FROM_WEBSITE: Final = (
    Step(
        id="website_calls",
        start=Position.WEBSITE,
        end=Position.HOME_NETWORK,
        needs=(_fails("cors_too_broad", "any", "plain"),),
        sureness=_EFFORT,
        pretended=True,
    ),
    Step(
        id="framed_page",
        start=Position.WEBSITE,
        end=Position.ADMINISTRATOR,
        needs=(_fails("framing_allowed"),),
        sureness=_EFFORT,
    ),
)

_FROM_ACCOUNT: Final = (
    Step(
        id="command",
        start=Position.ORDINARY_ACCOUNT,
        end=Position.ADMINISTRATOR,
        needs=(_fails("templated_command", "program"),),
    ),
    Step(
        id="command_argument",
        start=Position.ORDINARY_ACCOUNT,
        end=Position.ADMINISTRATOR,
        needs=(_fails("templated_command", "argument"),),
        sureness=_EFFORT,
    ),
    Step(
        id="flaw_with_account",
        start=Position.ORDINARY_ACCOUNT,
        end=Position.ADMINISTRATOR,
        needs=(_fails("known_vulnerability"),),
        facts=(Circumstance.FLAW_WITH_ACCOUNT,),
    ),
)

_FROM_ADMINISTRATOR: Final = (
    Step(
        id="own_app",
        start=Position.ADMINISTRATOR,
        end=Position.MACHINE,
        facts=(Circumstance.INSTALLS_APPS,),
        by_design=True,
    ),
    Step(
        id="root",
        start=Position.ADMINISTRATOR,
        end=Position.MACHINE,
        needs=(_fails("runs_as_root"),),
    ),
    Step(
        id="sudo",
        start=Position.ADMINISTRATOR,
        end=Position.MACHINE,
        needs=(_fails("passwordless_sudo", "anything"),),
    ),
    Step(
        id="sudo_some",
        start=Position.ADMINISTRATOR,
        end=Position.MACHINE,
        needs=(_fails("passwordless_sudo", "some"),),
        sureness=_EFFORT,
    ),
    Step(
        id="root_group",
        start=Position.ADMINISTRATOR,
        end=Position.MACHINE,
        needs=(_fails("privileged_group"),),
    ),
    Step(
        id="engine_socket",
        start=Position.ADMINISTRATOR,
        end=Position.MACHINE,
        needs=(_fails("container_socket"),),
    ),
    Step(
        id="container_escape",
        start=Position.ADMINISTRATOR,
        end=Position.MACHINE,
        needs=(_fails("container_privileged"),),
    ),
    Step(
        id="powerful_app",
        start=Position.ADMINISTRATOR,
        end=Position.MACHINE,
        needs=(_fails("app_unprotected", "full_power"),),
    ),
)

STEPS: Final = (
    *_FROM_INTERNET,
    *_FROM_HOME,
    *_FROM_WEBSITE,
    *_SHARED_SECRETS,
    *_FROM_SECRETS,
    *_FROM_ACCOUNT,
    *_FROM_ADMINISTRATOR,
)


class OpensNothing(StrEnum):
    """Why a check that fails opens no step by itself."""

    AVAILABILITY = "availability"  # the household loses access; nobody gains it
    CERTIFICATE = "certificate"  # a client warns, or refuses to connect
    LATER = "later"  # it only keeps a way open for longer, or makes it open sooner
    OTHER_ACCOUNTS = "other_accounts"  # only for another account on the machine
    RECOVERY = "recovery"  # it is about the way back
    SHOWN_ELSEWHERE = "shown_elsewhere"  # another check says what it opens
    SIGN = "sign"  # it shows that somebody tries, or has been there
    STORAGE = "storage"  # only for whom the backup location belongs to
    TELLING = "telling"  # it tells something, and gives no access
    UNSPECIFIC = "unspecific"  # what it opens cannot be told


OPENS_NOTHING: Final[Mapping[str, OpensNothing]] = MappingProxyType(
    {
        "aged_access_token": OpensNothing.LATER,
        "backup_deletable": OpensNothing.RECOVERY,
        "backup_failing": OpensNothing.RECOVERY,
        "backup_missing": OpensNothing.RECOVERY,
        "backup_only_here": OpensNothing.RECOVERY,
        "backup_overdue": OpensNothing.RECOVERY,
        "backup_unencrypted": OpensNothing.STORAGE,
        "backup_unscheduled": OpensNothing.RECOVERY,
        "ban_hits_everyone": OpensNothing.AVAILABILITY,
        "ban_list_broken": OpensNothing.AVAILABILITY,
        "certificate_expired": OpensNothing.CERTIFICATE,
        "certificate_expiring": OpensNothing.CERTIFICATE,
        "certificate_file_broken": OpensNothing.AVAILABILITY,
        "certificate_served_stale": OpensNothing.CERTIFICATE,
        "certificate_untrusted": OpensNothing.CERTIFICATE,
        "certificate_wrong_host": OpensNothing.CERTIFICATE,
        "configuration_writable": OpensNothing.OTHER_ACCOUNTS,
        "core_outdated": OpensNothing.SHOWN_ELSEWHERE,
        "devices_outdated": OpensNothing.UNSPECIFIC,
        "dormant_account": OpensNothing.LATER,
        "host_updates_manual": OpensNothing.UNSPECIFIC,
        "installation_unsupported": OpensNothing.LATER,
        "location_in_shared_config": OpensNothing.TELLING,
        "mfa_unavailable": OpensNothing.SHOWN_ELSEWHERE,
        "private_key_readable": OpensNothing.OTHER_ACCOUNTS,
        "secrets_file_exposed": OpensNothing.OTHER_ACCOUNTS,
        "sign_in_attack": OpensNothing.SIGN,
        "supervisor_issue": OpensNothing.UNSPECIFIC,
        "supervisor_unhealthy": OpensNothing.UNSPECIFIC,
        "system_outdated": OpensNothing.SHOWN_ELSEWHERE,
        "unexpected_admin": OpensNothing.SIGN,
        "unfamiliar_sign_in": OpensNothing.SIGN,
        "update_skipped": OpensNothing.SHOWN_ELSEWHERE,
        "weak_tls": OpensNothing.UNSPECIFIC,
    }
)
