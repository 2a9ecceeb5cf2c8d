"""Random configuration directories: secrets, a repository, a public folder, commands."""

from dataclasses import replace
from ipaddress import ip_network
from typing import Any

from hypothesis import strategies as st

from custom_components.security_posture.posture.facts import (
    GitFacts,
    GitHistory,
    PublicFile,
    PublicFolderFacts,
    PublicPictures,
    Reason,
    SecretPlace,
    UnfamiliarLogin,
    YamlPlace,
)

from .build import DAY, HEALTHY, NOW

_file = st.sampled_from(["configuration.yaml", "secrets.yaml"])
_secrets = st.lists(
    st.builds(
        SecretPlace,
        file=_file,
        line=st.just(3),
        key=st.just("a.b"),
        kind=st.just("token"),
        confidence=st.sampled_from([0.4, 0.5, 1.0]),
        is_default=st.booleans(),
        in_comment=st.booleans(),
    ),
    max_size=2,
).map(tuple)
_places = st.lists(
    st.builds(YamlPlace, file=_file, line=st.just(3), name=st.just("x")), max_size=1
).map(tuple)

secrets = st.fixed_dictionaries({"places": _secrets, "complete": st.booleans()})
yaml = st.fixed_dictionaries({"http": _places, "locations": _places, "templated_commands": _places})
repositories = st.none() | st.builds(
    GitFacts,
    sensitive=st.sampled_from([(), ("secrets.yaml",)]),
    yaml=st.just(frozenset({"configuration.yaml"})),
    has_remote=st.booleans(),
    credential_remotes=st.sampled_from([(), ("origin",)]),
    history=st.builds(
        GitHistory,
        sensitive=st.sampled_from([(), ("secrets.yaml",)]),
        incomplete=st.sampled_from([None, Reason.TOO_LARGE]),
    ),
)
_public = st.sampled_from(["key", "log", "configuration"])
public_folders = st.none() | st.builds(
    PublicFolderFacts,
    files=st.lists(st.builds(PublicFile, path=st.just("www/x"), kind=_public), max_size=2).map(
        tuple
    ),
    complete=st.booleans(),
    pictures=st.sampled_from([(), (PublicPictures(folder="www/a", n=30),)]),
)


@st.composite
def accounts(draw: st.DrawFn) -> dict[str, Any]:
    """Return changes to the stored history of accounts."""
    return {
        "new_tokens": (),
        "new_admins": (),
        "histories": draw(_histories),
        "unfamiliar": draw(st.sampled_from([(), (_FROM_ELSEWHERE,)])),
        "learning": draw(st.booleans()),
    }


_FROM_ELSEWHERE = UnfamiliarLogin(
    user_id="admin", network=ip_network("203.0.113.0/24"), first_used=NOW - DAY
)


_histories = st.sampled_from(
    [
        HEALTHY.accounts.histories,  # type: ignore[union-attr]
        {
            who: replace(history, last_used=None)
            for who, history in HEALTHY.accounts.histories.items()  # type: ignore[union-attr]
        },
    ]
)
